"""What each rule is made of: its parameters, what they may be, and the words for them."""

from .parameters import (
    Choice,
    Choices,
    Measure,
    Parameter,
    ParameterError,
    Share,
    Steps,
    Switch,
    Text,
    Whole,
    share_of,
)
from .schemas import SUBJECTS, Subject, subject_of

__all__ = [
    "SUBJECTS",
    "Choice",
    "Choices",
    "Measure",
    "Parameter",
    "ParameterError",
    "Share",
    "Steps",
    "Subject",
    "Switch",
    "Text",
    "Whole",
    "share_of",
    "subject_of",
]
