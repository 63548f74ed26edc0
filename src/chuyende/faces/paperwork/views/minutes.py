"""Minutes: read as a paper, edited part by part, signed by two."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core.errors import DomainError, EditedMeanwhile
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can, require
from chuyende.foundation.review.services import require_editable
from chuyende.foundation.ui.toasts import toast

from .. import queries, services
from ..engine import from_data
from ..enums import MinutesState, Signer
from ..forms import MinutesFilter, ReasonForm, SectionForm
from ..models import Minutes, MinutesSection
from ..services.issuing import minutes_day
from .sheets import Preview, known, preview, rendered

A_PAGE = 30


@require_safe
def minutes_list(request: SignedInRequest) -> HttpResponse:
    """The minutes that this person may read, newest first, and where each stands."""
    form = MinutesFilter(request.GET)
    found = queries.minutes_visible_to(request.user)
    if form.is_valid() and form.cleaned_data["state"]:
        found = queries.minutes_in_state(found, form.cleaned_data["state"])
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    rows = [(minutes, queries.state_of(minutes)) for minutes in page]
    waiting = list(queries.minutes_to_sign(request.user))
    context = {"form": form, "page": page, "rows": rows, "waiting": waiting}
    return render(request, "paperwork/minutes_list.html", context)


@require_safe
def minutes_detail(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The minutes as a paper, both signatures, and what can be done now."""
    return render(request, "paperwork/minutes_detail.html", _page(request, _visible(request, pk)))


