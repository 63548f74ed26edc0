"""Papers, contributions and votes of a meeting."""

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core import vietnamese
from chuyende.foundation.core.errors import DomainError, EditedMeanwhile
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can, require
from chuyende.foundation.ui.toasts import toast
from chuyende.meeting.meetings.enums import MeetingStage
from chuyende.meeting.meetings.models import Meeting
from chuyende.meeting.meetings.queries import (
    attendance_counts,
    day_of,
    may_be_named,
    meeting_records_visible_to,
    people_present,
)

from . import queries, services
from .forms import (
    AssignForm,
    ContributionForm,
    ContributionTextForm,
    OfferForm,
    PaperFileForm,
    PaperForm,
    VoteForm,
)
from .models import Paper

T = TypeVar("T")
_ALIVE = (MeetingStage.PREPARED, MeetingStage.SUMMONED, MeetingStage.OPEN)


def _attempt(form: forms.Form, act: Callable[[], T]) -> T | None:
    """Do what a valid form asks. What the service refuses is said in the form, and None returned."""
    try:
        return act()
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return None


# --- papers -------------------------------------------------------------------------------------------


@require_GET
def my_papers(request: SignedInRequest) -> HttpResponse:
    """Every paper of mine, newest first."""
    papers = queries.papers_visible_to(request.user).filter(author__user=request.user)
    return render(request, "discussion/my_papers.html", {"papers": papers.order_by("-created_at")})


@require_http_methods(["GET", "POST"])
def paper_list(request: SignedInRequest, meeting: uuid.UUID) -> HttpResponse:
    """The papers of a meeting: with every state for those who ask for them, those handed in for the cell."""
    subject = get_object_or_404(meeting_records_visible_to(request.user), pk=meeting)
    people = may_be_named(subject.organisation, day_of(subject))
    form = AssignForm(request.POST or None, people=people)
    if request.method == "POST":
        require(request.user, Perm.PAPER_ASSIGN, subject)
        asked = None
        if form.is_valid():
            asked = _attempt(
                form,
                lambda: services.assign_paper(actor=request.user, meeting=subject, **form.cleaned_data),
            )
        if asked:
            toast(request, _("The member has been asked for the paper."))
            return redirect(request.path)
    status = 422 if form.is_bound else 200
    return render(request, "discussion/paper_list.html", _papers(request, subject, form), status=status)


def _papers(request: SignedInRequest, meeting: Meeting, form: AssignForm) -> dict[str, Any]:
    asks = can(request.user, Perm.PAPER_ASSIGN, meeting)
    readable = queries.papers_visible_to(request.user).filter(meeting=meeting)
    return {
        "meeting": meeting,
        "is_alive": meeting.stage in _ALIVE,
        "stage": meeting.stage,
        "asks": asks,
        "papers": queries.papers_of(meeting) if asks else readable,
        "readable": set(readable.values_list("pk", flat=True)),
        "form": form,
        "offer_form": OfferForm(),
    }


@require_POST
def paper_offer(request: SignedInRequest, meeting: uuid.UUID) -> HttpResponse:
    """«Tôi viết tham luận»: straight on to writing."""
    subject = get_object_or_404(queries.meetings_offered_papers(request.user), pk=meeting)
    form = OfferForm(request.POST)
    if form.is_valid():
        paper = services.offer_paper(actor=request.user, meeting=subject, **form.cleaned_data)
        toast(request, _("Your name is down. You can begin to write."))
        return redirect("discussion:paper_write", paper.pk)
    toast(request, _("Write what your paper is about."), level=messages.ERROR)
    return redirect("discussion:paper_list", subject.pk)


