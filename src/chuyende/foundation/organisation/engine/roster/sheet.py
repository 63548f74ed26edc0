"""A workbook as plain rows: values, not formulas, with the merged squares known."""

import math
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any, Final

from defusedxml import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 60
#: what stands for a formula that the file brings no result for
UNCOMPUTED: Final = "\ue000"
_EMPTY_RUN: Final = 200
_MERGE = re.compile(rb'<mergeCell\b[^>]*\bref="([A-Z]+\d+:[A-Z]+\d+)"')


class SheetUnreadable(Exception):
    """The file is no workbook that could be read; the text says why."""


@dataclass
class Sheet:
    """The rows of one worksheet, numbered from 1, trimmed of what is empty on the right and below."""

    title: str
    rows: list[tuple[Any, ...]]
    #: (first row, first column, last row, last column), from 1
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


def read_sheets(file: IO[bytes]) -> Iterator[Sheet]:
    """Yield the visible worksheets of an XLSX file. Raises `SheetUnreadable`."""
    try:
        plain = load_workbook(file, read_only=True, data_only=False)
        computed = None
        for place, sheet in enumerate(plain.worksheets):
            if sheet.sheet_state != "visible":
                continue
            rows, has_formulas = _rows(sheet)
            if has_formulas:
                file.seek(0)
                computed = computed or load_workbook(file, read_only=True, data_only=True)
                results, _any = _rows(computed.worksheets[place])
                rows = [_filled(row, results[at] if at < len(results) else ()) for at, row in enumerate(rows)]
            yield Sheet(sheet.title, rows, _merged(file, sheet))
    except SheetUnreadable:
        raise
    # openpyxl meets files made by anybody; these are what a damaged or hostile one makes it raise
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        InvalidFileException,
        DefusedXmlException,
        SyntaxError,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        EOFError,
        OSError,
    ) as error:
        raise SheetUnreadable(
            _(
                "The file is damaged and cannot be read. Open it in Excel, save it again as .xlsx and send it again."
            )
        ) from error


def _rows(sheet: Any) -> tuple[list[tuple[Any, ...]], bool]:
    rows: list[tuple[Any, ...]] = []
    has_formulas, empty = False, 0
    for values in sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True):
        row = tuple(_plain(value) for value in values)
        while row and row[-1] is None:
            row = row[:-1]
        has_formulas = has_formulas or any(isinstance(value, str) and value.startswith("=") for value in row)
        empty = 0 if row else empty + 1
        rows.append(row)
        if empty > _EMPTY_RUN:  # formatted to the bottom of the world
            break
        if len(rows) > MAX_ROWS + _EMPTY_RUN:
            raise SheetUnreadable(
                _(
                    "The list has more than %(count)d rows. Send it in parts, for example one file for each cell."
                )
                % {"count": MAX_ROWS}
            )
    while rows and not rows[-1]:
        rows.pop()
    return rows, has_formulas


def _plain(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if value is None or isinstance(value, (int, float, bool)):
        return value
    if isinstance(value, str):
        return value.strip().replace("\u00a0", " ").strip() or None
    # a formula over several squares comes as an object with its text
    text = getattr(value, "text", None)
    return text if isinstance(text, str) else value


def _filled(row: tuple[Any, ...], results: tuple[Any, ...]) -> tuple[Any, ...]:
    """The row with each formula replaced by its result."""
    return tuple(
        ((results[at] if at < len(results) else None) or UNCOMPUTED)
        if isinstance(value, str) and value.startswith("=")
        else value
        for at, value in enumerate(row)
    )


def _merged(file: IO[bytes], sheet: Any) -> list[tuple[int, int, int, int]]:
    # openpyxl leaves merged squares out when it reads row by row; they stand after the rows
    file.seek(0)
    with zipfile.ZipFile(file) as archive:
        content = archive.read(sheet._worksheet_path.lstrip("/"))
    found = []
    for match in _MERGE.finditer(content, content.rfind(b"</sheetData>") + 1):
        left, top, right, bottom = range_boundaries(match[1].decode())
        found.append((top, left, bottom, right))
    return found
