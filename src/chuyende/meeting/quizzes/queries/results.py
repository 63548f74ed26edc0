"""Standings, results, how each question was answered."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils import timezone

from chuyende.foundation.core import clock
from chuyende.foundation.organisation.enums import COUNTED
from chuyende.foundation.organisation.models import Member, Membership
from chuyende.foundation.organisation.policy import AnyUser
from chuyende.foundation.organisation.queries import members_on
from chuyende.meeting.quizzes import engine
from chuyende.meeting.quizzes.models import Answer, Attempt, Quiz, QuizQuestion

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
    def score(self) -> int:
        return self.attempt.score or 0


def standings(quiz: Quiz) -> list[Standing]:
    """Who handed in, by score and then by time; those who did not take part are not listed."""
    handed_in = list(
        quiz.attempts.filter(submitted_at__isnull=False)
        .select_related("member")
        .order_by("-score", "seconds", "member__sort_key")
    )
    ranks = engine.ranks([(attempt.score or 0, attempt.seconds or 0) for attempt in handed_in])
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
    """How one question was answered by all: how often each choice was taken."""

    quiz_question: QuizQuestion
    counts: list[int]
    asked: int

    @property
    def right(self) -> int:
        return self.counts[self.quiz_question.version.key]


def question_results(quiz: Quiz) -> list[QuestionResult]:
    """How each question was answered in the attempts that were handed in, in the quiz's own order."""
    asked = quiz.attempts.filter(submitted_at__isnull=False).count()
    taken = Answer.objects.filter(attempt__quiz=quiz, attempt__submitted_at__isnull=False)
    counted: dict[tuple[object, int], int] = {
        (question, choice): number
        for question, choice, number in taken.values_list("quiz_question", "choice").annotate(n=Count("id"))
    }
    return [
        QuestionResult(
            question,
            [counted.get((question.pk, choice), 0) for choice in range(len(question.version.choices))],
            asked,
        )
        for question in questions_of(quiz)
    ]


def average_share(rows: Iterable[Standing], questions: int) -> int | None:
    """Mean share of right answers in per cent; None while nobody has handed in."""
    scores = [standing.score for standing in rows]
    return round(100 * sum(scores) / len(scores) / questions) if scores and questions else None


def _counted(quiz: Quiz) -> QuerySet[Membership]:
    """Whom the cell counts on the day on which the quiz closes, or today while it is open."""
    day = min(clock.today(), timezone.localdate(quiz.closes_at))
    return members_on(quiz.organisation, day).filter(status__in=COUNTED)
