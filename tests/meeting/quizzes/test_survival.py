"""Killed at random moments while attempts run, the database away: nothing that a phone was told is lost or doubled."""

import itertools
import json
import os
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.db import connection

from chuyende.meeting.questions.engine.marking import mark
from chuyende.meeting.quizzes import queries
from chuyende.meeting.quizzes.models import Answer, AnswerConflict, Attempt
from chuyende.meeting.quizzes.tickets import ticket_for
from tests import factories
from tests.kills import Target
from tests.server import Server, free_port, on_test_database
from with_postgres import Cluster

from .factories import begin, make_quiz

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

PHONES, QUESTIONS, PAGES = 8, 20, 10
#: how long the database is away; `AWAY=10` for the whole ten seconds
AWAY = float(os.environ.get("AWAY", "1"))
#: how soon after that everybody is served again
BACK_SECONDS = 15
TRY_SECONDS = 120
#: longer than a hundred kills take: an answer that comes after the time is told so, and is not kept
MINUTES = 600


class Phone:
    """Taps one question after the other, round and round, and sends each tap until it is told that it is saved."""

    def __init__(self, attempt: Attempt, port: int) -> None:
        self.port = port
        self.address = f"http://localhost:{port}/trac-nghiem/bai-lam/{attempt.pk}/giu/"
        self.ticket = ticket_for(attempt.pk, attempt.member.user_id)
        asked = queries.questions_for_answering(attempt)
        #: question by question the choices as this attempt has them mixed
        self.orders = {str(question.quiz_question.pk): question.order for question in asked}
        self.saved: dict[str, int] = {}
        self.taps = self.refusals = 0

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
                assert error.code in (429, 503), error.read()  # too fast for a thumb; nothing is stored now
                self.refusals += error.code == 503
            except (OSError, HTTPException):
                assert time.monotonic() < until, "the server does not come back"
            time.sleep(0.05)


def _now() -> int:
    return int(time.time() * 1000)


@pytest.fixture
def phones(own_database: Cluster | None) -> list[Phone]:
    body = factories.make_body()
    quiz = make_quiz(body, questions=QUESTIONS, minutes=MINUTES)
    members = [factories.make_member(body.cell, f"Đảng Viên {number}") for number in range(PHONES)]
    port = free_port()
    return [Phone(begin(quiz, member), port) for member in members]


@contextmanager
def all_playing(phones: list[Phone]) -> Iterator[Callable[[], None]]:
    """Let every phone tap, in a thread of its own, until the block ends; what is given waits until they go on."""
    over = threading.Event()
    with ThreadPoolExecutor(PHONES) as crowd:
        playing = [crowd.submit(phone.play, over) for phone in phones]

        def go_on() -> None:
            before = [phone.taps for phone in phones]
            while any(phone.taps == was for phone, was in zip(phones, before, strict=True)):
                assert not any(one.done() for one in playing), "a phone has given up"
                time.sleep(0.01)

        try:
            yield go_on
        finally:
            over.set()
            for one in playing:
                one.result()


def read_pages(server: Server) -> None:
    """Read a page so often at once that each thread of the pages has something to do."""
    with ThreadPoolExecutor(PAGES) as readers:
        for page in [
            readers.submit(urllib.request.urlopen, server.url, timeout=30) for _ in range(4 * PAGES)
        ]:
            page.result().close()


def assert_kept(phones: list[Phone]) -> None:
    """Everything that a phone was told is saved is there, once, and nothing else."""
    connection.close()  # it may be of a database that was killed
    for phone, attempt in zip(phones, Attempt.objects.order_by("member__full_name"), strict=True):
        stored = {str(one.quiz_question_id): one.response for one in attempt.answers.all()}
        assert stored == phone.saved
    assert Answer.objects.count() == PHONES * QUESTIONS
    assert not AnswerConflict.objects.exists()


def test_killed_at_random_moments_it_has_every_answer_that_a_phone_was_told(
    phones: list[Phone], own_database: Cluster | None, tmp_path: Path
) -> None:
    target = Target(tmp_path, phones[0].port, own_database)
    try:
        with all_playing(phones) as go_on:
            for _kill in range(target.kills):
                go_on()
                target.strike(within=1)
        assert_kept(phones)
        assert [phone.hand_in() for phone in phones for _again in range(2)] == [True] * (2 * PHONES)
    finally:
        target.stop()

    for attempt in Attempt.objects.all():
        answers = attempt.answers.select_related("quiz_question__version")
        assert attempt.score == sum(mark(one.quiz_question.words, one.response) for one in answers)


def test_database_that_is_away_for_a_while_is_waited_for_and_loses_nothing(
    phones: list[Phone], own_database: Cluster | None, tmp_path: Path
) -> None:
    if own_database is None:
        pytest.skip("SQLite lives inside the server")
    server = Server(tmp_path / "log", on_test_database(), phones[0].port)
    try:
        with all_playing(phones) as go_on:
            go_on()
            read_pages(server)
            own_database.stop()
            while not all(phone.refusals for phone in phones):  # each is told to come again
                time.sleep(0.01)
            before = [phone.taps for phone in phones]
            time.sleep(AWAY)
            assert [phone.taps for phone in phones] == before
            own_database.start()
            back = time.monotonic()
            go_on()
            assert time.monotonic() - back < BACK_SECONDS
            back = time.monotonic()
            for _page in range(2 * PAGES):  # none meets a connection that has died
                urllib.request.urlopen(server.url, timeout=10).close()
            assert time.monotonic() - back < BACK_SECONDS
        assert_kept(phones)
    finally:
        server.stop()
