"""What was said, by name, in the order spoken."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit
from chuyende.foundation.core.errors import EditedMeanwhile
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.organisation.models import Member
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.meeting.discussion import errors
from chuyende.meeting.discussion.models import Contribution
from chuyende.meeting.meetings.enums import AttendanceStatus, MeetingStage
from chuyende.meeting.meetings.models import AgendaItem, Guest, Meeting
from chuyende.meeting.meetings.services.stage import hold, member_of, moment_within

_ABSENT = (AttendanceStatus.EXCUSED, AttendanceStatus.UNEXCUSED)


@transaction.atomic
def record_contribution(
    *,
    actor: User,
    meeting: Meeting,
    summary: str,
    member: Member | None = None,
    guest: Guest | None = None,
    agenda_item: AgendaItem | None = None,
    spoken_at: dt.datetime | None = None,
    id: uuid.UUID | None = None,
) -> Contribution:
    """Record what one person said. The step of the agenda is the running one unless another is named.

    The same `id` again records nothing. Raises `NobodySpoke` (exactly one of `member`, `guest`),
    `NothingSaid`, `NotAMemberOfTheMeeting`, `SpeakerIsAbsent`, `WrongStage`.
    """
    require(actor, Perm.CONTRIBUTION_RECORD, meeting)
    meeting = hold(meeting, MeetingStage.OPEN)
    if id is not None and (already := meeting.contributions.filter(pk=id).first()):
        return already
    if not summary.strip():
        raise errors.NothingSaid
    if (member is None) == (guest is None):
        raise errors.NobodySpoke
    if member is not None:
        _check_took_part(meeting, member)
    running = meeting.agenda.filter(started_at__isnull=False, ended_at=None).first()
    contribution = Contribution.objects.create(
        id=id or new_id(),
        meeting=meeting,
        agenda_item=agenda_item or running,
        member=member,
        guest=guest,
        summary=summary.strip(),
        spoken_at=moment_within(meeting, spoken_at),
        recorded_by=member_of(actor),
    )
    _record(actor, "contribution_recorded", contribution)
    return contribution


@transaction.atomic
def change_contribution(
    *, actor: User, contribution: Contribution, summary: str, seen: str | None = None
) -> Contribution:
    """Correct what was recorded, while the meeting is open. `seen` is the text that the writer began from.

    Raises `EditedMeanwhile` when somebody else changed it since, `NothingSaid`, `WrongStage`.
    """
    require(actor, Perm.CONTRIBUTION_RECORD, contribution.meeting)
    meeting = hold(contribution.meeting, MeetingStage.OPEN)
    contribution = meeting.contributions.select_related("member__user", "guest").get(pk=contribution.pk)
    summary = summary.strip()
    if not summary:
        raise errors.NothingSaid
    if _plain(summary) == _plain(contribution.summary):
        return contribution
    if seen is not None and _plain(seen) != _plain(contribution.summary):
        raise EditedMeanwhile(
            _("Somebody else changed this contribution meanwhile. Compare the two texts, then save again."),
            theirs=contribution.summary,
            field="summary",
        )
    contribution.summary = summary
    contribution.save(update_fields=["summary", "updated_at"])
    _record(actor, "contribution_changed", contribution)
    return contribution


@transaction.atomic
def remove_contribution(*, actor: User, contribution: Contribution) -> None:
    """Take back what was recorded by mistake, while the meeting is open. Raises `WrongStage`."""
    require(actor, Perm.CONTRIBUTION_RECORD, contribution.meeting)
    meeting = hold(contribution.meeting, MeetingStage.OPEN)
    found = meeting.contributions.select_related("member__user", "guest").filter(pk=contribution.pk).first()
    if found is not None:
        _record(actor, "contribution_removed", found)
        found.delete()


def _check_took_part(meeting: Meeting, member: Member) -> None:
    status = meeting.attendances.filter(member=member).values_list("status", flat=True).first()
    if status in _ABSENT:
        raise errors.SpeakerIsAbsent(member)
    if status is None and not meeting.summons.filter(member=member).exists():
        raise errors.NotAMemberOfTheMeeting(member, field="who")


def _plain(text: str) -> str:
    """Browsers send line ends as CR LF."""
    return "\n".join(text.strip().splitlines())


def _record(actor: User, verb: str, contribution: Contribution) -> None:
    # the words themselves stay out of the log: they are the speaker's, and stand in the minutes
    audit.record(
        actor,
        verb,
        contribution.meeting,
        organisation=contribution.meeting.organisation,
        about=contribution.member.user if contribution.member else None,
        speaker=contribution.speaker,
    )
