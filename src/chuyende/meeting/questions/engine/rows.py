"""One question of a file on its way into a bank: what was read, what is doubted, what somebody decided."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Any, Self

from .faults import faults
from .formats.reading import Doubt, ReadQuestion
from .words import Words

#: of an original: more is cut off, nobody compares it by eye
LONGEST_ORIGINAL = 4000


class Decision(StrEnum):
    OPEN = ""
    TAKE = "take"
    LEAVE = "leave"


@dataclass(frozen=True)
class ImportRow:
    """A question of a file, at its `number` from 1 on.

    `content` is `Words.as_json()`. `known`: the id of a question of the same bank that says the same, or "#" and the
    number of the row of the same file that does. `provision`, `function_area`: ids, chosen when it was mended.
    """

    number: int
    content: dict[str, Any]
    original: str
    place: str
    doubts: tuple[Doubt, ...] = ()
    is_faulty: bool = False
    known: str = ""
    decision: Decision = Decision.OPEN
    is_mended: bool = False
    provision: str = ""
    function_area: str = ""

    @cached_property
    def words(self) -> Words:
        """What it says and what is right."""
        return Words.from_json(self.content)

    @property
    def is_doubtful(self) -> bool:
        """Whether somebody has to look at it before it is taken over: it is in doubt and nobody has decided."""
        is_doubted = bool(self.doubts) or self.is_faulty or bool(self.known)
        return is_doubted and not self.is_mended and self.decision is Decision.OPEN

    @property
    def is_taken(self) -> bool:
        """Whether it goes into the bank. What cannot be asked never does; what is in doubt only when somebody says so."""
        if self.is_faulty or self.decision is Decision.LEAVE:
            return False
        return self.decision is Decision.TAKE or not self.is_doubtful

    def decided(self, decision: Decision) -> Self:
        return replace(self, decision=decision)

    def mended(self, words: Words, *, provision: str, function_area: str) -> Self:
        """The row with the words that somebody gave it, to be taken over."""
        return replace(
            self,
            content=words.as_json(),
            is_faulty=bool(faults(words)),
            decision=Decision.TAKE,
            is_mended=True,
            provision=provision,
            function_area=function_area,
        )

    def as_json(self) -> dict[str, Any]:
        """Everything, for a JSON column; see `from_json`."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The inverse of `as_json`."""
        plain = dict(data)
        plain["doubts"] = tuple(Doubt(doubt) for doubt in plain["doubts"])
        plain["decision"] = Decision(plain["decision"])
        return cls(**plain)


def row_of(number: int, read: ReadQuestion, *, known: str = "") -> ImportRow:
    """The row of a question as a reader gave it."""
    return ImportRow(
        number=number,
        content=read.words.as_json(),
        original=read.original[:LONGEST_ORIGINAL],
        place=read.place,
        doubts=read.doubts,
        is_faulty=bool(faults(read.words)),
        known=known,
    )


@dataclass(frozen=True)
class Counts:
    """How many questions a file has, how many of them somebody must look at, take over and leave."""

    total: int = 0
    doubtful: int = 0
    taken: int = 0

    @property
    def left(self) -> int:
        """Those that stay out of the bank."""
        return self.total - self.taken


def counts_of(rows: Iterable[ImportRow]) -> Counts:
    """Return how many rows there are of each sort."""
    total = doubtful = taken = 0
    for row in rows:
        total += 1
        doubtful += row.is_doubtful
        taken += row.is_taken
    return Counts(total, doubtful, taken)
