"""The meeting itself: opened, led step by step, closed."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.meeting.meetings import errors, events
from chuyende.meeting.meetings.enums import MeetingStage
from chuyende.meeting.meetings.models import AgendaItem, Guest, Meeting
from chuyende.meeting.meetings.queries import unmarked_members

from .stage import ALIVE, hold, moment, moment_within

_NAMES_SHOWN = 5


@transaction.atomic
def open_meeting(*, actor: User, meeting: Meeting, at: dt.datetime | None = None) -> Meeting:
    """Open the meeting; a second press changes nothing. There is no way back.

    A missing quorum warns on the page and does not block. `at` is the true moment when the facts
    are entered afterwards. Raises `WrongStage`, `NotYetTheDay`, `InTheFuture`.
    """
    require(actor, Perm.MEETING_CLOSE, meeting)
    meeting = hold(meeting, MeetingStage.SUMMONED, MeetingStage.OPEN)
    if meeting.stage == MeetingStage.OPEN:
        return meeting
    opened = moment(at)
    if timezone.localtime(opened).date() < timezone.localtime(meeting.starts_at).date():
        raise errors.NotYetTheDay(meeting)
    meeting.opened_at = opened
    meeting.save(update_fields=["opened_at", "updated_at"])
    audit.record(actor, "meeting_opened", meeting, organisation=meeting.organisation, at=opened)
    events.meeting_opened.send(sender=Meeting, meeting=meeting, actor=actor)
    return meeting


@transaction.atomic
def start_item(*, actor: User, item: AgendaItem, at: dt.datetime | None = None) -> AgendaItem:
    """Begin (or go back to) one line of the agenda; what was running ends. Raises `WrongStage`."""
    require(actor, Perm.MEETING_RECORD, item.meeting)
    meeting = hold(item.meeting, MeetingStage.OPEN)
    now = moment_within(meeting, at)
    item = meeting.agenda.get(pk=item.pk)
    if item.started_at and not item.ended_at:
        return item
    _end_running(meeting, now)
    item.started_at, item.ended_at = item.started_at or now, None
    item.save(update_fields=["started_at", "ended_at", "updated_at"])
    return item


@transaction.atomic
def advance_agenda(
    *, actor: User, meeting: Meeting, after: uuid.UUID | None, at: dt.datetime | None = None
) -> AgendaItem | None:
    """The one button «next step»: end the running line and begin the next one. Returns it; None at the end.

    `after` is the line that was running on the page where the button was pressed (None: none was); when
    another one is running by now, the press was a second one, or somebody else's, and changes nothing.
    Raises `WrongStage`.
    """
    require(actor, Perm.MEETING_RECORD, meeting)
    meeting = hold(meeting, MeetingStage.OPEN)
    now = moment_within(meeting, at)
    running = meeting.agenda.filter(started_at__isnull=False, ended_at=None).first()
    if after != (running.pk if running else None):
        return running
    _end_running(meeting, now)
    following = meeting.agenda.filter(started_at=None).first()
    if following is not None:
        following.started_at = now
        following.save(update_fields=["started_at", "updated_at"])
    return following


@transaction.atomic
def add_guest(
    *,
    actor: User,
    meeting: Meeting,
    full_name: str,
    position: str,
    from_superior: bool = False,
    id: uuid.UUID | None = None,
) -> Guest:
    """Note somebody invited or sent from the upper level. The same `id` again adds nobody.

    Raises `NothingWritten`, or `WrongStage` when the meeting is over.
    """
    require(actor, Perm.MEETING_RECORD, meeting)
    meeting = hold(meeting, *ALIVE)
    if not full_name.strip():
        raise errors.NothingWritten(field="full_name")
    guest, created = Guest.objects.get_or_create(
        id=id or new_id(),
        defaults={
            "meeting": meeting,
            "full_name": full_name.strip(),
            "position": position.strip(),
            "from_superior": from_superior,
        },
    )
    if created:
        audit.record(actor, "guest_added", guest, organisation=meeting.organisation)
    return guest


@transaction.atomic
def remove_guest(*, actor: User, guest: Guest) -> None:
    """Take back a guest noted by mistake; what a guest has said keeps them. Raises `WrongStage`."""
    require(actor, Perm.MEETING_RECORD, guest.meeting)
    meeting = hold(guest.meeting, *ALIVE)
    audit.record(actor, "guest_removed", guest, organisation=meeting.organisation)
    guest.delete()


def missing_to_close(meeting: Meeting) -> list[str]:
    """Everything that has to be recorded before `meeting` can be closed, in the words of the page."""
    missing = []
    unmarked = list(unmarked_members(meeting))
    if unmarked:
        names = ", ".join(member.full_name for member in unmarked[:_NAMES_SHOWN])
        if len(unmarked) > _NAMES_SHOWN:
            names = _("%(names)s and %(n)d more") % {"names": names, "n": len(unmarked) - _NAMES_SHOWN}
        missing.append(_("attendance of %(names)s") % {"names": names})
    conclusions = list(meeting.conclusions.prefetch_related("tasks"))
    if not conclusions:
        missing.append(_("at least one conclusion"))
    missing += [
        _("a task, or the reason why none is needed, for the conclusion «%(text)s»")
        % {"text": Truncator(conclusion.text).chars(60)}
        for conclusion in conclusions
        if not conclusion.no_task_reason and not conclusion.tasks.all()
    ]
    return missing


@transaction.atomic
def close_meeting(*, actor: User, meeting: Meeting, at: dt.datetime | None = None) -> Meeting:
    """Close the meeting: what was recorded is fixed. A second press changes nothing.

    A line of the agenda still running ends with it. `at` is the true moment when the facts are entered
    afterwards. Raises `MeetingIncomplete` with all that is missing, `WrongStage`, `InTheFuture`,
    `BeforeTheOpening`.
    """
    require(actor, Perm.MEETING_CLOSE, meeting)
    meeting = hold(meeting, MeetingStage.OPEN, MeetingStage.CLOSED)
    if meeting.stage == MeetingStage.CLOSED:
        return meeting
    if missing := missing_to_close(meeting):
        raise errors.MeetingIncomplete(missing)
    closed = moment_within(meeting, at)
    _end_running(meeting, closed)
    meeting.closed_at = closed
    meeting.save(update_fields=["closed_at", "updated_at"])
    audit.record(actor, "meeting_closed", meeting, organisation=meeting.organisation, at=closed)
    events.meeting_closed.send(sender=Meeting, meeting=meeting, actor=actor)
    return meeting


def _end_running(meeting: Meeting, now: dt.datetime) -> None:
    meeting.agenda.filter(started_at__isnull=False, ended_at=None).update(ended_at=now)
