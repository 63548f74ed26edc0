"""Calling the members, and their answers."""

import datetime as dt
import uuid

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit, clock
from chuyende.foundation.notifications.services import notify
from chuyende.foundation.organisation.enums import COUNTED, MembershipStatus
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.foundation.organisation.queries import committee_of, leaders_of, members_on
from chuyende.meeting.meetings import errors, events
from chuyende.meeting.meetings.enums import (
    AttendanceSource,
    AttendanceStatus,
    MeetingStage,
    ResponseAnswer,
)
from chuyende.meeting.meetings.models import Attendance, Meeting, Summons

from .stage import ALIVE, hold, member_of, moment

_EXEMPT = (MembershipStatus.EXEMPT, MembershipStatus.TEMPORARILY_EXEMPT)


@transaction.atomic
def summon_members(*, actor: User, meeting: Meeting, at: dt.datetime | None = None) -> Meeting:
    """Call every member who takes part in the cell on the day, each with the status of that day.

    Exempt members are listed as exempt; suspended ones are not called. Everybody with an account
    is told, and those who lead the committee above once. Done again, it calls those who have joined since and
    drops those who have left, and tells only the new ones. Raises `NobodyToSummon`, `WrongStage`.
    """
    require(actor, Perm.MEETING_CHANGE, meeting)
    meeting = hold(meeting, *ALIVE)
    is_first = meeting.summoned_at is None
    called = bring_summons_up_to_date(meeting)
    if is_first:
        meeting.summoned_at = moment(at)
        meeting.save(update_fields=["summoned_at", "updated_at"])
    if not (is_first or called):
        return meeting
    _tell(meeting, [row.member.user for row in called if row.member.user])
    if is_first:
        _tell_committee(meeting)
    audit.record(
        actor,
        "members_summoned",
        meeting,
        organisation=meeting.organisation,
        members=[row.member.full_name for row in called],
    )
    events.members_summoned.send(sender=Meeting, meeting=meeting, actor=actor)
    return meeting


def bring_summons_up_to_date(meeting: Meeting) -> list[Summons]:
    """Make the lists agree with the memberships of the day; return the newly called. No marked member is dropped."""
    day = timezone.localtime(meeting.starts_at).date()
    statuses = {row.member_id: row for row in members_on(meeting.organisation, day)}
    takes_part = {pk: row for pk, row in statuses.items() if row.status in COUNTED}
    if not takes_part:
        raise errors.NobodyToSummon
    known = {row.member_id: row for row in meeting.summons.all()}
    marked = {row.member_id: row for row in meeting.attendances.exclude(source=AttendanceSource.ROSTER)}
    for pk, row in known.items():
        if pk not in takes_part and pk not in marked:
            row.delete()
        elif pk in takes_part and row.status != takes_part[pk].status:
            row.status = takes_part[pk].status
            row.save(update_fields=["status", "updated_at"])
            meeting.attendances.filter(member_id=pk).update(membership_status=row.status)
    new = [
        Summons(meeting=meeting, member=row.member, status=row.status)
        for pk, row in takes_part.items()
        if pk not in known
    ]
    Summons.objects.bulk_create(new)
    _list_exempt(meeting, {pk: row.status for pk, row in statuses.items() if row.status in _EXEMPT})
    return new


@transaction.atomic
def answer_summons(
    *, actor: User, summons: Summons, answer: ResponseAnswer | str, reason: str = ""
) -> Summons:
    """Say whether one comes. By the member, or on behalf of a member without a phone (logged as such).

    Whoever chairs is told of an apology. A new answer takes back an apology that was accepted.
    Raises `ReasonMissing`, or `WrongStage` when the meeting has been opened.
    """
    require(actor, Perm.MEETING_RESPOND, summons)
    meeting = hold(summons.meeting, MeetingStage.SUMMONED)
    summons = meeting.summons.select_related("member__user").get(pk=summons.pk)
    reason = reason.strip() if answer == ResponseAnswer.APOLOGY else ""
    if answer == ResponseAnswer.APOLOGY and not reason:
        raise errors.ReasonMissing
    if (summons.answer, summons.reason) == (answer, reason):
        return summons
    summons.answer, summons.reason = answer, reason[:300]
    summons.answered_at, summons.acknowledged_at = clock.now(), None
    summons.save()
    meeting.attendances.filter(member=summons.member, source=AttendanceSource.APOLOGY).delete()
    audit.record(
        actor,
        "summons_answered",
        summons,
        organisation=meeting.organisation,
        about=summons.member.user,
        answer=str(answer),
    )
    if answer == ResponseAnswer.APOLOGY and meeting.chair.user and meeting.chair.user != actor:
        notify(
            recipients=[meeting.chair.user],
            title=_("%(name)s asks to be absent") % {"name": summons.member.full_name},
            body=reason,
            url=reverse("meetings:summons_list", args=[meeting.pk]),
        )
    return summons


