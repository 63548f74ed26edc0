"""Forms of the bank of questions."""

from .bank import AlikeForm, BankFilter, ChangeNote
from .importing import ChooseForm, RowsFilter, TakeForm, UploadForm
from .kinds import FORMS, asked_kind
from .question import QuestionForm

__all__ = [
    "FORMS",
    "AlikeForm",
    "BankFilter",
    "ChangeNote",
    "ChooseForm",
    "QuestionForm",
    "RowsFilter",
    "TakeForm",
    "UploadForm",
    "asked_kind",
]
