"""The own template, written: one row a question. Without questions it is the template to be filled in."""

import csv
import io
from collections.abc import Iterable, Mapping
from string import ascii_uppercase
from typing import Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from ...words import CHOOSING, Kind, Words
from .columns import Column
from .parts import gap_text, joined
from .rows import DIFFICULTY_NAMES, FALSE, KIND_NAMES, NO, TRUE, YES
from .separated import guarded
from .squares import LONGEST, embolden, fill, saved

_USUAL_CHOICES: Final = 10
_BEFORE: Final = (Column.KIND, Column.STEM)
_BEHIND: Final = tuple(column for column in Column if column not in _BEFORE)
_WIDTHS: Final = {Column.STEM: 60, Column.EXPLANATION: 40, Column.SOURCE: 30}
_USUAL_WIDTH: Final = 16
_FILLED_IN: Final = 2000  # rows that offer kinds and levels to choose from
_GUIDE: Final = (
    (
        "Mỗi dòng của trang «Câu hỏi» là một câu. Có thể đổi thứ tự cột, bỏ cột không dùng; không đổi tên cột.",
    ),
    ("",),
    ("Loại", "Phương án A, B, C…", "Đáp án"),
    (KIND_NAMES[Kind.SINGLE], "Mỗi ô một phương án", "B"),
    (KIND_NAMES[Kind.MULTIPLE], "Mỗi ô một phương án", "A, C"),
    (KIND_NAMES[Kind.TRUE_FALSE], "Để trống", "Đúng hoặc Sai"),
    (
        KIND_NAMES[Kind.MATCHING],
        "Mỗi ô một cặp: vế trái | vế phải; vế phải thừa ghi ở cột «Phương án nhiễu»",
        "",
    ),
    (KIND_NAMES[Kind.ORDERING], "Mỗi ô một ý, theo thứ tự đúng", ""),
    (KIND_NAMES[Kind.SHORT], "Để trống", "Các đáp án được chấp nhận: Hà Nội | Thủ đô Hà Nội"),
    (
        KIND_NAMES[Kind.CLOZE],
        "Chỗ trống trong câu hỏi ghi [[1]], [[2]]… Ô A cho chỗ trống 1, ô B cho chỗ trống 2. Mỗi ô ghi các đáp án được chấp nhận, hoặc các phương án để chọn với dấu * trước phương án đúng: *1930 | 1945",
        "",
    ),
    ("",),
    ("Dấu | ngăn các phần trong một ô; muốn viết chính dấu | thì viết hai lần: ||",),
    (f"«{Column.MARKS.value}»: ghi «{NO}» nếu câu trả lời gõ không dấu cũng được tính là đúng.",),
    (f"«{Column.ORDER.value}»: ghi «{YES}» nếu không được đảo phương án.",),
)


def write_xlsx(questions: Iterable[Words], media: Mapping[str, bytes]) -> bytes:
    """Return a workbook in the own template, with a page that explains it."""
    rows = _rows(list(questions))
    book = Workbook()
    sheet = book.active
    sheet.title = "Câu hỏi"
    fill(sheet, rows)
    embolden(sheet, 1)
    for number, name in enumerate(rows[0], start=1):
        width = next((width for column, width in _WIDTHS.items() if column.value == name), _USUAL_WIDTH)
        sheet.column_dimensions[get_column_letter(number)].width = width
    for column, names in ((Column.KIND, KIND_NAMES.values()), (Column.DIFFICULTY, DIFFICULTY_NAMES.values())):
        letter = get_column_letter(rows[0].index(column.value) + 1)
        offered = DataValidation(type="list", formula1=f'"{",".join(names)}"', allow_blank=True)
        offered.add(f"{letter}2:{letter}{_FILLED_IN}")
        sheet.add_data_validation(offered)
    guide = book.create_sheet("Hướng dẫn")
    fill(guide, _GUIDE)
    for number, width in enumerate((24, 70, 50), start=1):
        guide.column_dimensions[get_column_letter(number)].width = width
    return saved(book)


def write_csv(questions: Iterable[Words], media: Mapping[str, bytes]) -> bytes:
    """Return a CSV file in the own template, in UTF-8 with its mark, as Excel expects it."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([guarded(cell) for cell in row] for row in _rows(list(questions)))
    return out.getvalue().encode("utf-8-sig", "replace")


def fits(words: Words) -> bool:
    """Whether a row can hold the question: no picture, no more parts than letters, no text beyond a square."""
    is_short = all(len(cell) < LONGEST for cell in [*_filled(words).values(), *_squares(words)])
    return is_short and not words.media_names() and len(_squares(words)) <= len(ascii_uppercase)


def _rows(questions: list[Words]) -> list[list[str]]:
    count = max([_USUAL_CHOICES, *(len(_squares(words)) for words in questions)])
    headings = [
        *(column.value for column in _BEFORE),
        *ascii_uppercase[:count],
        *(one.value for one in _BEHIND),
    ]
    rows = [headings]
    for words in questions:
        filled, squares = _filled(words), _squares(words)
        squares += [""] * (count - len(squares))
        rows.append(
            [
                *(filled.get(column, "") for column in _BEFORE),
                *squares,
                *(filled.get(column, "") for column in _BEHIND),
            ]
        )
    return rows


def _filled(words: Words) -> dict[Column, str]:
    return {
        Column.KIND: KIND_NAMES[words.kind],
        Column.STEM: words.stem,
        Column.KEY: _key(words),
        Column.DECOYS: joined(words.decoys),
        Column.EXPLANATION: words.explanation,
        Column.DIFFICULTY: DIFFICULTY_NAMES[words.difficulty],
        Column.TAGS: ", ".join(words.tags),
        Column.SOURCE: words.source,
        Column.MARKS: "" if words.marks_matter else NO,
        Column.ORDER: YES if words.keeps_order else "",
    }


def _key(words: Words) -> str:
    if words.kind in CHOOSING:
        return ", ".join(ascii_uppercase[key] for key in words.keys)
    if words.kind is Kind.TRUE_FALSE:
        return TRUE if words.is_true else FALSE
    return joined(words.answers)


def _squares(words: Words) -> list[str]:
    """What stands under the letters."""
    if words.kind is Kind.MATCHING:
        return [joined([pair.left, pair.right]) for pair in words.pairs]
    if words.kind is Kind.CLOZE:
        return [gap_text(gap) for gap in words.gaps]
    return [*(choice.text for choice in words.choices), *words.items]
