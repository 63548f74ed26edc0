"""The tree, its terms and departments."""

import datetime as dt
from functools import reduce
from operator import or_

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Length

from chuyende.foundation.core.prepared import Prepared
from chuyende.foundation.organisation.enums import OrganisationKind
from chuyende.foundation.organisation.models import Department, Member, Organisation, Term


def whole_body() -> Organisation | None:
    """The first root committee: whose site this is. None while the system is empty."""
    return Organisation.objects.filter(depth=1).order_by("path").first()


def name_of_whole_body() -> str:
    """Its name, which stands on every page; empty while the system is empty."""
    return _ROOT_NAMES.first() or ""


_ROOT_NAMES = Prepared(
    lambda: Organisation.objects.filter(depth=1).order_by("path").values_list("name", flat=True)[:1]
)


def path_upwards(organisation: Organisation) -> list[str]:
    """The paths from the root down to the organisation itself."""
    step = Organisation.steplen
    return [organisation.path[:end] for end in range(step, len(organisation.path) + 1, step)]


def committee_of(organisation: Organisation) -> Organisation | None:
    """The nearest Party committee above; None above the root."""
    above = path_upwards(organisation)[:-1]
    found = Organisation.objects.filter(path__in=above, kind=OrganisationKind.COMMITTEE)
    return found.order_by("-depth").first()


def within(organisation: Organisation) -> QuerySet[Organisation]:
    """The organisation and everything under it."""
    return Organisation.objects.filter(path__startswith=organisation.path)


def cells_of(organisation: Organisation, day: dt.date) -> QuerySet[Organisation]:
    """The cells that exist on `day` in the organisation or anywhere under it."""
    open_then = Q(until__isnull=True) | Q(until__gte=day)
    return within(organisation).filter(open_then, kind=OrganisationKind.CELL, since__lte=day)


def term_on(organisation: Organisation, day: dt.date) -> Term | None:
    """The term that runs on `day`: the organisation's own, else that of the nearest one above."""
    terms = Term.objects.on(day).filter(organisation__path__in=path_upwards(organisation))
    return terms.annotate(nearness=Length("organisation__path")).order_by("-nearness", "-since").first()


def departments_around(member: Member) -> QuerySet[Department]:
    """The departments of the whole body to which the member belongs or belonged."""
    step = Organisation.steplen
    paths = Organisation.objects.filter(Q(memberships__member=member) | Q(positions__member=member))
    roots = {path[:step] for path in paths.values_list("path", flat=True)}
    condition = reduce(or_, (Q(organisation__path__startswith=root) for root in roots), Q(pk__in=[]))
    return Department.objects.filter(condition).order_by("name")


def departments_with_counts(organisation: Organisation, day: dt.date) -> QuerySet[Department]:
    """The organisation's departments, each with `members`: how many who belong to a cell on `day` work there."""
    open_then = Q(members__memberships__until__isnull=True) | Q(members__memberships__until__gte=day)
    counted = Count("members", filter=open_then & Q(members__memberships__since__lte=day), distinct=True)
    return organisation.departments.annotate(members_count=counted).order_by("name")


def departments_for(organisation: Organisation) -> QuerySet[Department]:
    """The departments that members of the organisation may work in: its own and those above."""
    return Department.objects.filter(organisation__path__in=path_upwards(organisation)).order_by("name")
