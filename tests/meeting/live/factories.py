"""Sittings of the hall, made through the program's own services."""

import asyncio
from collections.abc import Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from chuyende.foundation.core.ids import new_id
from chuyende.foundation.organisation.models import Member
from chuyende.meeting.live import services
from chuyende.meeting.live.engine import Act, Stored
from chuyende.meeting.live.models import LiveSeat, LiveSitting
from chuyende.meeting.live.services import journal
from chuyende.meeting.live.services.journal import AnswerRow, Joined, JoinRow, Key
from chuyende.meeting.meetings.models import Meeting
from chuyende.meeting.quizzes.enums import QuizMode
from chuyende.meeting.quizzes.models import Quiz
from chuyende.meeting.quizzes.services import publish_quiz
from tests.factories import Body, make_member
from tests.meeting.quizzes.factories import make_draft, user_of

T = TypeVar("T")


def make_hall_quiz(body: Body, *, questions: int = 3, meeting: Meeting | None = None) -> Quiz:
    """A published quiz of the hall; question n has four choices, its key is n modulo 4."""
    quiz = make_draft(body, questions=questions, meeting=meeting)
    Quiz.objects.filter(pk=quiz.pk).update(mode=QuizMode.HALL)
    quiz.refresh_from_db()
    return publish_quiz(actor=user_of(body.secretary), quiz=quiz)


def make_sitting(
    body: Body, *, questions: int = 3, meeting: Meeting | None = None, **how: Any
) -> LiveSitting:
    """A sitting of `body.cell` in its lobby."""
    return services.create_sitting(
        actor=user_of(body.secretary), quiz=make_hall_quiz(body, questions=questions, meeting=meeting), **how
    )


def seat_of(sitting: LiveSitting, member: Member) -> LiveSeat:
    return services.take_seat(actor=user_of(member), sitting=sitting)


def act(sitting: LiveSitting, body: Body, *names: str) -> LiveSitting:
    """Do acts one after the other, as the secretary."""
    for name in names:
        sitting.refresh_from_db()
        services.perform_act(
            actor=user_of(body.secretary), sitting=sitting, act=Act(name), version=sitting.version
        )
    sitting.refresh_from_db()
    return sitting


def tickets_of(sitting: LiveSitting, body: Body, count: int) -> list[str]:
    """Tickets of `count` new members of the cell, each with a seat."""
    members = [make_member(body.cell, f"Người Thứ {number}") for number in range(count)]
    return [services.seat_ticket(seat_of(sitting, member)) for member in members]


def join(sitting: LiveSitting, *seats: LiveSeat) -> Mapping[Key, Joined]:
    """Let the phones of `seats` come in."""
    return journal.write_joins([JoinRow(str(sitting.pk), str(seat.pk), None, 0) for seat in seats])


def answer(
    sitting: LiveSitting,
    seat: LiveSeat,
    given: Any,
    *,
    ms: int = 1000,
    credited: int | None = None,
    corrected: bool = False,
) -> Stored | None:
    """Store an answer to the latest round; return what is stored, None if nothing."""
    row = AnswerRow(
        round=str(sitting.rounds.last().pk),
        seat=str(seat.pk),
        answer=given,
        client_id=new_id(),
        ms=ms,
        credited=ms if credited is None else credited,
        is_corrected=corrected,
        at=1_700_000_000_000,
    )
    return journal.write_answers([row]).get(row.key)


def in_a_loop_of_its_own(whole: Coroutine[Any, Any, T]) -> T:
    """Run to its end what waits, in a thread: the test's own has a loop already where a browser runs."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, whole).result()
