"""Questions of the bank for a draft."""

import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.ui.toasts import toast
from chuyende.meeting.questions import queries as bank
from chuyende.meeting.questions.forms import BankFilter

from .. import queries, services
from ..forms import ReuseForm


@require_http_methods(["GET", "POST"])
def question_reuse(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Choose questions of the bank for a draft: one after the other, or everything that was found."""
    quiz = get_object_or_404(queries.quizzes_to_prepare(request.user), pk=pk)
    offered = bank.bank_of(quiz.organisation, request.user)
    chosen = BankFilter(request.GET, bank=offered.exclude(question__versions__quiz_questions__quiz=quiz))
    form = ReuseForm(request.POST, bank=offered)
    if request.method == "POST" and "all" in request.POST:
        added = services.reuse_questions(actor=request.user, quiz=quiz, versions=list(chosen.found()))
        words = ngettext("%(n)s question is added.", "%(n)s questions are added.", len(added))
        toast(request, words % {"n": len(added)})
        return redirect("quizzes:quiz_prepare", pk)
    if request.method == "POST" and form.is_valid():
        services.reuse_questions(actor=request.user, quiz=quiz, versions=[form.cleaned_data["version"]])
        toast(request, _("The question is added."))
        return redirect(request.get_full_path())
    page = Paginator(chosen.found(), 20).get_page(request.GET.get("page"))
    context = {
        "quiz": quiz,
        "page": page,
        "rows": bank.with_secrecy(page.object_list),
        "filter": chosen,
        "is_filtered": any(chosen.asked().values()),
        "here": request.get_full_path(),
    }
    return render(request, "quizzes/question_reuse.html", context)
