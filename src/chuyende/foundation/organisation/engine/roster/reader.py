"""A roster read row by row: the heading found, the squares understood, every fault named with its place."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import IO, Any, Final

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from chuyende.foundation.core.vietnamese import fold, normalise
from chuyende.foundation.organisation.engine.life import contradictions
from chuyende.foundation.organisation.enums import MembershipStatus, Sex

from .columns import LABELS, Column, is_not_kept, key, nearest
from .heading import SEARCHED_ROWS, Heading, find_heading
from .lines import is_foot, is_numbering, only_text, section_of
from .sheet import UNCOMPUTED, Sheet, SheetUnreadable, read_sheets
from .values import READERS, Post, Problem, Refused, read_date, read_name, read_posts

_DATES: Final = ("birth_date", "joined_on", "official_on")
_CROSSES: Final = {"x", "v", "1", "co", "√", "✓"}
_ERRORS: Final = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!")


@dataclass
class Row:
    """One member as the list tells it. Empty means: not told."""

    number: int
    full_name: str
    birth_date: dt.date | None = None
    sex: str = ""
    joined_on: dt.date | None = None
    official_on: dt.date | None = None
    status: str = ""
    cell: str = ""
    department: str = ""
    job_title: str = ""
    email: str = ""
    phone: str = ""
    posts: list[Post] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        kept = asdict(self)
        for name in _DATES:
            kept[name] = kept[name].isoformat() if kept[name] else None
        return kept

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Row":
        days = {name: dt.date.fromisoformat(kept[name]) if kept[name] else None for name in _DATES}
        return cls(**{**kept, **days, "posts": [Post(**post) for post in kept["posts"]]})


@dataclass
class Roster:
    """What the list says: rows without a fault, and the faults of the file and of the other rows."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    #: headings that mean nothing to us
    unknown: list[str] = field(default_factory=list)
    #: headings of what we do not keep
    not_kept: list[str] = field(default_factory=list)
    #: lines between and under the rows that name nobody (number, text)
    skipped: list[tuple[int, str]] = field(default_factory=list)


def read_roster(file: IO[bytes], *, today: dt.date, needs_cell: bool = True) -> Roster:
    """Read the first worksheet that has a heading with a name column.

    `needs_cell`: whether each row must say its cell (a list for a whole committee). Raises `SheetUnreadable`.
    """
    for sheet in read_sheets(file):
        if heading := find_heading(sheet):
            return _Reading(sheet, heading, today, needs_cell).roster()
    raise SheetUnreadable(
        _(
            "No heading with the column «Họ và tên» was found in the first %(count)d rows. Compare with the sample "
            "file: one row of headings, then one row for each member."
        )
        % {"count": SEARCHED_ROWS}
    )


