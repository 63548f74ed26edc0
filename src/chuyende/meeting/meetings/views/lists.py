"""The calendar of meetings, what is to be prepared, what is to be run."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.organisation.policy import reach_of
from chuyende.meeting.meetings import queries
from chuyende.meeting.meetings.models import Summons


@require_GET
def meeting_list(request: SignedInRequest) -> HttpResponse:
    """«Sinh hoạt»: what is to come, or what is over, of the whole body; one's own answer beside each."""
    is_past = request.GET.get("khi") == "da-qua"
    meetings = (queries.past_meetings if is_past else queries.upcoming_meetings)(request.user)
    cells = {meeting.organisation for meeting in queries.meetings_visible_to(request.user).order_by()[:500]}
    wanted = request.GET.get("chi-bo", "")
    chosen = next((cell for cell in cells if str(cell.pk) == wanted), None)
    if chosen is not None:
        meetings = meetings.filter(organisation=chosen)
    page = Paginator(meetings, 20).get_page(request.GET.get("page"))
    mine = Summons.objects.filter(member=reach_of(request.user).member, meeting__in=[m.pk for m in page])
    answers = {summons.meeting_id: summons for summons in mine}
    rows = [(meeting, answers.get(meeting.pk)) for meeting in page]
    context = {
        "page": page,
        "rows": rows,
        "is_past": is_past,
        "is_coming": not is_past,
        "cells": sorted(cells, key=lambda cell: cell.path),
        "chosen": chosen,
    }
    return render(request, "meetings/meeting_list.html", context)


@require_GET
def meeting_prepare(request: SignedInRequest) -> HttpResponse:
    """«Chuẩn bị buổi»: approved topics without a meeting, and how ready each coming meeting is."""
    coming = list(queries.meetings_to_prepare(request.user)[:20])
    context = {
        "topics": queries.topics_without_meeting(request.user),
        "meetings": [(meeting, queries.readiness(meeting)) for meeting in coming],
    }
    return render(request, "meetings/meeting_prepare.html", context)


@require_GET
def meeting_run_list(request: SignedInRequest) -> HttpResponse:
    """«Điều hành»: straight to the meeting in session; otherwise those that are near."""
    meetings = list(queries.meetings_to_run(request.user)[:20])
    in_session = [meeting for meeting in meetings if meeting.opened_at]
    if len(in_session) == 1:
        return redirect("meetings:meeting_run", in_session[0].pk)
    return render(request, "meetings/meeting_run_list.html", {"meetings": meetings})
