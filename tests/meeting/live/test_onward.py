"""Where results of the hall go: into the minutes of the meeting and to proposals of rewards."""

import pytest

from chuyende.faces.paperwork.models import MinutesSection
from chuyende.followup.rewards.enums import RewardForm
from chuyende.followup.rewards.services import propose_best
from chuyende.meeting.live import services
from chuyende.meeting.live.models import LiveSitting
from chuyende.meeting.meetings.enums import MeetingStage
from chuyende.meeting.meetings.services import close_meeting
from chuyende.meeting.quizzes import queries
from tests.factories import Body
from tests.meeting.meetings.factories import finish, make_meeting
from tests.meeting.quizzes.factories import user_of

from .factories import act, answer, join, make_sitting, seat_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(body: Body) -> LiveSitting:
    """Of three questions the second was left out: the member had both others right, the deputy one, in 2 s each."""
    sitting = make_sitting(body, meeting=make_meeting(body, stage=MeetingStage.OPEN))
    seats = [seat_of(sitting, body.member), seat_of(sitting, body.deputy)]
    join(sitting, *seats)
    act(sitting, body, "seal", "open")
    for seat, choice in zip(seats, (1, 1), strict=True):
        answer(sitting, seat, choice, ms=2000)
    act(sitting, body, "close", "reveal", "seal", "skip", "seal", "open")
    for seat, choice in zip(seats, (3, 0), strict=True):
        answer(sitting, seat, choice, ms=2000)
    act(sitting, body, "close", "reveal", "end")
    services.write_results(sitting=sitting)
    return sitting


def test_results_count_what_was_asked(held: LiveSitting) -> None:
    quiz = held.quiz

    assert [(place.score, place.attempt.size) for place in queries.standings(quiz)] == [(2, 2), (1, 2)]
    assert queries.average_share(queries.standings(quiz)) == 75
    assert queries.analysis_of(quiz).report.quiz.worth == 2


def test_rewards_are_proposed_from_the_standings_of_the_hall(held: LiveSitting, body: Body) -> None:
    held.quiz.refresh_from_db()

    (reward,) = propose_best(
        actor=user_of(body.secretary),
        quiz=held.quiz,
        members=[body.member],
        form=RewardForm.COMMENDATION,
        reason="Kết quả cao",
    )

    assert reward.reason == "Kết quả cao: hạng 1, đúng 2/2 câu"


def test_minutes_say_how_the_hall_answered(held: LiveSitting, body: Body) -> None:
    finish(body, held.quiz.meeting)
    close_meeting(actor=user_of(body.secretary), meeting=held.quiz.meeting)

    assert MinutesSection.objects.get(key="quiz").body.splitlines() == [
        (
            "Bộ câu hỏi “Tìm hiểu Điều lệ Đảng” gồm 3 câu, đã hỏi 2 câu: 02/07 đồng chí tham gia trả lời; "
            "trung bình đúng 1,5/2 câu."
        ),
        "Kết quả cao nhất:",
        "1. Đồng chí Hoàng Văn Êm: đúng 2/2 câu.",
        "2. Đồng chí Lê Văn Cường: đúng 1/2 câu.",
    ]