class _Reading:
    """One sheet being read."""

    def __init__(self, sheet: Sheet, heading: Heading, today: dt.date, needs_cell: bool) -> None:
        self.sheet, self.heading, self.today, self.needs_cell = sheet, heading, today, needs_cell
        self.found = Roster()
        self.place_of = {column: place for place, column in heading.columns.items()}
        self.section = ""
        self.down = self._merged_down()

    def roster(self) -> Roster:
        self._judge_headings()
        for number, row in self._lines():
            problems = len(self.found.problems)
            read = self._row(number, row)
            if read is not None and len(self.found.problems) == problems:
                self.found.rows.append(read)
        if not self.found.rows and not self.found.problems:
            self._fault(
                0, "", "", _("The list names nobody."), _("Put one member in each row under the headings.")
            )
        return self.found

    # --- headings --------------------------------------------------------------------------------
    def _judge_headings(self) -> None:
        for place, text in self.heading.labels.items():
            if place in self.heading.columns:
                continue
            if is_not_kept(text):
                if key(text) not in ("stt", "tt", "so tt", "so thu tu", "ghi chu"):
                    self.found.not_kept.append(text)
                continue
            self.found.unknown.append(text)
            near = nearest(text)
            self._fault(
                0,
                f"{get_column_letter(place + 1)} ({text})",
                "",
                _("The column «%s» is not known.") % text,
                _("Perhaps «%s»? Write that heading, or leave the column out.") % near
                if near
                else _("Leave the column out."),
            )
        if self.needs_cell and Column.CELL not in self.place_of and not self._has_sections():
            self._fault(
                0,
                LABELS[Column.CELL],
                "",
                _("The list does not say to which cell each member belongs."),
                _("Add the column «%s».") % LABELS[Column.CELL],
            )

    def _has_sections(self) -> bool:
        return any(section_of(only_text(row)) for row in self.sheet.rows[self.heading.last_row + 1 :])

    # --- lines -----------------------------------------------------------------------------------
    def _lines(self) -> Iterator[tuple[int, tuple[Any, ...]]]:
        """Yield the lines that name somebody; note the others."""
        for at in range(self.heading.last_row + 1, len(self.sheet.rows)):
            row = self.sheet.rows[at]
            if not row or is_numbering(row):
                continue
            if text := only_text(row):
                if section := section_of(text):
                    self.section = section
                    continue
                if not self._could_be_member(row):
                    self.found.skipped.append((at + 1, text[:120]))
                    continue
            name = self._name(row)
            if name and is_foot(name):
                self.found.skipped.append((at + 1, name[:120]))
                continue
            if not name:
                if any(
                    self._value(row, column) is not None
                    for column in (Column.BIRTH_DATE, Column.EMAIL, Column.JOINED_ON)
                ):
                    self._fault(
                        at + 1,
                        LABELS[Column.FULL_NAME],
                        "",
                        _("The name is missing."),
                        _("Write the full name."),
                    )
                else:
                    self.found.skipped.append(
                        (at + 1, " ".join(str(value) for value in row if value is not None)[:120])
                    )
                continue
            yield at + 1, row

    def _could_be_member(self, row: tuple[Any, ...]) -> bool:
        """A single text is a member only with a number before it or when the list has no other column."""
        numbered = any(isinstance(value, int) for value in row)
        return numbered and bool(self._name(row))

    def _value(self, row: tuple[Any, ...], column: Column) -> Any:
        place = self.place_of.get(column)
        return row[place] if place is not None and place < len(row) else None

    def _name(self, row: tuple[Any, ...]) -> str:
        parts = (
            self._value(row, column) for column in (Column.FULL_NAME, Column.FAMILY_NAME, Column.GIVEN_NAME)
        )
        return " ".join(str(part) for part in parts if part is not None and str(part).strip())

    # --- one member ------------------------------------------------------------------------------
    def _row(self, number: int, row: tuple[Any, ...]) -> Row | None:
        if self._has_no_value(number, row):
            return None
        raw = self._name(row)
        try:
            read = Row(number, read_name(raw))
        except Refused as refused:
            self._fault(number, LABELS[Column.FULL_NAME], raw, refused.reason, refused.suggestion)
            return None
        self._sex_columns(number, row, read)
        for name in READERS:
            column = Column(name)
            value = self._value(row, column)
            if value is not None and not getattr(read, name):
                setattr(read, name, self._understood(number, column, value))
        read.cell = self._cell(number, row)
        read.department = self._text(row, Column.DEPARTMENT, 150)
        read.job_title = self._text(row, Column.JOB_TITLE, 150)
        self._posts(number, row, read)
        self._judge(read)
        return read

    def _has_no_value(self, number: int, row: tuple[Any, ...]) -> bool:
        """Tell whether a square of ours holds a formula without a result, or an error of the spreadsheet."""
        bad = [
            (column, str(row[place]))
            for place, column in self.heading.columns.items()
            if place < len(row) and (row[place] == UNCOMPUTED or str(row[place]) in _ERRORS)
        ]
        for column, text in bad:
            self._fault(
                number,
                LABELS.get(column, column),
                text.replace(UNCOMPUTED, ""),
                _("The square holds a formula without a result."),
                _("Open the file in Excel and save it again, or write the value itself."),
            )
        return bool(bad)

    def _understood(self, number: int, column: Column, value: Any) -> Any:
        try:
            return READERS[column](value)
        except Refused as refused:
            self._fault(number, LABELS[column], _shown(value), refused.reason, refused.suggestion)
            return None if column in _DATES else ""

    def _sex_columns(self, number: int, row: tuple[Any, ...], read: Row) -> None:
        """A column for men and one for women, with the date of birth or a cross in one of them."""
        for column, sex in ((Column.MALE, Sex.MALE), (Column.FEMALE, Sex.FEMALE)):
            value = self._value(row, column)
            if value is None:
                continue
            read.sex = sex
            if fold(str(value)) not in _CROSSES and fold(str(value)) not in ("nam", "nu"):
                try:
                    read.birth_date = read_date(value)
                except Refused as refused:
                    self._fault(
                        number, LABELS[Column.BIRTH_DATE], _shown(value), refused.reason, refused.suggestion
                    )

    def _cell(self, number: int, row: tuple[Any, ...]) -> str:
        value = self._value(row, Column.CELL)
        if value is None and (place := self.place_of.get(Column.CELL)) is not None:
            value = self.down.get((number, place + 1))
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            value = f"Chi bộ {int(value)}"
        text = normalise(str(value)) if value is not None else self.section
        if not text and self.needs_cell and (Column.CELL in self.place_of or self.section):
            self._fault(
                number,
                LABELS[Column.CELL],
                "",
                _("The cell is missing."),
                _("Write the name of the cell, for example Chi bộ 1."),
            )
        return text[:200]

    def _text(self, row: tuple[Any, ...], column: Column, longest: int) -> str:
        value = self._value(row, column)
        return "" if value is None else normalise(str(value))[:longest]

    def _posts(self, number: int, row: tuple[Any, ...], read: Row) -> None:
        value = self._value(row, Column.POSITION)
        if value is None:
            return
        try:
            read.posts, rest = read_posts(value)
        except Refused as refused:
            self._fault(number, LABELS[Column.POSITION], str(value), refused.reason, refused.suggestion)
            return
        if rest and not read.job_title:
            read.job_title = rest[:150]

    def _judge(self, read: Row) -> None:
        """Dates that cannot be true of one life, and the status that follows from them."""
        days = {name: getattr(read, name) for name in _DATES}
        for wrong in contradictions(**days, today=self.today):
            label = LABELS[Column(wrong.field)]
            self._fault(read.number, label, _written(wrong.day), wrong.reason, wrong.suggestion)
        read.status = read.status or self._status(read.joined_on, read.official_on)

    def _status(self, joined: dt.date | None, official: dt.date | None) -> str:
        """Official since a day; probationary when the list has such a column and leaves it empty."""
        if official is not None:
            return MembershipStatus.OFFICIAL
        lately = joined is not None and joined > self.today - dt.timedelta(days=366)
        left_empty = joined is not None and Column.OFFICIAL_ON in self.place_of
        return MembershipStatus.PROBATIONARY if lately or left_empty else MembershipStatus.OFFICIAL

    def _fault(self, row: int, column: str, value: str, reason: str, suggestion: str) -> None:
        self.found.problems.append(Problem(row, column, value[:120], reason, suggestion))

    def _merged_down(self) -> dict[tuple[int, int], Any]:
        """Squares merged over several rows: each further square with the value of the first."""
        values: dict[tuple[int, int], Any] = {}
        for top, left, bottom, _right in self.sheet.merged:
            if bottom > top and top > self.heading.last_row + 1:
                row = self.sheet.rows[top - 1] if top <= len(self.sheet.rows) else ()
                value = row[left - 1] if left <= len(row) else None
                values |= {(number, left): value for number in range(top + 1, bottom + 1)}
        return values


def _shown(value: Any) -> str:
    return _written(value) if isinstance(value, dt.date) else str(value)


def _written(day: dt.date) -> str:
    return day.strftime("%d/%m/%Y")
