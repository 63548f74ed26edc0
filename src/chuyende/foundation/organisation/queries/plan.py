"""What a roster would do to the base: which rows are new, known, returning, and what stands in the way."""

import difflib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from django.utils.translation import gettext as _

from chuyende.foundation.core import clock, vietnamese
from chuyende.foundation.organisation.engine.roster import LABELS, Column, Problem, Row
from chuyende.foundation.organisation.enums import MembershipStatus, OrganisationKind, Role
from chuyende.foundation.organisation.models import (
    Department,
    Member,
    Membership,
    Organisation,
    Position,
    RosterImport,
)

from .tree import cells_of, committee_of, path_upwards

T = TypeVar("T")
Outcome = Literal["new", "returning", "known"]


@dataclass
class PlannedRow:
    """A row that can be imported: a new person, one who returns, or one who is there already."""

    row: Row
    outcome: Outcome
    cell: Organisation | None
    #: the cell's name as it will be written
    cell_name: str
    member: Member | None = None

    @property
    def is_written(self) -> bool:
        return self.outcome != "known"

    @property
    def status_label(self) -> str:
        return str(MembershipStatus(self.row.status).label)


@dataclass
class NewCell:
    """A cell that the list names and the base does not have; `near` is one with a like name."""

    name: str
    members: int
    near: str = ""


@dataclass
class Plan:
    """The whole of a dry run."""

    roster: RosterImport
    rows: list[PlannedRow] = field(default_factory=list)
    #: of the file (row 0) and of single rows, by row
    problems: list[Problem] = field(default_factory=list)
    new_cells: list[NewCell] = field(default_factory=list)
    new_departments: list[str] = field(default_factory=list)

    @property
    def written(self) -> list[PlannedRow]:
        return [row for row in self.rows if row.is_written]

    @property
    def known(self) -> list[PlannedRow]:
        return [row for row in self.rows if not row.is_written]

    @property
    def file_problems(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.row == 0]

    @property
    def row_problems(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.row]

    @property
    def bad_rows(self) -> int:
        return len({problem.row for problem in self.row_problems})

    @property
    def probationary(self) -> int:
        return sum(row.row.status == MembershipStatus.PROBATIONARY for row in self.written)

    @property
    def cells(self) -> list[tuple[str, int]]:
        """How many are written to each cell."""
        return sorted(Counter(row.cell_name for row in self.written).items())


def plan_import(roster: RosterImport) -> Plan:
    """Compare the rows that were read with the base as it is now. Writes nothing."""
    return _Planning(roster).plan()


def same_name(name: str) -> str:
    """What two spellings of one name have in common: not the marks, which tell people apart."""
    return vietnamese.normalise(name).lower()


