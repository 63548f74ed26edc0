"""The questions of one paper («đề») as they are printed, to be read in the hand or edited in Word; and its key."""

import io
from dataclasses import asdict, dataclass
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from .typesetting import typeset

#: up to so many letters, choices stand four or two in a line
_FOUR_IN_A_LINE, _TWO_IN_A_LINE = 16, 38
_TEXT_MM = 170
_PICTURE_MM = 70
_CHOICE_PICTURE_MM = 35
_FONT = "Times New Roman"


@dataclass(frozen=True)
class BookletChoice:
    """A choice or a right side; `picture`: JPEG bytes, or None."""

    letter: str
    text: str
    picture: bytes | None = None


@dataclass(frozen=True)
class BookletQuestion:
    """`label`: «Câu 1». `parts`: left sides to be matched, each with the label of its row on the answer sheet."""

    label: str
    stem: str
    choices: tuple[BookletChoice, ...]
    hint: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    picture: bytes | None = None

    @property
    def columns(self) -> int:
        """How many choices stand in a line."""
        longest = max(len(choice.text) for choice in self.choices)
        if any(choice.picture for choice in self.choices) or longest > _TWO_IN_A_LINE:
            return 1
        return 2 if longest > _FOUR_IN_A_LINE or len(self.choices) == 2 else 4


@dataclass(frozen=True)
class Booklet:
    """One paper. `variant`: «Mã đề 101»; `about` and `end`: lines under the title and after the last question."""

    issuer: str
    title: str
    variant: str
    about: tuple[str, ...]
    questions: tuple[BookletQuestion, ...]
    end: str


@dataclass(frozen=True)
class KeyTable:
    """What is right, paper by paper: a column for each code, a row for each question."""

    title: str
    subtitle: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def booklet_pdf(booklet: Booklet, *, fonts: Path | None = None) -> bytes:
    """Return the booklet as a PDF. `fonts`: see `sheets_pdf`."""
    questions = [
        asdict(question)
        | {
            "columns": question.columns,
            "picture": _as_numbers(question.picture),
            "choices": [
                asdict(choice) | {"picture": _as_numbers(choice.picture)} for choice in question.choices
            ],
        }
        for question in booklet.questions
    ]
    return typeset("booklet.typ", asdict(booklet) | {"questions": questions}, fonts=fonts)[0]


def key_pdf(table: KeyTable, *, fonts: Path | None = None) -> bytes:
    """Return the key as a PDF. `fonts`: see `sheets_pdf`."""
    return typeset("key.typ", asdict(table), fonts=fonts)[0]


def booklet_docx(booklet: Booklet) -> bytes:
    """Return the booklet as a Word file."""
    document = docx.Document()
    _set_page(document, booklet.variant)
    _line(document, booklet.issuer, bold=True)
    _line(document, booklet.title, bold=True, size=15, align=WD_ALIGN_PARAGRAPH.CENTER)
    _line(document, booklet.variant, bold=True, size=13, align=WD_ALIGN_PARAGRAPH.CENTER)
    for text in booklet.about:
        _line(document, text, align=WD_ALIGN_PARAGRAPH.CENTER)
    for question in booklet.questions:
        _add_question(document, question)
    _line(document, booklet.end, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER, before=10)
    document.core_properties.title = booklet.title
    document.core_properties.author = booklet.issuer
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _as_numbers(picture: bytes | None) -> list[int]:
    return list(picture or b"")


def _set_page(document: Document, variant: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(12)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run(f"{variant} – ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    foot._p.append(field)


def _add_question(document: Document, question: BookletQuestion) -> None:
    line = _line(document, f"{question.label}. ", bold=True, before=8)
    line.paragraph_format.keep_with_next = True
    _write(line, question.stem)
    if question.hint:
        line.add_run(f" ({question.hint})").italic = True
    if question.picture:
        _add_picture(document, question.picture, _PICTURE_MM)
    for label, text in question.parts:
        _write(_line(document, f"{label}. ", bold=True, left=8, keep=True), text)
    step, columns = _TEXT_MM / question.columns, question.columns
    for start in range(0, len(question.choices), columns):
        row = question.choices[start : start + columns]
        line = _line(document, "", left=8, keep=start + columns < len(question.choices))
        for place, choice in enumerate(row):
            if place:
                line.paragraph_format.tab_stops.add_tab_stop(Mm(8 + place * step))
                line.add_run("\t")
            line.add_run(f"{choice.letter}. ").bold = True
            _write(line, choice.text)
            if choice.picture:
                line.add_run().add_break()
                line.add_run().add_picture(io.BytesIO(choice.picture), width=Mm(_CHOICE_PICTURE_MM))


def _line(
    document: Document,
    text: str,
    *,
    bold: bool = False,
    size: float = 12,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT,
    before: float = 0,
    left: float = 0,
    keep: bool = False,
) -> Paragraph:
    """A paragraph that begins with `text`; `before` in points, `left` in millimetres."""
    line = document.add_paragraph()
    line.alignment = align
    shape = line.paragraph_format
    shape.space_before, shape.space_after, shape.left_indent = Pt(before), Pt(2), Mm(left)
    shape.keep_with_next, shape.keep_together = keep, True
    run = line.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    return line


def _write(line: Paragraph, text: str) -> None:
    for number, piece in enumerate(text.split("\n")):
        if number:
            line.add_run().add_break()
        line.add_run(piece)


def _add_picture(document: Document, picture: bytes, width: float) -> None:
    line = _line(document, "", left=8, keep=True)
    line.add_run().add_picture(io.BytesIO(picture), width=Mm(width))
