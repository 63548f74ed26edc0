"""Everything that one can ask about tasks."""

import datetime as dt

from django.db.models import Q, QuerySet

from chuyende.foundation.organisation.models import Member, Membership, Organisation, Position
from chuyende.foundation.organisation.policy import AnyUser

from . import rules
from .models import Task


def tasks_visible_to(user: AnyUser) -> QuerySet[Task]:
    return rules.VIEW.filter(Task.objects.select_related("owner", "organisation"), user)


def open_tasks(organisation: Organisation) -> QuerySet[Task]:
    """Tasks of one organisation that are neither done nor withdrawn: the first item of its next meeting."""
    return _open(Task.objects.filter(organisation=organisation).select_related("owner"))


def open_tasks_of(member: Member) -> QuerySet[Task]:
    """What one member still has to do, nearest deadline first."""
    return _open(Task.objects.filter(owner=member).select_related("organisation"))


def days_late(task: Task, day: dt.date) -> int:
    """How many days an open task is past its deadline on `day`; 0 when it is not late or not open."""
    if task.done_at or task.withdrawn_at:
        return 0
    return max((day - task.due_on).days, 0)


def places_to_assign_at(user: AnyUser) -> QuerySet[Organisation]:
    """Where `user` may give tasks."""
    return rules.ASSIGN.filter(Organisation.objects.all(), user)


def possible_owners(organisation: Organisation, day: dt.date) -> QuerySet[Member]:
    """Who can be given a task: the members of the node and of what lies under it, and its office-holders."""
    inside = Membership.objects.on(day).filter(organisation__path__startswith=organisation.path)
    held = Position.objects.on(day).filter(organisation=organisation)
    return Member.objects.filter(Q(memberships__in=inside) | Q(positions__in=held)).distinct()


def _open(tasks: QuerySet[Task]) -> QuerySet[Task]:
    return tasks.filter(done_at=None, withdrawn_at=None)
