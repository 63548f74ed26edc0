"""Contests at each stage, made through the program's own services."""

import datetime as dt
from typing import Any

from chuyende.foundation.core import clock
from chuyende.foundation.organisation.models import Member
from chuyende.meeting.contests import services
from chuyende.meeting.contests.models import Contest, Round
from chuyende.meeting.quizzes import services as quiz_services
from chuyende.meeting.quizzes.models import GRACE, Attempt, Quiz
from tests.factories import Body
from tests.meeting.quizzes import factories as quizzes
from tests.meeting.quizzes.factories import CHOICES, single, user_of

TITLE = "Tìm hiểu Nghị quyết Đại hội"
DAY = dt.timedelta(days=1)


def make_draft(
    body: Body,
    *,
    rounds: int = 1,
    questions: int = 4,
    asks_prediction: bool = True,
    lasts: dt.timedelta = DAY,
) -> Contest:
    """A draft of the Party committee; round n opens n - 1 days from now, its keys are the first choices."""
    actor = user_of(body.party_secretary)
    contest = services.create_contest(
        actor=actor,
        organisation=body.committee,
        title=TITLE,
        purpose="Nâng cao nhận thức của đảng viên.",
        asks_prediction=asks_prediction,
    )
    for number in range(rounds):
        add_round(body, contest, opens_at=clock.now() + number * DAY, questions=questions, lasts=lasts)
    return contest


def add_round(
    body: Body, contest: Contest, *, opens_at: dt.datetime, questions: int = 4, lasts: dt.timedelta = DAY
) -> Round:
    actor = user_of(body.party_secretary)
    one = services.add_round(
        actor=actor, contest=contest, opens_at=opens_at, closes_at=opens_at + lasts, minutes=15
    )
    for number in range(1, questions + 1):
        words = single(f"Vòng {one.number}, câu {number}: nguyên tắc nào?", CHOICES, 0)
        quiz_services.add_question(actor=actor, quiz=one.quiz, words=words)
    return one


def make_contest(body: Body, **more: Any) -> Contest:
    """The same, announced."""
    draft = make_draft(body, **more)
    return services.announce_contest(actor=user_of(body.party_secretary), contest=draft)


def quiz_of(contest: Contest, number: int = 1) -> Quiz:
    return contest.rounds.get(number=number).quiz


def take(contest: Contest, member: Member, *, right: int, seconds: int = 60, number: int = 1) -> Attempt:
    """Take a round; it takes `seconds`."""
    attempt = quizzes.take(quiz_of(contest, number), member, right=right)
    Attempt.objects.filter(pk=attempt.pk).update(seconds=seconds)
    return attempt


def after_closing(contest: Contest) -> dt.datetime:
    """A moment at which every round has closed for everybody."""
    return max(one.quiz.closes_at for one in contest.rounds.select_related("quiz")) + GRACE + DAY / 24


def close(body: Body, contest: Contest) -> Contest:
    return services.close_contest(actor=user_of(body.party_secretary), contest=contest)
