"""The meeting in session: run of show, screen in the hall, guests, conclusions, closing."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core import clock
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.foundation.ui.toasts import toast
from chuyende.meeting.meetings import queries, services
from chuyende.meeting.meetings.forms import GuestForm, MomentForm
from chuyende.meeting.meetings.models import Meeting
from chuyende.meeting.meetings.panels import panels_for

from .reading import attempt, to_read, to_record


@require_POST
def meeting_open(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Open the meeting now, or at the true moment when the facts are entered afterwards."""
    meeting = to_record(request, pk)
    form = MomentForm(request.POST)
    if form.is_valid():
        services.open_meeting(actor=request.user, meeting=meeting, **form.cleaned_data)
        toast(request, _("The meeting is open."))
        return redirect("meetings:meeting_run", meeting.pk)
    toast(request, " ".join(map(str, form.errors["at"])), level=messages.ERROR)
    return redirect("meetings:meeting_detail", meeting.pk)


@require_GET
def meeting_run(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Run of show: where we are, the time, one button for the next step."""
    meeting = to_record(request, pk)
    context = {
        "meeting": meeting,
        "stage": meeting.stage,
        "run": queries.run_of_show(meeting),
        "counts": queries.attendance_counts(meeting),
        "conclusions": meeting.conclusions.count(),
        "guests": meeting.guests.all(),
        "guest_form": GuestForm(),
        "previous_tasks": queries.unfinished_tasks_before(meeting),
        "panels": panels_for(request, meeting, "run"),
    }
    return render(request, "meetings/meeting_run.html", context)


@require_POST
def agenda_advance(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """«Bước tiếp theo». `after` is the step that the page showed: a second press changes nothing."""
    meeting = to_record(request, pk)
    after = request.POST.get("after") or None
    services.advance_agenda(actor=request.user, meeting=meeting, after=uuid.UUID(after) if after else None)
    return redirect("meetings:meeting_run", meeting.pk)


@require_POST
def agenda_item_start(request: SignedInRequest, pk: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    meeting = to_record(request, pk)
    services.start_item(actor=request.user, item=get_object_or_404(meeting.agenda, pk=item))
    return redirect("meetings:meeting_run", meeting.pk)


@require_POST
def guest_add(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    meeting = to_record(request, pk)
    form = GuestForm(request.POST)
    if form.is_valid():
        services.add_guest(actor=request.user, meeting=meeting, **form.cleaned_data)
        toast(request, _("Guest noted: %(name)s") % {"name": form.cleaned_data["full_name"]})
    else:
        toast(request, _("Write the name and the position of the guest."), level=messages.ERROR)
    return redirect("meetings:meeting_run", meeting.pk)


@require_POST
def guest_remove(request: SignedInRequest, pk: uuid.UUID, guest: uuid.UUID) -> HttpResponse:
    meeting = to_record(request, pk)
    if found := meeting.guests.filter(pk=guest).first():
        services.remove_guest(actor=request.user, guest=found)
    return redirect("meetings:meeting_run", meeting.pk)


@require_http_methods(["GET", "POST"])
def meeting_close(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """What is still missing, each with its way there; then the one button."""
    meeting = to_read(request, pk)
    require(request.user, Perm.MEETING_CLOSE, meeting)
    form = MomentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        closed = attempt(
            form,
            lambda: services.close_meeting(actor=request.user, meeting=meeting, **form.cleaned_data),
        )
        if closed:
            toast(request, _("The meeting is closed. What was recorded is fixed."))
            return redirect("meetings:meeting_detail", meeting.pk)
    context = {"meeting": meeting, "form": form, "missing": services.missing_to_close(meeting)}
    return render(request, "meetings/meeting_close.html", context, status=422 if form.errors else 200)


@require_GET
def meeting_hall(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The screen in the hall: topic, current step, clock."""
    return render(request, "meetings/meeting_hall.html", _screen(to_read(request, pk)))


@require_GET
def meeting_hall_part(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """What changes on the screen; it asks for itself every few seconds."""
    return render(request, "meetings/parts/hall.html", _screen(to_read(request, pk)))


def _screen(meeting: Meeting) -> dict[str, Any]:
    return {
        "meeting": meeting,
        "stage": meeting.stage,
        "run": queries.run_of_show(meeting),
        "now": clock.now(),
    }
