"""A table of text, whatever file it came in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from ..reading import Doubt, Trouble, Unreadable

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 60


@dataclass
class Row:
    """One row as the reader of the sheet counts it, from 1. `doubts` and `pictures` by column, from 0."""

    number: int
    cells: list[str]
    doubts: dict[int, set[Doubt]] = field(default_factory=dict)
    pictures: dict[int, list[str]] = field(default_factory=dict)
    merged: dict[int, str] = field(default_factory=dict)  # what a square merged from above says

    def cell(self, column: int | None) -> str:
        """Return the text of a column; "" where there is none."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""

    def doubt(self, column: int, doubt: Doubt) -> None:
        """Remember that a square is doubtful."""
        self.doubts.setdefault(column, set()).add(doubt)


@dataclass
class Table:
    """The rows of one sheet that are not empty. `media`: files by the names in `Row.pictures`."""

    title: str
    rows: list[Row]
    media: Mapping[str, bytes] = field(default_factory=dict)


def bounded(rows: Iterator[Row]) -> list[Row]:
    """Return the rows that hold something. Raises `Unreadable` when there are too many."""
    kept = []
    for row in rows:
        if any(row.cells) or row.doubts or row.pictures:
            kept.append(row)
        if len(kept) > MOST_ROWS:
            raise Unreadable(Trouble.TOO_LARGE)
    return kept
