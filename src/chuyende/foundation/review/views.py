import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.ui.toasts import toast

from . import queries, services
from .errors import NotWaiting
from .forms import AmendForm, CommentForm, DecisionForm, SubmitForm
from .kinds import kind_of
from .models import Review


@require_GET
def inbox(request: SignedInRequest) -> HttpResponse:
    """What waits for this person's decision, nearest deadline first."""
    waiting = Paginator(queries.reviews_waiting_for(request.user), 30).get_page(request.GET.get("page"))
    rows = [(review, kind_of(review)) for review in waiting]
    return render(request, "review/inbox.html", {"page": waiting, "rows": rows})


@require_GET
def review_detail(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The text as submitted, its way, and the decision to be made."""
    review = _visible(request, pk)
    return render(request, "review/review_detail.html", _page(review))


@require_GET
def review_changes(request: SignedInRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """What one version changed against the one before, word by word."""
    review = _visible(request, pk)
    version = get_object_or_404(review.versions, number=number)
    changes = queries.changes_of(review, number)
    return render(
        request,
        "review/review_changes.html",
        {"review": review, "version": version, "changes": changes, "kind": kind_of(review)},
    )


@require_POST
def review_submit(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    return _act(
        request, pk, SubmitForm, services.submit_review, _("Submitted. Those who decide have been told.")
    )


@require_POST
def review_comment(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    return _act(request, pk, CommentForm, services.comment_review, _("Your comment is kept."))


@require_POST
def review_approve(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    return _act(request, pk, DecisionForm, services.approve_review, _("Approved. The author has been told."))


@require_POST
def review_return(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    return _act(
        request, pk, DecisionForm, services.return_review, _("Returned. The author has been told why.")
    )


@require_POST
def review_amend(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    return _act(
        request, pk, AmendForm, services.amend_review, _("Opened again. The approved version is kept.")
    )


def _visible(request: SignedInRequest, pk: uuid.UUID) -> Review:
    return get_object_or_404(queries.reviews_visible_to(request.user), pk=pk)


def _page(review: Review, **forms_with_errors: forms.Form) -> dict[str, Any]:
    kind = kind_of(review)
    subject = kind.subject_of(review)
    return {
        "review": review,
        "kind": kind,
        "subject_url": kind.url_of(review),
        "sections": kind.sections(subject),
        "versions": review.versions.select_related("made_by"),
        "submit_form": SubmitForm(),
        "decision_form": DecisionForm(initial={"seen": review.waits_at}),
        "comment_form": CommentForm(),
        "amend_form": AmendForm(),
    } | forms_with_errors


_FORM_NAMES = {
    SubmitForm: "submit_form",
    DecisionForm: "decision_form",
    CommentForm: "comment_form",
    AmendForm: "amend_form",
}


def _act(
    request: SignedInRequest,
    pk: uuid.UUID,
    form_class: type[forms.Form],
    service: Callable[..., Any],
    done: str,
) -> HttpResponse:
    """Do one act on a review and go to the thing itself; what is refused is said beside the field."""
    review = _visible(request, pk)
    form = form_class(request.POST)
    if form.is_valid():
        try:
            if form.cleaned_data.get("seen", "") not in ("", review.waits_at):
                raise NotWaiting
            service(actor=request.user, review=review, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            toast(request, done)
            return redirect(kind_of(review).url_of(review))
    review.refresh_from_db()
    return _refused(request, review, form)


def _refused(request: SignedInRequest, review: Review, form: forms.Form) -> HttpResponse:
    """The page as it stands now, with what was written and why it was refused."""
    sent = request.POST.copy()
    sent["seen"] = review.waits_at
    form.data = sent
    page = _page(review, **{_FORM_NAMES[type(form)]: form}) | {"refused": form}
    return render(request, "review/review_detail.html", page, status=422)
