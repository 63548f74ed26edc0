"""The page of one meeting: before, during, after."""

import uuid
from typing import Any, Literal

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core import clock
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can, reach_of
from chuyende.foundation.ui.toasts import toast
from chuyende.meeting.meetings import queries, services
from chuyende.meeting.meetings.enums import MeetingStage, ResponseAnswer
from chuyende.meeting.meetings.forms import AnswerForm, MomentForm
from chuyende.meeting.meetings.models import Meeting, Summons
from chuyende.meeting.meetings.panels import Spot, panels_for

from .reading import to_change, to_record


@require_GET
def meeting_detail(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """What, when, where, what must I do. Everybody of the body sees that much; the cell sees the rest."""
    meeting = get_object_or_404(queries.meetings_visible_to(request.user), pk=pk)
    context: dict[str, Any] = {"meeting": meeting, "stage": meeting.stage}
    if can(request.user, Perm.MEETING_VIEW_RECORD, meeting):
        context |= _record(request, meeting)
    return render(request, "meetings/meeting_detail.html", context)


def _record(request: SignedInRequest, meeting: Meeting) -> dict[str, Any]:
    has_begun = meeting.stage in (MeetingStage.OPEN, MeetingStage.CLOSED)
    spots: tuple[Spot, ...] = ("page",) if meeting.closed_at or meeting.cancelled_at else ("todo", "page")
    return {
        "sees_record": True,
        "is_the_day": queries.day_of(meeting) <= clock.today(),
        "summons": queries.summons_of(meeting, None if has_begun else reach_of(request.user).member),
        "run": queries.run_of_show(meeting),
        "materials": meeting.materials.select_related("material"),
        "guests": meeting.guests.all() if meeting.closed_at else [],
        "counts": queries.attendance_counts(meeting) if meeting.summoned_at else None,
        "conclusions": queries.conclusions_of(meeting) if has_begun else [],
        "previous_tasks": [] if has_begun else queries.unfinished_tasks_before(meeting),
        "warnings": [] if has_begun else queries.warnings_of(meeting),
        "handbook": queries.handbook_deadlines(meeting)
        if can(request.user, Perm.MEETING_RECORD, meeting)
        else {},
        "moment_form": MomentForm(),
        "panels": panels_for(request, meeting, *spots),
    }


@require_POST
def summons_answer(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """«Tôi sẽ dự» or «Xin vắng» with the reason."""
    summons = get_object_or_404(queries.summons_answered_by(request.user), pk=pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        services.answer_summons(actor=request.user, summons=summons, **form.cleaned_data)
        said = (
            _("Thank you. Your seat is kept.")
            if form.cleaned_data["answer"] == ResponseAnswer.COMING
            else _("Your apology has been sent to whoever chairs the meeting.")
        )
        own = reach_of(request.user).member == summons.member
        toast(
            request,
            said if own else _("The answer of %(name)s is kept.") % {"name": summons.member.full_name},
        )
        if not own:
            return redirect("meetings:summons_list", summons.meeting_id)
    return redirect("meetings:meeting_detail", summons.meeting_id)


@require_GET
def summons_list(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Who answers what, whose apology waits, and who has to be told by telephone."""
    meeting = to_record(request, pk)
    rows = list(meeting.summons.select_related("member"))
    context = {
        "meeting": meeting,
        "rows": rows,
        "coming": sum(row.answer == ResponseAnswer.COMING for row in rows),
        "apologies": [row for row in rows if row.answer == ResponseAnswer.APOLOGY],
        "silent": sum(not row.answer for row in rows),
        "to_call": [row for row in rows if row.member.user_id is None],
        "message": _message(request, meeting),
    }
    return render(request, "meetings/summons_list.html", context)


def _message(request: SignedInRequest, meeting: Meeting) -> str:
    """What to read out or send by SMS or Zalo."""
    return _(
        "%(cell)s invites you to the thematic meeting «%(title)s» at %(when)s, %(place)s. "
        "Please say whether you can attend. %(url)s"
    ) % {
        "cell": meeting.organisation.name,
        "title": meeting.title,
        "when": date_format(timezone.localtime(meeting.starts_at), "DATETIME_FORMAT"),
        "place": meeting.place,
        "url": request.build_absolute_uri(reverse("meetings:meeting_detail", args=[meeting.pk])),
    }


@require_POST
def apology_acknowledge(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Accept an apology: it stands on the attendance sheet."""
    summons = get_object_or_404(Summons.objects.select_related("meeting__organisation", "member"), pk=pk)
    to_change(request, summons.meeting_id)
    services.acknowledge_apology(actor=request.user, summons=summons)
    toast(
        request, _("Accepted: %(name)s is noted as absent with reason.") % {"name": summons.member.full_name}
    )
    return redirect("meetings:summons_list", summons.meeting_id)


_HANDBOOK: dict[str, Literal["before", "after"]] = {"truoc": "before", "sau": "after"}


@require_POST
def handbook_record(request: SignedInRequest, pk: uuid.UUID, papers: str) -> HttpResponse:
    """Note that the papers are in the handbook app."""
    meeting = to_record(request, pk)
    if papers not in _HANDBOOK:
        raise Http404
    form = MomentForm(request.POST)
    if form.is_valid():
        services.record_handbook_upload(
            actor=request.user,
            meeting=meeting,
            papers=_HANDBOOK[papers],
            at=form.cleaned_data["at"],
        )
        toast(request, _("Noted: the papers are in the handbook app."))
    else:
        toast(request, " ".join(map(str, form.errors["at"])), level=messages.ERROR)
    return redirect("meetings:meeting_detail", meeting.pk)
