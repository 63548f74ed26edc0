"""Which questions an attempt is given where a blueprint draws them: x easy, y hard, z of one document."""

import hashlib
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Self, TypeVar

Q = TypeVar("Q", bound=Hashable)


@dataclass(frozen=True)
class Part:
    """So many questions that are like this: every wish that is set holds."""

    count: int
    difficulty: str = ""
    document: str = ""
    tag: str = ""

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        return cls(
            **{name: data[name] for name in ("count", "difficulty", "document", "tag") if name in data}
        )

    def as_json(self) -> dict[str, Any]:
        """Only what is set."""
        wishes = {"difficulty": self.difficulty, "document": self.document, "tag": self.tag}
        return {"count": self.count} | {name: value for name, value in wishes.items() if value}


@dataclass(frozen=True)
class Candidate:
    """What of a question a blueprint looks at."""

    difficulty: str = ""
    document: str = ""
    tags: frozenset[str] = field(default_factory=frozenset)

    def suits(self, part: Part) -> bool:
        """Whether the question is one that `part` wishes for."""
        return (
            part.difficulty in ("", self.difficulty)
            and part.document in ("", self.document)
            and (not part.tag or part.tag in self.tags)
        )


class TooFew(Exception):
    """The questions do not fill the blueprint; `part` is the index of the part that stays short, `missing` by how
    many."""

    def __init__(self, part: int, missing: int) -> None:
        super().__init__(f"part {part}: {missing} missing")
        self.part, self.missing = part, missing


def draw(pool: Sequence[tuple[Q, Candidate]], parts: Iterable[Part], *, seed: int) -> list[Q]:
    """Return what the attempt with `seed` is given, in the order of the pool; without parts the whole pool.

    No question is drawn twice. Questions are matched to parts so that the blueprint is filled whenever it can be
    (augmenting paths in a bipartite graph, Berge 1957), and which of them by a hash of seed and place: the same on
    every device. Raises `TooFew`.
    """
    wished = list(parts)
    places = [at for at, part in enumerate(wished) for _one in range(part.count)]
    if not places:
        return [question for question, _candidate in pool]
    mixed = sorted(range(len(pool)), key=lambda at: hashlib.sha256(f"draw:{seed}/{at}".encode()).digest())
    suiting = [[at for at in mixed if pool[at][1].suits(wished[part])] for part in places]
    holder: dict[int, int] = {}  # question → the place of the blueprint that it fills
    for place in range(len(places)):
        if not _filled(place, suiting, holder, set()):
            part = places[place]
            raise TooFew(part, places[place:].count(part))
    return [pool[at][0] for at in sorted(holder)]


def _filled(place: int, suiting: list[list[int]], holder: dict[int, int], tried: set[int]) -> bool:
    for at in suiting[place]:
        if at in tried:
            continue
        tried.add(at)
        if at not in holder or _filled(holder[at], suiting, holder, tried):
            holder[at] = place
            return True
    return False
