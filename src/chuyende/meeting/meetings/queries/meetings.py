"""Which meetings: those one may see, those to come, those to run now."""

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils import timezone

from chuyende.foundation.core import clock
from chuyende.foundation.organisation.enums import COUNTED
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.foundation.organisation.policy import AnyUser
from chuyende.foundation.organisation.queries import members_on
from chuyende.meeting.meetings import rules
from chuyende.meeting.meetings.enums import AttendanceStatus
from chuyende.meeting.meetings.models import Guest, Meeting, Summons

#: A meeting that was never opened stays among the coming ones this long.
_GRACE = dt.timedelta(days=1)
_CAME = (AttendanceStatus.PRESENT, AttendanceStatus.LATE)


def meetings_visible_to(user: AnyUser) -> QuerySet[Meeting]:
    """Title, time and place of the meetings of one's own Party body, newest first."""
    return rules.VIEW.filter(_with_names(), user)


def meeting_records_visible_to(user: AnyUser) -> QuerySet[Meeting]:
    """Meetings of which `user` may read everything that is recorded."""
    return rules.VIEW_RECORD.filter(_with_names(), user)


def meetings_recorded_by(user: AnyUser) -> QuerySet[Meeting]:
    """Meetings of which `user` marks attendance, contributions, conclusions."""
    return rules.RECORD.filter(_with_names(), user)


def meetings_changed_by(user: AnyUser) -> QuerySet[Meeting]:
    """Meetings that `user` prepares: agenda, materials, summons."""
    return rules.CHANGE.filter(_with_names(), user)


def upcoming_meetings(user: AnyUser) -> QuerySet[Meeting]:
    """What is to come or is in session, nearest first."""
    still_to_come = Q(starts_at__gte=clock.now() - _GRACE) | Q(opened_at__isnull=False)
    coming = meetings_visible_to(user).filter(still_to_come, closed_at=None, cancelled_at=None)
    return coming.order_by("starts_at")


def past_meetings(user: AnyUser) -> QuerySet[Meeting]:
    """What is over: closed, cancelled, or left behind without being opened. Newest first."""
    left_behind = Q(starts_at__lt=clock.now() - _GRACE, opened_at=None)
    over = Q(closed_at__isnull=False) | Q(cancelled_at__isnull=False) | left_behind
    return meetings_visible_to(user).filter(over).order_by("-starts_at")


def meetings_to_run(user: AnyUser) -> QuerySet[Meeting]:
    """What `user` records or chairs and that is in session or near: today's first."""
    near = Q(opened_at__isnull=False) | Q(
        summoned_at__isnull=False, starts_at__gte=clock.now() - dt.timedelta(days=7)
    )
    return meetings_recorded_by(user).filter(near, closed_at=None, cancelled_at=None).order_by("starts_at")


def meetings_to_prepare(user: AnyUser) -> QuerySet[Meeting]:
    """What `user` prepares and is still to come, nearest first."""
    coming = meetings_changed_by(user).filter(opened_at=None, cancelled_at=None)
    return coming.filter(starts_at__gte=clock.now() - _GRACE).order_by("starts_at")


def summons_of(meeting: Meeting, member: Member | None) -> Summons | None:
    """How `member` was called to `meeting`, if at all."""
    if member is None:
        return None
    return Summons.objects.filter(meeting=meeting, member=member).first()


def summons_answered_by(user: AnyUser) -> QuerySet[Summons]:
    """Summons that `user` may answer: one's own, or on behalf of members of one's cell."""
    return rules.RESPOND.filter(Summons.objects.select_related("meeting__organisation", "member"), user)


def may_be_named(organisation: Organisation, day: dt.date) -> QuerySet[Member]:
    """Who can chair, take minutes, present: members who take part on `day`, in the order of names."""
    taking_part = members_on(organisation, day).filter(status__in=COUNTED)
    return Member.objects.filter(pk__in=taking_part.values("member_id")).order_by("sort_key")


def people_present(meeting: Meeting) -> tuple[list[Member], list[Guest]]:
    """Who can speak: members marked as present (all summoned ones until somebody is marked), and guests."""
    came = Member.objects.filter(attendances__meeting=meeting, attendances__status__in=_CAME)
    if not came.exists():
        came = Member.objects.filter(summons__meeting=meeting)
    return list(came.order_by("sort_key")), list(meeting.guests.all())


def day_of(meeting: Meeting) -> dt.date:
    """The day of the meeting in Viet Nam: the day whose rules and memberships count."""
    return timezone.localtime(meeting.starts_at).date()


def _with_names() -> QuerySet[Meeting]:
    return Meeting.objects.select_related("organisation", "chair", "minute_taker", "topic")
