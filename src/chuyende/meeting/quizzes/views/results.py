"""Results for those who lead or inspect the cell."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core import clock
from chuyende.foundation.core.spreadsheets import CONTENT_TYPE
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can

from .. import queries, services
from ..enums import QuizStage
from ..exports import results_file
from ..models import Quiz


@require_GET
def quiz_results(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Who took part and with what result; after closing also how each question was answered."""
    quiz = _visible(request, pk)
    services.close_overdue_attempts(quiz=quiz)
    stage, rows = quiz.stage_at(clock.now()), queries.results(quiz)
    context = {
        "quiz": quiz,
        "stage": stage,
        "rows": rows,
        "links": queries.result_links(quiz, request.user),
        "turnout": queries.turnout(quiz),
        "average": queries.average_share([row.standing for row in rows if row.standing]),
        "questions": queries.question_results(quiz) if stage == QuizStage.CLOSED else None,
        "alike": queries.alike_attempts(quiz) if stage == QuizStage.CLOSED else [],
        "corrections": queries.corrections_of(quiz),
        "repetitions": queries.repetitions_of(quiz, request.user),
        "may_change": can(request.user, Perm.QUIZ_CHANGE, quiz),
    }
    return render(request, "quizzes/quiz_results.html", context)


@require_GET
def quiz_results_xlsx(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    quiz = _visible(request, pk)
    services.close_overdue_attempts(quiz=quiz)
    headers = {"Content-Disposition": 'attachment; filename="ket-qua-trac-nghiem.xlsx"'}
    return HttpResponse(results_file(quiz), content_type=CONTENT_TYPE, headers=headers)


def _visible(request: SignedInRequest, pk: uuid.UUID) -> Quiz:
    return get_object_or_404(queries.quiz_results_visible_to(request.user), pk=pk)
