"""Workbooks of Excel: last values, merged squares, pictures lying over squares."""

import datetime as dt
import io
import math
import posixpath
import re
from collections.abc import Iterator
from typing import Any, Final

from defusedxml import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from ..archive import BROKEN_ZIP, MB, Archive, Media, resolved
from ..markup import from_html, to_html
from ..reading import Doubt, Trouble, Unreadable
from ..safe_xml import parse
from .grid import MOST_COLUMNS, Row, Table, bounded

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
# openpyxl meets files made by anybody; these are what a damaged or hostile one makes it raise
_BROKEN: Final = (
    *BROKEN_ZIP,
    InvalidFileException,
    DefusedXmlException,
    SyntaxError,
    ArithmeticError,
    LookupError,
    TypeError,
    AttributeError,
)
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_DECIMALS = re.compile(r"#?,?#*0(?:\.(0+))?(%?)")
#: raised letters in a text that stands in the sheet itself; openpyxl tells of those among the shared texts only
_RAISED: Final = b"vertAlign"
_MOST_MERGED: Final = 10_000
_MOST_DIGITS: Final = 10**15
_LARGEST_SHEET: Final = 60 * MB
#: a comma before the decimals, a point between thousands
_VIETNAMESE: Final = str.maketrans(",.", ".,")


def is_workbook(data: bytes) -> bool:
    """Tell by the first bytes whether it is a workbook, old or new, and not a text."""
    return data.startswith((b"PK", _OLE))


def read_workbook(data: bytes) -> Iterator[Table]:
    """Yield the visible sheets. Raises `Unreadable`."""
    if data.startswith(_OLE):
        raise Unreadable(Trouble.LOCKED if _ENCRYPTED in data else Trouble.BROKEN)
    archive = Archive(data)
    if any(archive.size(path) > _LARGEST_SHEET for path in archive.paths if path.endswith(".xml")):
        raise Unreadable(Trouble.TOO_LARGE)
    try:
        yield from _tables(data, archive)
    except _BROKEN as error:
        raise Unreadable(Trouble.BROKEN) from error


def _tables(data: bytes, archive: Archive) -> Iterator[Table]:
    book = load_workbook(io.BytesIO(data), read_only=True, rich_text=True)
    values = None
    for place, sheet in enumerate(book.worksheets):
        if sheet.sheet_state != "visible":
            continue
        formulas: set[tuple[int, int]] = set()
        rows = bounded(_rows(sheet, formulas))
        if formulas:
            values = values or load_workbook(io.BytesIO(data), read_only=True, rich_text=True, data_only=True)
            _take_values(rows, values.worksheets[place], formulas)
        path = sheet._worksheet_path.lstrip("/")
        media = Media(archive)
        _lay_pictures(rows, archive, path, media)
        content = archive.read(path, most=_LARGEST_SHEET)
        _fill_merged(rows, content)
        if _RAISED in content:
            _doubt_all(rows)
        yield Table(sheet.title, rows, media.files)


def _doubt_all(rows: list[Row]) -> None:
    """Doubt every text: somewhere letters are raised, and it cannot be told where."""
    for row in rows:
        for column, text in enumerate(row.cells):
            if text:
                row.doubt(column, Doubt.NOT_CARRIED)


def _rows(sheet: Any, formulas: set[tuple[int, int]]) -> Iterator[Row]:
    blank = None
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        if cells is blank:  # one and the same for every row that the file leaves out
            continue
        if all(cell.value is None for cell in cells):
            blank = cells
            yield Row(number, [])
            continue
        row = Row(number, [])
        for column, cell in enumerate(cells):
            if cell.value is None:
                row.cells.append("")
            elif cell.data_type == "f":
                formulas.add((number, column))
                row.cells.append("")
                row.doubt(column, Doubt.FORMULA)
            else:
                row.cells.append(_text(cell, row, column))
        yield row


def _take_values(rows: list[Row], sheet: Any, formulas: set[tuple[int, int]]) -> None:
    wanted = {row.number: row for row in rows}
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        for column, cell in enumerate(cells):
            if (number, column) in formulas and cell.value is not None:
                wanted[number].cells[column] = _text(cell, wanted[number], column)


