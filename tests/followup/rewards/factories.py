"""A closed quiz with standings, and proposals from it."""

from typing import Any

from chuyende.followup.rewards import services
from chuyende.followup.rewards.enums import RewardForm
from chuyende.followup.rewards.models import Reward
from chuyende.meeting.quizzes.models import Quiz
from tests.factories import Body
from tests.meeting.quizzes.factories import make_quiz, take, user_of

OPEN, CLOSED = "2026-03-02 08:00+07:00", "2026-03-05 08:00+07:00"


def make_closed_quiz(body: Body, time_machine: Any) -> Quiz:
    """Four took part: member 3/3, deputy 2/3, the secretary and the probationary member 1/3. The quiz has closed."""
    time_machine.move_to(OPEN, tick=False)
    quiz = make_quiz(body)
    for person, right in ((body.member, 3), (body.deputy, 2), (body.secretary, 1), (body.probationary, 1)):
        take(quiz, person, right=right)
    time_machine.move_to(CLOSED, tick=False)
    return quiz


def propose(body: Body, quiz: Quiz, *, form: str = RewardForm.COMMENDATION) -> Reward:
    """The secretary proposes the best, `body.member`."""
    (reward,) = services.propose_best(
        actor=user_of(body.secretary), quiz=quiz, members=[body.member], form=form, reason="Kết quả cao"
    )
    return reward
