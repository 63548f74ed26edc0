"""What the answers to a closed quiz say: of the questions, of the whole, of what was learnt."""

import uuid

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core import clock
from chuyende.foundation.core.spreadsheets import CONTENT_TYPE
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can
from chuyende.foundation.ui.toasts import toast

from .. import findings, queries, services
from ..enums import QuizStage
from ..exports_analysis import analysis_file
from ..exports_xapi import statements_as_json
from ..models import Quiz


@require_GET
def quiz_analysis(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Every question with what its answers say, and the quiz as a whole; after closing only."""
    quiz = _analysed(request, pk)
    if not _is_closed(quiz):
        return _too_early(request, quiz)
    services.close_overdue_attempts(quiz=quiz)
    analysis = queries.analysis_of(quiz)
    whole = analysis.report.quiz
    context = {
        "quiz": quiz,
        "analysis": analysis,
        "whole": whole,
        "rows": [
            (one, findings.findings_of(one.report.verdicts, one.question.words)) for one in analysis.questions
        ],
        "reliability": findings.reliability_in_words(whole, analysis.rule.whole("fewest_for_reliability")),
        "error": findings.error_in_words(whole),
        "results_url": queries.results_home(quiz),
        "results_label": _("Everybody's results") if quiz.meeting_id else _("The contest"),
    }
    return render(request, "quizzes/quiz_analysis.html", context)


@require_GET
def question_analysis(request: SignedInRequest, pk: uuid.UUID, question: uuid.UUID) -> HttpResponse:
    """One question: who chose what, among the best and the weakest, and every answer by name."""
    quiz = _analysed(request, pk)
    if not _is_closed(quiz):
        return _too_early(request, quiz)
    asked = get_object_or_404(queries.questions_of(quiz), pk=question)
    analysed = next(one for one in queries.analysis_of(quiz).questions if one.question.pk == asked.pk)
    chosen, given = request.GET.get("chon", ""), queries.answers_given(quiz, asked)
    context = {
        "quiz": quiz,
        "analysed": analysed,
        "statistics": analysed.report.statistics,
        "findings": findings.findings_of(analysed.report.verdicts, asked.words),
        "telling_apart": findings.telling_apart(analysed.report.statistics),
        "chosen": chosen,
        "given": [one for one in given if chosen in ("", _name_of(one.choice))],
        "may_correct": can(request.user, Perm.QUIZ_CHANGE, quiz),
    }
    return render(request, "quizzes/question_analysis.html", context)


@require_GET
def quiz_analysis_xlsx(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    quiz = _analysed(request, pk)
    if not _is_closed(quiz):
        return _too_early(request, quiz)
    headers = {"Content-Disposition": 'attachment; filename="phan-tich-cau-hoi.xlsx"'}
    content = analysis_file(queries.analysis_of(quiz))
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)


@require_GET
def quiz_xapi(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse | StreamingHttpResponse:
    """The results of a closed quiz as xAPI statements; a stream, however many there are."""
    quiz = _visible(request, pk)
    if not _is_closed(quiz):
        return _too_early(request, quiz)
    answer = StreamingHttpResponse(
        statements_as_json(quiz, request.build_absolute_uri("/")), content_type="application/json"
    )
    answer["Content-Disposition"] = 'attachment; filename="ket-qua-xapi.json"'
    answer["X-Experience-API-Version"] = "1.0.3"
    return answer


@require_GET
def quiz_gain(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """A quiz beside the one that it repeats."""
    quiz = get_object_or_404(
        queries.quiz_results_visible_to(request.user).filter(repeats__isnull=False), pk=pk
    )
    before = get_object_or_404(queries.quiz_results_visible_to(request.user), pk=quiz.repeats_id)
    compared = queries.gain_of(quiz)
    if compared is None:
        return _too_early(request, quiz)
    context = {
        "quiz": quiz,
        "before": before,
        "compared": compared,
        "gain": compared.gain,
        "finding": findings.gain_in_words(compared.gain, compared.fewest),
    }
    return render(request, "quizzes/quiz_gain.html", context)


@require_POST
def quiz_repeat(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Make a draft that asks the same questions again."""
    quiz = _visible(request, pk)
    again = services.repeat_quiz(actor=request.user, quiz=quiz)
    toast(request, _("A draft with the same questions is ready. Set its time, then publish it."))
    return redirect("quizzes:quiz_prepare", again.pk)


def _visible(request: SignedInRequest, pk: uuid.UUID) -> Quiz:
    return get_object_or_404(queries.quiz_results_visible_to(request.user), pk=pk)


def _analysed(request: SignedInRequest, pk: uuid.UUID) -> Quiz:
    return get_object_or_404(queries.quiz_analyses_visible_to(request.user), pk=pk)


def _is_closed(quiz: Quiz) -> bool:
    return quiz.stage_at(clock.now()) == QuizStage.CLOSED


def _too_early(request: SignedInRequest, quiz: Quiz) -> HttpResponse:
    toast(request, _("The analysis is shown after the quiz has closed for everybody."))
    return redirect(queries.results_home(quiz))


def _name_of(choice: int | None) -> str:
    return "trong" if choice is None else str(choice)
