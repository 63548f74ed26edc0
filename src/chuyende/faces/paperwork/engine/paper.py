"""What an official paper says, without how it looks or in which kind of file it is kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "center", "right", "justify"]
Marker = Literal["number", "letter", "dash", "plus"]
"""How an item is marked: "1.", "a)", "-", "+"."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one face."""

    text: str
    bold: bool = False
    italic: bool = False


Runs = tuple[Run, ...]


def runs(*parts: str | Run) -> Runs:
    """Plain strings and runs, as runs."""
    return tuple(Run(part) if isinstance(part, str) else part for part in parts)


def plain(text: Runs) -> str:
    """The words of the runs, without their faces."""
    return "".join(run.text for run in text)


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of the first page: who issues the paper under which number, where and when.

    ``date`` is None as long as the paper has none: the blanks are printed. ``draft`` is the mark of a
    draft, e.g. "Dự thảo lần 1".
    """

    superior_lines: tuple[str, ...]
    issuer_lines: tuple[str, ...]
    number: str
    place: str
    date: dt.date | None
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section's title: level 1 "I- TÊN MỤC", level 2 "1. Tên khoản", level 3 "a) Tên điểm".

    Numbered in order of appearance when ``marker`` is empty.
    """

    title: str
    level: Literal[1, 2, 3] = 1
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text: first line indented, justified."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Centred:
    """A line on the middle of the page: "CHI UỶ QUYẾT ĐỊNH:"."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Basis:
    """What a decision or plan rests on, without dash and end mark: "Căn cứ Điều lệ Đảng"."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph with a marker. Numbers run on within a section, letters within a number."""

    runs: Runs
    kind: Marker = "dash"
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of name and value, a line each: "Thời gian: 14 giờ 00, …"."""

    pairs: tuple[tuple[str, Runs], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its share of the table's width, in any unit common to the columns of the table."""

    title: str
    width: float = 1
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Band:
    """A row across all columns, in bold: the quarter or the group over the rows that follow."""

    text: str


Row = tuple[Runs, ...] | Band


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; its head is repeated on every page it reaches."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        for index, row in enumerate(self.rows):
            if not isinstance(row, Band) and len(row) != len(self.columns):
                raise ValueError(f"row {index}: {len(row)} cells for {len(self.columns)} columns")


Block = Section | Paragraph | Centred | Basis | Item | Facts | Table


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: ("T/M CHI BỘ",), "BÍ THƯ", name without academic titles.

    ``note`` stands where the hand would sign, e.g. how and when it was signed in the system.
    """

    authority: tuple[str, ...]
    position: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """Where the paper can be checked: the web address in the QR code, and the line beside it."""

    url: str
    caption: str

    def __post_init__(self) -> None:
        if not self.url.startswith(("https://", "http://")):
            raise ValueError(f"not a web address: {self.url!r}")


@dataclass(frozen=True, slots=True)
class Paper:
    """One official paper.

    ``recipients`` are the lines of "Nơi nhận" without dash and end mark. One signature stands right,
    beside the recipients; two stand left and right, as in minutes: who wrote them, who chaired.
    Raises ValueError for more than two signatures: the form has no place for them.
    """

    heading: Heading
    type_name: str
    abstract: str
    blocks: tuple[Block, ...]
    signatures: tuple[Signature, ...] = ()
    recipients: tuple[str, ...] = ()
    verification: Verification | None = None
    landscape: bool = False

    def __post_init__(self) -> None:
        if len(self.signatures) > 2:
            raise ValueError(f"a paper has at most two signatures, not {len(self.signatures)}")

    @property
    def title(self) -> str:
        """The paper's name in lists and file properties: "Biên bản sinh hoạt chuyên đề quý I"."""
        return " ".join(f"{self.type_name.capitalize()} {self.abstract}".split())

    @property
    def author(self) -> str:
        """Who issues it, on one line."""
        return " ".join(" ".join(self.heading.issuer_lines).split())
