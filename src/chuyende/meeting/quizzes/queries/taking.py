"""What whoever takes a quiz asks: the own attempts, the questions in their order."""

import uuid
from typing import Any

from django.db.models import Count, QuerySet

from chuyende.foundation.core import clock
from chuyende.foundation.organisation.enums import MembershipStatus
from chuyende.foundation.organisation.models import Member
from chuyende.foundation.organisation.policy import AnyUser, reach_of
from chuyende.foundation.organisation.queries import members_on
from chuyende.meeting.quizzes import engine, rules
from chuyende.meeting.quizzes.enums import QuizMode
from chuyende.meeting.quizzes.models import GRACE, Attempt, Quiz, QuizQuestion

from .asking import ShownQuestion, shown_question
from .quizzes import questions_of


def quizzes_to_take(user: AnyUser) -> QuerySet[Quiz]:
    """Published quizzes of the reader's cell that are open and not handed in, the first to close first."""
    now = clock.now()
    waiting = Quiz.objects.filter(mode=QuizMode.ALONE, opens_at__lte=now, closes_at__gt=now).select_related("meeting")
    handed_in = Attempt.objects.filter(member=reach_of(user).member, submitted_at__isnull=False)
    mine = rules.TAKE.filter(waiting, user).exclude(pk__in=handed_in.values("quiz"))
    return mine.annotate(size=Count("quiz_questions")).order_by("closes_at")


def quizzes_begun_by(user: AnyUser) -> set[object]:
    """Ids of the quizzes that the reader has begun and not handed in."""
    return set(attempts_open_to(user).filter(submitted_at=None).values_list("quiz", flat=True))


def attempts_open_to(user: AnyUser) -> QuerySet[Attempt]:
    """The reader's own attempts: nobody else opens one."""
    return rules.ANSWER.filter(Attempt.objects.select_related("quiz", "member__user"), user)


def attempts_of(member: Member) -> QuerySet[Attempt]:
    """What one member has handed in, latest first."""
    handed_in = member.attempts.filter(submitted_at__isnull=False)
    return (
        handed_in.select_related("quiz")
        .annotate(size=Count("quiz__quiz_questions"))
        .order_by("-submitted_at")
    )


def attempt_of(quiz: Quiz, user: AnyUser) -> Attempt | None:
    """The reader's own attempt at a quiz."""
    member = reach_of(user).member
    return quiz.attempts.filter(member=member).first() if member else None


def paper_of(attempt: Attempt) -> list[ShownQuestion]:
    """The questions of an attempt in its own order, with what was answered: the same on every device."""
    given = dict(attempt.answers.values_list("quiz_question", "response"))
    return _shown(attempt.seed, list(questions_of(attempt.quiz)), given)


def questions_for_answering(attempt: Attempt) -> list[ShownQuestion]:
    """The same without the answers, at the price of one query: for saving a tap."""
    return _shown(attempt.seed, list(attempt.quiz.quiz_questions.select_related("version", "marked_by")), {})


def sheet_of(quiz: Quiz) -> list[ShownQuestion]:
    """The questions of a quiz as they are printed: in its own order, nothing chosen."""
    return _shown(engine.AS_PRINTED, list(questions_of(quiz)), {})


def _shown(seed: int, ordered: list[QuizQuestion], given: dict[uuid.UUID, Any]) -> list[ShownQuestion]:
    places = engine.question_order(seed, len(ordered))
    return [
        shown_question(number, place, ordered[place], seed=seed, response=given.get(ordered[place].pk))
        for number, place in enumerate(places, start=1)
    ]


def members_without_attempt(quiz: Quiz) -> QuerySet[Member]:
    """Today's members of the cell who have not begun the quiz: whose sheet may be entered."""
    today = members_on(quiz.organisation, clock.today()).exclude(status=MembershipStatus.SUSPENDED)
    return Member.objects.filter(pk__in=today.values("member")).exclude(attempts__quiz=quiz)


def overdue_attempts(quiz: Quiz | None = None) -> QuerySet[Attempt]:
    """Attempts whose time has run out and that nobody handed in."""
    attempts = Attempt.objects.filter(submitted_at=None, deadline__lt=clock.now() - GRACE)
    return attempts if quiz is None else attempts.filter(quiz=quiz)
