"""What the members are given to read or watch, and the record of the handbook app."""

import datetime as dt
from typing import Literal

from django.db import transaction
from django.db.models import Max

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.meeting.meetings.enums import MeetingStage
from chuyende.meeting.meetings.models import AgendaItem, Meeting, MeetingMaterial
from chuyende.planning.library.models import Material

from .stage import ALIVE, hold, moment


@transaction.atomic
def add_material(
    *, actor: User, meeting: Meeting, material: Material, agenda_item: AgendaItem | None = None
) -> MeetingMaterial:
    """Give a material of the library to the members of `meeting`, or show it at one step. Twice is once.

    Raises `WrongStage` when the meeting is over.
    """
    require(actor, Perm.MEETING_CHANGE, meeting)
    require(actor, Perm.MATERIAL_VIEW, material)
    meeting = hold(meeting, *ALIVE)
    last = meeting.materials.aggregate(last=Max("position"))["last"] or 0
    attached, created = MeetingMaterial.objects.get_or_create(
        meeting=meeting, material=material, defaults={"agenda_item": agenda_item, "position": last + 1}
    )
    if created:
        audit.record(
            actor,
            "meeting_material_added",
            meeting,
            organisation=meeting.organisation,
            material=str(material),
        )
    return attached


@transaction.atomic
def remove_material(*, actor: User, attached: MeetingMaterial) -> None:
    """Take a material off the meeting; it stays in the library. Raises `WrongStage` when the meeting is over."""
    require(actor, Perm.MEETING_CHANGE, attached.meeting)
    meeting = hold(attached.meeting, *ALIVE)
    removed, _rows = meeting.materials.filter(pk=attached.pk).delete()
    if removed:
        audit.record(
            actor,
            "meeting_material_removed",
            meeting,
            organisation=meeting.organisation,
            material=str(attached.material),
        )


@transaction.atomic
def record_handbook_upload(
    *,
    actor: User,
    meeting: Meeting,
    papers: Literal["before", "after"],
    at: dt.datetime | None = None,
) -> Meeting:
    """Note when papers were put into the national handbook app: those to read before, or those that came of it.

    The rules of days before and after are judged by this date. Raises `InTheFuture`; `WrongStage` when the
    papers after it are noted of a meeting that is not closed.
    """
    require(actor, Perm.MEETING_RECORD, meeting)
    meeting = hold(meeting, *((MeetingStage.CLOSED,) if papers == "after" else (*ALIVE, MeetingStage.CLOSED)))
    field = f"handbook_{papers}_at"
    setattr(meeting, field, moment(at))
    meeting.save(update_fields=[field, "updated_at"])
    audit.record(
        actor,
        "handbook_upload_recorded",
        meeting,
        organisation=meeting.organisation,
        papers=papers,
        at=getattr(meeting, field),
    )
    return meeting