@require_safe
def minutes_edit(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Every part with its first words, where it comes from, and whether somebody has changed it."""
    minutes = _to_change(request, pk)
    sources = queries.sources_of(minutes)
    parts = [(part, sources[part.key]) for part in minutes.sections.select_related("saved_by")]
    context = {"minutes": minutes, "parts": parts, "acts": queries.acts_of(minutes, request.user)}
    return render(request, "paperwork/minutes_edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def section_edit(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Write one part. What somebody else saved meanwhile is shown beside one's own text; neither is lost."""
    section = _section(request, pk)
    if request.method != "POST":
        return _editor(request, section, SectionForm.of(section))
    form, theirs = SectionForm(request.POST.dict()), None
    if form.is_valid():
        try:
            services.save_section(actor=request.user, section=section, **form.cleaned_data)
        except EditedMeanwhile as error:
            theirs = _section(request, pk)
            form.data = {**form.data, "revision": theirs.revision}
            form.add_error(None, str(error))
        except DomainError as error:
            form.add_error(error.field, str(error))
        else:
            toast(request, _("«%(part)s» is saved.") % {"part": section.heading})
            return _after_saving(request, section)
    return _editor(request, section, form, theirs=theirs)


@require_POST
def section_restore(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Take the text that the facts give in place of what was written."""
    section, form = _section(request, pk), SectionForm(request.POST)
    if form.is_valid():
        revision = form.cleaned_data["revision"]
        services.restore_section(actor=request.user, section=section, revision=revision)
        toast(request, _("«%(part)s» is again as the facts give it.") % {"part": section.heading})
    return redirect("paperwork:section_edit", pk=pk)


@require_POST
def minutes_sign(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Sign as minute taker or chair; pressed twice, it is signed once."""
    signer = Signer.CHAIR if request.POST.get("signer") == Signer.CHAIR else Signer.TAKER
    minutes = services.sign_minutes(
        actor=request.user,
        minutes=_visible(request, pk),
        signer=signer,
        seen=request.POST.get("seen"),
    )
    if minutes.issued and signer == Signer.CHAIR:
        toast(request, _("Signed and locked: %(symbol)s.") % {"symbol": minutes.issued.symbol})
    else:
        toast(request, _("Signed. Now the chair signs."))
    return redirect("paperwork:minutes_detail", pk=pk)


@require_POST
def minutes_return(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The chair gives the minutes back, with the reason."""
    return _with_reason(
        request,
        pk,
        services.return_minutes,
        "return_form",
        _("Returned to the minute taker, with your reason."),
    )


@require_POST
def minutes_amend(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Open signed minutes again, with the reason."""
    return _with_reason(
        request, pk, services.amend_minutes, "amend_form", _("Opened again. What was signed is kept.")
    )


@require_safe
def minutes_draft_file(request: SignedInRequest, pk: uuid.UUID, suffix: str) -> HttpResponse:
    """The minutes being written as a file, marked as a draft."""
    minutes = get_object_or_404(_drafts(request), pk=pk)
    organisation = minutes.meeting.organisation
    paper = services.draft_of_minutes(minutes)
    response = rendered(paper, organisation, minutes_day(minutes), known(suffix))
    services.record_download(
        actor=request.user, subject=minutes, organisation=organisation, file=f"draft.{suffix}"
    )
    return response


def _visible(request: SignedInRequest, pk: uuid.UUID) -> Minutes:
    return get_object_or_404(queries.minutes_visible_to(request.user), pk=pk)


def _drafts(request: SignedInRequest) -> Any:
    return queries.minutes_drafts_visible_to(request.user)


def _to_change(request: SignedInRequest, pk: uuid.UUID) -> Minutes:
    minutes = _visible(request, pk)
    require(request.user, Perm.MINUTES_CHANGE, minutes)
    require_editable(minutes.review)
    return minutes


def _section(request: SignedInRequest, pk: uuid.UUID) -> MinutesSection:
    found = MinutesSection.objects.select_related("saved_by")
    section = get_object_or_404(found, pk=pk, minutes__in=queries.minutes_visible_to(request.user))
    section.minutes = _to_change(request, section.minutes_id)
    return section


def _editor(
    request: SignedInRequest, section: MinutesSection, form: SectionForm, theirs: MinutesSection | None = None
) -> HttpResponse:
    context = {
        "section": section,
        "minutes": section.minutes,
        "form": form,
        "theirs": theirs,
        "sources": queries.sources_of(section.minutes)[section.key],
        "facts_now": queries.facts_of_section(section),
        "following": section.minutes.sections.filter(position__gt=section.position).first(),
    }
    return render(request, "paperwork/section_edit.html", context, status=422 if form.is_bound else 200)


def _after_saving(request: SignedInRequest, section: MinutesSection) -> HttpResponse:
    following = section.minutes.sections.filter(position__gt=section.position).first()
    if "next" in request.POST and following:
        return redirect("paperwork:section_edit", pk=following.pk)
    return redirect("paperwork:minutes_edit", pk=section.minutes_id)


def _with_reason(request: SignedInRequest, pk: uuid.UUID, service: Any, name: str, done: str) -> HttpResponse:
    """Do one act that needs a reason; without one, ask for it beside the field."""
    minutes, form = (
        _visible(request, pk),
        ReasonForm(request.POST, auto_id=f"{name.removesuffix('_form')}_%s"),
    )
    if form.is_valid():
        try:
            service(actor=request.user, minutes=minutes, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            toast(request, done)
            return redirect("paperwork:minutes_detail", pk=pk)
    context = _page(request, _visible(request, pk)) | {name: form}
    return render(request, "paperwork/minutes_detail.html", context, status=422)


def _page(request: SignedInRequest, minutes: Minutes) -> dict[str, Any]:
    reads_draft = can(request.user, Perm.MINUTES_VIEW_DRAFT, minutes)
    state = queries.state_of(minutes)
    shows_draft = reads_draft and state != MinutesState.SIGNED
    return {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "state": state,
        "shows_draft": shows_draft,
        "sheet": _sheet(minutes, shows_draft),
        "signatures": [queries.signature_of(minutes, signer) for signer in Signer],
        "acts": queries.acts_of(minutes, request.user),
        "seen": queries.seen_by_signer(minutes),
        "edited": queries.edited_sections(minutes).count() if reads_draft else 0,
        "versions": queries.versions_of(minutes.issued) if minutes.issued else [],
        "returned": queries.last_return(minutes) if state == MinutesState.RETURNED else None,
        "return_form": ReasonForm(auto_id="return_%s"),
        "amend_form": ReasonForm(auto_id="amend_%s"),
    }


def _sheet(minutes: Minutes, shows_draft: bool) -> Preview:
    """The text being written for those who may see it, what was signed for the others."""
    if shows_draft or minutes.issued is None:
        paper = services.draft_of_minutes(minutes)
    else:
        paper = from_data(minutes.issued.content)
    return preview(paper, minutes.meeting.organisation, minutes_day(minutes))
