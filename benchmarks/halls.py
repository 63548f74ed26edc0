"""A quiz open in the hall, with a seat and a ticket for each of very many members."""

import datetime as dt
from dataclasses import dataclass

from benchmarks import bodies
from benchmarks.quizzes import make_members
from chuyende.foundation.core import clock
from chuyende.foundation.organisation.models import Member
from chuyende.meeting.live import services as live
from chuyende.meeting.live.models import LiveAnswer, LiveSeat
from chuyende.meeting.questions.engine.words import Choice, Kind, Words
from chuyende.meeting.quizzes import services
from chuyende.meeting.quizzes.enums import QuizMode
from tests import factories
from tests.meeting.meetings.factories import make_meeting


@dataclass(frozen=True)
class ReadyHall:
    """Where a sitting is held, and the tickets of everybody in it."""

    path: str
    host: str
    screen: str
    seats: list[str]


def ready_hall(*, players: int, questions: int) -> ReadyHall:
    """A Party body whose first cell has so many members more, each with a seat in a sitting that is in its lobby."""
    bodies.empty_database()
    body = factories.make_body()
    secretary = body.secretary.user
    now = clock.now()
    quiz = services.create_quiz(
        actor=secretary,
        meeting=make_meeting(body),
        title="Tìm hiểu Điều lệ Đảng",
        opens_at=now,
        closes_at=now + dt.timedelta(days=1),
        mode=QuizMode.HALL,
    )
    for number in range(1, questions + 1):
        choices = tuple(
            Choice(f"Phương án trả lời thứ {place + 1}", place == number % 4) for place in range(4)
        )
        stem = f"Nguyên tắc tổ chức và hoạt động số {number} của Đảng Cộng sản Việt Nam là gì?"
        services.add_question(
            actor=secretary, quiz=quiz, words=Words(kind=Kind.SINGLE, stem=stem, choices=choices)
        )
    services.publish_quiz(actor=secretary, quiz=quiz)
    sitting = live.create_sitting(actor=secretary, quiz=quiz, seconds=None)
    members = Member.objects.filter(user__in=make_members(body.cell, players))
    seats = LiveSeat.objects.bulk_create(
        [LiveSeat(sitting=sitting, member=member) for member in members], batch_size=500
    )
    return ReadyHall(
        path=f"/hoi-truong/{sitting.pk}/ws",
        host=live.host_ticket(actor=secretary, sitting=sitting),
        screen=live.screen_ticket(actor=secretary, sitting=sitting),
        seats=[live.seat_ticket(seat) for seat in seats],
    )


def lost_and_doubled(acknowledged: list[dict[str, int]]) -> tuple[int, int]:
    """Of the answers that phones were told are stored: how many the database does not have as they were given; and
    how many it has beside them. `acknowledged`: of each round, from 1, the answer by the id that its phone gave it.
    """
    rows = LiveAnswer.objects.values_list("round__number", "client_id", "response")
    stored = [(number, str(named), answer) for number, named, answer in rows]
    given = {
        (number, named, answer)
        for number, one in enumerate(acknowledged, start=1)
        for named, answer in one.items()
    }
    return len(given - set(stored)), len(stored) - len(given & set(stored))
