"""Renders a paper as a Word file, to be edited: opens unchanged in Word 2010 and in LibreOffice."""

from __future__ import annotations

import io
from collections.abc import Iterable

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Length, Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from chuyende.faces.paperwork.engine import ooxml
from chuyende.faces.paperwork.engine.code import qr_png
from chuyende.faces.paperwork.engine.layout import Layout
from chuyende.faces.paperwork.engine.page import PARTY_TITLE, Page, party_title_width_mm
from chuyende.faces.paperwork.engine.paper import (
    Align,
    Band,
    Basis,
    Block,
    Centred,
    Facts,
    Item,
    Paper,
    Paragraph,
    Run,
    Runs,
    Section,
    Signature,
    Table,
    Verification,
    runs,
)
from chuyende.faces.paperwork.engine.set_out import set_out
from chuyende.faces.paperwork.engine.text import place_and_date, printable

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_TEXT_STYLES = ("Body Text", "Heading 1", "Heading 2", "Heading 3")
_STYLES = frozenset(
    name.lower()
    for name in (
        *("Default Paragraph Font", "No List", "Normal", "Normal Table", "Table Grid"),
        *("Header", "Title", "Subtitle", *_TEXT_STYLES),
    )
)


def render_docx(paper: Paper, layout: Layout) -> bytes:
    """The paper as the bytes of a DOCX file."""
    word = _Word(set_out(paper, layout), layout)
    ooxml.set_properties(word.document, printable(paper.title), printable(paper.author), paper.heading.date)
    return word.render()


