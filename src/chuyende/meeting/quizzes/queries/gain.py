"""The same questions before and after: what a meeting taught."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import QuerySet

from chuyende.foundation.core import clock
from chuyende.foundation.organisation.policy import AnyUser
from chuyende.meeting.quizzes.engine.analysis import Gain, ItemGain, learning_gain
from chuyende.meeting.quizzes.enums import QuizStage
from chuyende.meeting.quizzes.models import Quiz, QuizQuestion
from chuyende.planning.governance.models import RuleSet

from .analysis import analysis_rule, marked_attempts, thresholds_of
from .quizzes import questions_of, quiz_results_visible_to


@dataclass(frozen=True)
class QuestionGain:
    """One question that was asked before and after."""

    number: int
    question: QuizQuestion
    gain: ItemGain


@dataclass(frozen=True)
class QuizGain:
    """A quiz beside the one that it repeats: all members who took both, and question by question."""

    before: Quiz
    after: Quiz
    rule: RuleSet
    gain: Gain
    questions: list[QuestionGain]
    fewest: int


def repetitions_of(quiz: Quiz, user: AnyUser) -> QuerySet[Quiz]:
    """The published quizzes that ask the questions of `quiz` again and whose results `user` sees."""
    return quiz_results_visible_to(user).filter(repeats=quiz).order_by("opens_at")


def gain_of(after: Quiz) -> QuizGain | None:
    """Compare a quiz with the one that it repeats; None until both have closed."""
    before, now = after.repeats, clock.now()
    if before is None or any(one.stage_at(now) != QuizStage.CLOSED for one in (before, after)):
        return None
    rule = analysis_rule(after)
    asked = list(questions_of(after))
    first, then = shares_of(before), shares_of(after)
    items = [question.version.question_id for question in asked]
    gain = learning_gain(first, then, items, thresholds_of(rule))
    rows = [
        QuestionGain(number, question, item)
        for number, (question, item) in enumerate(zip(asked, gain.items, strict=True), start=1)
        if item.members
    ]
    return QuizGain(before, after, rule, gain, rows, rule.whole("fewest_for_gain"))


def shares_of(quiz: Quiz) -> Mapping[uuid.UUID, Mapping[uuid.UUID, Fraction]]:
    """For each member what the first attempt earned of each question (of the bank), 0 to 1."""
    questions = list(questions_of(quiz))
    banked = {question.pk: question.version.question_id for question in questions}
    return {
        marked.member: {banked[pk]: share for pk, share in marked.marks.items()}
        for marked in marked_attempts(quiz, questions)
    }
