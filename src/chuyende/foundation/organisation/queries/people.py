"""Who belongs where, who holds what."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import Case, QuerySet, Value, When

from chuyende.foundation.accounts.queries import accounts_with_second_factor
from chuyende.foundation.core import clock
from chuyende.foundation.core.prepared import Prepared
from chuyende.foundation.organisation.enums import OrganisationKind, Role
from chuyende.foundation.organisation.models import (
    Member,
    Membership,
    Organisation,
    Position,
    RoleRequirement,
)
from chuyende.foundation.organisation.policy import LEADERS, Reach


def members_on(organisation: Organisation, day: dt.date) -> QuerySet[Membership]:
    """The memberships that hold on `day` in the organisation and under it, members sorted by given name."""
    held = Membership.objects.on(day).select_related("member", "organisation")
    if organisation.kind == OrganisationKind.CELL:
        held = held.filter(organisation=organisation)
    else:
        held = held.filter(organisation__path__startswith=organisation.path)
    return held.order_by("member__sort_key", "member")


def membership_on(member: Member, day: dt.date) -> Membership | None:
    """Where the member belongs on `day`: at most one cell, by the database's rule."""
    return _MEMBERSHIP.first(member.pk, day)


_MEMBERSHIP: Prepared[Membership] = Prepared(
    lambda member, day: Membership.objects.on(day).filter(member=member).select_related("organisation"),
    uuid.UUID,
    dt.date,
)


def positions_on(organisation: Organisation, day: dt.date) -> QuerySet[Position]:
    """Who holds which position on `day` in the organisation and under it."""
    held = Position.objects.on(day).filter(organisation__path__startswith=organisation.path)
    return by_rank(held.select_related("member", "organisation"))


def by_rank(positions: QuerySet[Position]) -> QuerySet[Position]:
    """Positions from the top of the tree down, at each node in the order in which papers name them."""
    ranks = [When(role=role, then=Value(rank)) for rank, role in enumerate(Role)]
    return positions.annotate(rank=Case(*ranks, default=Value(len(Role)))).order_by(
        "organisation__path", "rank", "since", "member__sort_key"
    )


def holders_of(organisation: Organisation, *roles: Role, day: dt.date) -> QuerySet[Member]:
    """The members who hold one of `roles` exactly at the organisation on `day`."""
    held = Position.objects.on(day).filter(organisation=organisation, role__in=roles)
    return Member.objects.filter(pk__in=held.values("member"))


def leaders_of(organisation: Organisation, day: dt.date) -> QuerySet[Member]:
    """The committee of the organisation on `day`: secretary, deputies, committee members."""
    return holders_of(organisation, *LEADERS, day=day)


def home_of(member: Member) -> Organisation | None:
    """The cell that the member belongs to today; for one who has left, the last one."""
    today = clock.today()
    held = Membership.objects.filter(member=member, since__lte=today).select_related("organisation")
    last = held.order_by("-since").first()
    return last.organisation if last else None


def homes_of(members: Iterable[Member], day: dt.date) -> dict[uuid.UUID, str]:
    """The name of the cell of each of the members on `day`. One query."""
    held = Membership.objects.on(day).filter(member__in=list(members))
    return dict(held.values_list("member", "organisation__name"))


def positions_without_second_factor(organisation: Organisation, day: dt.date) -> QuerySet[Position]:
    """Whoever holds a position on `day` that needs a second factor there, and has set up none."""
    roles = RoleRequirement.objects.filter(organisation=organisation).values("role")
    held = positions_on(organisation, day).filter(role__in=roles, member__user__isnull=False)
    return held.exclude(member__user__in=accounts_with_second_factor())


_REQUIRED = Prepared(lambda: RoleRequirement.objects.values_list("role", "organisation__path"))


def must_have_second_factor(reach: Reach) -> bool:
    """Tell whether a position that the person holds requires a second factor."""
    required = _REQUIRED.ask()
    if not required:
        return False
    return any(
        role == wanted and path.startswith(node)
        for role, path in reach.positions
        for wanted, node in required
    )
