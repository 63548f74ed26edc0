"""The server killed at random moments while attempts run: nothing that a phone was told is lost, nothing is doubled."""

import itertools
import json
import os
import random
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlencode

import pytest

from chuyende.meeting.questions.engine.marking import mark
from chuyende.meeting.quizzes import queries
from chuyende.meeting.quizzes.models import Answer, Attempt
from chuyende.meeting.quizzes.tickets import ticket_for
from tests import factories
from tests.server import Server, free_port, on_test_database

from .factories import begin, make_quiz

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

PHONES, QUESTIONS = 8, 20
#: how often the server is killed; `KILLS=100` for the whole hundred
KILLS = int(os.environ.get("KILLS", "3"))
TRY_SECONDS = 120
#: longer than a hundred kills take: an answer that comes after the time is told so, and is not kept
MINUTES = 600


class Phone:
    """Taps one question after the other, round and round, and sends each tap until it is told that it is saved."""

    def __init__(self, attempt: Attempt, port: int) -> None:
        self.address = f"http://localhost:{port}/trac-nghiem/bai-lam/{attempt.pk}/giu/"
        self.ticket = ticket_for(attempt.pk, attempt.member.user_id)
        asked = queries.questions_for_answering(attempt)
        #: question by question the choices as this attempt has them mixed
        self.orders = {str(question.quiz_question.pk): question.order for question in asked}
        self.saved: dict[str, int] = {}
        self.taps = 0

    def play(self, over: threading.Event) -> None:
        for place, question in zip(itertools.count(), itertools.cycle(self.orders)):
            choice = (place // len(self.orders) + place) % 4
            told = self._until_told({f"q-{question}": choice, f"at-{question}": _now()})
            assert (told["saved"], told["late"]) == (1, False), told
            self.saved[question], self.taps = self.orders[question][choice], place + 1
            if over.is_set() and place >= len(self.orders):
                return

    def hand_in(self) -> bool:
        return bool(self._until_told({"handed-in": _now()})["over"])

    def _until_told(self, sent: dict[str, int]) -> dict[str, object]:
        body = urlencode(sent | {"device": "00112233"}).encode()
        until = time.monotonic() + TRY_SECONDS
        while True:
            try:
                post = urllib.request.Request(self.address, body, {"X-Attempt": self.ticket})
                with urllib.request.urlopen(post, timeout=10) as answer:
                    told: dict[str, object] = json.load(answer)
                    return told
            except urllib.error.HTTPError as error:
                assert error.code == 503, error.read()
            except (OSError, HTTPException):
                assert time.monotonic() < until, "the server does not come back"
            time.sleep(0.05)


def _now() -> int:
    return int(time.time() * 1000)


@pytest.fixture
def phones() -> list[Phone]:
    body = factories.make_body()
    quiz = make_quiz(body, questions=QUESTIONS, minutes=MINUTES)
    members = [factories.make_member(body.cell, f"Đảng Viên {number}") for number in range(PHONES)]
    port = free_port()
    return [Phone(begin(quiz, member), port) for member in members]


def test_killed_at_random_moments_it_has_every_answer_that_a_phone_was_told(
    phones: list[Phone], tmp_path: Path
) -> None:
    port = int(phones[0].address.split(":")[2].split("/")[0])
    chance, over = random.Random(2026), threading.Event()
    server = Server(tmp_path / "log", on_test_database(), port)
    try:
        with ThreadPoolExecutor(PHONES) as crowd:
            playing = [crowd.submit(phone.play, over) for phone in phones]
            try:
                for _kill in range(KILLS):
                    before = sum(phone.taps for phone in phones)
                    while sum(phone.taps for phone in phones) == before:  # all are at work again
                        assert not any(one.done() for one in playing), "a phone has given up"
                        time.sleep(0.01)
                    time.sleep(chance.random())  # the random moment itself
                    server.process.kill()
                    server.process.wait()
                    server = Server(tmp_path / "log", on_test_database(), port)
            finally:
                over.set()
                for one in playing:
                    one.result()

        for phone, attempt in zip(phones, Attempt.objects.order_by("member__full_name"), strict=True):
            stored = {str(one.quiz_question_id): one.response for one in attempt.answers.all()}
            assert stored == phone.saved
        assert Answer.objects.count() == PHONES * QUESTIONS

        assert [phone.hand_in() for phone in phones for _again in range(2)] == [True] * (2 * PHONES)
    finally:
        server.stop()

    for attempt in Attempt.objects.all():
        answers = attempt.answers.select_related("quiz_question__version")
        assert attempt.score == sum(mark(one.quiz_question.words, one.response) for one in answers)
