"""The certificate that is handed over: one landscape page in a frame, in the unit's own form."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import asdict, dataclass
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell

from chuyende.faces.paperwork.engine import ooxml
from chuyende.faces.paperwork.engine.code import qr_png, qr_svg
from chuyende.faces.paperwork.engine.layout import Layout
from chuyende.faces.paperwork.engine.page import PARTY_TITLE
from chuyende.faces.paperwork.engine.paper import Signature, Verification
from chuyende.faces.paperwork.engine.pdf import compile_template
from chuyende.faces.paperwork.engine.set_out import cleaned
from chuyende.faces.paperwork.engine.text import place_and_date

RED = "B3121D"
GOLD = "B8862B"
_MARGIN_MM = 22


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate says: "Giấy khen", to whom, for what, by which decision.

    ``recipient`` comes with its form of address ("Đồng chí Nguyễn Quỳnh Trang"); ``records`` are the
    small lines left of the signature: the decision and the place in the book.
    """

    issuer_lines: tuple[str, ...]
    award: str
    recipient: str
    recipient_detail: str
    reason: str
    place: str
    date: dt.date
    signature: Signature
    records: tuple[str, ...] = ()
    verification: Verification | None = None

    @property
    def title(self) -> str:
        """Its name in lists and file properties."""
        return " ".join(f"{self.award.capitalize()} {self.recipient}".split())

    @property
    def author(self) -> str:
        """Who awards it, on one line."""
        return " ".join(" ".join(self.issuer_lines).split())


def render_certificate_pdf(certificate: Certificate, layout: Layout) -> bytes:
    """The certificate as the bytes of a PDF file. Raises FontsMissingError as ``render_pdf`` does."""
    certificate = cleaned(certificate)
    data: dict[str, Any] = {
        "certificate": asdict(certificate),
        "title": certificate.title,
        "author": certificate.author,
        "party_title": PARTY_TITLE,
        "place_and_date": place_and_date(certificate.place, certificate.date),
        "position_bold": layout.position_bold,
        "margin_mm": _MARGIN_MM,
        "red": RED,
        "gold": GOLD,
        "code": qr_svg(certificate.verification.url) if certificate.verification else "",
    }
    return compile_template("certificate.typ", data)


def render_certificate_docx(certificate: Certificate, layout: Layout) -> bytes:
    """The certificate as the bytes of a DOCX file."""
    certificate = cleaned(certificate)
    document = docx.Document()
    ooxml.keep_styles(document, frozenset(("default paragraph font", "no list", "normal", "normal table")))
    ooxml.set_document_defaults(document, layout.font_family)
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)  # the template of python-docx has it
    ooxml.clear_style(normal, layout.font_family)
    normal.font.size = Pt(14)
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.top_margin = section.bottom_margin = section.left_margin = section.right_margin = Mm(_MARGIN_MM)
    ooxml.add_page_frame(section, GOLD)
    ooxml.set_properties(document, certificate.title, certificate.author, certificate.date)

    def line(
        text: str, size: float, *, bold: bool = False, colour: str = "000000", before: float = 0
    ) -> None:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_before = Pt(before)
        run = paragraph.add_run(text)
        run.bold, run.font.size, run.font.color.rgb = bold, Pt(size), RGBColor.from_string(colour)

    line(PARTY_TITLE, 16, bold=True)
    for text in certificate.issuer_lines:
        line(text.upper(), 15, bold=True, before=4)
    line("TẶNG", 15, before=14)
    line(certificate.award.upper(), 50, bold=True, colour=RED, before=4)
    line(certificate.recipient, 25, bold=True, before=10)
    line(certificate.recipient_detail, 15, before=6)
    line(certificate.reason, 17, before=12)
    ooxml.add_space(document, 60)
    left, right = ooxml.add_two_columns(document, 126.5, 126.5)
    _write_records(left, certificate)
    _write_signature(right, certificate, layout)
    ooxml.add_space(document, 1)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _write_records(cell: _Cell, certificate: Certificate) -> None:
    for text in certificate.records:
        ooxml.add_line(cell, text, Pt(12))
    if certificate.verification:
        code = qr_png(certificate.verification.url)
        ooxml.add_picture(ooxml.add_line(cell, "", Pt(12)), code, Mm(20), certificate.verification.caption)


def _write_signature(cell: _Cell, certificate: Certificate, layout: Layout) -> None:
    signature = certificate.signature
    date = ooxml.add_line(cell, place_and_date(certificate.place, certificate.date), Pt(14))
    date.runs[0].italic = True
    lines = [date]
    for text in signature.authority:
        lines.append(ooxml.add_line(cell, text.upper(), Pt(14)))
        lines[-1].runs[0].bold = True
    lines.append(ooxml.add_line(cell, signature.position.upper(), Pt(14)))
    lines[-1].runs[0].bold = layout.position_bold
    lines.append(ooxml.add_line(cell, signature.name, Pt(14)))
    lines[-1].runs[0].bold = True
    lines[-1].paragraph_format.space_before = Mm(22)
    for paragraph in lines:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
