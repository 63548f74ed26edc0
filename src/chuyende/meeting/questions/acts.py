"""The words by which the log tells what was done to questions."""

from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.acts import name_acts

name_acts(
    question_written=_("wrote a question"),
    question_changed=_("wrote a question anew"),
    question_checked=_("checked a question"),
    question_shared=_("shared a question with the other cells"),
    question_unshared=_("keeps a question to the cell again"),
    question_retired=_("took a question out of the bank"),
    question_restored=_("put a question back into the bank"),
    question_file_sent=_("sent a file of questions"),
    question_row_mended=_("mended a question of a file"),
    question_rows_chosen=_("chose questions of a file"),
    questions_imported=_("brought the questions of a file into the bank"),
    questions_import_undone=_("took the questions of a file back"),
    question_file_discarded=_("threw a file of questions away"),
)
