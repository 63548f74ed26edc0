"""Real objects for tests: a Party committee with two cells, and one person in every role."""

import datetime as dt
import itertools
from dataclasses import dataclass

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core.vietnamese import fold
from chuyende.foundation.organisation.enums import MembershipStatus, OrganisationKind, Role
from chuyende.foundation.organisation.models import (
    Department,
    Member,
    Membership,
    Organisation,
    Position,
    Term,
)

#: before every meeting that the tests hold
FOUNDED = dt.date(2020, 1, 1)
_numbers = itertools.count(1)


def make_committee(name: str = "Đảng bộ Trường Chính trị tỉnh") -> Organisation:
    committee = Organisation(
        kind=OrganisationKind.COMMITTEE,
        name=name,
        short_name="Đảng bộ Trường",
        superior_name="Đảng bộ các cơ quan tỉnh",
        place="Lào Cai",
        function="Lãnh đạo công tác đào tạo, bồi dưỡng cán bộ.",
        since=FOUNDED,
    )
    Organisation.objects.add_root(instance=committee)
    Term.objects.create(
        organisation=committee,
        name="Nhiệm kỳ 2020–2025",
        since=dt.date(2020, 6, 1),
        until=dt.date(2030, 5, 31),
        congress_on=dt.date(2020, 6, 1),
    )
    return committee


def make_cell(committee: Organisation, name: str = "Chi bộ 1") -> Organisation:
    committee.refresh_from_db()
    cell = Organisation(
        kind=OrganisationKind.CELL,
        name=name,
        short_name=name,
        place="Lào Cai",
        function="Giảng dạy, nghiên cứu, viết bài.",
        since=FOUNDED,
    )
    Organisation.objects.add_child(committee, instance=cell)
    return cell


def make_department(committee: Organisation, name: str = "Khoa Xây dựng Đảng") -> Department:
    return Department.objects.create(organisation=committee, name=name)


def make_user(name: str = "Nguyễn Văn An", password: str | None = None) -> User:
    return User.objects.create_user(
        username=f"{fold(name).replace(' ', '-')}-{next(_numbers)}", password=password, full_name=name
    )


def make_member(
    cell: Organisation,
    name: str = "Nguyễn Văn An",
    *,
    status: MembershipStatus = MembershipStatus.OFFICIAL,
    role: Role | None = None,
    at: Organisation | None = None,
    title: str = "",
    account: bool = True,
    since: dt.date = FOUNDED,
) -> Member:
    """A member of `cell`; with `role`, holding it at `at` (default: the cell)."""
    member = Member.objects.create(full_name=name, user=make_user(name) if account else None)
    Membership.objects.create(member=member, organisation=cell, status=status, since=since)
    if role is not None:
        Position.objects.create(
            member=member, organisation=at or cell, role=role, title=title or role.label, since=since
        )
    return member


@dataclass
class Body:
    """A Party body: everybody has an account at `.user`, except `paper_member`, who has none."""

    committee: Organisation
    cell: Organisation
    other_cell: Organisation
    secretary: Member
    deputy: Member
    committee_member: Member
    minute_taker: Member
    member: Member
    probationary: Member
    exempt: Member
    paper_member: Member
    other_secretary: Member
    other_member: Member
    party_secretary: Member
    party_member_of_committee: Member
    inspector: Member
    editor: Member
    administrator: Member


def make_body() -> Body:
    committee = make_committee()
    cell, other = make_cell(committee, "Chi bộ 1"), make_cell(committee, "Chi bộ 2")
    return Body(
        committee=committee,
        cell=cell,
        other_cell=other,
        secretary=make_member(cell, "Trần Thị Bích", role=Role.SECRETARY, title="Bí thư chi bộ"),
        deputy=make_member(cell, "Lê Văn Cường", role=Role.DEPUTY, title="Phó Bí thư chi bộ"),
        committee_member=make_member(cell, "Nông Thị Duyên", role=Role.COMMITTEE_MEMBER, title="Chi uỷ viên"),
        minute_taker=make_member(cell, "Phạm Thị Đào", role=Role.MINUTE_TAKER, title="Thư ký"),
        member=make_member(cell, "Hoàng Văn Êm"),
        probationary=make_member(cell, "Vàng A Giàng", status=MembershipStatus.PROBATIONARY),
        exempt=make_member(cell, "Đỗ Văn Hoà", status=MembershipStatus.EXEMPT),
        paper_member=make_member(cell, "Lý Thị Khé", account=False),
        other_secretary=make_member(other, "Bùi Văn Lâm", role=Role.SECRETARY, title="Bí thư chi bộ"),
        other_member=make_member(other, "Ngô Thị Mai"),
        party_secretary=make_member(
            other, "Đặng Văn Nam", role=Role.SECRETARY, at=committee, title="Bí thư Đảng uỷ"
        ),
        party_member_of_committee=make_member(
            other, "Vũ Thị Oanh", role=Role.COMMITTEE_MEMBER, at=committee, title="Đảng uỷ viên"
        ),
        inspector=make_member(other, "Trịnh Văn Phúc", role=Role.INSPECTOR, at=committee),
        editor=make_member(other, "Hà Thị Quyên", role=Role.EDITOR, at=committee),
        administrator=make_member(other, "Cao Văn Sơn", role=Role.ADMINISTRATOR, at=committee),
    )
