"""Counts: always computed, never kept."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from functools import reduce
from operator import or_

from django.db.models import Count, F, Q, QuerySet

from chuyende.foundation.organisation.enums import MembershipStatus, OrganisationKind, Role
from chuyende.foundation.organisation.models import Member, Membership, Organisation, Position

from .tree import within


@dataclass
class Headcount:
    """How many belong somewhere on one day. Everybody but the probationary is an official member."""

    total: int = 0
    probationary: int = 0
    exempt: int = 0
    suspended: int = 0
    cells: int = 0

    @property
    def official(self) -> int:
        return self.total - self.probationary

    def add(self, other: "Headcount") -> None:
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))


@dataclass
class Node:
    """A line of the tree with its counts, those under it included."""

    organisation: Organisation
    count: Headcount = field(default_factory=Headcount)
    secretaries: list[Member] = field(default_factory=list)


def headcounts(organisations: Iterable[Organisation], day: dt.date) -> dict[str, Headcount]:
    """Counts by path for each given organisation, those under it included. One query."""
    organisations = list(organisations)
    counts, step = {each.path: Headcount() for each in organisations}, Organisation.steplen
    if not counts:
        return counts
    exempt = Q(status__in=[MembershipStatus.EXEMPT, MembershipStatus.TEMPORARILY_EXEMPT])
    # a committee's path begins the paths of all under it: the shortest ones reach everything
    top = [path for path in counts if not any(path[:end] in counts for end in range(step, len(path), step))]
    found = (
        Membership.objects.on(day)
        .filter(reduce(or_, (Q(organisation__path__startswith=path) for path in top)))
        .values(path=F("organisation__path"))
        .annotate(
            total=Count("pk"),
            probationary=Count("pk", filter=Q(status=MembershipStatus.PROBATIONARY)),
            exempt=Count("pk", filter=exempt),
            suspended=Count("pk", filter=Q(status=MembershipStatus.SUSPENDED)),
        )
        .order_by()
    )
    own = {row.pop("path"): Headcount(**row) for row in found}
    for cell in (each for each in organisations if each.kind == OrganisationKind.CELL):
        own.setdefault(cell.path, Headcount()).cells = int(cell.holds_on(day))
    for path, count in own.items():
        for end in range(step, len(path) + 1, step):
            if path[:end] in counts:
                counts[path[:end]].add(count)
    return counts


def headcount(organisation: Organisation, day: dt.date) -> Headcount:
    """Counts of the organisation on `day`, everything under it included."""
    return headcounts(within(organisation), day)[organisation.path]


def tree_on(day: dt.date, organisations: QuerySet[Organisation]) -> list[Node]:
    """The tree as a list from the root down, with counts and secretaries. Three queries at any size."""
    listed = list(organisations.order_by("path"))
    counts = headcounts(listed, day)
    nodes = {each.pk: Node(each, counts[each.path]) for each in listed}
    held = Position.objects.on(day).filter(role=Role.SECRETARY, organisation__in=organisations)
    for position in held.select_related("member").order_by("since"):
        nodes[position.organisation_id].secretaries.append(position.member)
    return list(nodes.values())
