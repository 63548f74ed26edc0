"""CSV as spreadsheets and people save it."""

import csv
import io
import re
from typing import Final

from ..decoding import text_of
from ..reading import Doubt, Trouble, Unreadable
from .columns import Columns, heading_of
from .grid import MOST_COLUMNS, Row, Table, bounded

_DELIMITERS: Final = (",", ";", "\t", "|")
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_FIRST_LINES: Final = 60
#: a cell of which a spreadsheet would make a formula
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")


def guarded(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe before = + - @."""
    return f"'{text}" if _FORMULA.match(text) else text


def read_separated(data: bytes) -> Table:
    """Return the table of a CSV file. Raises `Unreadable`."""
    text, is_guessed = _text(data)
    separator = _SEPARATOR_LINE.match(text)
    if separator:
        text = text[separator.end() :]
    delimiter = separator[1] if separator else _delimiter(text)
    try:
        rows = bounded(
            Row(number, [_cell(cell) for cell in cells[:MOST_COLUMNS]])
            for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1)
        )
    except csv.Error as error:
        raise Unreadable(Trouble.BROKEN) from error
    if is_guessed:
        for row in rows:
            for column, cell in enumerate(row.cells):
                if not cell.isascii():
                    row.doubt(column, Doubt.WEAK_SIGN)
    return Table("", rows)


def _cell(text: str) -> str:
    if _GUARDED.match(text):
        text = text[1:]
    return text.replace("\u00a0", " ").strip()


def _text(data: bytes) -> tuple[str, bool]:
    """Return the text, and whether its letters beyond ASCII are only a guess."""
    try:
        return text_of(data), False
    except Unreadable as error:
        if error.trouble is not Trouble.BROKEN:
            raise
    text = data.decode("cp1252", "replace").replace("\r\n", "\n").replace("\r", "\n")
    if _CONTROL.search(text):
        raise Unreadable(Trouble.BROKEN)
    return text, True


def _delimiter(text: str) -> str:
    """Return the sign by which the headings are most of all headings."""
    start = "\n".join(text.split("\n", _FIRST_LINES)[:_FIRST_LINES])

    def known(delimiter: str) -> int:
        try:
            rows = [
                Row(number, [cell.strip() for cell in cells[:MOST_COLUMNS]])
                for number, cells in enumerate(
                    csv.reader(io.StringIO(start, newline=""), delimiter=delimiter), 1
                )
            ]
        except csv.Error:
            return 0
        heading: Columns | None = heading_of(rows)
        return heading.count if heading else 0

    return max(_DELIMITERS, key=known)
