"""Spreadsheets that go out: the sample, the members in the format of the import, the one-time passwords."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from chuyende.foundation.core.spreadsheets import CONTENT_TYPE, table_file

from .engine.roster import LABELS
from .engine.roster.values import SEX_WORDS, STATUS_WORDS, post_words
from .enums import MembershipStatus, OrganisationKind, Sex
from .models import Membership, Position


def xlsx_answer(content: bytes, name: str) -> HttpResponse:
    """An answer that the browser saves as a file."""
    return HttpResponse(
        content, content_type=CONTENT_TYPE, headers={"Content-Disposition": f'attachment; filename="{name}"'}
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
    return _list_of([example])


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
    return _list_of(rows)


def password_list(rows: Iterable[tuple[str, str, str, str]]) -> bytes:
    """Name, cell, user name and one-time password, to be cut into slips."""
    headings = [_("Full name"), _("Cell"), _("User name"), _("One-time password")]
    return table_file(title=_("List of members"), headings=headings, rows=rows)


def _list_of(rows: Iterable[Sequence[Any]]) -> bytes:
    return table_file(title=_("List of members"), headings=list(LABELS.values()), rows=rows)
