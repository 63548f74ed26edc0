"""A clean Word file, as an official would write it, which the reader reads back as it was."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from docx import Document
from docx.document import Document as Paper
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from PIL import Image, UnidentifiedImageError

from ...words import CHOOSING, Kind, Words
from ..carrying import tags_of
from . import roles
from .ours import BETWEEN, DECOY, GAP, KIND, KINDS, OFFERED, TAGS, kind_shows
from .signs import LETTERS

#: what may not stand in XML
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WIDEST: Final = Mm(120)
_DOTS: Final = 96  # of a picture that does not tell its size, to an inch
_EMU_PER_INCH: Final = 914_400
_AS_THEY_ARE: Final = frozenset({"PNG", "JPEG", "GIF"})
_STYLES: Final = (
    # name, identifier, space before in points, indent in millimetres, how small
    (roles.STEM, "ChuyenDeCauHoi", 10, 0, False),
    (roles.CHOICE, "ChuyenDePhuongAn", 0, 8, False),
    (roles.KEY, "ChuyenDeDapAn", 2, 0, False),
    (roles.WHY, "ChuyenDeGiaiThich", 0, 0, False),
    (roles.SOURCE, "ChuyenDeNguon", 0, 0, False),
    (roles.NOTE, "ChuyenDeGhiChu", 0, 0, True),
)


def write(questions: Iterable[Words], media: Mapping[str, bytes]) -> bytes:
    """Return a Word file of the questions with their pictures. A sound, or what is no picture, is named in a note."""
    writer = _Writer(media)
    for number, words in enumerate(questions, start=1):
        writer.question(number, words)
    return writer.bytes()


class _Writer:
    def __init__(self, media: Mapping[str, bytes]) -> None:
        self._media = media
        self._paper: Paper = Document()
        self._styles = {look[0]: self._style(*look) for look in _STYLES}
        self._styles[roles.STEM].next_paragraph_style = self._styles[roles.CHOICE]
        normal = self._paper.styles["Normal"]
        assert isinstance(normal, ParagraphStyle)
        normal.font.name, normal.font.size = "Times New Roman", Pt(13)
        #: what ends a body; set before it, a paragraph costs the same however many there are
        self._end = self._paper.element.body.sectPr

    def _style(self, name: str, code: str, before: int, indent: int, is_small: bool) -> ParagraphStyle:
        style = self._paper.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(style, ParagraphStyle)
        style.element.set(qn("w:styleId"), code)
        style.base_style = self._paper.styles["Normal"]
        style.quick_style = True
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(2)
        style.paragraph_format.left_indent = Mm(indent)
        if is_small:
            style.font.size, style.font.color.rgb = Pt(10), RGBColor(0x59, 0x59, 0x59)
        return style

    def bytes(self) -> bytes:
        out = io.BytesIO()
        self._paper.save(out)
        return out.getvalue()

    def question(self, number: int, words: Words) -> None:
        lost = [self._line(roles.STEM, f"Câu {number}.", words.stem, words.media)]
        if words.kind in CHOOSING:
            for letter, choice in zip(LETTERS, words.choices, strict=False):
                lost.append(self._line(roles.CHOICE, f"{letter}.", choice.text, choice.media))
        for letter, item in zip(LETTERS, words.items, strict=False):
            self._line(roles.CHOICE, f"{letter}.", item)
        for letter, pair in zip(LETTERS, words.pairs, strict=False):
            text = f"{_spaced(pair.left)}{BETWEEN}{_spaced(pair.right)}"
            lost.append(self._line(roles.CHOICE, f"{letter}.", text, pair.media))
        for key in _keys(words):
            self._line(roles.KEY, "Đáp án:", key)
        if words.explanation:
            self._line(roles.WHY, "Giải thích:", words.explanation)
        if words.source:
            self._line(roles.SOURCE, "Nguồn:", words.source)
        self._notes(words, [name for name in lost if name])

    def _notes(self, words: Words, lost: Sequence[str]) -> None:
        for decoy in words.decoys:
            self._line(roles.NOTE, f"{DECOY}:", _spaced(decoy))
        for number, gap in enumerate(words.gaps, start=1):
            self._line(roles.NOTE, f"{GAP} {number}:", "\t".join(_spaced(answer) for answer in gap.answers))
            if gap.choices:
                self._line(roles.NOTE, f"{OFFERED} {number}:", "\t".join(_spaced(one) for one in gap.choices))
        if not kind_shows(words):
            self._line(roles.NOTE, f"{KIND}:", KINDS[words.kind])
        if tags := tags_of(words):
            self._line(roles.NOTE, f"{TAGS}:", "; ".join(tags))
        if lost:
            self._line(roles.NOTE, "Tệp không in được:", ", ".join(lost))

    def _line(self, style: str, label: str, text: str, media: str = "") -> str:
        """Write a paragraph; return the name of the picture that could not be written."""
        element = OxmlElement("w:p")
        self._end.addprevious(element)
        paragraph = Paragraph(element, self._paper)
        paragraph.paragraph_format.element.get_or_add_pPr().get_or_add_pStyle().val = self._styles[
            style
        ].style_id
        paragraph.add_run(f"{label} ").bold = style != roles.NOTE
        if text:
            paragraph.add_run(_UNWRITABLE.sub("", text))
        return "" if not media or self._picture(paragraph.add_run(), media) else media

    def _picture(self, run: Run, name: str) -> bool:
        try:
            with Image.open(io.BytesIO(self._media.get(name, b""))) as picture:
                width = picture.width * _EMU_PER_INCH // _DOTS
                content = io.BytesIO(self._media[name])
                if picture.format not in _AS_THEY_ARE:
                    content = io.BytesIO()
                    picture.save(content, "PNG")
            content.seek(0)
            run.add_picture(content, width=min(width, _WIDEST))
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
            return False
        return True


def _keys(words: Words) -> list[str]:
    match words.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            return [", ".join(LETTERS[at] for at in words.keys)] if words.keys else []
        case Kind.TRUE_FALSE:
            return ["Đúng" if words.is_true else "Sai"]
        case Kind.SHORT:
            return list(words.answers)
        case Kind.ORDERING:
            return [", ".join(LETTERS[: len(words.items)])]
    return []


def _spaced(text: str) -> str:
    """A text without tabs, which separate texts."""
    return text.replace("\t", " ")
