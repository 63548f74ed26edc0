"""The attendance sheet: one list, one thumb, every tap saved."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.ui.toasts import toast
from chuyende.meeting.meetings import queries, services
from chuyende.meeting.meetings.enums import AttendanceSource
from chuyende.meeting.meetings.forms import MarkForm, SourceForm
from chuyende.meeting.meetings.models import Meeting

from .reading import to_read, to_record


@require_GET
def attendance_sheet(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Everybody in the order of names. `?nguon=paper` notes that the marks come from the signed sheet."""
    meeting = to_record(request, pk)
    source = request.GET.get("nguon")
    context = {
        "meeting": meeting,
        "rows": queries.attendance_sheet(meeting),
        "counts": queries.attendance_counts(meeting),
        "source": source if source == AttendanceSource.PAPER else AttendanceSource.SECRETARY,
    }
    return render(request, "meetings/attendance_sheet.html", context)


@require_POST
def attendance_record(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One tap. With htmx only the line and the counts are answered, otherwise the sheet at that line."""
    meeting = to_record(request, pk)
    form = MarkForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(form.errors.as_text())
    refused = ""
    try:
        _mark(request, meeting, form.cleaned_data)
    except DomainError as error:
        refused = str(error)
    member, source = form.cleaned_data["member"], form.cleaned_data["source"]
    if "HX-Request" in request.headers:
        row = next((row for row in queries.attendance_sheet(meeting) if row.member == member), None)
        counts = queries.attendance_counts(meeting)
        context = {"meeting": meeting, "row": row, "counts": counts, "refused": refused, "source": source}
        return render(request, "meetings/parts/attendance_answer.html", context)
    if refused:
        messages.error(request, refused)
    return redirect(f"{_sheet_url(meeting, source)}#m-{member.pk}")


def _mark(request: SignedInRequest, meeting: Meeting, given: dict[str, Any]) -> None:
    who = {"actor": request.user, "meeting": meeting, "member": given["member"]}
    status = given["status"]
    if status in ("left", "back"):
        services.record_departure(**who, has_left=status == "left")
    elif not status:
        services.clear_attendance(**who, seen=given["seen"])
    else:
        services.record_attendance(
            **who,
            status=status,
            reason=given["reason"],
            seen=given["seen"],
            source=given["source"] or AttendanceSource.SECRETARY,
        )


@require_POST
def attendance_rest(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Everybody not yet marked is present; nobody's mark is touched."""
    meeting = to_record(request, pk)
    form = SourceForm(request.POST)
    source = form.cleaned_data["source"] if form.is_valid() else ""
    marked = services.record_rest_present(
        actor=request.user, meeting=meeting, source=source or AttendanceSource.SECRETARY
    )
    said = ngettext("%(n)d member marked as present.", "%(n)d members marked as present.", len(marked))
    toast(request, said % {"n": len(marked)} if marked else _("Everybody had been marked already."))
    return redirect(_sheet_url(meeting, source))


@require_GET
def attendance_counts(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The counts alone: the sheet and the run of show ask for them every few seconds."""
    meeting = to_read(request, pk)
    context = {"meeting": meeting, "counts": queries.attendance_counts(meeting)}
    return render(request, "meetings/parts/counts.html", context)


@require_GET
def attendance_paper(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The sheet to sign by hand."""
    meeting = to_record(request, pk)
    context = {"meeting": meeting, "rows": queries.attendance_sheet(meeting)}
    return render(request, "meetings/attendance_paper.html", context)


def _sheet_url(meeting: Meeting, source: str) -> str:
    sheet = reverse("meetings:attendance_sheet", args=[meeting.pk])
    return f"{sheet}?nguon=paper" if source == AttendanceSource.PAPER else sheet