@transaction.atomic
def acknowledge_apology(*, actor: User, summons: Summons) -> Summons:
    """Accept an apology: the member stands on the attendance sheet as absent with that reason. Twice is once.

    Raises `ReasonMissing` when no apology was made, `WrongStage` when the meeting is over.
    """
    require(actor, Perm.MEETING_CHANGE, summons.meeting)
    meeting = hold(summons.meeting, MeetingStage.SUMMONED, MeetingStage.OPEN)
    summons = meeting.summons.select_related("member__user").get(pk=summons.pk)
    if summons.answer != ResponseAnswer.APOLOGY:
        raise errors.ReasonMissing
    if summons.acknowledged_at:
        return summons
    summons.acknowledged_at = clock.now()
    summons.save()
    Attendance.objects.get_or_create(
        meeting=meeting,
        member=summons.member,
        defaults={
            "membership_status": summons.status,
            "status": AttendanceStatus.EXCUSED,
            "reason": summons.reason,
            "source": AttendanceSource.APOLOGY,
            "recorded_by": member_of(actor),
        },
    )
    audit.record(
        actor, "apology_acknowledged", summons, organisation=meeting.organisation, about=summons.member.user
    )
    if summons.member.user:
        notify(
            recipients=[summons.member.user],
            title=_("Your absence is accepted: %(title)s") % {"title": meeting.title},
            url=reverse("meetings:meeting_detail", args=[meeting.pk]),
        )
    return summons


def _list_exempt(meeting: Meeting, statuses: dict[uuid.UUID, str]) -> None:
    """Put the exempt members of the day on the sheet as exempt, and take off those who no longer are."""
    from_roster = meeting.attendances.filter(source=AttendanceSource.ROSTER)
    from_roster.exclude(member_id__in=list(statuses)).delete()
    listed = set(meeting.attendances.values_list("member_id", flat=True))
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            member_id=pk,
            membership_status=status,
            status=AttendanceStatus.EXEMPT,
            source=AttendanceSource.ROSTER,
        )
        for pk, status in statuses.items()
        if pk not in listed
    )


def _tell(meeting: Meeting, accounts: list[User]) -> None:
    notify(
        recipients=accounts,
        title=_("You are called to the thematic meeting: %(title)s") % {"title": meeting.title},
        body=_("%(when)s, %(place)s. Chaired by %(chair)s. Say whether you will attend.") % _words(meeting),
        url=reverse("meetings:meeting_detail", args=[meeting.pk]),
    )


def _tell_committee(meeting: Meeting) -> None:
    committee = committee_of(meeting.organisation)
    if committee is None:
        return
    day = timezone.localtime(meeting.starts_at).date()
    leaders = leaders_of(committee, day).filter(user__isnull=False).exclude(summons__meeting=meeting)
    notify(
        recipients=[leader.user for leader in leaders.select_related("user") if leader.user],
        title=_("%(cell)s summons a thematic meeting: %(title)s")
        % {"cell": meeting.organisation.short_name, "title": meeting.title},
        body=_("%(when)s, %(place)s. Chaired by %(chair)s.") % _words(meeting),
        url=reverse("meetings:meeting_detail", args=[meeting.pk]),
    )


def _words(meeting: Meeting) -> dict[str, str]:
    return {
        "when": date_format(timezone.localtime(meeting.starts_at), "DATETIME_FORMAT"),
        "place": meeting.place,
        "chair": meeting.chair.full_name,
    }
