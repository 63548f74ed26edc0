"""Answer sheets as a PDF, from the same description by which they are read."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import cv2

from . import layout
from .code import SheetCode
from .layout import Sheet, code_cells
from .typesetting import typeset

_TEMPLATE = "sheet.typ"
_ANCHOR_MODULES = 6


@dataclass(frozen=True)
class SheetWords:
    """What is printed in words: the heading, the label of the line for the name, and how bubbles are filled in."""

    title: str
    subtitle: str
    name_label: str
    variant_label: str
    instruction: str


@dataclass(frozen=True)
class Copy:
    """One page to print: its code, and the name of who gets it (empty: the line stays free)."""

    code: SheetCode
    name: str = ""


def sheets_pdf(
    sheet: Sheet, copies: Sequence[Copy], words: SheetWords, *, fonts: Path | None = None
) -> bytes:
    """Return one A4 page per copy as a PDF. `fonts`: folder of the fonts to print with; without it Typst's own."""
    return typeset(_TEMPLATE, _inputs(sheet, copies, words), fonts=fonts)[0]


def sheets_png(
    sheet: Sheet,
    copies: Sequence[Copy],
    words: SheetWords,
    *,
    fonts: Path | None = None,
    dots_per_inch: float = 72,
) -> list[bytes]:
    """Return the same pages as pictures, to be looked at before printing."""
    data = _inputs(sheet, copies, words)
    return typeset(_TEMPLATE, data, fonts=fonts, format="png", dots_per_inch=dots_per_inch)


def _inputs(sheet: Sheet, copies: Sequence[Copy], words: SheetWords) -> dict[str, Any]:
    if not copies:
        raise ValueError("at least one copy")
    return {
        "words": asdict(words),
        "anchors": [_anchor(number, place) for number, place in layout.ANCHORS.items()],
        "anchor_module": layout.ANCHOR / _ANCHOR_MODULES,
        "code_cell": layout.CODE_CELL,
        "bubble": layout.BUBBLE,
        "outline": layout.OUTLINE,
        "row": layout.ROW,
        "answers": {"left": layout.ANSWERS_LEFT, "width": layout.ANSWERS_WIDTH, "label": sheet.label_mm},
        "rows": [asdict(row) for row in sheet.rows()],
        "copies": [_copy(copy) for copy in copies],
    }


def _anchor(number: int, place: tuple[float, float]) -> dict[str, Any]:
    known = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)
    modules = cv2.aruco.generateImageMarker(known, number, _ANCHOR_MODULES)
    return {"x": place[0], "y": place[1], "modules": [[bool(cell == 0) for cell in row] for row in modules]}


def _copy(copy: Copy) -> dict[str, Any]:
    bits = copy.code.bits()
    cells = [
        corner
        for place in layout.CODE_PLACES
        for corner, is_dark in zip(code_cells(place), bits, strict=True)
        if is_dark
    ]
    return {"name": copy.name, "code": str(copy.code), "variant": copy.code.variant, "cells": cells}
