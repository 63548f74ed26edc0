"""Everything that one can do with tasks."""

import datetime as dt
import uuid

from django.core.files import File
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit, clock
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.core.intake import FileKind, check_upload
from chuyende.foundation.notifications.services import notify
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import reach_of, require

from . import errors
from .models import Postponement, Task
from .queries import possible_owners

PROOF_KINDS = (FileKind.PDF, FileKind.DOCX, FileKind.XLSX, FileKind.JPEG, FileKind.PNG)
PROOF_BYTES = 10 * 1024 * 1024


@transaction.atomic
def assign_task(
    *,
    actor: User,
    organisation: Organisation,
    title: str,
    owner: Member,
    due_on: dt.date,
    origin: str = "",
    origin_url: str = "",
    id: uuid.UUID | None = None,
) -> Task:
    """Give `owner` something to do by `due_on`, and tell them. The same `id` again gives nothing new.

    Raises `OwnerNotOfOrganisation` or `DeadlinePassed`.
    """
    require(actor, Perm.TASK_ASSIGN, organisation)
    today = clock.today()
    if not possible_owners(organisation, today).filter(pk=owner.pk).exists():
        raise errors.OwnerNotOfOrganisation
    if due_on < today:
        raise errors.DeadlinePassed
    task, created = Task.objects.get_or_create(
        id=id or new_id(),
        defaults={
            "organisation": organisation,
            "title": title[:300],
            "owner": owner,
            "due_on": due_on,
            "origin": origin[:300],
            "origin_url": origin_url[:300],
            "assigned_by": reach_of(actor).member,
        },
    )
    if created:
        audit.record(actor, "task_assigned", task, organisation=organisation, about=owner.user, due_on=due_on)
        if owner.user:
            notify(
                recipients=[owner.user],
                title=_("New task: %(title)s") % {"title": task.title},
                body=_("To be done by %(day)s.") % {"day": f"{due_on:%d/%m/%Y}"},
                url=reverse("assignments:task_detail", args=[task.pk]),
            )
    return task


@transaction.atomic
def report_task(*, actor: User, task: Task, proof: str, file: "File[bytes] | None" = None) -> Task:
    """Tell the result, with proof in words or as a file. By the owner, or on the owner's behalf (logged).

    Raises `TaskAlreadyClosed`, `ProofMissing`, or what is wrong with the file.
    """
    require(actor, Perm.TASK_REPORT, task)
    task = _open_task(task)
    if not proof.strip() and not file and not task.proof_file:
        raise errors.ProofMissing
    if file:
        check_upload(file, kinds=PROOF_KINDS, max_bytes=PROOF_BYTES)
        task.proof_file = file
    task.proof, task.reported_at = proof.strip(), clock.now()
    task.save()
    audit.record(actor, "task_reported", task, organisation=task.organisation, about=task.owner.user)
    return task


@transaction.atomic
def close_task(*, actor: User, task: Task) -> Task:
    """Accept the reported result. Raises `TaskAlreadyClosed` or `NotReported`."""
    require(actor, Perm.TASK_CLOSE, task)
    task = _open_task(task)
    if task.reported_at is None:
        raise errors.NotReported
    task.done_at = clock.now()
    task.save()
    audit.record(actor, "task_closed", task, organisation=task.organisation, about=task.owner.user)
    return task


@transaction.atomic
def postpone_task(*, actor: User, task: Task, to_day: dt.date, reason: str) -> Task:
    """Carry an unfinished task over to a later day, for a reason; the old day is kept.

    Raises `TaskAlreadyClosed`, `NotLater` or `ReasonMissing`.
    """
    require(actor, Perm.TASK_CLOSE, task)
    task = _open_task(task)
    if not reason.strip():
        raise errors.ReasonMissing
    if to_day <= task.due_on:
        raise errors.NotLater
    Postponement.objects.create(task=task, from_day=task.due_on, to_day=to_day, reason=reason.strip())
    task.due_on = to_day
    task.save()
    audit.record(
        actor, "task_postponed", task, organisation=task.organisation, about=task.owner.user, to_day=to_day
    )
    return task


@transaction.atomic
def withdraw_task(*, actor: User, task: Task, reason: str) -> Task:
    """Take a task back, for a reason. Raises `TaskAlreadyClosed` or `ReasonMissing`."""
    require(actor, Perm.TASK_CLOSE, task)
    task = _open_task(task)
    if not reason.strip():
        raise errors.ReasonMissing
    task.withdrawn_at, task.withdrawn_reason = clock.now(), reason.strip()
    task.save()
    audit.record(
        actor, "task_withdrawn", task, organisation=task.organisation, about=task.owner.user, reason=reason
    )
    return task


def _open_task(task: Task) -> Task:
    held = (
        Task.objects.select_for_update(of=("self",), no_key=True)
        .select_related("owner__user", "organisation")
        .get(pk=task.pk)
    )
    if held.done_at or held.withdrawn_at:
        raise errors.TaskAlreadyClosed
    return held
