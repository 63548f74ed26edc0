"""What becomes of a question in the bank."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.ui.toasts import toast

from .. import queries, services
from ..models import Question


@require_POST
def question_check(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Keep that the words on the page, and no others, were found right."""
    question = _kept(request, pk)
    version = get_object_or_404(queries.versions_numbered(question, request.POST.get("version", "")))
    services.check_question(actor=request.user, version=version)
    toast(request, _("Kept: you have checked this question."))
    return redirect("questions:question_detail", pk)


@require_POST
def question_share(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    is_shared = request.POST.get("shared") == "yes"
    services.share_question(actor=request.user, question=_kept(request, pk), is_shared=is_shared)
    toast(
        request, _("The other cells may ask it too.") if is_shared else _("The question is the cell's own.")
    )
    return redirect("questions:question_detail", pk)


@require_POST
def question_retire(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    services.retire_question(actor=request.user, question=_kept(request, pk))
    undo = reverse("questions:question_restore", args=[pk])
    toast(request, _("The question is out of the bank."), undo_url=undo)
    return redirect("questions:question_bank")


@require_POST
def question_restore(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    services.restore_question(actor=request.user, question=_kept(request, pk))
    toast(request, _("The question is in the bank again."))
    return redirect("questions:question_detail", pk)


def _kept(request: SignedInRequest, pk: uuid.UUID) -> Question:
    return get_object_or_404(queries.questions_kept_by(request.user), pk=pk)
