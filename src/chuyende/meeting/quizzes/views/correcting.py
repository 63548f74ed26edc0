"""Correcting a key: choose the right one, see what it changes, then do it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.ui.toasts import toast
from chuyende.meeting.questions.queries import questions_kept_by

from .. import queries, services
from ..forms_correcting import KeyForm
from ..models import QuizQuestion


@require_http_methods(["GET", "POST"])
def key_correct(request: SignedInRequest, pk: uuid.UUID, question: uuid.UUID) -> HttpResponse:
    """From the question of a quiz."""
    quiz = get_object_or_404(queries.quizzes_to_prepare(request.user), pk=pk, published_at__isnull=False)
    related = queries.questions_of(quiz).select_related(
        "quiz__organisation", "version__question__organisation"
    )
    asked = get_object_or_404(related, pk=question)
    back = reverse("quizzes:question_analysis", args=[pk, question])
    return _correcting(request, asked, quiz.title, back, queries.results_home(quiz))


@require_http_methods(["GET", "POST"])
def bank_key_correct(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """From the bank, whoever asked it: by the words that were asked last."""
    found = get_object_or_404(questions_kept_by(request.user), pk=pk)
    askings = queries.closed_askings(found)
    if not askings:
        raise Http404
    back = reverse("questions:question_detail", args=[pk])
    return _correcting(request, askings[-1], found.organisation.name, back, back)


def _correcting(
    request: SignedInRequest, asked: QuizQuestion, of: str, back: str, onward: str
) -> HttpResponse:
    """The form; then what its key would change, before anything is changed; with `sure`, the change itself.

    `of`: what the question stands in; `back`: where one came from; `onward`: where what has changed is seen.
    """
    try:
        services.require_correctable(actor=request.user, quiz_question=asked)
    except DomainError as error:
        toast(request, str(error), level=messages.ERROR)
        return redirect(onward)
    form = KeyForm(request.POST or None, words=asked.words)
    context: dict[str, Any] = {"of": of, "back": back, "question": asked, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            if "sure" in request.POST:
                note = form.cleaned_data["note"]
                services.correct_key(actor=request.user, quiz_question=asked, words=form.corrected, note=note)
                toast(request, _("The key is corrected and every attempt is marked again."))
                return redirect(onward)
            context |= _preview(request, asked, form)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
    return render(request, "quizzes/key_correct.html", context, status=422 if form.errors else 200)


def _preview(request: SignedInRequest, asked: QuizQuestion, form: KeyForm) -> dict[str, Any]:
    services.check_correction(actor=request.user, quiz_question=asked, words=form.corrected)
    touched = queries.askings_of_same_key(asked)
    kept = queries.kept_by(request.user, touched)
    return {
        "corrected": form.corrected,
        "changes": queries.changed_by_key(kept, form.corrected),
        "elsewhere": touched.count() - kept.count(),
    }
