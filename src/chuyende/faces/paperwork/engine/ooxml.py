"""The few parts of a Word file that python-docx has no words for."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.section import Section
from docx.shared import Length, Mm, Pt
from docx.styles.style import BaseStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

LANGUAGE = "vi-VN"
WORD_2010 = "14"

_TABLE_PROPERTIES = [
    qn(f"w:{name}")
    for name in ("tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook")
]


def element(tag: str, **attributes: str) -> Any:
    """A new element: ``element("w:sz", val="28")``."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def set_fonts(properties: Any, family: str) -> None:
    """One family for every script, so that Word takes no other for marks over Vietnamese letters."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is not None:
        properties.remove(fonts)
    properties.insert(0, element("w:rFonts", ascii=family, hAnsi=family, eastAsia=family, cs=family))


def keep_styles(document: Document, names: frozenset[str]) -> None:
    """Leaves the template's styles to these: a list a secretary can read, and a quarter of the work."""
    for style in document.styles.element.findall(qn("w:style")):
        if style.find(qn("w:name")).get(qn("w:val")).lower() not in names:
            document.styles.element.remove(style)
            continue
        for link in style.findall(qn("w:link")):
            style.remove(link)


def clear_style(style: BaseStyle, family: str) -> None:
    """Takes the template's own look from a style (colours, theme fonts, borders)."""
    for tag in ("w:pPr", "w:rPr"):
        found = style.element.find(qn(tag))
        if found is not None:
            style.element.remove(found)
    set_fonts(style.element.get_or_add_rPr(), family)


def set_document_defaults(document: Document, family: str) -> None:
    """Family and language of all text, and Word 2010 as the version whose layout rules hold."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    set_fonts(properties, family)
    for language in properties.findall(qn("w:lang")):
        properties.remove(language)
    properties.append(element("w:lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi=LANGUAGE))
    paragraph_defaults = defaults.find(qn("w:pPrDefault"))
    defaults.remove(paragraph_defaults)
    settings = document.settings.element
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = element("w:compat")
        settings.insert_element_before(compat, "w:rsids", "m:mathPr", "w:themeFontLang", "w:clrSchemeMapping")
    compat.clear()
    compat.append(
        element(
            "w:compatSetting",
            name="compatibilityMode",
            uri="http://schemas.microsoft.com/office/word",
            val=WORD_2010,
        )
    )
    for language in settings.findall(qn("w:themeFontLang")):
        language.set(qn("w:val"), LANGUAGE)


def set_outline_level(style: BaseStyle, level: int) -> None:
    """Puts the style's paragraphs into Word's navigation pane."""
    style.element.get_or_add_pPr().append(element("w:outlineLvl", val=str(level - 1)))


def add_page_number(run: Run) -> None:
    """The number of the page, as a field that Word keeps up to date."""
    for kind, text in (("begin", None), (None, " PAGE "), ("separate", None), ("shown", "2"), ("end", None)):
        if kind == "shown":
            run._r.append(_text("w:t", text or ""))
        elif kind is None:
            run._r.append(_text("w:instrText", text or ""))
        else:
            run._r.append(element("w:fldChar", fldCharType=kind))


def _text(tag: str, text: str) -> Any:
    made = OxmlElement(tag)
    made.set(qn("xml:space"), "preserve")
    made.text = text
    return made


def add_line_under(paragraph: Paragraph) -> None:
    """A thin line under the paragraph, between its indents."""
    borders = element("w:pBdr")
    borders.append(element("w:bottom", val="single", sz="6", space="1", color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr"
    )


def set_widths(table: Table, widths: list[Length]) -> None:
    """Fixed widths of the columns, which Word and LibreOffice both keep."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def set_cell_margins(table: Table, *, side_mm: float = 0, above_mm: float = 0) -> None:
    """The space between the text and the edges of every cell."""
    margins = element("w:tblCellMar")
    for edge, width in (("top", above_mm), ("left", side_mm), ("bottom", above_mm), ("right", side_mm)):
        margins.append(element(f"w:{edge}", w=str(Mm(width).twips), type="dxa"))
    properties = table._tbl.tblPr
    properties.append(margins)
    # Word refuses a file whose table properties are not in the order of the standard
    properties[:] = sorted(properties, key=lambda child: _TABLE_PROPERTIES.index(child.tag))


def keep_row_whole(row: _Row) -> None:
    """The row is never split over two pages."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))


def repeat_row(row: _Row) -> None:
    """The row is the table's head and is repeated on every page."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))


def add_two_columns(document: Document, left_mm: float, right_mm: float) -> tuple[_Cell, _Cell]:
    """A row of two columns without rules, never split over pages."""
    table = document.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    set_widths(table, [Mm(left_mm), Mm(right_mm)])
    set_cell_margins(table)
    keep_row_whole(table.rows[0])
    left, right = table.rows[0].cells
    return left, right


def add_space(document: Document, height_pt: float) -> Paragraph:
    """An empty line of exactly this height: between two tables, which Word would join, and after the last."""
    space = document.add_paragraph()
    space.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    space.paragraph_format.line_spacing = Pt(height_pt)
    return space


def add_line(cell: _Cell, text: str, size: Length) -> Paragraph:
    """One more line in a cell."""
    first = first_paragraph(cell)
    paragraph = cell.add_paragraph() if first.runs else first
    if text:
        paragraph.add_run(text).font.size = size
    return paragraph


def add_page_frame(section: Section, colour: str) -> None:
    """A double frame around the page."""
    frame = element("w:pgBorders", offsetFrom="page")
    for edge in ("top", "left", "bottom", "right"):
        frame.append(element(f"w:{edge}", val="thickThinSmallGap", sz="24", space="28", color=colour))
    section._sectPr.insert_element_before(
        frame, "w:lnNumType", "w:pgNumType", "w:cols", "w:titlePg", "w:docGrid"
    )


def set_properties(document: Document, title: str, author: str, day: dt.date | None) -> None:
    """What Word shows as the file's properties. Without a day the file carries no time at all."""
    properties = document.core_properties
    properties.title, properties.author = title[:255], author[:255]
    properties.last_modified_by = author[:255]
    properties.language, properties.comments, properties.revision = LANGUAGE, "", 1
    if day:
        properties.created = properties.modified = dt.datetime.combine(day, dt.time())
    else:
        kept = properties._element
        for tag in ("dcterms:created", "dcterms:modified"):
            for stamp in kept.findall(qn(tag)):
                kept.remove(stamp)


def add_picture(paragraph: Paragraph, picture: bytes, width: Length, description: str) -> None:
    """A picture in the line of text, with what a screen reader says for it."""
    run = paragraph.add_run()
    inline = run.add_picture(io.BytesIO(picture), width=width)._inline
    for edge in ("distT", "distB", "distL", "distR"):
        inline.set(edge, "0")
    inline.docPr.set("descr", description)


def first_paragraph(cell: _Cell) -> Paragraph:
    """The empty paragraph that every new cell has."""
    found: Paragraph = cell.paragraphs[0]
    return found
