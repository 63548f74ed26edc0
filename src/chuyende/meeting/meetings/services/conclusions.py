"""What the chair concludes, and who does what by when."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyende.foundation.accounts.models import User
from chuyende.foundation.assignments.models import Task
from chuyende.foundation.assignments.services import assign_task, withdraw_task
from chuyende.foundation.core import audit
from chuyende.foundation.core.errors import EditedMeanwhile
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.organisation.models import Member
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.meeting.meetings import errors
from chuyende.meeting.meetings.enums import MeetingStage
from chuyende.meeting.meetings.models import Conclusion, Meeting

from .stage import hold


@dataclass(frozen=True, kw_only=True)
class TaskOrder:
    """A task that a conclusion gives: what, to whom, by when."""

    title: str
    owner: Member
    due_on: dt.date
    id: uuid.UUID | None = None


@transaction.atomic
def add_conclusion(
    *,
    actor: User,
    meeting: Meeting,
    text: str,
    tasks: Iterable[TaskOrder] = (),
    no_task_reason: str = "",
    id: uuid.UUID | None = None,
) -> Conclusion:
    """Record a conclusion with its tasks, or with the reason why none is needed. The same `id` adds nothing.

    Either may still be missing while the meeting is open; closing asks for it. Raises `NothingWritten`,
    `WrongStage`, and what `assign_task` raises.
    """
    require(actor, Perm.MEETING_RECORD, meeting)
    meeting = hold(meeting, MeetingStage.OPEN)
    if id is not None and (already := meeting.conclusions.filter(pk=id).first()):
        return already
    if not text.strip():
        raise errors.NothingWritten
    last = meeting.conclusions.aggregate(last=Max("position"))["last"] or 0
    conclusion = Conclusion.objects.create(
        id=id or new_id(),
        meeting=meeting,
        position=last + 1,
        text=text.strip(),
        no_task_reason=no_task_reason.strip()[:300],
    )
    audit.record(actor, "conclusion_added", conclusion, organisation=meeting.organisation)
    for order in tasks:
        _assign(actor, conclusion, order)
    return conclusion


@transaction.atomic
def add_conclusion_task(*, actor: User, conclusion: Conclusion, order: TaskOrder) -> Task:
    """Give a further task from a conclusion. Raises `NothingWritten`, `WrongStage`, what `assign_task` raises."""
    require(actor, Perm.MEETING_RECORD, conclusion.meeting)
    meeting = hold(conclusion.meeting, MeetingStage.OPEN)
    return _assign(actor, meeting.conclusions.get(pk=conclusion.pk), order)


@transaction.atomic
def change_conclusion(
    *, actor: User, conclusion: Conclusion, text: str, no_task_reason: str = "", seen: str | None = None
) -> Conclusion:
    """Change the words of a conclusion. `seen` is the text that the writer began from.

    Raises `EditedMeanwhile` when somebody else has changed it since, `NothingWritten`, `WrongStage`.
    """
    require(actor, Perm.MEETING_RECORD, conclusion.meeting)
    meeting = hold(conclusion.meeting, MeetingStage.OPEN)
    conclusion = meeting.conclusions.get(pk=conclusion.pk)
    if not text.strip():
        raise errors.NothingWritten
    if (
        seen is not None
        and _plain(seen) != _plain(conclusion.text)
        and _plain(text) != _plain(conclusion.text)
    ):
        raise EditedMeanwhile(
            _("Somebody else changed this conclusion meanwhile. Compare the two texts, then save again."),
            theirs=conclusion.text,
            field="text",
        )
    before = conclusion.text
    conclusion.text, conclusion.no_task_reason = text.strip(), no_task_reason.strip()[:300]
    conclusion.save()
    audit.record(
        actor, "conclusion_changed", conclusion, organisation=meeting.organisation, before=before, after=text
    )
    return conclusion


@transaction.atomic
def remove_conclusion(*, actor: User, conclusion: Conclusion) -> None:
    """Take back a conclusion recorded by mistake, and the tasks that it gave. Raises `WrongStage`."""
    require(actor, Perm.MEETING_CHANGE, conclusion.meeting)
    meeting = hold(conclusion.meeting, MeetingStage.OPEN)
    found = meeting.conclusions.filter(pk=conclusion.pk).first()
    if found is None:
        return
    for task in found.tasks.filter(done_at=None, withdrawn_at=None):
        withdraw_task(actor=actor, task=task, reason=_("The conclusion was taken back during the meeting."))
    audit.record(actor, "conclusion_removed", found, organisation=meeting.organisation)
    found.delete()


def _assign(actor: User, conclusion: Conclusion, order: TaskOrder) -> Task:
    if not order.title.strip():
        raise errors.NothingWritten(field="task_title")
    meeting = conclusion.meeting
    task = assign_task(
        actor=actor,
        organisation=meeting.organisation,
        title=order.title.strip(),
        owner=order.owner,
        due_on=order.due_on,
        origin=_("Conclusion of the thematic meeting «%(title)s»") % {"title": meeting.title},
        origin_url=reverse("meetings:meeting_detail", args=[meeting.pk]),
        id=order.id,
    )
    conclusion.tasks.add(task)
    return task


def _plain(text: str) -> str:
    """Browsers send line ends as CR LF."""
    return "\n".join(text.strip().splitlines())
