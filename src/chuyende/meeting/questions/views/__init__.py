from .bank import question_alike, question_bank, question_detail, question_file
from .checking import question_check, question_restore, question_retire, question_share
from .writing import question_change, question_write

__all__ = [
    "question_alike",
    "question_bank",
    "question_change",
    "question_check",
    "question_detail",
    "question_file",
    "question_restore",
    "question_retire",
    "question_share",
    "question_write",
]
