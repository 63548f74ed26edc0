"""Spreadsheets that go out: the sample, the members in the format of the import, the one-time passwords."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from .engine.roster import LABELS, Column
from .engine.roster.values import SEX_WORDS, STATUS_WORDS, post_words
from .enums import MembershipStatus, OrganisationKind, Sex
from .models import Membership, Position

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTHS = {
    Column.FULL_NAME: 28,
    Column.CELL: 26,
    Column.DEPARTMENT: 26,
    Column.POSITION: 26,
    Column.EMAIL: 26,
}


def xlsx_answer(content: bytes, name: str) -> HttpResponse:
    """An answer that the browser saves as a file."""
    return HttpResponse(
        content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def sample_roster() -> bytes:
    """An empty list with the headings that the import knows and one example to overwrite."""
    example = (
        "Nguyễn Văn An",
        dt.date(1980, 2, 5),
        "Nam",
        dt.date(2005, 5, 19),
        dt.date(2006, 5, 19),
        "Chính thức",
        "Chi bộ 1",
        "Khoa Xây dựng Đảng",
        "Bí thư chi bộ",
        "Trưởng khoa",
        "an.nguyen@example.vn",
        "0912345678",
    )
    return _book(list(LABELS.values()), [example], [_WIDTHS.get(column, 16) for column in LABELS])


def roster_of(memberships: Iterable[Membership], positions: Iterable[Position]) -> bytes:
    """The members as a list that the import reads back."""
    held: dict[Any, list[str]] = {}
    for position in positions:
        committee = position.organisation.kind == OrganisationKind.COMMITTEE
        if words := post_words(position.role, committee=committee):
            held.setdefault(position.member_id, []).append(words)
    rows = [
        (
            member.full_name,
            member.birth_date,
            SEX_WORDS[Sex(member.sex)] if member.sex else None,
            member.joined_on,
            member.official_on,
            STATUS_WORDS[MembershipStatus(membership.status)],
            membership.organisation.name,
            member.department.name if member.department else None,
            ", ".join(held.get(member.pk, [])),
            member.job_title,
            member.email,
            member.phone,
        )
        for membership in memberships
        for member in [membership.member]
    ]
    return _book(list(LABELS.values()), rows, [_WIDTHS.get(column, 16) for column in LABELS])


def password_list(rows: Iterable[tuple[str, str, str, str]]) -> bytes:
    """Name, cell, user name and one-time password, to be cut into slips."""
    headings = [_("Full name"), _("Cell"), _("User name"), _("One-time password")]
    return _book([str(heading) for heading in headings], rows, [28, 28, 24, 22])


def _book(headings: Sequence[str], rows: Iterable[Sequence[Any]], widths: Sequence[int]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("List of members"))
    sheet.freeze_panes = "A2"
    for at, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    heads = []
    for heading in headings:
        cell = WriteOnlyCell(sheet, heading)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True)
        heads.append(cell)
    sheet.append(heads)
    for row in rows:
        sheet.append([_square(sheet, value) for value in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _square(sheet: Any, value: Any) -> Any:
    if value in (None, ""):
        return None
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, dt.date):
        cell.number_format = "dd/mm/yyyy"
    elif isinstance(value, str):
        # text that begins with = is text: a name is never computed
        cell.data_type = "s"
        cell.number_format = "@"
    return cell
