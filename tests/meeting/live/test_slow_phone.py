"""A phone that takes nothing any more: it is let go, and nobody waits for it."""

import socket
import time
from urllib.parse import urlsplit

import pytest

from chuyende.meeting.live import services
from chuyende.meeting.quizzes.enums import QuizMode
from chuyende.meeting.quizzes.models import Quiz
from chuyende.meeting.quizzes.services import add_question, publish_quiz
from tests.meeting.quizzes.factories import CHOICES, make_draft, single, user_of

from .factories import seat_of
from .phone import Phone

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS, LETTERS = 24, 150_000


@pytest.fixture
def sitting(body):
    """Of questions so long that a phone's buffers are soon full."""
    draft = make_draft(body, questions=0)
    for number in range(ROUNDS):
        words = single(f"Câu {number}: {'điều lệ ' * (LETTERS // 8)}", CHOICES, 0)
        add_question(actor=user_of(body.secretary), quiz=draft, words=words)
    Quiz.objects.filter(pk=draft.pk).update(mode=QuizMode.HALL)
    draft.refresh_from_db()
    quiz = publish_quiz(actor=user_of(body.secretary), quiz=draft)
    return services.create_sitting(actor=user_of(body.secretary), quiz=quiz)


def press(remote: Phone, act: str, told: str) -> None:
    """Press a button until it is done; who presses too fast waits as long as the protocol says."""
    remote.do(act)
    while remote.wait_either(told, "no") == "no":
        assert remote.heard[-1]["code"] == "slow_down"
        time.sleep(2)
        remote.do(act)


def test_a_phone_that_stops_reading_is_let_go_and_holds_up_nobody(body, sitting, hall, phone, host):
    address = urlsplit(hall.url)
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.connect((address.hostname, address.port))
    ticket = services.seat_ticket(seat_of(sitting, body.member))
    asleep = Phone(hall.url, sitting.pk, ticket, line=line)
    awake = phone(sitting, services.seat_ticket(seat_of(sitting, body.deputy)))
    remote = host(sitting, body.secretary)

    for number in range(1, ROUNDS + 1):
        for act, told in (("seal", "sealed"), ("open", "open"), ("close", "state"), ("reveal", "reveal")):
            press(remote, act, told)
            awake.wait(told)
        assert awake.opened["round"] == number

    assert asleep.close_code() == 1006
    back = Phone(hall.url, sitting.pk, ticket)
    assert back.welcome["state"]["phase"] == "revealed"
    asleep.close()
    back.close()
