"""Renders a paper as a PDF, to be read, printed and filed: fonts embedded, tagged, language Vietnamese."""

from __future__ import annotations

import json
import threading
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from chuyende.faces.paperwork.engine.code import qr_svg
from chuyende.faces.paperwork.engine.layout import Layout
from chuyende.faces.paperwork.engine.page import PARTY_TITLE, Page, party_title_width_mm
from chuyende.faces.paperwork.engine.paper import Band, Block, Paper, Table
from chuyende.faces.paperwork.engine.set_out import set_out
from chuyende.faces.paperwork.engine.text import place_and_date, printable

FONTS = Path(str(files("chuyende.faces.paperwork"))) / "fonts"
"""Tinos, whose letters are as wide as those of Times New Roman; put there by ``make assets``."""

_TEMPLATES = Path(__file__).parent
_one_at_a_time = threading.Lock()


class FontsMissingError(RuntimeError):
    """The fonts of papers are not installed: ``make assets`` puts them there."""


def render_pdf(paper: Paper, layout: Layout) -> bytes:
    """The paper as the bytes of a PDF file; the same paper and layout give the same bytes.

    Raises FontsMissingError when the assets have not been built.
    """
    title, author = printable(paper.title), printable(paper.author)
    paper = set_out(paper, layout)
    page = Page.of(layout, landscape=paper.landscape)
    data = {
        "paper": _as_data(paper),
        "title": title,
        "author": author,
        "layout": asdict(layout),
        "page": {
            **asdict(page),
            "heading_columns_mm": page.heading_columns_mm,
            "foot_columns_mm": page.foot_columns_mm,
        },
        "party_title": PARTY_TITLE,
        "party_title_width_mm": party_title_width_mm(layout),
        "place_and_date": place_and_date(paper.heading.place, paper.heading.date),
        "code": qr_svg(paper.verification.url) if paper.verification else "",
    }
    return compile_template("paper.typ", data)


def compile_template(template: str, data: dict[str, Any]) -> bytes:
    """The PDF of one of the engine's templates; the data reach it as data and are never evaluated."""
    with _one_at_a_time:
        compiled = _compiler(template).compile(
            format="pdf", sys_inputs={"data": json.dumps(data, default=str)}
        )
    assert isinstance(compiled, bytes)  # a PDF is one file, not a list of pages
    return compiled


@cache
def _compiler(template: str) -> typst.Compiler:
    """A compiler that keeps the template parsed and the fonts loaded; it serves one call at a time."""
    if len(list(FONTS.glob("*.ttf"))) < 4:
        raise FontsMissingError(f"no Tinos fonts in {FONTS}: run `make assets`")
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    return typst.Compiler(str(_TEMPLATES / template), root=str(_TEMPLATES), font_paths=fonts)


def _as_data(paper: Paper) -> dict[str, Any]:
    return {
        **asdict(paper),
        "blocks": [_block_as_data(block) for block in paper.blocks],
    }


def _block_as_data(block: Block) -> dict[str, Any]:
    data = {"block": type(block).__name__, **asdict(block)}
    if isinstance(block, Table):
        data["rows"] = [
            asdict(row) if isinstance(row, Band) else [[asdict(r) for r in c] for c in row]
            for row in block.rows
        ]
    return data
