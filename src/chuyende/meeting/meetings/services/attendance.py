"""Marking who came: one tap one fact, and nobody's tap undoes another's."""

import datetime as dt

from django.db import transaction

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit, clock
from chuyende.foundation.organisation.enums import COUNTED
from chuyende.foundation.organisation.models import Member
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.meeting.meetings import errors
from chuyende.meeting.meetings.enums import AttendanceSource, AttendanceStatus, MeetingStage
from chuyende.meeting.meetings.models import Attendance, Meeting
from chuyende.meeting.meetings.queries import unmarked_members

from .stage import hold, member_of, moment

_CAME = (AttendanceStatus.PRESENT, AttendanceStatus.LATE)
#: the sheet is open from the summons until the meeting is closed
_MARKING = (MeetingStage.SUMMONED, MeetingStage.OPEN)


@transaction.atomic
def record_attendance(
    *,
    actor: User,
    meeting: Meeting,
    member: Member,
    status: AttendanceStatus | str,
    reason: str = "",
    source: AttendanceSource | str = AttendanceSource.SECRETARY,
    seen: str | None = None,
    at: dt.datetime | None = None,
) -> Attendance:
    """Mark how `member` attended. The same mark again changes nothing.

    `seen` is the mark that the writer saw before pressing ("" for none): when somebody else has marked
    otherwise since, theirs stands and `MarkedMeanwhile` tells so. `at` is when a late member arrived.
    Raises `NotOnTheList`, `ReasonMissing` (an excuse has a reason), `StatusDecidesExemption`, `WrongStage`.
    """
    require(actor, Perm.MEETING_RECORD, meeting)
    meeting = hold(meeting, *_MARKING)
    mark = meeting.attendances.select_related("member", "recorded_by").filter(member=member).first()
    held = _status_of_the_day(meeting, member, mark)
    is_exempt = held not in COUNTED
    if is_exempt != (status == AttendanceStatus.EXEMPT) and not (is_exempt and status in _CAME):
        raise errors.StatusDecidesExemption(member)
    reason = reason.strip()[:300] if status == AttendanceStatus.EXCUSED else ""
    if status == AttendanceStatus.EXCUSED and not reason:
        raise errors.ReasonMissing
    before = mark.status if mark else ""
    if mark and (before, mark.reason) == (status, reason):
        return mark
    if seen is not None and seen != before and before != status:
        raise errors.MarkedMeanwhile(mark, member)
    mark = mark or Attendance(meeting=meeting, member=member, membership_status=held)
    mark.status, mark.reason, mark.left_at = status, reason, None
    mark.source = AttendanceSource.ROSTER if status == AttendanceStatus.EXEMPT else source
    mark.arrived_at = moment(at) if status == AttendanceStatus.LATE else None
    mark.recorded_by = member_of(actor)
    mark.save()
    audit.record(
        actor,
        "attendance_recorded",
        mark,
        organisation=meeting.organisation,
        about=member.user,
        before=before,
        after=str(status),
        source=str(mark.source),
    )
    return mark


@transaction.atomic
def record_rest_present(
    *, actor: User, meeting: Meeting, source: AttendanceSource | str = AttendanceSource.SECRETARY
) -> list[Member]:
    """Mark everybody summoned and not yet marked as present; marks that stand are not touched.

    Returns who was marked by this. Raises `WrongStage`.
    """
    require(actor, Perm.MEETING_RECORD, meeting)
    meeting = hold(meeting, *_MARKING)
    rest = list(unmarked_members(meeting))
    statuses = dict(meeting.summons.values_list("member_id", "status"))
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            member=member,
            membership_status=statuses[member.pk],
            status=AttendanceStatus.PRESENT,
            source=source,
            recorded_by=member_of(actor),
        )
        for member in rest
    )
    if rest:
        audit.record(
            actor,
            "rest_marked_present",
            meeting,
            organisation=meeting.organisation,
            members=[member.full_name for member in rest],
            source=str(source),
        )
    return rest


@transaction.atomic
def clear_attendance(*, actor: User, meeting: Meeting, member: Member, seen: str | None = None) -> None:
    """Take a mark away, as if nobody had pressed. An exempt member is exempt again. Raises `MarkedMeanwhile`."""
    require(actor, Perm.MEETING_RECORD, meeting)
    meeting = hold(meeting, *_MARKING)
    mark = meeting.attendances.select_related("member", "recorded_by").filter(member=member).first()
    if mark is None or mark.source == AttendanceSource.ROSTER:
        return
    if seen is not None and seen != mark.status:
        raise errors.MarkedMeanwhile(mark, member)
    audit.record(
        actor,
        "attendance_cleared",
        mark,
        organisation=meeting.organisation,
        about=member.user,
        before=mark.status,
    )
    if mark.membership_status in COUNTED:
        mark.delete()
        return
    mark.status, mark.source, mark.recorded_by = AttendanceStatus.EXEMPT, AttendanceSource.ROSTER, None
    mark.arrived_at = mark.left_at = None
    mark.save()


@transaction.atomic
def record_departure(*, actor: User, meeting: Meeting, member: Member, has_left: bool = True) -> Attendance:
    """Note that a member who came has gone, or (`has_left` false) is back: whoever has gone does not vote.

    Raises `NotOnTheList` for a member who did not come, `WrongStage` unless the meeting is open.
    """
    require(actor, Perm.MEETING_RECORD, meeting)
    meeting = hold(meeting, MeetingStage.OPEN)
    mark = meeting.attendances.select_related("member").filter(member=member, status__in=_CAME).first()
    if mark is None:
        raise errors.NotOnTheList(member)
    if (mark.left_at is not None) == has_left:
        return mark
    mark.left_at = clock.now() if has_left else None
    mark.save()
    audit.record(
        actor,
        "meeting_left" if has_left else "meeting_rejoined",
        mark,
        organisation=meeting.organisation,
        about=member.user,
    )
    return mark


def _status_of_the_day(meeting: Meeting, member: Member, mark: Attendance | None) -> str:
    """The status that was fixed when the members were called."""
    summoned = meeting.summons.filter(member=member).values_list("status", flat=True).first()
    if summoned is not None:
        return summoned
    if mark is not None:
        return mark.membership_status
    raise errors.NotOnTheList(member)
