"""Standings, results, how each question was answered."""

from collections import defaultdict
from collections.abc import Callable, Iterable
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
from chuyende.meeting.quizzes.models import Answer, Attempt, Quiz, QuizQuestion

from .asking import shown_question
from .quizzes import questions_of


@dataclass(frozen=True)
class Standing:
    """One place in the standings; equal score and time share a rank."""

    rank: int
    attempt: Attempt

    @property
    def member(self) -> Member:
        return self.attempt.member

    @property
    def score(self) -> Decimal:
        return self.attempt.score or Decimal(0)


def standings(quiz: Quiz) -> list[Standing]:
    """Who handed in, by score and then by time; those who did not take part are not listed."""
    handed_in = list(
        quiz.attempts.filter(submitted_at__isnull=False)
        .select_related("member")
        .order_by("-score", "seconds", "member__sort_key")
    )
    ranks = engine.ranks([(attempt.score or Decimal(0), attempt.seconds or 0) for attempt in handed_in])
    return [Standing(rank, attempt) for rank, attempt in zip(ranks, handed_in, strict=True)]


@dataclass(frozen=True)
class Result:
    """One member of the cell and that member's attempt, if any, for the cell's committee."""

    member: Member
    attempt: Attempt | None
    standing: Standing | None


def results(quiz: Quiz) -> list[Result]:
    """Every member whom the cell counts, and whoever else took part: best first, then those still missing by name."""
    best = standings(quiz)
    placed = {standing.attempt.member_id: standing for standing in best}
    attempts = {attempt.member_id: attempt for attempt in quiz.attempts.select_related("member")}
    rows = [Result(standing.member, standing.attempt, standing) for standing in best]
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
    handed_in = quiz.attempts.filter(submitted_at__isnull=False, member__in=counted).count()
    return Turnout(handed_in, counted.count())


@dataclass(frozen=True)
class QuestionResult:
    """How one question was answered by `asked` members: `rows` of (choice or outcome, how many, whether right)."""

    quiz_question: QuizQuestion
    rows: list[tuple[str, int, bool]]
    asked: int
    right: int


def question_results(quiz: Quiz) -> list[QuestionResult]:
    """How each question was answered in the attempts that were handed in, in the quiz's own order."""
    asked = quiz.attempts.filter(submitted_at__isnull=False).count()
    given: dict[object, list[Any]] = defaultdict(list)
    taken = Answer.objects.filter(attempt__quiz=quiz, attempt__submitted_at__isnull=False)
    for question, response in taken.values_list("quiz_question", "response"):
        given[question].append(response)
    return [_question_result(question, given[question.pk], asked) for question in questions_of(quiz)]


def _question_result(question: QuizQuestion, responses: list[Any], asked: int) -> QuestionResult:
    right = sum(question.worth(response) == 1 for response in responses)
    if question.words.kind in (Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE):
        options = shown_question(1, 0, question, seed=engine.AS_PRINTED, response=None).options
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
    return QuestionResult(question, rows, asked, right)


def _taken(words: Words, responses: list[Any], index: int) -> int:
    if words.kind is Kind.TRUE_FALSE:
        return responses.count(index == 0)
    return sum(index in (one if isinstance(one, list) else [one]) for one in responses)


def average_share(rows: Iterable[Standing], questions: int) -> int | None:
    """Mean share of right answers in per cent; None while nobody has handed in."""
    scores = [float(standing.score) for standing in rows]
    return round(100 * sum(scores) / len(scores) / questions) if scores and questions else None


def _counted(quiz: Quiz) -> QuerySet[Membership]:
    """Whom the cell counts on the day on which the quiz closes, or today while it is open."""
    day = min(clock.today(), timezone.localdate(quiz.closes_at))
    return members_on(quiz.organisation, day).filter(status__in=COUNTED)