class _Word:
    """One rendering: the document that grows, and the paper and layout it grows from."""

    def __init__(self, paper: Paper, layout: Layout) -> None:
        self.paper = paper
        self.layout = layout
        self.page = Page.of(layout, landscape=paper.landscape)
        self.document: Document = docx.Document()

    def render(self) -> bytes:
        self._set_page()
        self._set_styles()
        self._add_heading()
        self._add_title()
        for block in self.paper.blocks:
            self._add_block(block)
        self._add_foot()
        if self.paper.verification:
            self._add_verification(self.paper.verification)
        kept = io.BytesIO()
        self.document.save(kept)
        return kept.getvalue()

    # page, styles, properties

    def _set_page(self) -> None:
        section, page = self.document.sections[0], self.page
        section.orientation = WD_ORIENT.LANDSCAPE if self.paper.landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(page.width_mm), Mm(page.height_mm)
        section.top_margin, section.bottom_margin = Mm(page.top_mm), Mm(page.bottom_mm)
        section.left_margin, section.right_margin = Mm(page.left_mm), Mm(page.right_mm)
        section.header_distance = section.footer_distance = Mm(page.header_mm)
        section.different_first_page_header_footer = True
        header = section.header.paragraphs[0]
        header.alignment = WD_ALIGN_PARAGRAPH.CENTER
        number = header.add_run()
        number.font.size = Pt(self.layout.page_number_pt)
        ooxml.add_page_number(number)

    def _set_styles(self) -> None:
        layout, styles = self.layout, self.document.styles
        ooxml.keep_styles(self.document, _STYLES)
        ooxml.set_document_defaults(self.document, layout.font_family)
        for name in ("Normal", "Header", "Title", "Subtitle", *_TEXT_STYLES):
            style = styles[name]
            assert isinstance(style, ParagraphStyle)  # the template of python-docx has them
            ooxml.clear_style(style, layout.font_family)
            style.font.size = Pt(layout.body_pt)
            style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
            if name in _TEXT_STYLES:
                self._set_text_style(style)
            if name.startswith("Heading"):
                style.font.bold = True
                style.font.italic = name == "Heading 3"
                style.paragraph_format.keep_with_next = True
                ooxml.set_outline_level(style, int(name[-1]))
        for name, size in (("Title", layout.type_name_pt), ("Subtitle", layout.abstract_pt)):
            style = styles[name]
            assert isinstance(style, ParagraphStyle)  # as above
            style.font.size, style.font.bold = Pt(size), True
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        cell_text = styles.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(cell_text, ParagraphStyle)  # just added as one
        cell_text.base_style = styles["Normal"]
        cell_text.font.size = Pt(layout.table_pt)

    def _set_text_style(self, style: ParagraphStyle) -> None:
        form = style.paragraph_format
        form.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        form.first_line_indent = Mm(self.layout.first_line_mm)
        form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        form.line_spacing = Pt(self.layout.line_pitch_pt)
        form.space_after = Pt(self.layout.paragraph_gap_pt)
        form.widow_control = True

    # head of the first page

    def _add_heading(self) -> None:
        heading, layout = self.paper.heading, self.layout
        left, right = ooxml.add_two_columns(self.document, *self.page.heading_columns_mm)
        lines = _Lines(left)
        for line in heading.superior_lines:
            lines.add(runs(line), layout.superior_pt)
        for line in heading.issuer_lines:
            lines.add((Run(line, bold=True),), layout.issuer_pt)
        lines.add(runs("*"), layout.number_pt)
        lines.add(runs(heading.number), layout.number_pt)
        if heading.draft:
            lines.add((Run(heading.draft, bold=True),), layout.number_pt)
        lines = _Lines(right)
        title = lines.add((Run(PARTY_TITLE, bold=True),), layout.party_title_pt)
        beside = Mm((self.page.heading_columns_mm[1] - party_title_width_mm(layout)) / 2)
        title.paragraph_format.left_indent = title.paragraph_format.right_indent = Length(max(beside, 0))
        ooxml.add_line_under(title)
        date = (Run(place_and_date(heading.place, heading.date), italic=layout.place_date_italic),)
        lines.add(date, layout.place_date_pt).paragraph_format.space_before = Pt(4)

    def _add_title(self) -> None:
        title = self.document.add_paragraph(style="Title")
        title.paragraph_format.space_before = Pt(self.layout.body_pt)
        _write(title, runs(self.paper.type_name))
        if self.paper.abstract:
            _write(self.document.add_paragraph(style="Subtitle"), runs(self.paper.abstract))
        rule = self.document.add_paragraph()
        rule.alignment = WD_ALIGN_PARAGRAPH.CENTER
        rule.paragraph_format.space_after = Pt(self.layout.paragraph_gap_pt)
        _write(rule, runs(self.layout.title_rule))

    # body

    def _add_block(self, block: Block) -> None:
        match block:
            case Section():
                paragraph = self.document.add_paragraph(style=f"Heading {block.level}")
                _write(paragraph, runs(block.marker + block.title))
            case Paragraph():
                self._add_text(block.runs)
            case Basis():
                self._add_text(block.runs, italic=self.layout.basis_italic)
            case Item():
                self._add_text((Run(block.marker), *block.runs))
            case Centred():
                paragraph = self._add_text(block.runs)
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                paragraph.paragraph_format.first_line_indent = Mm(0)
            case Facts():
                for name, value in block.pairs:
                    self._add_text((Run(f"{name}: ", bold=True), *value))
            case Table():
                self._add_table(block)

    def _add_text(self, text: Runs, *, italic: bool = False) -> WordParagraph:
        paragraph = self.document.add_paragraph(style="Body Text")
        _write(paragraph, text, italic=italic)
        return paragraph

    def _add_table(self, block: Table) -> None:
        table = self.document.add_table(rows=1 + len(block.rows), cols=len(block.columns), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        whole = sum(column.width for column in block.columns)
        ooxml.set_widths(
            table, [Mm(self.page.text_width_mm * column.width / whole) for column in block.columns]
        )
        ooxml.set_cell_margins(table, side_mm=1.5, above_mm=0.8)
        rows = list(table.rows)
        ooxml.repeat_row(rows[0])
        for row in rows:
            ooxml.keep_row_whole(row)
        for cell, column in zip(rows[0].cells, block.columns, strict=True):
            _write_cell(cell, (Run(column.title, bold=True),), "center")
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        for row, content in zip(rows[1:], block.rows, strict=True):
            cells = row.cells
            if isinstance(content, Band):
                band = cells[0].merge(cells[-1])
                _write_cell(band, (Run(content.text, bold=True),), "left")
                first = ooxml.first_paragraph(band)
                first.paragraph_format.keep_with_next = True
            else:
                for cell, text, column in zip(cells, content, block.columns, strict=True):
                    _write_cell(cell, text, column.align)
        ooxml.add_space(self.document, self.layout.paragraph_gap_pt + 2)

    # foot of the last page

    def _add_foot(self) -> None:
        """Recipients and signatures, on one page with the last words of the text."""
        paper, layout = self.paper, self.layout
        beside = paper.recipients if len(paper.signatures) < 2 else ()
        if paper.signatures or beside:
            self.document.paragraphs[-1].paragraph_format.keep_with_next = True
            ooxml.add_space(self.document, layout.body_pt / 2).paragraph_format.keep_with_next = True
            left, right = ooxml.add_two_columns(self.document, *self.page.foot_columns_mm)
            self._sign(left, paper.signatures[:-1])
            self._sign(right, paper.signatures[-1:])
            self._address(_Lines(left), beside)
            ooxml.add_space(self.document, 1)
        if len(paper.signatures) == 2 and paper.recipients:
            ooxml.add_space(self.document, layout.body_pt / 2)
            column, _ = ooxml.add_two_columns(self.document, *self.page.foot_columns_mm)
            self._address(_Lines(column), paper.recipients)
            ooxml.add_space(self.document, 1)

    def _sign(self, cell: _Cell, signatures: Iterable[Signature]) -> None:
        layout, lines = self.layout, _Lines(cell)
        for signature in signatures:
            for line in signature.authority:
                lines.add((Run(line, bold=True),), layout.signature_pt)
            if signature.position:
                lines.add((Run(signature.position, bold=layout.position_bold),), layout.signature_pt)
            if signature.note:
                note = lines.add((Run(signature.note, italic=True),), layout.recipients_heading_pt)
                note.paragraph_format.space_before = Mm(layout.signature_space_mm / 2)
            name = lines.add((Run(signature.name, bold=True),), layout.signature_pt)
            name.paragraph_format.space_before = Mm(layout.signature_space_mm / (3 if signature.note else 1))

    def _address(self, lines: _Lines, recipients: tuple[str, ...]) -> None:
        if not recipients:
            return
        heading = lines.add((Run("Nơi nhận:"),), self.layout.recipients_heading_pt, align="left")
        for run in heading.runs:
            run.font.underline = True
        for line in recipients:
            lines.add(runs(line), self.layout.recipients_item_pt, align="left")

    def _add_verification(self, verification: Verification) -> None:
        ooxml.add_space(self.document, self.layout.body_pt)
        code, words = ooxml.add_two_columns(
            self.document, self.page.code_mm, self.page.text_width_mm - self.page.code_mm
        )
        ooxml.add_picture(
            ooxml.first_paragraph(code), qr_png(verification.url), Mm(self.page.code_mm), verification.caption
        )
        words.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        lines = _Lines(words)
        for text in (verification.caption, verification.url):
            lines.add(runs(text), 9, align="left").paragraph_format.left_indent = Mm(3)
        ooxml.add_space(self.document, 1)


class _Lines:
    """Lines of text one under another in a cell."""

    def __init__(self, cell: _Cell) -> None:
        self.cell = cell

    def add(self, text: Runs, size: float, align: Align = "center") -> WordParagraph:
        first = ooxml.first_paragraph(self.cell)
        paragraph = self.cell.add_paragraph() if first.runs else first
        paragraph.alignment = _ALIGN[align]
        _write(paragraph, text, size=size)
        return paragraph


def _write(paragraph: WordParagraph, text: Runs, *, size: float | None = None, italic: bool = False) -> None:
    for part in text:
        run = paragraph.add_run(part.text)
        if part.bold:
            run.bold = True
        if part.italic or italic:
            run.italic = True
        if size is not None:
            run.font.size = Pt(size)


def _write_cell(cell: _Cell, text: Runs, align: Align) -> None:
    paragraph = ooxml.first_paragraph(cell)
    paragraph.style = "Table Text"
    paragraph.alignment = _ALIGN[align]
    _write(paragraph, text)
