"""For members without a phone: the printed sheet, and entering what was ticked on it."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.ui.toasts import toast

from .. import queries, services
from ..forms import SheetForm


@require_GET
def quiz_print(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The sheet to print: questions and choices in the quiz's own order, no key."""
    quiz = get_object_or_404(queries.quizzes_to_prepare(request.user), pk=pk)
    return render(request, "quizzes/quiz_print.html", {"quiz": quiz, "sheet": queries.sheet_of(quiz)})


@require_http_methods(["GET", "POST"])
def paper_enter(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Enter a member's sheet, in that member's name and noted as entered."""
    quiz = get_object_or_404(queries.quizzes_to_prepare(request.user).exclude(published_at=None), pk=pk)
    sheet = queries.sheet_of(quiz)
    form = SheetForm(request.POST or None, members=queries.members_without_attempt(quiz))
    if request.method == "POST" and form.is_valid():
        member, responses = form.cleaned_data["member"], queries.responses_in(request.POST, sheet)
        try:
            services.enter_paper(actor=request.user, quiz=quiz, member=member, responses=responses)
        except DomainError as error:
            form.add_error(error.field, str(error))
        else:
            toast(request, _("The sheet of %(name)s is entered.") % {"name": member.full_name})
            return redirect("quizzes:paper_enter", pk)
    context = {"quiz": quiz, "sheet": queries.with_responses(sheet, request.POST), "form": form}
    return render(request, "quizzes/paper_enter.html", context, status=422 if form.errors else 200)
