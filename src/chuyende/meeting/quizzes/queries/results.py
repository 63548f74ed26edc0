"""Standings, results, how each question was answered."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import pgettext

from chuyende.foundation.core import clock
from chuyende.foundation.organisation.enums import COUNTED
from chuyende.foundation.organisation.models import Member, Membership
from chuyende.foundation.organisation.policy import AnyUser
from chuyende.foundation.organisation.queries import members_on
from chuyende.meeting.questions.engine.words import Kind, Words
from chuyende.meeting.quizzes import engine
from chuyende.meeting.quizzes.enums import QuizMode
from chuyende.meeting.quizzes.models import Answer, Attempt, Quiz, QuizQuestion

from .asking import shown_question
from .certainty import certainty_ranks, points_by_certainty
from .quizzes import questions_of


@dataclass(frozen=True)
class Standing:
    """One place in the standings; equal results share a rank. `attempt` is the member's best, with its score.

    `points` are those by certainty, where the quiz asks for it; `attempts`: how many the member has handed in.
    """

    rank: int
    attempt: Attempt
    score: Decimal
    points: Decimal | None = None
    attempts: int = 1

    @property
    def member(self) -> Member:
        return self.attempt.member


def standings(quiz: Quiz, *, scores: Mapping[uuid.UUID, Decimal] | None = None) -> list[Standing]:
    """Who handed in, by score and then by time; those who did not take part are not listed.

    Of several attempts of a member the best counts: the higher score, then the shorter time, then the earlier one. The
    points by certainty take the place of the score where the rule `quiz` of the day says so. `scores`: what attempts
    (by their ids) are worth instead of what was written.
    """
    handed_in = quiz.attempts.filter(submitted_at__isnull=False).select_related("member", "entered_by")
    points, other = points_by_certainty(quiz), scores or {}
    deciding = points if points and certainty_ranks(quiz) else {}
    best: dict[uuid.UUID, _Row] = {}
    number: Counter[uuid.UUID] = Counter()
    rows = [_Row(one, other.get(one.pk, one.score or Decimal(0)), deciding.get(one.pk)) for one in handed_in]
    for row in sorted(rows, key=lambda row: (row.best_first, row.attempt.submitted_at)):
        best.setdefault(row.attempt.member_id, row)
        number[row.attempt.member_id] += 1
    counted = sorted(best.values(), key=lambda row: (row.best_first, row.attempt.member.sort_key))
    ranks = engine.ranks([row.result for row in counted])
    return [
        Standing(rank, row.attempt, row.score, points.get(row.attempt.pk), number[row.attempt.member_id])
        for rank, row in zip(ranks, counted, strict=True)
    ]


@dataclass(frozen=True)
class _Row:
    attempt: Attempt
    score: Decimal
    points: Decimal | None  # where they decide

    @property
    def result(self) -> tuple[Decimal, int]:
        return self.score if self.points is None else self.points, self.attempt.seconds or 0

    @property
    def best_first(self) -> tuple[Decimal, int]:
        reached, seconds = self.result
        return -reached, seconds


@dataclass(frozen=True)
class Result:
    """One member of the cell and that member's attempt, if any, for the cell's committee."""

    member: Member
    attempt: Attempt | None
    standing: Standing | None
    conflicts: bool = False


def results(quiz: Quiz) -> list[Result]:
    """Every member whom the cell counts, and whoever else took part: best first, then those still missing by name."""
    best = standings(quiz)
    placed = {standing.attempt.member_id: standing for standing in best}
    latest = quiz.attempts.select_related("member").order_by("number")
    attempts = {attempt.member_id: attempt for attempt in latest}
    differing = set(quiz.attempts.exclude(conflicts=None).values_list("pk", flat=True))
    rows = [Result(one.member, one.attempt, one, one.attempt.pk in differing) for one in best]
    waiting = {
        attempt.member.pk: attempt.member for attempt in attempts.values() if attempt.member_id not in placed
    }
    for membership in _counted(quiz):
        if membership.member_id not in placed:
            waiting.setdefault(membership.member_id, membership.member)
    return rows + [
        Result(member, attempts.get(member.pk), None)
        for member in sorted(waiting.values(), key=lambda member: member.sort_key)
    ]


@dataclass(frozen=True)
class ResultLink:
    """What an app above offers to do with the results of a quiz."""

    label: str
    url: str


LinkSource = Callable[[Quiz, AnyUser], Iterable[ResultLink]]
_link_sources: list[LinkSource] = []


def add_result_links(source: LinkSource) -> None:
    """Let `source` offer what may be done with the results; the app that does it calls this when it is loaded."""
    if source not in _link_sources:
        _link_sources.append(source)


_hall_sources: list[LinkSource] = []


def add_hall_links(source: LinkSource) -> None:
    """Let `source` offer the ways into the hall of a quiz that is taken there."""
    if source not in _hall_sources:
        _hall_sources.append(source)


def hall_links(quiz: Quiz, user: AnyUser) -> list[ResultLink]:
    """The ways of `user` into the hall of `quiz`; none for a quiz that is taken alone."""
    if quiz.mode != QuizMode.HALL or not quiz.is_published:
        return []
    return [link for source in _hall_sources for link in source(quiz, user)]


def result_links(quiz: Quiz, user: AnyUser) -> list[ResultLink]:
    """What `user` may do with the results of `quiz`."""
    return [link for source in _link_sources for link in source(quiz, user)]


@dataclass(frozen=True)
class Turnout:
    """How many of those whom the cell counts have handed in."""

    handed_in: int
    total: int


def turnout(quiz: Quiz) -> Turnout:
    """How many of those who are counted have handed in."""
    counted = _counted(quiz).values("member")
    handed_in = quiz.attempts.filter(submitted_at__isnull=False, member__in=counted).order_by()
    return Turnout(handed_in.values("member").distinct().count(), counted.count())


@dataclass(frozen=True)
class QuestionResult:
    """How one question was answered by `asked` members: `rows` of (choice or outcome, how many, whether right).

    `sure_errors`: how many were wrong although they were very sure.
    """

    quiz_question: QuizQuestion
    rows: list[tuple[str, int, bool]]
    asked: int
    right: int
    sure_errors: int = 0


def question_results(quiz: Quiz) -> list[QuestionResult]:
    """How each question was answered in the members' first attempts, in the quiz's own order.

    Only first attempts: later ones are made by people who know the questions.
    """
    first = quiz.attempts.filter(submitted_at__isnull=False, number=1)
    drawn = [set(attempt) for attempt in first.values_list("drawn", flat=True)]
    given: dict[object, list[Answer]] = defaultdict(list)
    for answer in Answer.objects.filter(attempt__in=first):
        given[answer.quiz_question_id].append(answer)
    return [
        _question_result(
            question, given[question.pk], sum(not some or str(question.pk) in some for some in drawn)
        )
        for question in questions_of(quiz)
    ]


def _question_result(question: QuizQuestion, answers: list[Answer], asked: int) -> QuestionResult:
    responses = [answer.response for answer in answers]
    right = sum(question.worth(response) == 1 for response in responses)
    sure = engine.sure_errors(
        engine.SureAnswer(question.worth(answer.response), answer.certainty) for answer in answers
    )
    if question.words.kind in (Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE):
        options = shown_question(1, 0, question, seed=engine.AS_PRINTED).options
        rows = [
            (option.text, _taken(question.words, responses, option.index), option.is_right)
            for option in options
        ]
    else:
        in_part = sum(0 < question.worth(response, in_parts=True) < 1 for response in responses)
        wrong = len(responses) - right - in_part
        rows = [
            (pgettext("answers", "right"), right, True),
            (pgettext("answers", "right in part"), in_part, False),
            (pgettext("answers", "wrong"), wrong, False),
        ]
    return QuestionResult(question, rows, asked, right, sure)


def _taken(words: Words, responses: list[Any], index: int) -> int:
    if words.kind is Kind.TRUE_FALSE:
        return responses.count(index == 0)
    return sum(index in (one if isinstance(one, list) else [one]) for one in responses)


def average_share(rows: Iterable[Standing]) -> int | None:
    """Mean share of right answers in per cent, each of what was asked; None while nobody has handed in."""
    shares = [float(one.score) / one.attempt.size for one in rows if one.attempt.size]
    return round(100 * sum(shares) / len(shares)) if shares else None


def _counted(quiz: Quiz) -> QuerySet[Membership]:
    """Whom the cell counts on the day on which the quiz closes, or today while it is open."""
    day = min(clock.today(), timezone.localdate(quiz.closes_at))
    return members_on(quiz.organisation, day).filter(status__in=COUNTED)
