"""Squares of a workbook that is written: text stays text."""

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

#: what a square of a workbook has no place for
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: the most letters of a square
LONGEST: Final = 32_000
_FORMULA: Final = ("=", "+", "-", "@")


def fill(sheet: Any, rows: Iterable[Sequence[str | int | None]], *, first_row: int = 1) -> None:
    """Write `rows` from `first_row` on. Text that begins like a formula is no formula, and stays none in Excel."""
    for number, row in enumerate(rows, start=first_row):
        for column, value in enumerate(row, start=1):
            if value is None or value == "":
                continue
            cell = sheet.cell(number, column)
            if isinstance(value, str):
                cell.value = _NO_TEXT.sub("", value)
                cell.data_type = "s"
                cell.quotePrefix = value.startswith(_FORMULA)
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            else:
                cell.value = value


def embolden(sheet: Any, row: int) -> None:
    """Make a row stand out as headings, and keep it in view."""
    for cell in sheet[row]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = sheet.cell(row + 1, 1)


def saved(book: Workbook) -> bytes:
    """Return the bytes of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
