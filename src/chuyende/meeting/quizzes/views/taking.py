"""Taking a quiz: begin, tap, look over, hand in, see the result."""

import uuid
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core import clock
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.ui.toasts import toast

from .. import queries, services
from ..errors import TimeIsUp
from ..forms import StartForm
from ..models import Attempt
from ..tickets import ticket_for


@require_POST
def attempt_start(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Begin the attempt that the page offered, or go on with it."""
    quiz = queries.quiz_open_to(request.user, pk)
    if quiz is None:
        raise Http404
    form = StartForm(request.POST)
    number = form.cleaned_data["number"] if form.is_valid() else None
    attempt = services.start_attempt(actor=request.user, quiz=quiz, number=number)
    return redirect("quizzes:attempt_detail", attempt.pk)


@require_GET
def attempt_detail(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The questions. All of them are in the page, so that a weak signal matters only for saving."""
    attempt, now = _own(request, pk), clock.now()
    if _is_over(attempt):
        return redirect("quizzes:attempt_result", pk)
    given = queries.answers_of(attempt)
    paper = queries.paper_to_take(attempt, given)
    total = (attempt.deadline - attempt.started_at).total_seconds()
    needs = queries.accommodation_of(request.user)
    context = {
        "attempt": attempt,
        "paper": paper,
        "answered": sum(question.is_answered for question in paper),
        "seconds": max(0, int((attempt.deadline - now).total_seconds())),
        "total": max(1, int(total)),
        "now": int(now.timestamp() * 1000),
        "ticket": ticket_for(attempt.pk, request.user.pk),
        "deadline": int(attempt.deadline.timestamp() * 1000),
        "last": queries.last_answered(paper, given),
        "levels": queries.certainty_levels(attempt.quiz) if attempt.quiz.asks_certainty else [],
        "reads_aloud": bool(needs and needs.reads_aloud),
    }
    return render(request, "quizzes/attempt_detail.html", context)


@require_POST
def attempt_save(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Keep a form that was sent without script, and go on to the review."""
    attempt = _own(request, pk)
    services.save_answers(actor=request.user, attempt=attempt, **_given(request, attempt))
    return redirect("quizzes:attempt_review", pk)


@require_POST
def attempt_keep(request: SignedInRequest, pk: uuid.UUID) -> JsonResponse:
    """Keep what the page's script sends, at once or when the network is back; the answer is a receipt."""
    attempt = _own(request, pk)
    upload = queries.upload_in(request.POST, queries.paper_sent(attempt, request.POST))
    try:
        kept = services.keep_taps(actor=request.user, attempt=attempt, upload=upload)
    except DomainError as error:
        return JsonResponse({"error": str(error)}, status=422)
    return JsonResponse(queries.receipt_of(attempt, kept))


@require_GET
def attempt_review(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """What is answered and what is not, before handing in."""
    attempt = _own(request, pk)
    if _is_over(attempt):
        return redirect("quizzes:attempt_result", pk)
    paper = queries.paper_of(attempt)
    missing = [question.number for question in paper if not question.is_answered]
    context = {
        "attempt": attempt,
        "paper": paper,
        "missing": missing,
        "answered": len(paper) - len(missing),
        "conflicts": queries.conflicts_of(attempt, paper),
    }
    return render(request, "quizzes/attempt_review.html", context)


@require_POST
def attempt_submit(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Hand in, with the taps that the form still carries. Sent again, it leads to the same result."""
    attempt = _own(request, pk)
    given = _given(request, attempt)
    if given["responses"] and not attempt.is_submitted:
        try:
            services.save_answers(actor=request.user, attempt=attempt, **given)
        except TimeIsUp as error:
            toast(request, str(error))
    services.submit_attempt(actor=request.user, attempt=attempt)
    toast(request, _("Your attempt is handed in."))
    return redirect("quizzes:attempt_result", pk)


@require_GET
def attempt_result(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The own score at once; key, explanations and sources when the quiz lets members see them."""
    attempt = _own(request, pk)
    if not _is_over(attempt):
        return redirect("quizzes:attempt_detail", pk)
    if not attempt.is_submitted:
        attempt = _own(request, pk)  # its time has run out: it was handed in just now
    shows_key = queries.shows_key(attempt, clock.now())
    paper = queries.paper_of(attempt) if shows_key or queries.has_conflicts(attempt) else []
    if shows_key and not attempt.key_seen_at:
        services.note_key_seen(actor=request.user, attempt=attempt)
    context = {
        "attempt": attempt,
        "quiz": attempt.quiz,
        "size": attempt.size,
        "answered": queries.answered_in(attempt),
        "points": queries.points_by_certainty(attempt.quiz, attempt).get(attempt.pk),
        "conflicts": queries.conflicts_of(attempt, paper) if paper else [],
        "remarks": queries.remarks_on(attempt),
        "paper": paper if shows_key else None,
    }
    return render(request, "quizzes/attempt_result.html", context)


@require_GET
def attempt_worker(request: SignedInRequest) -> FileResponse:
    """The script by which an attempt that was begun opens again without network: it reaches no other page."""
    path = finders.find("ui/dist/attempt-worker.js")
    if path is None:
        raise Http404
    return FileResponse(
        Path(path).open("rb"), content_type="text/javascript", headers={"Cache-Control": "no-cache"}
    )


def _given(request: SignedInRequest, attempt: Attempt) -> queries.Given:
    paper = queries.questions_for_answering(attempt)
    return {
        "responses": queries.responses_in(request.POST, paper),
        "certainties": queries.certainties_in(request.POST, paper),
    }


def _own(request: SignedInRequest, pk: uuid.UUID) -> Attempt:
    attempt = queries.attempt_open_to(request.user, pk)
    if attempt is None:
        raise Http404
    return attempt


def _is_over(attempt: Attempt) -> bool:
    """Tell whether the attempt is handed in; one whose time has run out is handed in now."""
    if not attempt.is_submitted and attempt.has_run_out(clock.now()):
        services.close_overdue_attempts(quiz=attempt.quiz)
        return True
    return attempt.is_submitted
