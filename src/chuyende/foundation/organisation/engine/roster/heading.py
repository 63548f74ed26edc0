"""Where the headings of a roster stand, in one row or two, and which column means what."""

from dataclasses import dataclass
from typing import Final

from .columns import Column, column_of
from .sheet import Sheet

SEARCHED_ROWS: Final = 15


@dataclass
class Heading:
    """Where the heading stands and which column (from 0) means what."""

    last_row: int
    columns: dict[int, Column]
    labels: dict[int, str]


def find_heading(sheet: Sheet) -> Heading | None:
    best, found = 1, None
    for at, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        columns = {place: column for place, value in enumerate(row) if (column := column_of(value or ""))}
        named = {Column.FULL_NAME, Column.GIVEN_NAME} & set(columns.values())
        if named and len(columns) > best:
            best, found = len(columns), at
    return _heading_at(sheet, found) if found is not None else None


def _heading_at(sheet: Sheet, at: int) -> Heading:
    """The heading of row `at` (from 0), joined with the row of sub-headings under merged squares."""
    texts = {place: str(value) for place, value in enumerate(sheet.rows[at]) if value is not None}
    under = sheet.rows[at + 1] if at + 1 < len(sheet.rows) else ()
    spans = [
        (left - 1, right - 1, bottom)
        for top, left, bottom, right in sheet.merged
        if top == at + 1 and right > left
    ]
    last_row, name_span = at, (0, 0)
    for left, right, _bottom in spans:
        above = texts.get(left, "")
        below = {
            place: str(under[place])
            for place in range(left, right + 1)
            if place < len(under) and under[place]
        }
        if below and all(_is_sub_heading(above, text) for text in below.values()):
            texts |= {place: f"{above} {text}" for place, text in below.items()}
            last_row = at + 1
        elif column_of(above) is Column.FULL_NAME:
            name_span = (left, right)
    columns, seen = {}, set()
    for place, text in texts.items():
        column = column_of(text)
        if column is not None and column not in seen:
            columns[place] = column
            seen.add(column)
    if name_span != (0, 0):  # family name and given name in two squares under one heading
        first, last = name_span
        columns[first] = Column.FAMILY_NAME
        columns[last] = Column.GIVEN_NAME
    last_row = max(
        [
            last_row,
            *(bottom - 1 for top, left, bottom, _r in sheet.merged if top == at + 1 and left - 1 in columns),
        ]
    )
    return Heading(last_row, columns, texts)


def _is_sub_heading(above: str, text: str) -> bool:
    return column_of(f"{above} {text}") is not None or column_of(text) is not None
