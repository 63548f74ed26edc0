"""Second stage: lines with what is known about each from where it stands; what its words say comes later."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from . import signs
from .blocks import Block, Paragraph, Table
from .ink import Ink, inked
from .numbering import Label
from .roles import ROLES
from .signs import LETTERS, Role
from .tables import Row, key_table, question_rows


@dataclass
class Line:
    """One line. `role` is set where its place decides (a column of a table, a style of our own), and then `number` or
    `letter` belongs to it. `grid`: the table in which it stands; `counts`: how its automatic label counts."""

    ink: Ink
    role: Role | None = None
    number: int | None = None
    letter: str = ""
    is_marked: bool = False
    pairs: list[tuple[int, str]] = field(default_factory=list)
    grid: int = 0
    counts: str = ""
    is_soft: bool = False  # after a soft break
    is_ours: bool = False  # of a style that the writer gives

    @property
    def text(self) -> str:
        return self.ink.text


def lines_of(blocks: Iterator[Block]) -> Iterator[Line]:
    """Yield the lines of a file in their order."""
    tables = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _of_paragraph(block)
        else:
            tables += 1
            yield from _of_table(block, tables)


def _of_paragraph(paragraph: Paragraph, grid: int = 0) -> Iterator[Line]:
    if (role := ROLES.get(paragraph.style)) and (line := _styled(paragraph, role)):
        yield line
        return
    whole, counts = paragraph.ink, ""
    label = paragraph.label
    if (
        label is not None
        and not _has_own_label(label, whole.text)
        and (whole.text.strip() or label.counts.endswith("Letter"))
    ):
        counts = label.counts
        whole = inked(label.text + " ", paragraph.label_look) + whole
    for at, one in enumerate(whole.lines()):
        yield Line(one, grid=grid, counts="" if at else counts, is_soft=at > 0)


def _has_own_label(label: Label, text: str) -> bool:
    """Whether somebody typed «Câu 1.» behind the automatic number of a list, or «a)» behind its «a)»."""
    worded, letter = signs.numbered(text.lstrip()), signs.lettered(text.lstrip())
    if worded is not None and worded.family in ("cau", "bai"):
        return True
    shown = signs.lettered(label.text)
    return letter is not None and shown is not None and shown.letter == letter.letter


def _styled(paragraph: Paragraph, role: Role) -> Line | None:
    """A paragraph of our own styles, if it still begins as such a one does."""
    ink = paragraph.ink.cut(0)
    if role is Role.QUESTION:
        found = signs.numbered(ink.text)
        return Line(ink.cut(found.end), role, number=found.number, is_ours=True) if found else None
    if role is Role.CHOICE:
        letter = signs.lettered(ink.text)
        return Line(ink.cut(letter.end), role, letter=letter.letter) if letter else None
    if role is Role.NOTE:
        return Line(ink, role)
    colon = ink.text.find(":")
    return Line(ink.cut(colon + 1), role) if 0 < colon < 40 else None


def _of_table(table: Table, grid: int) -> Iterator[Line]:
    if pairs := key_table(table):
        yield Line(Ink(), Role.KEYS, pairs=pairs)
    elif (rows := question_rows(table)) is not None:
        for row in rows:
            yield from _of_row(row)
    else:
        yield from _flat(table, grid)


def _flat(table: Table, grid: int) -> Iterator[Line]:
    """The cells in reading order; a cell that holds only a label is joined to the next."""
    for row in table.rows:
        label = Ink()
        for cell in row:
            for block in cell.blocks:
                lines = _of_paragraph(block, grid) if isinstance(block, Paragraph) else _of_table(block, grid)
                for line in lines:
                    if line.role is None and not label and len(row) > 1 and _is_label(line.text):
                        label = line.ink
                        continue
                    if label and line.role is None:
                        line.ink, label = _labelled(label, line.ink), Ink()
                    yield line
        if label:
            yield Line(label, grid=grid)


def _is_label(text: str) -> bool:
    if text.isdigit():
        return len(text) <= 3
    label = signs.numbered(text) or signs.lettered(text)
    return (label is not None and label.end >= len(text)) or text in tuple(LETTERS)


def _labelled(label: Ink, ink: Ink) -> Ink:
    sign = "" if label.text and not label.text[-1].isalnum() else "."
    worded = signs.numbered(label.text)
    if worded is not None and worded.family in ("cau", "bai"):
        sign = sign.replace(".", ":")
    return label + inked(sign + " ", label.looks[-1]) + ink


def _of_row(row: Row) -> Iterator[Line]:
    if row.heading is not None:
        yield Line(row.heading, Role.HEADING)
        return
    if row.stem is not None:
        first, *more = [line for block in row.stem for line in _of_block(block)] or [Line(Ink())]
        label = signs.numbered(first.text)
        if label is not None and (label.family in ("cau", "bai") or label.number == row.number):
            first.ink = first.ink.cut(label.end)
        yield Line(
            first.ink,
            Role.QUESTION,
            number=row.number if row.number is not None or not label else label.number,
        )
        yield from more
    offered = [line for block in row.offered for line in _of_block(block)]
    if offered and not any(signs.lettered(line.text) or signs.bullet(line.text) for line in offered):
        for line in offered:
            line.role = Role.CHOICE
    for line in offered:
        line.is_marked = line.is_marked or row.is_marked
        yield line
    bare = [_without_letter(ink, LETTERS[at]) for at, (ink, _) in enumerate(row.choices)]
    is_lettered = all(one is not ink for one, (ink, _) in zip(bare, row.choices, strict=True))
    for letter, one, (ink, is_marked) in zip(LETTERS, bare, row.choices, strict=False):
        yield Line(one if is_lettered else ink, Role.CHOICE, letter=letter, is_marked=is_marked)
    for role, ink in row.told:
        if ink.text.strip():
            yield Line(ink, role)


def _of_block(block: Block) -> Iterator[Line]:
    return _of_paragraph(block) if isinstance(block, Paragraph) else _of_table(block, 0)


def _without_letter(ink: Ink, letter: str) -> Ink:
    found = signs.lettered(ink.text)
    return ink.cut(found.end) if found and found.letter == letter and not found.mark else ink
