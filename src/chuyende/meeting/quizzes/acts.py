"""The words by which the log tells what was done to quizzes."""

from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.acts import name_acts

name_acts(
    quiz_created=_("prepared a quiz"),
    quiz_published=_("published a quiz"),
    quiz_removed=_("removed a quiz"),
    quiz_repeated=_("prepared a quiz anew, to ask it again"),
    key_corrected=_("corrected the key of a question and marked again"),
    attempt_remarked=_("marked an attempt again by the corrected key"),
    accommodation_set=_("set what a member needs to take quizzes"),
    attempt_uploaded=_("sent answers that a phone had kept"),
    attempt_submitted=_("handed a quiz in"),
    edition_printed=_("printed a quiz with answer sheets"),
    sheet_recorded=_("recorded a photographed answer sheet"),
    sheet_undone=_("took a recorded answer sheet back"),
)