class _Planning:
    def __init__(self, roster: RosterImport) -> None:
        self.result = Plan(roster, problems=[Problem(**kept) for kept in roster.problems])
        self.rows = [Row.from_json(kept) for kept in roster.rows]
        self.place = roster.organisation
        self.today = clock.today()
        self.cells = {same_name(each.name): each for each in cells_of(self.place, self.today)}
        self.cells |= {
            same_name(each.short_name): each
            for each in self.cells.values()
            if same_name(each.short_name) not in self.cells
        }
        self.folded_cells = {vietnamese.fold(name): cell for name, cell in self.cells.items()}

    def plan(self) -> Plan:
        self._members = self._members_by_name()
        self._homes = self._homes_today()
        self._twins = self._rows_of_one_person()
        self._secretaries = self._holders_of_single_posts()
        self._addresses = self._taken_addresses()
        for row in self.rows:
            if planned := self._planned(row):
                self.result.rows.append(planned)
        self._list_new_cells()
        self._list_new_departments()
        self.result.problems.sort(key=lambda problem: problem.row)
        return self.result

    # --- one query each, whatever the number of rows ----------------------------------------------
    def _members_by_name(self) -> dict[str, list[Member]]:
        found: dict[str, list[Member]] = {}
        for names in _batches({vietnamese.fold(row.full_name) for row in self.rows}):
            for member in Member.objects.filter(folded_name__in=names):
                found.setdefault(same_name(member.full_name), []).append(member)
        return found

    def _homes_today(self) -> dict[object, Membership]:
        ids = [member.pk for members in self._members.values() for member in members]
        homes: dict[object, Membership] = {}
        for batch in _batches(ids):
            held = Membership.objects.on(self.today).filter(member__in=batch).select_related("organisation")
            homes |= {membership.member_id: membership for membership in held}
        return homes

    def _rows_of_one_person(self) -> dict[int, int]:
        """Row numbers of people whom the list names twice, each with the row that named them first."""
        seen: dict[tuple[object, ...], int] = {}
        twins: dict[int, int] = {}
        for row in self.rows:
            marks: list[tuple[object, ...]] = [(same_name(row.full_name), row.birth_date or row.cell)]
            if row.email:
                marks.append(("e-mail", row.email))
            for mark in marks:
                if seen.setdefault(mark, row.number) != row.number:
                    twins.setdefault(row.number, seen[mark])
        return twins

    def _holders_of_single_posts(self) -> dict[object, Position]:
        held = Position.objects.on(self.today).filter(
            role=Role.SECRETARY, organisation__path__startswith=self.place.path[: Organisation.steplen]
        )
        return {position.organisation_id: position for position in held.select_related("member")}

    def _taken_addresses(self) -> dict[str, Member]:
        found: dict[str, Member] = {}
        for batch in _batches({row.email for row in self.rows if row.email}):
            found |= {member.email: member for member in Member.objects.filter(email__in=batch)}
        return found

    # --- one row ----------------------------------------------------------------------------------
    def _planned(self, row: Row) -> PlannedRow | None:
        if first := self._twins.get(row.number):
            self._refuse(
                row,
                Column.FULL_NAME,
                row.full_name,
                _("The same person stands in row %(row)d already.") % {"row": first},
                _(
                    "Take out one of the two rows; two people of one name are told apart by their dates of birth."
                ),
            )
            return None
        cell, cell_name = self._cell(row)
        if self.place.kind == OrganisationKind.CELL and cell != self.place:
            self._refuse(
                row,
                Column.CELL,
                row.cell,
                _("This list is imported into %s only.") % self.place,
                _("Import it on the page of the Party committee instead."),
            )
            return None
        member = self._known_person(row)
        home = self._homes.get(member.pk) if member else None
        if member is not None and home is not None and (cell is None or home.organisation_id != cell.pk):
            self._refuse(
                row,
                Column.CELL,
                row.cell,
                _("%(name)s belongs to %(cell)s already.")
                % {"name": row.full_name, "cell": home.organisation},
                _("Take out the row, and move the member on the member's own page."),
            )
            return None
        if not self._posts_are_free(row, cell, member) or not self._address_is_free(row, member):
            return None
        outcome: Outcome = "new" if member is None else "known" if home else "returning"
        return PlannedRow(row, outcome, cell, cell_name, member)

    def _cell(self, row: Row) -> tuple[Organisation | None, str]:
        if not row.cell and self.place.kind == OrganisationKind.CELL:
            return self.place, self.place.name
        found = self.cells.get(same_name(row.cell)) or self.folded_cells.get(vietnamese.fold(row.cell))
        return found, found.name if found else row.cell

    def _known_person(self, row: Row) -> Member | None:
        """Somebody of that name whose date of birth is not another one."""
        people = self._members.get(same_name(row.full_name), [])
        born_then = [member for member in people if member.birth_date == row.birth_date and row.birth_date]
        perhaps = [member for member in people if member.birth_date is None or row.birth_date is None]
        return next(iter(born_then or perhaps), None)

    def _posts_are_free(self, row: Row, cell: Organisation | None, member: Member | None) -> bool:
        for post in row.posts:
            if post.role != Role.SECRETARY:
                continue
            node = self._committee() if post.committee else cell
            place: object = node.pk if node else same_name(row.cell)
            held = self._secretaries.get(place)
            if held is None:
                newcomer = Position(member=member or Member(full_name=row.full_name), role=post.role)
                self._secretaries[place] = newcomer
            elif member is None or held.member_id != member.pk:
                self._refuse(
                    row,
                    Column.POSITION,
                    post.title,
                    _("%(name)s is secretary there already.") % {"name": held.member},
                    _("Take the position out of this row, or end that of the other first."),
                )
                return False
        return True

    def _address_is_free(self, row: Row, member: Member | None) -> bool:
        other = self._addresses.get(row.email) if row.email else None
        if other is None or other == member:
            return True
        self._refuse(
            row,
            Column.EMAIL,
            row.email,
            _("%(name)s has this e-mail address already.") % {"name": other},
            _("Write the member's own address, or leave it empty."),
        )
        return False

    def _committee(self) -> Organisation | None:
        return self.place if self.place.kind == OrganisationKind.COMMITTEE else committee_of(self.place)

    def _refuse(self, row: Row, column: Column, value: str, reason: str, suggestion: str) -> None:
        self.result.problems.append(Problem(row.number, LABELS[column], value, reason, suggestion))

    # --- what would be made beside the members ----------------------------------------------------
    def _list_new_cells(self) -> None:
        wanted = Counter(row.cell_name for row in self.result.written if row.cell is None)
        for name, count in sorted(wanted.items()):
            self.result.new_cells.append(NewCell(name, count, self._cell_like(name)))

    def _cell_like(self, name: str) -> str:
        """A cell whose name differs in a letter or two, but not in its number."""
        folded = vietnamese.fold(name)
        alike = [each for each in self.folded_cells if _digits(each) == _digits(folded)]
        near = difflib.get_close_matches(folded, alike, n=1, cutoff=0.8)
        return self.folded_cells[near[0]].name if near else ""

    def _list_new_departments(self) -> None:
        there = Department.objects.filter(organisation__path__in=path_upwards(self.place))
        known = {same_name(department.name) for department in there}
        wanted = {same_name(row.row.department): row.row.department for row in self.result.written}
        self.result.new_departments = sorted(
            name for folded, name in wanted.items() if folded and folded not in known
        )


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def _batches(values: Iterable[T], size: int = 500) -> Iterable[list[T]]:
    listed = list(values)
    return (listed[start : start + size] for start in range(0, len(listed), size))
