"""The agenda: steps of the procedure in force, and what the cell adds."""

import uuid

from django.db import transaction
from django.db.models import F, Max

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.organisation.models import Member
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.meeting.meetings import errors
from chuyende.meeting.meetings.models import AgendaItem, Meeting

from .stage import ALIVE, hold

#: beyond every position that an agenda has
_FAR = 1_000_000


@transaction.atomic
def add_agenda_item(
    *,
    actor: User,
    meeting: Meeting,
    title: str,
    minutes: int,
    presenter: Member | None = None,
    step: str = "",
    after: AgendaItem | None = None,
    id: uuid.UUID | None = None,
) -> AgendaItem:
    """Put a line on the agenda, after `after` or at the end. The same `id` again adds nothing.

    Raises `NothingWritten`, `TooShort`, or `WrongStage` when the meeting is over.
    """
    require(actor, Perm.MEETING_CHANGE, meeting)
    meeting = hold(meeting, *ALIVE)
    if id is not None and (already := AgendaItem.objects.filter(pk=id, meeting=meeting).first()):
        return already
    _check(title, minutes)
    last = meeting.agenda.aggregate(last=Max("position"))["last"] or 0
    position = last + 1
    if after is not None:
        position = meeting.agenda.get(pk=after.pk).position + 1
        _make_room(meeting, position)
    item = AgendaItem.objects.create(
        id=id or new_id(),
        meeting=meeting,
        position=position,
        title=title.strip(),
        minutes=minutes,
        presenter=presenter,
        step=step,
    )
    _record(actor, "agenda_item_added", item)
    return item


@transaction.atomic
def change_agenda_item(
    *,
    actor: User,
    item: AgendaItem,
    title: str,
    minutes: int,
    presenter: Member | None = None,
    notes: str | None = None,
) -> AgendaItem:
    """Change a line of the agenda. `notes` are the chair's own: only the chair may give them.

    Raises `NothingWritten`, `TooShort`, or `WrongStage` when the meeting is over.
    """
    require(actor, Perm.MEETING_CHANGE, item.meeting)
    meeting = hold(item.meeting, *ALIVE)
    if notes is not None:
        require(actor, Perm.MEETING_VIEW_NOTES, meeting)
    _check(title, minutes)
    item = meeting.agenda.get(pk=item.pk)
    item.title, item.minutes, item.presenter = title.strip(), minutes, presenter
    if notes is not None:
        item.notes = notes.strip()
    item.save()
    _record(actor, "agenda_item_changed", item)
    return item


@transaction.atomic
def move_agenda_item(*, actor: User, item: AgendaItem, up: bool) -> AgendaItem:
    """Exchange a line with the one before it (`up`) or after it; at the end of the list nothing happens.

    Raises `ItemAlreadyStarted` when either has begun, `WrongStage` when the meeting is over.
    """
    require(actor, Perm.MEETING_CHANGE, item.meeting)
    meeting = hold(item.meeting, *ALIVE)
    item = meeting.agenda.get(pk=item.pk)
    if up:
        other = meeting.agenda.filter(position__lt=item.position).order_by("-position").first()
    else:
        other = meeting.agenda.filter(position__gt=item.position).order_by("position").first()
    if other is None:
        return item
    if item.started_at or other.started_at:
        raise errors.ItemAlreadyStarted
    _exchange(meeting, item, other)
    item.refresh_from_db()
    return item


@transaction.atomic
def remove_agenda_item(*, actor: User, item: AgendaItem) -> None:
    """Take a line off the agenda. Raises `ItemAlreadyStarted`, `WrongStage` when the meeting is over."""
    require(actor, Perm.MEETING_CHANGE, item.meeting)
    meeting = hold(item.meeting, *ALIVE)
    found = meeting.agenda.filter(pk=item.pk).first()
    if found is None:
        return
    if found.started_at:
        raise errors.ItemAlreadyStarted
    _record(actor, "agenda_item_removed", found)
    found.delete()


def _make_room(meeting: Meeting, position: int) -> None:
    """Move everything from `position` on by one, over far places: no two lines share a position on the way."""
    later = meeting.agenda.filter(position__gte=position)
    later.update(position=F("position") + _FAR)
    meeting.agenda.filter(position__gte=_FAR).update(position=F("position") - (_FAR - 1))


def _exchange(meeting: Meeting, item: AgendaItem, other: AgendaItem) -> None:
    places = {item.pk: other.position, other.pk: item.position}
    meeting.agenda.filter(pk=item.pk).update(position=_FAR)
    for pk in (other.pk, item.pk):
        meeting.agenda.filter(pk=pk).update(position=places[pk])


def _check(title: str, minutes: int) -> None:
    if not title.strip():
        raise errors.NothingWritten(field="title")
    if minutes < 1:
        raise errors.TooShort


def _record(actor: User, verb: str, item: AgendaItem) -> None:
    audit.record(
        actor,
        verb,
        item,
        organisation=item.meeting.organisation,
        minutes=item.minutes,
        position=item.position,
    )
