"""How an act takes hold of a meeting: locked, at a stage that allows it, at a moment that has passed."""

import datetime as dt

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import clock
from chuyende.foundation.organisation.models import Member
from chuyende.foundation.organisation.policy import reach_of
from chuyende.meeting.meetings.enums import MeetingStage
from chuyende.meeting.meetings.errors import BeforeTheOpening, InTheFuture, WrongStage
from chuyende.meeting.meetings.models import Meeting

#: While these last, a meeting is prepared; facts are recorded while it is open; after that nothing changes.
BEFORE = (MeetingStage.PREPARED, MeetingStage.SUMMONED)
ALIVE = (*BEFORE, MeetingStage.OPEN)


def hold(meeting: Meeting, *stages: MeetingStage) -> Meeting:
    """Return the meeting as stored now, locked until the end of the transaction.

    Raises `WrongStage` when it stands at none of `stages`: two acts on one meeting never pass each other.
    """
    held = Meeting.objects.select_for_update(of=("self",), no_key=True).select_related("organisation")
    meeting = held.get(pk=meeting.pk)
    if meeting.stage not in stages:
        raise WrongStage(meeting)
    return meeting


def moment(at: dt.datetime | None) -> dt.datetime:
    """Return when an act was done: now, or the past moment that was written down. Raises `InTheFuture`."""
    now = clock.now()
    if at is not None and at > now:
        raise InTheFuture
    return at or now


def moment_within(meeting: Meeting, at: dt.datetime | None) -> dt.datetime:
    """Like `moment`, and not before the opening. Raises `BeforeTheOpening`."""
    done = moment(at)
    if meeting.opened_at and done < meeting.opened_at:
        raise BeforeTheOpening(meeting)
    return done


def member_of(actor: User) -> Member | None:
    """The member who acts, to be named beside what is recorded."""
    return reach_of(actor).member
