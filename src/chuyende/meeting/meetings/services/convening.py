"""Calling a meeting into being, changing it, calling it off."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit, clock
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.notifications.services import notify
from chuyende.foundation.organisation.enums import Role
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.foundation.organisation.queries import holders_of
from chuyende.foundation.review.enums import ReviewStatus
from chuyende.meeting.meetings import errors, events
from chuyende.meeting.meetings.enums import MeetingMode, MeetingStage
from chuyende.meeting.meetings.models import AgendaItem, Meeting
from chuyende.meeting.meetings.queries import clashing_meeting, may_be_named, unfinished_tasks_before
from chuyende.planning.governance.queries import rule_in_force
from chuyende.planning.programmes.models import Topic

from .stage import ALIVE, BEFORE, hold
from .summoning import bring_summons_up_to_date

#: the step that hears what the last conclusions came to; not part of any guideline's list
PREVIOUS_TASKS = "previous_tasks"
_PREVIOUS_TASKS_MINUTES = 5


@transaction.atomic
def convene_meeting(
    *,
    actor: User,
    topic: Topic,
    starts_at: dt.datetime,
    place: str,
    title: str = "",
    purpose: str = "",
    planned_minutes: int | None = None,
    mode: MeetingMode | str = MeetingMode.IN_PERSON,
    mode_reason: str = "",
    joined_to_monthly: bool = False,
    chair: Member | None = None,
    minute_taker: Member | None = None,
    id: uuid.UUID | None = None,
) -> Meeting:
    """Convene a meeting of the topic's cell on an approved topic. The same `id` again makes nothing new.

    What is left out is filled in: the title and purpose from the topic, the cell's secretary as chair, its minute
    taker, the length and the agenda (with minutes) from the rules in force on that day.
    Raises `TopicNotApproved`, `TopicAlreadyConvened`, `CellIsBusy`, `ModeNeedsReason`, `NobodyToChair`,
    `NobodyTakesMinutes`, `ChairTakesMinutes`, `NotOfThisCell`, or `RuleMissing` when no procedure is in force.
    """
    require(actor, Perm.MEETING_CONVENE, topic)
    cell = Organisation.objects.select_for_update(no_key=True).get(pk=topic.organisation_id)
    if id is not None and (already := Meeting.objects.filter(pk=id).first()):
        return already
    if topic.review.status not in (ReviewStatus.APPROVED, ReviewStatus.LOCKED):
        raise errors.TopicNotApproved
    if other := topic.meetings.filter(cancelled_at=None).first():
        raise errors.TopicAlreadyConvened(other)
    day = timezone.localtime(starts_at).date()
    if planned_minutes is None:
        planned_minutes = _rule_minutes(cell, day, joined=joined_to_monthly)
    meeting = Meeting(
        id=id or new_id(),
        organisation=cell,
        topic=topic,
        title=title.strip() or topic.title,
        purpose=purpose.strip() or topic.objective,
        starts_at=starts_at,
        planned_minutes=planned_minutes,
        place=place.strip(),
        mode=mode,
        mode_reason=mode_reason.strip(),
        joined_to_monthly=joined_to_monthly,
        chair=chair or _default_chair(cell, day),
        minute_taker=minute_taker or _default_minute_taker(cell, day),
    )
    _check(meeting)
    meeting.save(force_insert=True)
    _fill_agenda(meeting)
    audit.record(actor, "meeting_convened", meeting, organisation=cell, starts_at=starts_at, place=place)
    events.meeting_convened.send(sender=Meeting, meeting=meeting, actor=actor)
    return meeting


@transaction.atomic
def change_meeting(*, actor: User, meeting: Meeting, **changes: Any) -> Meeting:
    """Change what was set at convening, until the meeting is opened.

    `changes` are fields of `CHANGEABLE`. When time or place of a summoned meeting change, everybody who was
    summoned is told; when the day changes, the list of the summoned follows the memberships of the new day.
    Raises what `convene_meeting` raises about the same fields, and `WrongStage`.
    """
    require(actor, Perm.MEETING_CHANGE, meeting)
    meeting = hold(meeting, *BEFORE)
    before = {name: getattr(meeting, name) for name in changes}
    for name, value in changes.items():
        if name not in CHANGEABLE:
            raise TypeError(f"a meeting's {name} is not changed this way")
        setattr(meeting, name, value)
    changed = {name: value for name, value in changes.items() if before[name] != value}
    if not changed:
        return meeting
    _check(meeting)
    meeting.save()
    audit.record(
        actor,
        "meeting_changed",
        meeting,
        organisation=meeting.organisation,
        before={name: str(before[name]) for name in changed},
        after={name: str(value) for name, value in changed.items()},
    )
    if meeting.summoned_at:
        if "starts_at" in changed:
            bring_summons_up_to_date(meeting)
        if changed.keys() & {"starts_at", "place", "mode"}:
            _tell_of_change(meeting)
    return meeting


CHANGEABLE = frozenset(
    {
        "title",
        "purpose",
        "starts_at",
        "planned_minutes",
        "place",
        "mode",
        "mode_reason",
        "joined_to_monthly",
        "chair",
        "minute_taker",
    }
)


@transaction.atomic
def cancel_meeting(*, actor: User, meeting: Meeting, reason: str) -> Meeting:
    """Call a meeting off, for a reason that everybody summoned is told. Twice is once.

    Raises `ReasonMissing`, `WrongStage` when it is closed, `HasConclusions` when it was held.
    """
    require(actor, Perm.MEETING_CLOSE, meeting)
    meeting = hold(meeting, *ALIVE, MeetingStage.CANCELLED)
    if meeting.stage == MeetingStage.CANCELLED:
        return meeting
    if not reason.strip():
        raise errors.ReasonMissing
    if meeting.conclusions.exists():
        raise errors.HasConclusions
    meeting.cancelled_at, meeting.cancelled_reason = clock.now(), reason.strip()
    meeting.save()
    audit.record(
        actor,
        "meeting_cancelled",
        meeting,
        organisation=meeting.organisation,
        reason=meeting.cancelled_reason,
    )
    notify(
        recipients=_summoned_accounts(meeting),
        title=_("Meeting called off: %(title)s") % {"title": meeting.title},
        body=meeting.cancelled_reason,
        url=reverse("meetings:meeting_detail", args=[meeting.pk]),
    )
    events.meeting_cancelled.send(sender=Meeting, meeting=meeting, actor=actor)
    return meeting


def _check(meeting: Meeting) -> None:
    if not meeting.planned_minutes:
        raise errors.TooShort
    if meeting.mode != MeetingMode.IN_PERSON and not meeting.mode_reason:
        raise errors.ModeNeedsReason
    if meeting.chair == meeting.minute_taker:
        raise errors.ChairTakesMinutes
    day = timezone.localtime(meeting.starts_at).date()
    able = set(may_be_named(meeting.organisation, day).values_list("pk", flat=True))
    for field in ("chair", "minute_taker"):
        if getattr(meeting, f"{field}_id") not in able:
            raise errors.NotOfThisCell(getattr(meeting, field), day, field=field)
    other = clashing_meeting(meeting.organisation, meeting.starts_at, meeting.planned_minutes, but=meeting)
    if other is not None:
        raise errors.CellIsBusy(other)


def _default_chair(cell: Organisation, day: dt.date) -> Member:
    for role in (Role.SECRETARY, Role.DEPUTY):
        if holder := holders_of(cell, role, day=day).first():
            return holder
    raise errors.NobodyToChair


def _default_minute_taker(cell: Organisation, day: dt.date) -> Member:
    if holder := holders_of(cell, Role.MINUTE_TAKER, day=day).first():
        return holder
    raise errors.NobodyTakesMinutes


def _rule_minutes(cell: Organisation, day: dt.date, *, joined: bool) -> int:
    parameters = rule_in_force("meeting_duration", day=day, organisation=cell).parameters
    return int(parameters["joined_minutes" if joined else "minutes"])


def _fill_agenda(meeting: Meeting) -> None:
    """Lay out the procedure in force on that day; what the last meeting left open is heard first."""
    day = timezone.localtime(meeting.starts_at).date()
    procedure = rule_in_force("thematic_procedure", day=day, organisation=meeting.organisation)
    people = {
        "chair": meeting.chair,
        "minute_taker": meeting.minute_taker,
        "presenter": meeting.topic.presenter,
        None: None,
    }
    items = [
        AgendaItem(
            meeting=meeting,
            step=step["step"],
            title=step["title"],
            minutes=step["minutes"],
            presenter=people[step["presenter"]],
        )
        for step in procedure.parameters["steps"]
    ]
    if unfinished_tasks_before(meeting).exists():
        heard = AgendaItem(
            meeting=meeting,
            step=PREVIOUS_TASKS,
            title=_("What the conclusions of the last meeting have come to"),
            minutes=_PREVIOUS_TASKS_MINUTES,
            presenter=meeting.chair,
        )
        items.insert(0, heard)
    for position, item in enumerate(items, start=1):
        item.position = position
    AgendaItem.objects.bulk_create(items)


def _tell_of_change(meeting: Meeting) -> None:
    when = date_format(timezone.localtime(meeting.starts_at), "DATETIME_FORMAT")
    notify(
        recipients=_summoned_accounts(meeting),
        title=_("Time or place changed: %(title)s") % {"title": meeting.title},
        body=_("Now at %(when)s, %(place)s.") % {"when": when, "place": meeting.place},
        url=reverse("meetings:meeting_detail", args=[meeting.pk]),
    )


def _summoned_accounts(meeting: Meeting) -> list[User]:
    return list(User.objects.filter(member__summons__meeting=meeting))
