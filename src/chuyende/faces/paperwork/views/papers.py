"""Issued papers, and those about to go out: of a meeting, of a topic."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core import clock
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can
from chuyende.foundation.ui.toasts import toast
from chuyende.meeting.meetings.models import Meeting
from chuyende.meeting.meetings.queries import meeting_records_visible_to
from chuyende.planning.programmes.models import Topic
from chuyende.planning.programmes.queries import topics_visible_to

from .. import exports, queries, services
from ..composing import voice_of
from ..engine import from_data, render_certificate_docx, render_certificate_pdf
from ..enums import PaperType
from ..models import IssuedPaper
from ..papers import Stamp, certificate_of, layout_on, sheet_paper
from .sheets import attachment, known, preview, rendered


@require_safe
def paper_detail(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One issued paper: what it says, its files, its hash, and the version that replaced it."""
    paper = _issued(request, pk)
    context = {
        "paper": paper,
        "sheet": preview(from_data(paper.content), paper.organisation, paper.issued_on),
        "versions": queries.versions_of(paper),
        "has_certificate": queries.certificate_wanted(paper),
    }
    return render(request, "paperwork/paper_detail.html", context)


@require_safe
def paper_file(request: SignedInRequest, pk: uuid.UUID, suffix: str) -> HttpResponse:
    """The file as it was issued."""
    paper = _issued(request, pk)
    stored = paper.pdf if known(suffix) == "pdf" else paper.docx
    with stored.open("rb") as file:
        content = file.read()
    services.record_download(
        actor=request.user, subject=paper, organisation=paper.organisation, file=f"{paper.symbol}.{suffix}"
    )
    return attachment(content, f"{paper.symbol} {paper.full_title}", suffix)


@require_safe
def certificate_file(request: SignedInRequest, pk: uuid.UUID, suffix: str) -> HttpResponse:
    """The certificate that is handed over, to an issued decision."""
    paper = _issued(request, pk)
    if not queries.certificate_wanted(paper):
        raise Http404
    voice = voice_of(paper.organisation, paper.issued_on)
    layout = layout_on(paper.organisation, paper.issued_on)
    certificate = certificate_of(paper, voice, Stamp(number=paper.number, code=paper.code))
    render_file = render_certificate_pdf if known(suffix) == "pdf" else render_certificate_docx
    content = render_file(certificate, layout)
    services.record_download(
        actor=request.user, subject=paper, organisation=paper.organisation, file=f"certificate.{suffix}"
    )
    return attachment(content, certificate.title, suffix)


@require_safe
def meeting_papers(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Every paper of one meeting in one place: to read, to issue, to sign by hand, to upload."""
    meeting = _meeting(request, pk)
    minutes = queries.minutes_of(meeting)
    if minutes and not can(request.user, Perm.MINUTES_VIEW, minutes):
        minutes = None
    issued = list(queries.papers_of_meeting(request.user, meeting))
    context = {
        "meeting": meeting,
        "minutes": minutes,
        "state": queries.state_of(minutes) if minutes else None,
        "issued": issued,
        "summons": next((paper for paper in issued if paper.type == PaperType.SUMMONS), None),
        "may_record": can(request.user, Perm.MEETING_RECORD, meeting),
    }
    return render(request, "paperwork/meeting_papers.html", context)


@require_safe
def summons_detail(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The summons as it would go out now, and the one that has gone out."""
    meeting = _meeting(request, pk)
    issued = queries.papers_of_meeting(request.user, meeting).filter(type=PaperType.SUMMONS)
    context = {
        "meeting": meeting,
        "sheet": preview(services.draft_of_summons(meeting), meeting.organisation, clock.today()),
        "issued": list(issued),
        "may_issue": _may_issue(request, meeting) and not (meeting.closed_at or meeting.cancelled_at),
    }
    return render(request, "paperwork/summons_detail.html", context)


@require_POST
def summons_issue(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Number the summons and send it out; pressed twice, it goes out once."""
    paper = services.issue_summons(actor=request.user, meeting=_meeting(request, pk))
    toast(request, _("Issued: %(symbol)s.") % {"symbol": paper.symbol})
    return redirect("paperwork:paper_detail", pk=paper.pk)


@require_safe
def summons_draft_file(request: SignedInRequest, pk: uuid.UUID, suffix: str) -> HttpResponse:
    meeting = _meeting(request, pk)
    paper = services.draft_of_summons(meeting)
    response = rendered(paper, meeting.organisation, clock.today(), known(suffix))
    _note(request, meeting, f"summons.{suffix}")
    return response


@require_safe
def sign_sheet_file(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The list on which those who come sign, to be printed."""
    meeting = _meeting(request, pk)
    day = timezone.localtime(meeting.starts_at).date()
    paper = sheet_paper(meeting, voice_of(meeting.organisation, day))
    response = rendered(paper, meeting.organisation, day, "pdf")
    _note(request, meeting, "sheet.pdf")
    return response


@require_safe
def attendees_file(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Who was called and who came, for the national handbook: for those who record the meeting."""
    meeting = _meeting(request, pk)
    if not can(request.user, Perm.MEETING_RECORD, meeting):
        raise Http404
    content = exports.attendees_file(meeting)
    _note(request, meeting, "attendees.csv")
    return attachment(content, f"nguoi du {meeting.title}", "csv")


@require_safe
def plan_detail(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The plan of a topic as it would go out now, and the one that has gone out."""
    topic = _topic(request, pk)
    issued = queries.issued_papers_visible_to(request.user).filter(topic=topic).order_by("-number")
    context = {
        "topic": topic,
        "sheet": preview(services.draft_of_topic_plan(topic), topic.organisation, clock.today()),
        "issued": list(issued),
        "may_issue": _may_issue(request, topic) and topic.review.status in ("approved", "locked"),
    }
    return render(request, "paperwork/plan_detail.html", context)


@require_POST
def plan_issue(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Number the plan and send it out; pressed twice, it goes out once."""
    paper = services.issue_topic_plan(actor=request.user, topic=_topic(request, pk))
    toast(request, _("Issued: %(symbol)s.") % {"symbol": paper.symbol})
    return redirect("paperwork:paper_detail", pk=paper.pk)


@require_safe
def plan_draft_file(request: SignedInRequest, pk: uuid.UUID, suffix: str) -> HttpResponse:
    topic = _topic(request, pk)
    response = rendered(services.draft_of_topic_plan(topic), topic.organisation, clock.today(), known(suffix))
    services.record_download(
        actor=request.user, subject=topic, organisation=topic.organisation, file=f"plan.{suffix}"
    )
    return response


def _issued(request: SignedInRequest, pk: uuid.UUID) -> IssuedPaper:
    return get_object_or_404(queries.issued_papers_visible_to(request.user), pk=pk)


def _meeting(request: SignedInRequest, pk: uuid.UUID) -> Meeting:
    return get_object_or_404(meeting_records_visible_to(request.user), pk=pk)


def _topic(request: SignedInRequest, pk: uuid.UUID) -> Topic:
    return get_object_or_404(topics_visible_to(request.user), pk=pk)


def _may_issue(request: SignedInRequest, thing: Meeting | Topic) -> bool:
    return can(request.user, Perm.ISSUED_PAPER_ISSUE, IssuedPaper(organisation=thing.organisation))


def _note(request: SignedInRequest, meeting: Meeting, file: str) -> None:
    services.record_download(
        actor=request.user, subject=meeting, organisation=meeting.organisation, file=file
    )
