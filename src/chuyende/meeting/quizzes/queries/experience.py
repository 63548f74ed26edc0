"""What the sittings of a question have shown, for the bank that keeps it."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from chuyende.foundation.core import clock
from chuyende.foundation.organisation.policy import AnyUser
from chuyende.meeting.questions.models import Question
from chuyende.meeting.quizzes import rules
from chuyende.meeting.quizzes.engine.analysis import (
    AnalysisRules,
    Estimate,
    Marked,
    Pooled,
    Sitting,
    pooled,
    pooled_by,
)
from chuyende.meeting.quizzes.engine.analysis.items import item_statistics
from chuyende.meeting.quizzes.enums import QuizStage
from chuyende.meeting.quizzes.models import Answer, Attempt, Quiz, QuizQuestion
from chuyende.planning.governance.queries import rule_in_force

from .analysis import RULE, asked_in, item_of, thresholds_of

_ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class ShownSitting:
    """One quiz that asked the question and is closed, with what is believed of it there."""

    quiz: Quiz
    version: int
    estimate: Estimate | None


@dataclass(frozen=True)
class Experience:
    """What all closed sittings of a question show: `whole`, and by the number of the version that was asked.

    `sittings` are those whose results the reader sees; `elsewhere` how many others stand behind the numbers. Those are
    counted only where they have as many answers together as the rules ask for, so that no single result shows through.
    """

    whole: Pooled
    by_version: list[tuple[int, Pooled]]
    sittings: list[ShownSitting]
    elsewhere: int
    fewest: int


def experience_of(question: Question, user: AnyUser) -> Experience | None:
    """What is known of a question from the quizzes that asked it; None before the first one has closed."""
    asked = closed_askings(question)
    if not asked:
        return None
    rule = rule_in_force(RULE, day=clock.today(), organisation=question.organisation)
    thresholds = thresholds_of(rule)
    shown = set(
        rules.VIEW_RESULTS.filter(
            Quiz.objects.filter(pk__in=[one.quiz_id for one in asked]), user
        ).values_list("pk", flat=True)
    )
    found = _sittings(asked, thresholds)
    hidden = [one for one in found if one.id not in shown]
    if sum(one.answers for one in hidden) < thresholds.fewest_for_facility:
        found, hidden = [one for one in found if one.id in shown], []
    if not any(one.answers for one in found):
        return None
    whole, quizzes = pooled(found, thresholds), {one.quiz_id: one.quiz for one in asked}
    return Experience(
        whole=whole,
        by_version=sorted(pooled_by(found, lambda one: int(one.version), thresholds).items()),
        sittings=[
            ShownSitting(quizzes[one.id], one.version, estimate)
            for one, estimate in whole.each
            if one.id in shown
        ],
        elsewhere=len(hidden),
        fewest=thresholds.fewest_for_facility,
    )


def closed_askings(question: Question) -> list[QuizQuestion]:
    """Where a question was asked by a quiz that has closed for everybody, earliest first."""
    asked = QuizQuestion.objects.filter(version__question=question, quiz__published_at__isnull=False)
    now = clock.now()
    related = asked.select_related("quiz__organisation", "version", "marked_by").order_by("quiz__opens_at")
    return [one for one in related if one.quiz.stage_at(now) == QuizStage.CLOSED]


def _sittings(asked: list[QuizQuestion], thresholds: AnalysisRules) -> list[Sitting]:
    attempts: dict[uuid.UUID, dict[uuid.UUID, Attempt]] = defaultdict(dict)
    handed_in = Attempt.objects.filter(
        quiz__in=[one.quiz_id for one in asked], submitted_at__isnull=False
    ).order_by("number")
    for attempt in handed_in:
        attempts[attempt.quiz_id].setdefault(attempt.member_id, attempt)
    given = Answer.objects.filter(quiz_question__in=asked, attempt__submitted_at__isnull=False)
    responses = dict(given.values_list("attempt", "response"))
    return [_sitting(one, attempts[one.quiz_id].values(), responses, thresholds) for one in asked]


def _sitting(
    asked: QuizQuestion,
    attempts: Iterable[Attempt],
    responses: dict[uuid.UUID, Any],
    thresholds: AnalysisRules,
) -> Sitting:
    marked = []
    for attempt in attempts:
        if not asked_in(attempt, [asked.pk]):
            continue
        mark = asked.worth(responses.get(attempt.pk), in_parts=asked.quiz.counts_parts)
        rest = Fraction(attempt.score or 0) - mark
        marked.append(Marked(attempt.member_id, {asked.pk: mark, _ELSEWHERE: rest}))
    (statistics,) = item_statistics([item_of(asked)], marked, thresholds)
    return Sitting.of(
        statistics, id=asked.quiz_id, version=asked.version.number, branch=asked.quiz.organisation_id
    )
