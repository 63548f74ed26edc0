"""Correcting a key: choose the right one, see what it changes, then do it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.ui.toasts import toast

from .. import queries, services
from ..forms_correcting import KeyForm
from ..models import QuizQuestion


@require_http_methods(["GET", "POST"])
def key_correct(request: SignedInRequest, pk: uuid.UUID, question: uuid.UUID) -> HttpResponse:
    """The form; then what its key would change, before anything is changed; with `sure`, the change itself."""
    quiz = get_object_or_404(queries.quizzes_to_prepare(request.user), pk=pk, published_at__isnull=False)
    related = queries.questions_of(quiz).select_related(
        "quiz__organisation", "version__question__organisation"
    )
    asked = get_object_or_404(related, pk=question)
    try:
        services.require_correctable(actor=request.user, quiz_question=asked)
    except DomainError as error:
        toast(request, str(error), level=messages.ERROR)
        return redirect(queries.results_home(quiz))
    form = KeyForm(request.POST or None, words=asked.words)
    context: dict[str, Any] = {"quiz": quiz, "question": asked, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            if "sure" in request.POST:
                return _corrected(request, asked, form)
            context |= _preview(request, asked, form)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
    return render(request, "quizzes/key_correct.html", context, status=422 if form.errors else 200)


def _corrected(request: SignedInRequest, asked: QuizQuestion, form: KeyForm) -> HttpResponse:
    note = form.cleaned_data["note"]
    services.correct_key(actor=request.user, quiz_question=asked, words=form.corrected, note=note)
    toast(request, _("The key is corrected and every attempt is marked again."))
    return redirect(queries.results_home(asked.quiz))


def _preview(request: SignedInRequest, asked: QuizQuestion, form: KeyForm) -> dict[str, Any]:
    services.check_correction(actor=request.user, quiz_question=asked, words=form.corrected)
    touched = queries.askings_of_same_key(asked)
    kept = queries.kept_by(request.user, touched)
    return {
        "corrected": form.corrected,
        "changes": queries.changed_by_key(kept, form.corrected),
        "elsewhere": touched.count() - kept.count(),
    }
