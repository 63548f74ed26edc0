"""Everything that one can do with the bank of questions."""

from .checking import check_question, restore_question, retire_question, share_question
from .writing import change_question, write_question

__all__ = [
    "change_question",
    "check_question",
    "restore_question",
    "retire_question",
    "share_question",
    "write_question",
]
