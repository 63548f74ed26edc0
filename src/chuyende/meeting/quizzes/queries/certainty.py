"""What answers are worth by how sure their giver was."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from chuyende.meeting.quizzes import engine
from chuyende.meeting.quizzes.enums import Certainty
from chuyende.meeting.quizzes.models import Answer, Attempt, Quiz
from chuyende.planning.governance.models import RuleSet
from chuyende.planning.governance.queries import rule_in_force


def quiz_rule(quiz: Quiz) -> RuleSet:
    """The rule `quiz` that binds the cell on the day on which the quiz opens. Raises `RuleMissing`."""
    return rule_in_force("quiz", day=timezone.localdate(quiz.opens_at), organisation=quiz.organisation)


def certainty_table(quiz: Quiz) -> engine.CertaintyTable:
    """The points that hold for a quiz."""
    rule = quiz_rule(quiz)
    return engine.CertaintyTable(
        right=(rule.whole("right_low"), rule.whole("right_middle"), rule.whole("right_high")),
        wrong=(rule.whole("wrong_low"), rule.whole("wrong_middle"), rule.whole("wrong_high")),
    )


@dataclass(frozen=True)
class CertaintyLevel:
    """A level with its words and its points for a right and a wrong answer."""

    value: int
    label: str
    right: int
    wrong: int


def certainty_levels(quiz: Quiz) -> list[CertaintyLevel]:
    """The levels that a member chooses among, the lowest first."""
    table = certainty_table(quiz)
    return [
        CertaintyLevel(level.value, str(level.label), right, wrong)
        for level, right, wrong in zip(Certainty, table.right, table.wrong, strict=True)
    ]


def certainty_ranks(quiz: Quiz) -> bool:
    """Whether the points by certainty decide the standings."""
    return bool(quiz_rule(quiz).parameters["certainty_ranks"])


def points_by_certainty(quiz: Quiz, attempt: Attempt | None = None) -> dict[uuid.UUID, Decimal]:
    """The points of each attempt (or of `attempt`) by its id; nothing where the quiz does not ask how sure one is."""
    if not quiz.asks_certainty:
        return {}
    attempts = [attempt] if attempt else list(quiz.attempts.filter(submitted_at__isnull=False))
    table, given = certainty_table(quiz), defaultdict(list)
    answers = Answer.objects.filter(attempt__in=attempts).exclude(response=None)
    for answer in answers.select_related("quiz_question__version", "quiz_question__marked_by"):
        worth = answer.quiz_question.worth(answer.response, in_parts=quiz.counts_parts)
        given[answer.attempt_id].append(engine.SureAnswer(worth, answer.certainty))
    return {
        one.pk: Decimal(round(100 * engine.certainty_points(given[one.pk], table))) / 100 for one in attempts
    }