@require_GET
def paper_detail(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The paper to read."""
    paper = get_object_or_404(queries.papers_visible_to(request.user), pk=pk)
    context = {"paper": paper, "stage": paper.meeting.stage, "is_alive": paper.meeting.stage in _ALIVE}
    return render(request, "discussion/paper_detail.html", context)


@require_http_methods(["GET", "POST"])
def paper_write(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Write on; save, or save and hand in. When two devices write at once both texts are shown."""
    paper = _written(request, pk)
    if paper.submitted_at:
        return redirect("discussion:paper_detail", paper.pk)
    initial = {"title": paper.title, "body": paper.body, "revision": paper.revision}
    form = PaperForm(request.POST or None, initial=initial)
    context: dict[str, Any] = {"paper": paper, "form": form, "file_form": PaperFileForm()}
    if request.method == "POST" and form.is_valid():
        try:
            return _save(request, paper, form)
        except EditedMeanwhile as error:
            paper.refresh_from_db()
            form = PaperForm(request.POST.dict() | {"revision": paper.revision})
            form.is_valid()
            context["form"] = form
            context["theirs"] = error.theirs
            form.add_error("body", str(error))
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
    return render(request, "discussion/paper_write.html", context, status=422 if form.is_bound else 200)


def _save(request: SignedInRequest, paper: Paper, form: PaperForm) -> HttpResponse:
    paper = services.save_paper(actor=request.user, paper=paper, **form.cleaned_data)
    if "submit" in request.POST:
        services.submit_paper(actor=request.user, paper=paper)
        toast(request, _("The paper is handed in. Your cell can read it now."))
        return redirect("discussion:paper_detail", paper.pk)
    toast(request, _("The draft is saved. Only you can read it."))
    return redirect("discussion:paper_write", paper.pk)


@require_POST
def paper_autosave(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Keep the draft while one writes; the answer is a receipt, or why nothing was kept."""
    paper = _written(request, pk)
    form = PaperForm(request.POST)
    refused = ""
    if form.is_valid():
        try:
            paper = services.save_paper(actor=request.user, paper=paper, **form.cleaned_data)
        except DomainError as error:
            refused = str(error)
    else:
        refused = _("Not kept yet: write the title.")
    context = {"paper": paper, "refused": refused, "revision": request.POST.get("revision", "0")}
    return render(request, "discussion/parts/autosaved.html", context, status=422 if refused else 200)


@require_POST
def paper_upload(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The paper as a file."""
    paper = _written(request, pk)
    form = PaperFileForm(request.POST, request.FILES)
    taken = None
    if form.is_valid():
        taken = _attempt(
            form,
            lambda: services.attach_file(actor=request.user, paper=paper, file=form.cleaned_data["file"]),
        )
    if taken:
        toast(request, _("The file has arrived. Look at it, then hand the paper in."))
        return redirect("discussion:paper_write", paper.pk)
    initial = {"title": paper.title, "body": paper.body, "revision": paper.revision}
    context = {"paper": paper, "form": PaperForm(initial=initial), "file_form": form}
    return render(request, "discussion/paper_write.html", context, status=422)


@require_GET
def paper_file(request: SignedInRequest, pk: uuid.UUID) -> FileResponse:
    """The uploaded file, under the name of its author."""
    paper = get_object_or_404(queries.papers_visible_to(request.user), pk=pk)
    if not paper.file:
        raise Http404
    ending = str(paper.file.name).rsplit(".", 1)[-1]
    name = slugify(vietnamese.fold(f"tham luan {paper.author.full_name}"))
    return FileResponse(paper.file.open("rb"), as_attachment=True, filename=f"{name}.{ending}")


@require_POST
def paper_submit(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    services.submit_paper(actor=request.user, paper=_written(request, pk))
    toast(request, _("The paper is handed in. Your cell can read it now."))
    return redirect("discussion:paper_detail", pk)


@require_POST
def paper_take_back(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    services.take_back_paper(actor=request.user, paper=_written(request, pk))
    toast(request, _("The paper is a draft again. Only you can read it."))
    return redirect("discussion:paper_write", pk)


@require_POST
def paper_place(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    paper = _of_meeting(request, pk, queries.meetings_asking_papers)
    services.place_paper(actor=request.user, paper=paper)
    toast(request, _("The paper stands on the agenda."))
    return redirect("discussion:paper_list", paper.meeting_id)


@require_POST
def paper_present(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    paper = _of_meeting(request, pk, queries.meetings_recorded_by)
    was_presented = request.POST.get("presented") != "no"
    services.present_paper(actor=request.user, paper=paper, was_presented=was_presented)
    return redirect("discussion:paper_list", paper.meeting_id)


@require_POST
def paper_remove(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    paper = _of_meeting(request, pk, queries.meetings_asking_papers)
    services.remove_paper(actor=request.user, paper=paper)
    toast(request, _("The request for the paper was taken back."))
    return redirect("discussion:paper_list", paper.meeting_id)


def _written(request: SignedInRequest, pk: uuid.UUID) -> Paper:
    return get_object_or_404(queries.papers_written_by(request.user), pk=pk)


def _of_meeting(request: SignedInRequest, pk: uuid.UUID, meetings: Callable[..., Any]) -> Paper:
    papers = Paper.objects.select_related("meeting__organisation", "meeting__chair__user", "author")
    return get_object_or_404(papers.filter(meeting__in=meetings(request.user)), pk=pk)


# --- contributions ------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def contribution_list(request: SignedInRequest, meeting: uuid.UUID) -> HttpResponse:
    """Fast entry from a phone: who, what, save; below it what has been recorded."""
    subject = _recorded(request, meeting)
    members, guests = people_present(subject)
    form = ContributionForm(request.POST or None, members=members, guests=guests)
    if request.method == "POST" and form.is_valid():
        said = _attempt(
            form,
            lambda: services.record_contribution(actor=request.user, meeting=subject, **form.said()),
        )
        if said:
            toast(request, _("Recorded: %(name)s.") % {"name": said.speaker})
            return redirect(request.path)
    context = {
        "meeting": subject,
        "is_open": subject.stage == MeetingStage.OPEN,
        "form": form,
        "contributions": queries.contributions_of(subject),
        "speakers": queries.speakers_of(subject),
    }
    return render(request, "discussion/contribution_list.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def contribution_change(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct what was recorded, while the meeting is open."""
    found = get_object_or_404(queries.contributions_recorded_by(request.user), pk=pk)
    form = ContributionTextForm(
        request.POST or None, initial={"summary": found.summary, "seen": found.summary}
    )
    theirs = ""
    if request.method == "POST" and form.is_valid():
        try:
            services.change_contribution(actor=request.user, contribution=found, **form.cleaned_data)
        except EditedMeanwhile as error:
            theirs = error.theirs
            form = ContributionTextForm(request.POST.dict() | {"seen": theirs})
            form.is_valid()
            form.add_error("summary", str(error))
        else:
            return redirect("discussion:contribution_list", found.meeting_id)
    context = {"contribution": found, "meeting": found.meeting, "form": form, "theirs": theirs}
    return render(
        request, "discussion/contribution_change.html", context, status=422 if form.is_bound else 200
    )


@require_POST
def contribution_remove(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(queries.contributions_recorded_by(request.user), pk=pk)
    services.remove_contribution(actor=request.user, contribution=found)
    toast(request, _("Taken back: the contribution of %(name)s.") % {"name": found.speaker})
    return redirect("discussion:contribution_list", found.meeting_id)


# --- votes --------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def vote_list(request: SignedInRequest, meeting: uuid.UUID) -> HttpResponse:
    """Put a question, write the counts; percentage and result are derived from the rule."""
    subject = _recorded(request, meeting)
    counts = attendance_counts(subject)
    form = VoteForm(request.POST or None, initial={"in_favour": counts.official_now})
    if request.method == "POST" and form.is_valid():
        vote = _attempt(
            form, lambda: services.record_vote(actor=request.user, meeting=subject, **form.cleaned_data)
        )
        if vote:
            toast(request, _("The vote is recorded."))
            return redirect(request.path)
    context = {
        "meeting": subject,
        "is_open": subject.stage == MeetingStage.OPEN,
        "form": form,
        "counts": counts,
        "votes": queries.votes_of(subject),
    }
    return render(request, "discussion/vote_list.html", context, status=422 if form.is_bound else 200)


@require_POST
def vote_remove(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    vote = get_object_or_404(queries.votes_recorded_by(request.user), pk=pk)
    services.remove_vote(actor=request.user, vote=vote)
    toast(request, _("The vote was taken back. Count again."))
    return redirect("discussion:vote_list", vote.meeting_id)


def _recorded(request: SignedInRequest, pk: uuid.UUID) -> Meeting:
    return get_object_or_404(queries.meetings_recorded_by(request.user), pk=pk)
