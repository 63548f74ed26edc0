"""What a line of a roster is, when it is no member: a heading of a cell, numbers of columns, a sum, a signature."""

import re
from typing import Any, Final

from chuyende.foundation.core.vietnamese import fold, normalise

_SECTION = re.compile(r"(?:[IVXLC\d]+\s*[.)/-]\s*)?(chi bộ\s.+?)(?:\s*[:(].*)?$", re.IGNORECASE)
_FOOT: Final = (
    "tong cong",
    "tong so",
    "cong:",
    "nguoi lap",
    "nguoi tong hop",
    "t/m",
    "tm.",
    "ky ten",
    "(ky",
    "noi nhan",
    "xac nhan",
    "danh sach nay",
    "ghi chu",
)


def only_text(row: tuple[Any, ...]) -> str:
    """The text of a line that holds one text and nothing else but numbers; else empty."""
    texts = {str(value) for value in row if isinstance(value, str)}
    others = [value for value in row if value is not None and not isinstance(value, (str, int))]
    return normalise(texts.pop()) if len(texts) == 1 and not others else ""


def section_of(text: str) -> str:
    """The cell that a line over its members names: «II. CHI BỘ KHOA XÂY DỰNG ĐẢNG (15 đảng viên)»; else empty."""
    found = _SECTION.match(text)
    if found is None:
        return ""
    name = found[1].strip(" .-–")
    return name.capitalize() if name.isupper() else name


def is_foot(text: str) -> bool:
    """Sums, places and signatures under the list."""
    return fold(text).startswith(_FOOT)


def is_numbering(row: tuple[Any, ...]) -> bool:
    """The line «1 2 3 4» or «(1) (2) (3)» under the headings."""
    values = [str(value).strip("() ") for value in row if value is not None]
    numbers = [int(value) for value in values if value.isdecimal()]
    return (
        len(values) > 2
        and len(numbers) == len(values)
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    )
