"""Taking a quiz: begin, tap, look over, hand in, see the result."""

import uuid

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core import clock
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.ui.toasts import toast

from .. import queries, services
from ..enums import QuizStage
from ..errors import TimeIsUp
from ..models import Attempt


@require_POST
def attempt_start(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Begin the one attempt, or go on with it."""
    quiz = get_object_or_404(queries.quizzes_visible_to(request.user), pk=pk)
    attempt = services.start_attempt(actor=request.user, quiz=quiz)
    return redirect("quizzes:attempt_detail", attempt.pk)


@require_GET
def attempt_detail(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The questions. All of them are in the page, so that a weak signal matters only for saving."""
    attempt = _own(request, pk)
    if _is_over(attempt):
        return redirect("quizzes:attempt_result", pk)
    paper = queries.paper_of(attempt)
    total = (attempt.deadline - attempt.started_at).total_seconds()
    context = {
        "attempt": attempt,
        "paper": paper,
        "answered": sum(question.is_answered for question in paper),
        "seconds": max(0, int((attempt.deadline - clock.now()).total_seconds())),
        "total": max(1, int(total)),
    }
    return render(request, "quizzes/attempt_detail.html", context)


@require_POST
def attempt_save(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Keep what was tapped. To the page's own script the answer is a receipt; a sent form goes on to the review."""
    attempt = _own(request, pk)
    given = queries.responses_in(request.POST, queries.questions_for_answering(attempt))
    if not request.accepts("text/html"):
        try:
            services.save_answers(actor=request.user, attempt=attempt, responses=given)
        except DomainError as error:
            over = reverse("quizzes:attempt_result", args=[pk])
            return JsonResponse({"error": str(error), "url": over}, status=409)
        return JsonResponse({"saved": len(given)})
    services.save_answers(actor=request.user, attempt=attempt, responses=given)
    return redirect("quizzes:attempt_review", pk)


@require_GET
def attempt_review(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """What is answered and what is not, before handing in."""
    attempt = _own(request, pk)
    if _is_over(attempt):
        return redirect("quizzes:attempt_result", pk)
    paper = queries.paper_of(attempt)
    missing = [question.number for question in paper if not question.is_answered]
    context = {"attempt": attempt, "paper": paper, "missing": missing, "answered": len(paper) - len(missing)}
    return render(request, "quizzes/attempt_review.html", context)


@require_POST
def attempt_submit(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Hand in, with the taps that the form still carries. Sent again, it leads to the same result."""
    attempt = _own(request, pk)
    given = queries.responses_in(request.POST, queries.questions_for_answering(attempt))
    if given and not attempt.is_submitted:
        try:
            services.save_answers(actor=request.user, attempt=attempt, responses=given)
        except TimeIsUp as error:
            toast(request, str(error))
    services.submit_attempt(actor=request.user, attempt=attempt)
    toast(request, _("Your attempt is handed in."))
    return redirect("quizzes:attempt_result", pk)


@require_GET
def attempt_result(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The own score at once; key, explanations and sources once the quiz has closed for everybody."""
    attempt = _own(request, pk)
    if not _is_over(attempt):
        return redirect("quizzes:attempt_detail", pk)
    attempt.refresh_from_db()
    is_closed = attempt.quiz.stage_at(clock.now()) == QuizStage.CLOSED
    context = {
        "attempt": attempt,
        "quiz": attempt.quiz,
        "size": attempt.quiz.quiz_questions.count(),
        "answered": attempt.answers.exclude(response=None).count(),
        "paper": queries.paper_of(attempt) if is_closed else None,
    }
    return render(request, "quizzes/attempt_result.html", context)


def _own(request: SignedInRequest, pk: uuid.UUID) -> Attempt:
    return get_object_or_404(queries.attempts_open_to(request.user), pk=pk)


def _is_over(attempt: Attempt) -> bool:
    """Tell whether the attempt is handed in; one whose time has run out is handed in now."""
    if not attempt.is_submitted and attempt.has_run_out(clock.now()):
        services.close_overdue_attempts(quiz=attempt.quiz)
        return True
    return attempt.is_submitted