def _text(cell: Any, row: Row, column: int) -> str:
    """Return what the square shows, doubting what depends on how a program shows it."""
    value = cell.value
    if isinstance(value, CellRichText):
        plain = from_html("".join(_marked(part) for part in value))
        if not plain.is_whole:
            row.doubt(column, Doubt.NOT_CARRIED)
        return plain.text
    if isinstance(value, str):
        if cell.data_type == "e":
            row.doubt(column, Doubt.FORMULA)
        return value.replace("\r\n", "\n").replace("\u00a0", " ").strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "General", row, column)
    row.doubt(column, Doubt.NOT_CARRIED)
    if isinstance(value, dt.datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        value = value.date()
    return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else str(value)


def _number(value: float, number_format: str, row: Row, column: int) -> str:
    if not math.isfinite(value):
        row.doubt(column, Doubt.NOT_CARRIED)
        return str(value)
    shape = _DECIMALS.fullmatch(number_format)
    if number_format in {"General", "@"}:
        text = str(int(value)) if value == int(value) and abs(value) < _MOST_DIGITS else f"{value:.11g}"
    elif shape:
        shown = value * 100 if shape[2] else value
        text = f"{shown:{',' if ',' in number_format else ''}.{len(shape[1] or '')}f}{shape[2]}"
    else:
        row.doubt(column, Doubt.NOT_CARRIED)
        text = str(value)
    return text.translate(_VIETNAMESE)


def _marked(part: str | TextBlock) -> str:
    if isinstance(part, str):
        return to_html(part)
    raised = {"superscript": "sup", "subscript": "sub"}.get(part.font.vertAlign or "")
    text = to_html(part.text)
    if part.font.strike:
        text = f"<s>{text}</s>"
    return f"<{raised}>{text}</{raised}>" if raised else text


def _fill_merged(rows: list[Row], sheet: bytes) -> None:
    """Give the text of squares merged downward to every row that they cover."""
    # openpyxl leaves merged squares out when it reads row by row; they stand after the rows
    by_number = {row.number: row for row in rows}
    behind = sheet.rfind(b"</sheetData>") + 1
    for count, match in enumerate(_MERGE.finditer(sheet, behind)):
        if count >= _MOST_MERGED:
            raise Unreadable(Trouble.TOO_LARGE)
        left, top, _right, bottom = range_boundaries(match[1].decode())
        first = by_number.get(top)
        if first is None or not first.cell(left - 1) or left > MOST_COLUMNS:
            continue
        for row in rows:
            if top < row.number <= bottom and not row.cell(left - 1):
                row.merged[left - 1] = first.cell(left - 1)


def _lay_pictures(rows: list[Row], archive: Archive, path: str, media: Media) -> None:
    """Give each row the pictures whose upper left corner lies in it."""
    by_number = {row.number: row for row in rows}
    for drawing in _related(archive, path, "drawing").values():
        if drawing not in archive:
            continue
        images = _related(archive, drawing, "image")
        for anchor in parse(archive.read(drawing)):
            places = {one.tag: one.text or "" for start in anchor.iter("from") for one in start}
            if not {"row", "col"} <= places.keys() or not (places["row"] + places["col"]).isdecimal():
                continue
            row = by_number.get(int(places["row"]) + 1)
            for blip in anchor.iter("blip"):
                name = media.take(images.get(blip.get("embed", ""), ""))
                if row is not None:
                    row.pictures.setdefault(int(places["col"]), []).append(name)


def _related(archive: Archive, path: str, kind: str) -> dict[str, str]:
    """Return the parts of a kind that a part refers to, by the identifier of the reference."""
    folder, name = posixpath.split(path)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if listed not in archive:
        return {}
    return {
        one.get("Id", ""): target.lstrip("/") if target.startswith("/") else resolved(target, folder=folder)
        for one in parse(archive.read(listed)).iter("Relationship")
        if one.get("Type", "").endswith(f"/{kind}") and (target := one.get("Target", ""))
    }
