"""Which column of a table says what, told by its heading."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from chuyende.foundation.core.vietnamese import fold

from .grid import Row

_SEARCHED_ROWS: Final = 40
_FEWEST: Final = 3


class Column(StrEnum):
    """A column beside the choices, by its heading in the own template."""

    KIND = "Loại"
    STEM = "Câu hỏi"
    KEY = "Đáp án"
    DECOYS = "Phương án nhiễu"
    EXPLANATION = "Giải thích"
    DIFFICULTY = "Mức độ"
    TAGS = "Thẻ"
    SOURCE = "Căn cứ"
    MARKS = "Xét dấu"
    ORDER = "Giữ thứ tự"


_OTHER_NAMES: Final = {
    Column.KIND: ["kieu", "loai cau hoi", "dang", "dang cau hoi", "kieu cau hoi", "type", "question type"],
    Column.STEM: ["noi dung", "noi dung cau hoi", "cau hoi kiem tra", "de bai", "question", "question text"],
    Column.KEY: [
        "dap an dung",
        "phuong an dung",
        "dap an chinh xac",
        "tra loi dung",
        "key",
        "correct",
        "correct answer",
        "correct answers",
        "answer",
    ],
    Column.DECOYS: ["nhieu", "ve nhieu"],
    Column.EXPLANATION: ["loi giai", "giai thich dap an", "huong dan", "explanation", "feedback"],
    Column.DIFFICULTY: ["do kho", "muc do kho", "muc do nhan thuc", "difficulty", "level"],
    Column.TAGS: ["nhan", "tu khoa", "chu de", "tags", "tag"],
    Column.SOURCE: ["nguon", "trich dan", "van ban", "can cu van ban", "source", "reference"],
    Column.MARKS: ["xet dau tieng viet", "dau"],
    Column.ORDER: ["khong dao", "co dinh thu tu"],
}
_NAMES: Final = {fold(column.value): column for column in Column} | {
    name: column for column, names in _OTHER_NAMES.items() for name in names
}
#: how the templates of others begin the headings that go on with advice
_BEGINNINGS: Final = {"question max": Column.STEM, "correct answer": Column.KEY}
_IGNORED = re.compile(
    r"stt|tt|so (?:thu tu|tt)|no|id|ma(?: cau hoi| so)?|diem|points?|thoi gian.*|time limit.*|"
)
_LETTER = re.compile(r"(?:(?:phuong an|lua chon|dap an|cau tra loi|tra loi|answer|option|choice|y) )?([a-z])")
_NUMBER = re.compile(
    r"(?:phuong an|lua chon|dap an|cau tra loi|tra loi|answer|option|choice|y) (\d{1,2})(?: max \d+ characters)?"
    r"|(\d{1,2})(?:st|nd|rd|th) (?:answer|option)"
)
_NO_LETTER = re.compile(r"[^a-z0-9]+")


@dataclass
class Columns:
    """The headings of a table. `choices`: columns by the place of the choice, from 0; `others`: columns of which
    nothing is known; `is_numbered`: choices are counted, not lettered, as in the templates of quiz games."""

    row: int
    places: dict[Column, int] = field(default_factory=dict)
    choices: dict[int, int] = field(default_factory=dict)
    others: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    is_numbered: bool = False

    @property
    def count(self) -> int:
        """How many headings were understood."""
        return len(self.places) + len(self.choices)


def heading_of(rows: Sequence[Row]) -> Columns | None:
    """Return the columns by the row of headings; None when no row reads like one."""
    for place, row in enumerate(rows[:_SEARCHED_ROWS]):
        columns = _columns(place, row.cells)
        is_heading = Column.STEM in columns.places and (columns.choices or Column.KEY in columns.places)
        if is_heading and columns.count >= _FEWEST:
            return columns
    return None


def plain(text: str) -> str:
    """Return a heading, or a word of a fixed list, without case, marks and punctuation."""
    return _NO_LETTER.sub(" ", fold(text)).strip()


def _columns(place: int, cells: Sequence[str]) -> Columns:
    columns = Columns(row=place, names=list(cells))
    for index, cell in enumerate(cells):
        name = plain(cell)
        column = _NAMES.get(name) or next(
            (column for start, column in _BEGINNINGS.items() if name.startswith(start)), None
        )
        choice = _choice(name)
        if column is not None and column not in columns.places:
            columns.places[column] = index
        elif choice is not None and choice not in columns.choices:
            columns.choices[choice] = index
            columns.is_numbered = columns.is_numbered or _NUMBER.fullmatch(name) is not None
        elif not cell or not _IGNORED.fullmatch(name):
            columns.others.append(index)
    return columns


def _choice(name: str) -> int | None:
    if letter := _LETTER.fullmatch(name):
        return ord(letter[1]) - ord("a")
    if number := _NUMBER.fullmatch(name):
        return max(0, int(number[1] or number[2]) - 1)
    return None
