"""The short way of saved answers: what one phone may ask in how much time."""

import asyncio
from typing import Any
from urllib.parse import urlencode

import pytest

from chuyende.meeting.quizzes import consumers
from chuyende.meeting.quizzes.models import Answer, Attempt
from chuyende.meeting.quizzes.queries import paper_to_take
from chuyende.meeting.quizzes.tickets import ticket_for
from tests import factories
from tests.meeting.live.factories import in_a_loop_of_its_own

from .factories import begin, make_quiz

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def attempts() -> tuple[Attempt, Attempt]:
    """Two of one quiz, by two members."""
    body = factories.make_body()
    quiz = make_quiz(body)
    return begin(quiz, body.member), begin(quiz, body.deputy)


async def post(saving: consumers.SavingApplication, attempt: Attempt, body: bytes) -> int:
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    ticket = ticket_for(attempt.pk, attempt.member.user_id)
    await saving.save(str(attempt.pk), ticket, receive, send)
    return int(sent[0]["status"])


def answered(attempt: Attempt, choice: int) -> bytes:
    first = paper_to_take(attempt, {})[0]
    return urlencode({first.name: choice, "device": "00112233"}).encode()


def test_a_flood_of_one_attempt_is_asked_to_wait_and_the_others_do_not(
    attempts: tuple[Attempt, Attempt],
) -> None:
    flooding, other = attempts
    said, theirs = answered(flooding, 1), answered(other, 2)

    async def play() -> tuple[list[int], int]:
        saving = consumers.SavingApplication()
        flood = await asyncio.gather(*[post(saving, flooding, said) for _again in range(90)])
        calm = await post(saving, other, theirs)
        await saving.stop()
        return flood, calm

    flood, calm = in_a_loop_of_its_own(play())

    assert set(flood) == {200, 429}
    assert flood.count(200) >= consumers.BURST
    assert calm == 200
    assert Answer.objects.count() == 2
