"""The tree, the members and their offices: the same for the sample of three cells and for thousands."""

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import transaction

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import clock, vietnamese
from chuyende.foundation.organisation.enums import MembershipStatus, OrganisationKind, Role, Sex
from chuyende.foundation.organisation.models import (
    Department,
    Member,
    Membership,
    Organisation,
    Position,
    Term,
)

from .content import people as content

FOUNDED = dt.date(2015, 7, 1)
FIRST_TERM_YEAR = 2020
TERM_YEARS = 5
PASSWORD = "chuyen-de-2026"  # noqa: S105  # printed at the first start; of the sample only

_FAMILIES = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Lý",
    "Giàng",
    "Nông",
    "Vàng",
    "Sùng",
)
_MIDDLES = ("Văn", "Thị", "Đức", "Thị Thu", "Quang", "Minh", "Thị Ngọc", "Hữu", "Xuân", "Seo", "Thị Bích")
_GIVEN = (
    "An", "Anh", "Ánh", "Bình", "Chi", "Cường", "Dũng", "Duyên", "Đạt", "Đức", "Giang", "Hà", "Hằng", "Hoà", "Huệ",
    "Hùng", "Hương", "Khánh", "Lan", "Linh", "Long", "Mai", "Minh", "Nam", "Nga", "Ngọc", "Oanh", "Phúc", "Quân",
    "Quỳnh", "Sơn", "Tâm", "Thảo", "Thuỷ", "Trang", "Tuấn", "Uyên", "Vân", "Việt", "Yến",
)  # fmt: skip


@dataclass
class SampleBody:
    """What later steps build on: the committee, its cells, and the members of each in order of office."""

    committee: Organisation
    cells: list[Organisation]
    members: list[list[Member]]

    def user(self, cell: int, place: int) -> User:
        account = self.members[cell][place].user
        assert account is not None, "every member of the sample has an account"
        return account

    @property
    def party_secretary(self) -> User:
        cell, place, _role, _title = content.COMMITTEE_OFFICES[0]
        return self.user(cell, place)

    @property
    def editor(self) -> User:
        cell, place = next((c, p) for c, p, role, _title in content.COMMITTEE_OFFICES if role == Role.EDITOR)
        return self.user(cell, place)

    @property
    def administrator(self) -> User:
        cell, place, _role, _title = content.COMMITTEE_OFFICES[-1]
        return self.user(cell, place)


@transaction.atomic
def account_of(member: Member) -> User:
    assert member.user is not None, "every member of the sample has an account"
    return member.user


def build_body(cells: Sequence[content.SampleCell]) -> SampleBody:
    """Found the committee with `cells`, its departments, terms, members, offices and accounts."""
    committee = Organisation(
        kind=OrganisationKind.COMMITTEE,
        name=content.COMMITTEE,
        short_name="Đảng bộ Trường",
        superior_name=content.SUPERIOR,
        place=content.PLACE,
        function="Lãnh đạo nhiệm vụ đào tạo, bồi dưỡng cán bộ, nghiên cứu khoa học và xây dựng tổ chức đảng của "
        "Trường.",
        since=FOUNDED,
    )
    Organisation.objects.add_root(instance=committee)
    departments = {
        name: Department.objects.create(organisation=committee, name=name) for name in content.DEPARTMENTS
    }
    _open_terms(committee)
    body = SampleBody(committee, [], [])
    for number, cell in enumerate(cells):
        node = Organisation(
            kind=OrganisationKind.CELL,
            name=cell.name,
            short_name=cell.name,
            place=content.PLACE,
            function=cell.function,
            since=FOUNDED,
        )
        committee.refresh_from_db()
        Organisation.objects.add_child(committee, instance=node)
        body.cells.append(node)
        body.members.append(_members_of(cell, number, departments))
    _enrol(body, cells)
    return body


