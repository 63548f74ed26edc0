"""The bank of questions: what a cell has asked, and may ask again."""

import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.ui.toasts import toast

from .. import queries, services
from ..forms import ReuseForm
from ..models import Question


@require_GET
def question_bank(request: SignedInRequest) -> HttpResponse:
    """The questions of the cells whose bank the reader keeps. Keys of a running quiz stay hidden from everybody."""
    bank = queries.bank_found(queries.banks_kept_by(request.user), request.GET.get("tim", ""))
    page = Paginator(bank, 20).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": queries.with_secrecy(page.object_list),
        "text": request.GET.get("tim", ""),
    }
    return render(request, "quizzes/question_bank.html", context)


@require_POST
def question_discard(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    kept = Question.objects.filter(versions__in=queries.banks_kept_by(request.user))
    services.discard_question(actor=request.user, question=get_object_or_404(kept.distinct(), pk=pk))
    toast(request, _("The question is out of the bank."))
    return redirect("quizzes:question_bank")


@require_http_methods(["GET", "POST"])
def question_reuse(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Choose questions of the bank for a draft."""
    quiz = get_object_or_404(queries.quizzes_to_prepare(request.user), pk=pk)
    bank = queries.bank_of(quiz.organisation)
    form = ReuseForm(request.POST, bank=bank)
    if request.method == "POST" and form.is_valid():
        services.reuse_question(actor=request.user, quiz=quiz, version=form.cleaned_data["version"])
        toast(request, _("The question is added."))
        return redirect("quizzes:question_reuse", pk)
    unused = bank.exclude(question__versions__quiz_questions__quiz=quiz)
    page = Paginator(unused, 20).get_page(request.GET.get("page"))
    context = {"quiz": quiz, "page": page, "rows": queries.with_secrecy(page.object_list)}
    return render(request, "quizzes/question_reuse.html", context)
