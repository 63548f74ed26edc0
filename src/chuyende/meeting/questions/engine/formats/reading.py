"""What every reader of a file of questions answers, and every writer is given."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ..words import Kind, Words


class Doubt(StrEnum):
    """Why somebody should look at a question before it is taken over. What is not doubted must be right."""

    NO_KEY = "no_key"  # nothing tells which choice is right
    KEYS_DISAGREE = "keys_disagree"  # two signs name different choices
    SEVERAL_KEYS = "several_keys"  # more than one choice is marked: taken as MULTIPLE
    KEY_OUTSIDE = "key_outside"  # the key names a choice that is not there
    WEAK_SIGN = "weak_sign"  # the key rests on a sign that may mean something else
    FEW_CHOICES = "few_choices"
    EMPTY_CHOICE = "empty_choice"
    SAME_CHOICE = "same_choice"
    NO_STEM = "no_stem"
    NUMBER_JUMPS = (
        "number_jumps"  # numbers or letters do not follow one another: something may be missing or joined
    )
    STRAY_TEXT = "stray_text"  # text beside the question was left out, or taken into it
    NOT_CARRIED = "not_carried"  # something of the original has no place here (a formula, weights, feedback)
    MEDIA_MISSING = "media_missing"
    KIND_UNKNOWN = "kind_unknown"  # of a kind that is not supported: its texts are kept, the rest is not
    FORMULA = "formula"  # a cell holds a formula: its last value was taken


@dataclass(frozen=True)
class ReadQuestion:
    """One question of a file. `original` is its text as the file has it, to be shown beside; `place` tells where it
    stands («Câu 3», «row 12», an identifier)."""

    words: Words
    original: str
    place: str
    doubts: tuple[Doubt, ...] = ()


@dataclass
class Reading:
    """Everything that a file gave: the questions in their order, and the files that they name."""

    questions: list[ReadQuestion] = field(default_factory=list)
    media: dict[str, bytes] = field(default_factory=dict)


class Trouble(StrEnum):
    """Why a file gives nothing."""

    BROKEN = "broken"  # not of this format, or damaged
    EMPTY = "empty"  # no question in it
    TOO_LARGE = "too_large"  # more than the reader takes, or a bomb
    LOCKED = "locked"  # encrypted
    OLDER = "older"  # QTI 1.x, as Canvas and Blackboard write it


class Unreadable(Exception):
    """The file gives no questions. Whatever the bytes, a reader raises this and nothing else."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


#: told now and then how many questions have been read: a file of thousands shows its progress
Progress = Callable[[int], None]


def silent(_count: int) -> None:
    """The progress of somebody who does not watch."""


def always(_words: Words) -> bool:
    """The `fits` of a format that has room for every question of the kinds it carries."""
    return True


@dataclass(frozen=True)
class Format:
    """One format: how it is read and written. `carries`: the kinds that it can hold. `fits`: whether a question of
    such a kind has room (a sheet shows no picture, a Kahoot has four choices); `write` is given only what fits.

    `read(data, progress)` raises `Unreadable`; `write(questions, media)` gives the file's bytes.
    """

    code: str
    extension: str
    carries: frozenset[Kind]
    read: Callable[[bytes, Progress], Reading] | None
    write: Callable[[Iterable[Words], Mapping[str, bytes]], bytes] | None
    fits: Callable[[Words], bool] = always
