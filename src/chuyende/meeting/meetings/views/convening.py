"""Convening a meeting, changing it, calling it off."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core import clock
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.foundation.ui.toasts import toast
from chuyende.meeting.meetings import queries, services
from chuyende.meeting.meetings.forms import CancelForm, ConveneForm, MeetingForm

from .reading import attempt, to_change, to_read


@require_http_methods(["GET", "POST"])
def meeting_convene(request: SignedInRequest, topic: uuid.UUID) -> HttpResponse:
    """Set day, hour and place; everything else is filled in from the topic and the rules."""
    subject = get_object_or_404(queries.topics_to_convene_by(request.user), pk=topic)
    form = ConveneForm(
        request.POST or None,
        organisation=subject.organisation,
        day=clock.today(),
        initial=queries.proposal_for(subject),
    )
    if request.method == "POST" and form.is_valid():
        meeting = attempt(
            form, lambda: services.convene_meeting(actor=request.user, topic=subject, **form.cleaned_data)
        )
        if meeting:
            toast(request, _("Convened. Look through the agenda, then summon the members."))
            return redirect("meetings:meeting_detail", meeting.pk)
    status = 422 if form.is_bound else 200
    return render(request, "meetings/meeting_convene.html", {"form": form, "topic": subject}, status=status)


@require_http_methods(["GET", "POST"])
def meeting_change(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Change time, place, people of a meeting that has not been opened."""
    meeting = to_change(request, pk)
    initial = {name: getattr(meeting, name) for name in services.CHANGEABLE}
    form = MeetingForm(
        request.POST or None, organisation=meeting.organisation, day=queries.day_of(meeting), initial=initial
    )
    if request.method == "POST" and form.is_valid():
        changed = attempt(
            form,
            lambda: services.change_meeting(actor=request.user, meeting=meeting, **form.cleaned_data),
        )
        if changed:
            toast(request, _("Saved. Whoever was summoned has been told of a new time or place."))
            return redirect("meetings:meeting_detail", meeting.pk)
    status = 422 if form.is_bound else 200
    return render(request, "meetings/meeting_change.html", {"form": form, "meeting": meeting}, status=status)


@require_http_methods(["GET", "POST"])
def meeting_cancel(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Call the meeting off, with the reason that everybody is told."""
    meeting = to_read(request, pk)
    require(request.user, Perm.MEETING_CLOSE, meeting)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        cancelled = attempt(
            form,
            lambda: services.cancel_meeting(actor=request.user, meeting=meeting, **form.cleaned_data),
        )
        if cancelled:
            toast(request, _("Called off. Whoever was summoned has been told."))
            return redirect("meetings:meeting_detail", meeting.pk)
    status = 422 if form.is_bound else 200
    return render(request, "meetings/meeting_cancel.html", {"form": form, "meeting": meeting}, status=status)


@require_POST
def members_summon(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Call the members; go to the list of those who have to be told by telephone."""
    meeting = services.summon_members(actor=request.user, meeting=to_change(request, pk))
    toast(request, _("The members have been summoned. Those without an account have to be told."))
    return redirect("meetings:summons_list", meeting.pk)
