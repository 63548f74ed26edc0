"""What a table is: the list of all keys, questions in rows under named columns, or only a way to lay out lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from chuyende.foundation.core.vietnamese import fold

from . import signs
from .blocks import Block, Cell, Paragraph, Table
from .ink import Ink, inked, joined
from .signs import Role

_CHOICE: Final = re.compile(
    r"(?:(?:phuong an|dap an|lua chon|p\.?\s?a|y|cau tra loi)\s*)?\(?([a-h]|[1-8])[.)]?"
)
_NUMBER: Final = re.compile(r"(?:tt|stt|so tt|so|cau|cau so|so cau|#)\.?")
_STEM: Final = re.compile(
    r"(?:noi dung )?(?:cau hoi|menh de|nhan dinh|de bai|cau dan|phat bieu)\b.*|noi dung.*"
)
_OFFERED: Final = re.compile(
    r"(?:cac )?(?:phuong an|lua chon|dap an)(?: tra loi| lua chon| chon)?s?(?: \(.*\))?"
)
_KEY: Final = re.compile(
    r"(?:dap an|phuong an|tra loi|cau tra loi|lua chon)(?: \w+)? dung\b.*|dap an|d/a|da|key|ket qua|tra loi"
)
_TOLD: Final = (
    (Role.WHY, re.compile(r"(?:giai thich|ly do|loi giai|huong dan).*|ghi chu")),
    (Role.SOURCE, re.compile(r"(?:can cu|nguon|trich|tai lieu|van ban|co so).*")),
    (Role.DIFFICULTY, re.compile(r"(?:muc do|do kho).*")),
)
_KEY_HEADS: Final = re.compile(
    r"(?:cau(?: hoi)?|stt|tt|so|dap an(?: dung)?|d/?a|cau so|phuong an dung|dap an chon)?[:.]?"
)
_CELL_NUMBER: Final = re.compile(r"\W*(?:câu(?:\s*hỏi)?\s*)?(\d{1,5})\W*", re.IGNORECASE)
_MARK: Final = re.compile(r"\W*(?:x|đúng|đ|v)\W*|[\s✓✔√☑☒✅●*]+", re.IGNORECASE)
_FEWEST_LETTERS: Final = 2


@dataclass
class Row:
    """One row of a table of questions. `stem` None: the row goes on with the question above. `offered`: a cell with
    the choices in lines; `choices`: one cell each, and whether it bears a mark; `told`: what other columns say."""

    heading: Ink | None = None
    number: int | None = None
    stem: list[Block] | None = None
    offered: list[Block] = field(default_factory=list)
    choices: list[tuple[Ink, bool]] = field(default_factory=list)
    told: list[tuple[Role, Ink]] = field(default_factory=list)
    is_marked: bool = False


def ink_of(cell: Cell) -> Ink:
    """Return the text of a cell, a line for each paragraph."""
    return joined(one for block in cell.blocks for one in _inks(block))


def _inks(block: Block) -> Iterator[Ink]:
    if isinstance(block, Paragraph):
        yield from block.ink.lines()
    else:
        yield from (ink_of(cell) for row in block.rows for cell in row)


def key_table(table: Table) -> list[tuple[int, str]]:
    """Return number and key of each question, if the table holds nothing else; empty: it is another table."""
    texts = [[ink_of(cell).text.strip() for cell in row] for row in table.rows]
    filled = [text for row in texts for text in row if text]
    if crossed := _crossed(texts):
        return crossed
    if len(filled) < 2 or any(len(text) > 40 for text in filled):
        return []
    kinds = [_key_kind(text) for text in filled]
    if "" in kinds:
        return []
    if kinds.count("pair") > 1:
        return [pair for row in texts for text in row for pair in signs.key_pairs(text)]
    if kinds.count("key") < 1 or kinds.count("number") < 1:
        return []
    return _across(texts) or _down(texts)


def _crossed(texts: list[list[str]]) -> list[tuple[int, str]]:
    """A sheet of answers: «Câu | A | B | C | D», and a cross in the row of each question."""
    letters = {at: text for at, text in enumerate(texts[0]) if _is_key(text) and len(text) == 1}
    if len(letters) < _FEWEST_LETTERS:
        return []
    pairs = []
    for row in texts[1:]:
        number = _number(row[0]) if row else None
        crosses = [at for at, text in enumerate(row) if at and text]
        if number is None or not all(at in letters and _MARK.fullmatch(row[at]) for at in crosses):
            return []
        if crosses:
            pairs.append((number, ", ".join(letters[at] for at in crosses)))
    return pairs


def _key_kind(text: str) -> str:
    if _KEY_HEADS.fullmatch(fold(text)):
        return "head"
    if _CELL_NUMBER.fullmatch(text):
        return "number"
    if _is_key(text):
        return "key"
    return "pair" if signs.key_pairs(text) else ""


def _is_key(text: str) -> bool:
    """Whether a cell holds a key and nothing behind it."""
    letters = signs.key_letters(text)
    return signs.truth(text) is not None or (letters is not None and not letters[1])


def _number(text: str) -> int | None:
    found = _CELL_NUMBER.fullmatch(text)
    return int(found[1]) if found else None


def _across(texts: list[list[str]]) -> list[tuple[int, str]]:
    """Rows of numbers, each with the row of keys below it."""
    pairs = []
    for above, below in pairwise(texts):
        numbers = [(at, number) for at, text in enumerate(above) if (number := _number(text)) is not None]
        keys = [at for at, text in enumerate(below) if text and _is_key(text)]
        if numbers and keys and not any(_is_key(text) for text in above if text):
            pairs += [(number, below[at]) for at, number in numbers if at < len(below) and _is_key(below[at])]
    return pairs


def _down(texts: list[list[str]]) -> list[tuple[int, str]]:
    """A number and its key side by side, perhaps in several pairs of columns."""
    found: dict[int, list[tuple[int, str]]] = {}
    for row in texts:
        first = next((text for text in row if text), "")
        if _is_key(first):  # a letter, then its choice: not a number, then its key
            return []
        for at in range(len(row) - 1):
            number = _number(row[at])
            if number is not None and row[at + 1] and _is_key(row[at + 1]):
                found.setdefault(at, []).append((number, row[at + 1]))
    return [pair for _, column in sorted(found.items()) for pair in column]


@dataclass
class _Columns:
    """Which column holds what."""

    number: int | None = None
    stem: int | None = None
    offered: int | None = None
    key: int | None = None
    true: int | None = None
    false: int | None = None
    choices: dict[int, int] = field(default_factory=dict)
    told: dict[int, Role] = field(default_factory=dict)

    @property
    def are_questions(self) -> bool:
        has_truth = self.true is not None and self.false is not None
        has_answers = len(self.choices) >= 2 or self.offered is not None or self.key is not None or has_truth
        return self.stem is not None and has_answers


def question_rows(table: Table) -> list[Row] | None:
    """Return the questions of a table with named columns; None: its columns are not named so."""
    for heads in (1, 2):
        if len(table.rows) <= heads:
            return None
        columns = _columns(table.rows[:heads])
        if columns.are_questions and not (heads == 1 and _goes_on(table.rows[1])):
            rows = (row for row in table.rows[heads:] if any(ink_of(cell).text.strip() for cell in row))
            return [_row(row, columns) for row in rows]
    return None


def _goes_on(row: list[Cell]) -> bool:
    """Whether a second row of the head follows: «A», «B», «C», «D» below «Phương án»."""
    texts = [fold(ink_of(cell).text) for cell in row]
    return sum(bool(_CHOICE.fullmatch(text)) for text in texts) >= 2 and all(len(text) < 20 for text in texts)


def _spread(row: list[Cell]) -> dict[int, Cell]:
    """The cells of a row by the column in which each begins."""
    found, at = {}, 0
    for cell in row:
        found[at] = cell
        at += cell.span
    return found


def _columns(heads: list[list[Cell]]) -> _Columns:
    columns = _Columns()
    for row in heads:
        for at, cell in _spread(row).items():
            _name(columns, at, fold(ink_of(cell).text).strip(" :.*"))
    if columns.choices:
        columns.offered = None
    return columns


def _name(columns: _Columns, at: int, text: str) -> None:
    if not text or len(text) > 60:
        return
    if _CHOICE.fullmatch(text):
        columns.choices[at] = len(columns.choices)
    elif columns.number is None and columns.stem is None and _NUMBER.fullmatch(text):
        columns.number = at
    elif _KEY.fullmatch(text):
        columns.key = at
    elif columns.stem is None and _STEM.fullmatch(text):
        columns.stem = at
    elif _OFFERED.fullmatch(text):
        columns.offered = at
    elif text in ("dung", "d"):
        columns.true = at
    elif text in ("sai", "s"):
        columns.false = at
    else:
        role = next((role for role, sign in _TOLD if sign.fullmatch(text)), None)
        if role is not None:
            columns.told[at] = role


def _row(row: list[Cell], columns: _Columns) -> Row:
    cells = _spread(row)
    texts = {at: ink_of(cell) for at, cell in cells.items()}
    if len(row) == 1 or (columns.stem not in cells):
        return Row(heading=joined(ink for ink in texts.values() if ink))
    assert columns.stem is not None
    stem, key = cells[columns.stem], texts.get(-1 if columns.key is None else columns.key, Ink())
    is_mark = _MARK.fullmatch(key.text) is not None and columns.offered is not None
    made = Row(
        number=_number(texts.get(-1 if columns.number is None else columns.number, Ink()).text),
        stem=None if stem.continues else list(stem.blocks),
        offered=list(cells[columns.offered].blocks) if columns.offered in cells else [],
        choices=_choices(texts, columns),
        told=[(role, texts[at]) for at, role in columns.told.items() if at in texts],
        is_marked=is_mark,
    )
    if not is_mark:
        made.told.insert(0, (Role.KEY, key))
    return made


def _choices(texts: dict[int, Ink], columns: _Columns) -> list[tuple[Ink, bool]]:
    if columns.true is not None and columns.false is not None:
        marks = [bool(texts.get(at, Ink()).text.strip()) for at in (columns.true, columns.false)]
        return [(inked("Đúng"), marks[0]), (inked("Sai"), marks[1])]
    choices = [(texts.get(at, Ink()), False) for at in columns.choices]
    while choices and not choices[-1][0]:
        choices.pop()
    return choices
