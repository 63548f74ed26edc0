"""Every format of files of questions by its code, and which of them a file is."""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Final

from chuyende.foundation.core.vietnamese import fold

from . import aiken, docx, gift, h5p, moodle, qti, sheet
from .archive import BROKEN_ZIP
from .decoding import text_of
from .reading import Format, Unreadable

FORMATS: Final[Mapping[str, Format]] = {
    one.code: one
    for one in (
        docx.FORMAT,
        *sheet.FORMATS,
        gift.FORMAT,
        aiken.FORMAT,
        moodle.FORMAT,
        *qti.FORMATS,
        h5p.FORMAT,
    )
}
_ZIP: Final = b"PK"
#: a part that only this kind of package has
_PARTS: Final = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "h5p.json": "h5p",
    "imsmanifest.xml": "qti21",
}
_START: Final = 64 * 1024
_ROOT: Final = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_ROOTS: Final = {
    "quiz": "moodle",
    "question": "moodle",
    "assessmentItem": "qti21",
    "assessmentTest": "qti21",
    "questestinterop": "qti21",  # of QTI 1: its reader says so
}
#: a file that begins like this is of another kind when its root is not known
_NO_PLAIN_TEXT: Final = ("<?xml", "<!doctype", "<html")
_KEY_LINE: Final = re.compile(r"^(?:answer|dap an(?: dung)?(?: la)?|key) ?[:：]", re.MULTILINE)
_BARE_KEY: Final = re.compile(_KEY_LINE.pattern + r" ?[a-z][.)]?$", re.MULTILINE)
_FIRST_CHOICE: Final = re.compile(r"^a ?[.)]", re.MULTILINE)
_BRACES: Final = re.compile(r"(?<!\\)\{[^{}]*(?<!\\)\}", re.DOTALL)


def format_of(data: bytes, name: str) -> Format | None:
    """Return the format in which a file is to be read: told by its bytes, and by its name where two kinds of text are
    alike. None: it is of no format that is known. Whether it can be read is not yet said.
    """
    code = _of_package(data) if data.startswith(_ZIP) else _of_text(data, name.lower())
    return FORMATS[code] if code else None


def _of_package(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except BROKEN_ZIP:
        return ""
    found = [code for part, code in _PARTS.items() if part in names]
    if found:
        return found[0]
    return "qti21" if any(name.endswith(".xml") for name in names) else ""


def _of_text(data: bytes, name: str) -> str:
    try:
        text = text_of(data, mend=True)
    except Unreadable:
        return ""
    start = text[:_START].lstrip()
    if start.startswith("<") and (root := _ROOT.search(_without_prologue(start))):
        if root[1].startswith("qti-"):
            return "qti30"
        if root[1] in _ROOTS:
            return _ROOTS[root[1]]
        if start.lower().startswith(_NO_PLAIN_TEXT):
            return ""
    if name.endswith((".csv", ".tsv")):
        return "csv"
    if name.endswith(".gift"):
        return "gift"
    folded = _fold_lines(start)
    if _BRACES.search(start):  # a formula of an Aiken file may have them too
        return "aiken" if _BARE_KEY.search(folded) and _FIRST_CHOICE.search(folded) else "gift"
    return "aiken" if _KEY_LINE.search(folded) else "csv"


def _fold_lines(text: str) -> str:
    return "\n".join(fold(line) for line in text.split("\n"))


def _without_prologue(start: str) -> str:
    """Return an XML text from its root on: without declaration, comments and document type."""
    start = re.sub(r"<\?.*?\?>|<!--.*?-->", "", start, flags=re.DOTALL)
    return re.sub(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", "", start, count=1, flags=re.DOTALL)
