"""What a question says and what answers it right: seven kinds in one shape, without a database.

The same `Words` are what a form writes, what an import reads, what an export is made of and what an answer is marked
against. Texts are plain; a line break is "\\n". A picture or a sound is named by `media`, a key into the files that
travel with the question.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, Self

#: where a gap of a cloze stands in its stem: [[1]], [[2]] …
GAP = "[[{number}]]"


class Kind(StrEnum):
    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    MATCHING = "matching"
    ORDERING = "ordering"
    SHORT = "short"
    CLOZE = "cloze"


#: kinds that are answered by choosing among `choices`
CHOOSING = frozenset({Kind.SINGLE, Kind.MULTIPLE})


class Difficulty(StrEnum):
    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


@dataclass(frozen=True)
class Choice:
    """One choice; `is_right` in a SINGLE holds for exactly one."""

    text: str
    is_right: bool = False
    media: str = ""


@dataclass(frozen=True)
class Pair:
    """What belongs together in a MATCHING."""

    left: str
    right: str
    media: str = ""  # of the left side


@dataclass(frozen=True)
class Gap:
    """One gap of a CLOZE: typed where `choices` is empty, else chosen among them. `answers` are all right."""

    answers: tuple[str, ...]
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Words:
    """One question. Only the fields of its kind are filled:

    SINGLE, MULTIPLE: `choices`. TRUE_FALSE: `is_true`. MATCHING: `pairs` and `decoys`, right sides that belong to
    nothing. ORDERING: `items` in their right order. SHORT: `answers`, each of them right. CLOZE: `gaps`, which stand
    in the stem as [[1]], [[2]]… `marks_matter`: typed answers must carry their Vietnamese marks. `keeps_order`: the
    choices are never shuffled (one says «tất cả các phương án trên»). `source` is the citation as somebody wrote it.
    """

    kind: Kind
    stem: str
    media: str = ""
    choices: tuple[Choice, ...] = ()
    is_true: bool = False
    pairs: tuple[Pair, ...] = ()
    decoys: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    marks_matter: bool = True
    keeps_order: bool = False
    explanation: str = ""
    difficulty: Difficulty = Difficulty.MEDIUM
    tags: tuple[str, ...] = ()
    source: str = ""

    @property
    def keys(self) -> tuple[int, ...]:
        """Indexes of the right choices (SINGLE, MULTIPLE)."""
        return tuple(index for index, choice in enumerate(self.choices) if choice.is_right)

    @property
    def rights(self) -> tuple[str, ...]:
        """What a left side may be matched with: the right sides without repetition, then the decoys."""
        return tuple(dict.fromkeys([*(pair.right for pair in self.pairs), *self.decoys]))

    def texts(self) -> Iterator[str]:
        """Every text by which the question is found and compared, the stem first."""
        yield self.stem
        yield from (choice.text for choice in self.choices)
        for pair in self.pairs:
            yield from (pair.left, pair.right)
        yield from (*self.decoys, *self.items, *self.answers)
        for gap in self.gaps:
            yield from gap.choices or gap.answers

    def media_names(self) -> set[str]:
        """Names of the files that the question needs."""
        named = {self.media, *(choice.media for choice in self.choices), *(pair.media for pair in self.pairs)}
        return named - {""}

    def with_media(self, names: Mapping[str, str]) -> Self:
        """The same question with its files under other `names`; a file that has none there falls away."""
        return replace(
            self,
            media=names.get(self.media, ""),
            choices=tuple(replace(choice, media=names.get(choice.media, "")) for choice in self.choices),
            pairs=tuple(replace(pair, media=names.get(pair.media, "")) for pair in self.pairs),
        )

    def as_json(self) -> dict[str, Any]:
        """Everything, for a JSON column; see `from_json`."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The inverse of `as_json`. A field that is missing has its usual value."""
        plain = dict(data)
        plain["kind"] = Kind(plain["kind"])
        plain["difficulty"] = Difficulty(plain.get("difficulty", Difficulty.MEDIUM))
        plain["choices"] = tuple(Choice(**choice) for choice in plain.get("choices", ()))
        plain["pairs"] = tuple(Pair(**pair) for pair in plain.get("pairs", ()))
        plain["gaps"] = tuple(
            Gap(tuple(gap["answers"]), tuple(gap.get("choices", ()))) for gap in plain.get("gaps", ())
        )
        for name in ("decoys", "items", "answers", "tags"):
            plain[name] = tuple(plain.get(name, ()))
        return cls(**plain)
