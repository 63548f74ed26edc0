"""Everything that one can do with the bank of questions."""

from .checking import check_question, restore_question, retire_question, share_question
from .importing import choose_rows, discard_import, mend_row, upload_questions
from .reading import read_import
from .taking import Undone, import_questions, undo_import
from .writing import change_question, write_question

__all__ = [
    "Undone",
    "change_question",
    "check_question",
    "choose_rows",
    "discard_import",
    "import_questions",
    "mend_row",
    "read_import",
    "restore_question",
    "retire_question",
    "share_question",
    "undo_import",
    "upload_questions",
    "write_question",
]
