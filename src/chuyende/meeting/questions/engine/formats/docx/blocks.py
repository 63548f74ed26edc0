"""First stage: what stands in the file, one block after another, as somebody sees it who has accepted all changes.

Inserted text is kept and deleted text dropped; text boxes follow the paragraph that holds them; what is hidden is not
read. Equations come as their letters.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from .ink import Ink, ink
from .looks import PLAIN, Look, Props, Styles
from .names import child, value, whole
from .numbering import Label, Numbering, symbol
from .package import Package

#: stands before the letters of an equation
FORMULA: Final = "\U00100000"
_FIRST_PICTURE: Final = 0xF0000
MOST_PICTURES: Final = 60_000
_WRAPPERS: Final = frozenset(
    {"ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo"}
)
_PICTURED: Final = frozenset({"drawing", "pict", "object"})
_BREAKS: Final = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}


@dataclass
class Paragraph:
    """One paragraph; `style` is the name of its style, `label` its automatic number. Where a picture or an equation stands in it, its text has a
    letter that no text has: see `picture_at` and `FORMULA`."""

    ink: Ink
    style: str = ""
    label: Label | None = None
    label_look: Look = PLAIN


@dataclass
class Cell:
    blocks: list["Paragraph | Table"]
    span: int = 1
    continues: bool = False  # merged with the cell above


@dataclass
class Table:
    rows: list[list[Cell]]


Block = Paragraph | Table


def picture_at(letter: str) -> int | None:
    """Return which picture a letter stands for, counted from 0; None: it is a usual letter."""
    place = ord(letter) - _FIRST_PICTURE
    return place if 0 <= place < MOST_PICTURES else None


class Blocks:
    """Reads the blocks of one package, in their order."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._styles = Styles(package.styles)
        self._numbering = Numbering(package.numbering, self._styles)
        self._kept: list[tuple[str, Look]] = []  # of a paragraph whose end was deleted
        #: names of the pictures in the order in which they stand; empty: one that cannot be shown
        self.pictures: list[str] = []

    def read(self) -> Iterator[Block]:
        """Yield the blocks of the body."""
        body = child(self._package.document, "body")
        if body is not None:
            yield from self._blocks(body, {})

    def _shown(self, relation: str) -> str:
        self.pictures.append(self._package.picture(relation))
        return chr(_FIRST_PICTURE + min(len(self.pictures), MOST_PICTURES) - 1)

    def _blocks(self, container: Element, around: Props) -> Iterator[Block]:
        for one in container:
            if one.tag == "p":
                yield from self._paragraph(one, around)
            elif one.tag == "tbl":
                yield Table([self._row(row, around) for row in _rows(one)])
            elif one.tag in _WRAPPERS:
                yield from self._blocks(one, around)
            elif one.tag == "AlternateContent":
                yield from self._blocks(_preferred(one), around)

    def _row(self, row: Element, around: Props) -> list[Cell]:
        cells = []
        for one in _within(row, "tc"):
            told = child(one, "tcPr")
            fill = value(told, "shd", "fill")
            merge = child(told, "vMerge")
            blocks = list(self._blocks(one, around | ({"shade": fill} if fill else {})))
            cells.append(
                Cell(
                    blocks,
                    max(1, min(whole(value(told, "gridSpan"), 1), 100)),
                    merge is not None and value(merge) != "restart",
                )
            )
        return cells

    def _paragraph(self, element: Element, around: Props) -> Iterator[Block]:
        told = child(element, "pPr")
        style = value(told, "pStyle") or self._styles.default
        fill = value(told, "shd", "fill")
        reading = _Reading(self._styles, style, around | ({"shade": fill} if fill else {}), self._shown)
        reading.walk(element)
        mark = child(told, "rPr")
        pieces = self._kept + reading.pieces
        is_gone = mark is not None and any(child(mark, name) is not None for name in ("del", "moveFrom"))
        self._kept = pieces if is_gone else []
        if not is_gone:
            label = self._numbering.label(told, value(told, "pStyle"))
            look = PLAIN
            if label is not None:
                look = self._styles.look(style, mark, reading.around | label.look)
            yield Paragraph(ink(pieces), self._styles.name(style), label, look)
        for box in reading.boxes:
            yield from self._blocks(box, {})


class _Reading:
    """What one paragraph holds. `shown` names the letter that stands for a picture."""

    def __init__(self, styles: Styles, style: str, around: Props, shown: Callable[[str], str]) -> None:
        self._styles, self._style, self.around, self._shown = styles, style, around, shown
        self.pieces: list[tuple[str, Look]] = []
        self.boxes: list[Element] = []

    def walk(self, element: Element) -> None:
        for one in element:
            if one.tag == "r":
                self._run(one)
            elif one.tag in _WRAPPERS:
                self.walk(one)
            elif one.tag in ("oMath", "oMathPara"):
                text = "".join(letters.text or "" for letters in one.iter("t"))
                self.pieces.append((FORMULA + text, self._styles.look(self._style, None, self.around)))
            elif one.tag == "AlternateContent":
                self.walk(_preferred(one))

    def _run(self, run: Element) -> None:
        told = child(run, "rPr")
        look = self._styles.look(self._style, told, self.around)
        if look.hidden:
            return
        for one in run:
            if one.tag == "t":
                self.pieces.append((one.text or "", look))
            elif one.tag in _BREAKS:
                self.pieces.append((_BREAKS[one.tag], look))
            elif one.tag == "sym":
                code = value(one, attribute="char")
                letter = chr(int(code, 16)) if len(code) == 4 and _is_hex(code) else ""
                self.pieces.append((symbol(letter), look))
            elif one.tag in _PICTURED:
                self._picture(one, look)
            elif one.tag == "AlternateContent":
                for drawn in _preferred(one):
                    self._picture(drawn, look)

    def _picture(self, drawn: Element, look: Look) -> None:
        if boxes := list(drawn.iter("txbxContent")):
            self.boxes += boxes
            return
        if (
            drawn.tag == "object"
        ):  # an equation of an older Word, or a sheet: its picture is seldom one to show
            self.pieces.append((FORMULA, look))
            return
        relations = [blip.get("embed", "") for blip in drawn.iter("blip")]
        relations += [data.get("id", "") for data in drawn.iter("imagedata")]
        self.pieces += [(self._shown(relation), look) for relation in relations]


def _preferred(alternatives: Element) -> Element:
    """The first form of what is stored twice, for newer and for older readers."""
    found = alternatives.find("Choice")
    if found is None:
        found = alternatives.find("Fallback")
    return alternatives if found is None else found


def _rows(table: Element) -> Iterator[Element]:
    for row in _within(table, "tr"):
        told = child(row, "trPr")
        if told is None or child(told, "del") is None:
            yield row


def _within(container: Element, name: str) -> Iterator[Element]:
    for one in container:
        if one.tag == name:
            yield one
        elif one.tag in _WRAPPERS:
            yield from _within(one, name)


def _is_hex(text: str) -> bool:
    return all(letter in "0123456789abcdefABCDEF" for letter in text)