def invented_cells(cells: int, members: int, seed: int = 7) -> list[content.SampleCell]:
    """Make up `cells` cells that share `members` members, always the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311  # invented names, not secrets
    made = []
    for number in range(cells):
        size = members // cells + (1 if number < members % cells else 0)
        names = tuple(
            f"{chance.choice(_FAMILIES)} {chance.choice(_MIDDLES)} {chance.choice(_GIVEN)}"
            for _ in range(size)
        )
        made.append(
            content.SampleCell(
                f"Chi bộ {number + 1}",
                content.CELLS[number % len(content.CELLS)].function,
                (content.DEPARTMENTS[number % len(content.DEPARTMENTS)],),
                names,
            )
        )
    return made


def _open_terms(committee: Organisation) -> None:
    year = FIRST_TERM_YEAR
    while True:
        first, last = dt.date(year, 7, 1), dt.date(year + TERM_YEARS, 6, 30)
        Term.objects.create(
            organisation=committee,
            name=f"Nhiệm kỳ {year}–{year + TERM_YEARS}",
            since=first,
            until=last,
            congress_on=dt.date(year, 6, 20),
        )
        if last >= clock.today():
            return
        year += TERM_YEARS


def _members_of(cell: content.SampleCell, number: int, departments: dict[str, Department]) -> list[Member]:
    made = []
    for place, name in enumerate(cell.people):
        probationary = name in cell.probationary
        joined = (
            clock.today() - dt.timedelta(days=200)
            if probationary
            else dt.date(2006 + place % 9, 2 + place % 9, 3)
        )
        made.append(
            Member(
                full_name=name,
                sort_key=vietnamese.sort_key(name),
                folded_name=vietnamese.fold(name),
                birth_date=dt.date(1966 + (place * 7 + number) % 20, 1 + place % 12, 1 + (place * 5) % 28),
                sex=Sex.FEMALE if "Thị" in name or "Thu" in name else Sex.MALE,
                joined_on=joined,
                official_on=None if probationary else joined.replace(year=joined.year + 1),
                department=departments[cell.departments[place % len(cell.departments)]],
            )
        )
    return made


def _enrol(body: SampleBody, cells: Sequence[content.SampleCell]) -> None:
    password = make_password(PASSWORD)
    users, memberships, positions = [], [], []
    for number, (cell, node, members) in enumerate(zip(cells, body.cells, body.members, strict=True)):
        for place, member in enumerate(members):
            member.user = User(
                username=_username(number, place, member), full_name=member.full_name, password=password
            )
            users.append(member.user)
            status = content.status_of(cell, member.full_name)
            since = member.joined_on or FOUNDED if status == MembershipStatus.PROBATIONARY else FOUNDED
            memberships.append(Membership(member=member, organisation=node, status=status, since=since))
            if place < len(content.OFFICES):
                role, title = content.OFFICES[place]
                positions.append(
                    Position(member=member, organisation=node, role=role, title=title, since=FOUNDED)
                )
    for number, place, role, title in content.COMMITTEE_OFFICES:
        member = body.members[number][place]
        positions.append(
            Position(member=member, organisation=body.committee, role=role, title=title, since=FOUNDED)
        )
    User.objects.bulk_create(users, batch_size=1000)
    Member.objects.bulk_create([member for cell in body.members for member in cell], batch_size=1000)
    Membership.objects.bulk_create(memberships, batch_size=1000)
    Position.objects.bulk_create(positions, batch_size=1000)


#: sign-ins that are easy to remember: cell, place → user name
SIGN_INS = {
    (0, 0): "bithu1",
    (0, 1): "phobithu1",
    (0, 3): "thuky1",
    (0, 10): "dangvien1",
    (1, 0): "bithu2",
    (2, 0): "bithu3",
    (2, 4): "danguy",
    (0, 4): "kiemtra",
    (0, 8): "bientap",
    (2, 6): "quantri",
}


def _username(number: int, place: int, member: Member) -> str:
    known = SIGN_INS.get((number, place))
    return known or f"{vietnamese.fold(vietnamese.given_name(member.full_name))}.{number + 1}.{place + 1}"
