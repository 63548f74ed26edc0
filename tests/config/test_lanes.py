"""Whoever takes a quiz does not wait behind pages; pages that would wait too long are turned away kindly."""

import asyncio
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from chuyende.config.lanes import PAGE_THREADS, Lanes
from chuyende.meeting.quizzes.models import Answer
from chuyende.meeting.quizzes.queries import paper_to_take
from chuyende.meeting.quizzes.tickets import ticket_for
from tests import factories
from tests.meeting.live.factories import in_a_loop_of_its_own
from tests.meeting.quizzes.factories import begin, make_quiz
from tests.server import Server, on_test_database

PAGE, QUIZ = "/toan-dang-bo/", "/trac-nghiem/bai-lam/0199aabb-0000-7000-8000-000000000000/"
#: how long a phone would wait before it says that there is no connection
PATIENCE_SECONDS = 4


async def ask(lanes: Lanes, path: str) -> tuple[int, dict[bytes, bytes], bytes]:
    """The status, headers and body of one request."""
    scope: dict[str, Any] = {
        "type": "http",
        "method": "GET",
        "path": path,
        "headers": [],
        "query_string": b"",
    }
    scope |= {
        "scheme": "http",
        "server": ("localhost", 80),
        "client": ("127.0.0.1", 1),
        "http_version": "1.1",
    }
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await lanes(scope, receive, send)
    body = b"".join(message.get("body", b"") for message in sent)
    return sent[0]["status"], dict(sent[0]["headers"]), body


def test_pages_beyond_the_room_are_turned_away_and_a_quiz_goes_on() -> None:
    released = threading.Event()

    def pages(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if environ["PATH_INFO"] == PAGE:
            assert released.wait(PATIENCE_SECONDS)
        start("200 OK", [("Content-Type", "text/plain")])
        return [b"xong"]

    async def play() -> None:
        lanes = Lanes(pages, at_most=PAGE_THREADS + 2)
        waiting = [asyncio.create_task(ask(lanes, PAGE)) for _ in range(PAGE_THREADS + 2)]
        await asyncio.sleep(0)  # they have come in

        status, headers, body = await ask(lanes, PAGE)
        assert (status, headers[b"retry-after"]) == (503, b"5")
        assert "Đang có rất đông người dùng" in body.decode()
        assert (await ask(lanes, QUIZ))[0] == 200

        released.set()
        assert [status for status, _headers, _body in await asyncio.gather(*waiting)] == [200] * len(waiting)
        assert (await ask(lanes, PAGE))[0] == 200

    in_a_loop_of_its_own(play())


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_answers_are_kept_while_the_public_site_and_reports_are_stormed(
    tmp_path: Path, client_of: Callable[..., Client]
) -> None:
    body = factories.make_body()
    quiz = make_quiz(body)
    attempt = begin(quiz, body.member)
    first = min(paper_to_take(attempt), key=lambda shown: shown.quiz_question.position)
    session = client_of(body.secretary.user).cookies["sessionid"].value
    asked_for = ["/", reverse("paperwork:sign_sheet_file", args=[quiz.meeting_id])]
    sent_back: set[str] = set()
    ticket = ticket_for(attempt.pk, body.member.user_id)
    server, stormed = Server(tmp_path / "log", on_test_database()), threading.Event()

    def storm(number: int) -> None:
        page = urllib.request.Request(
            f"{server.url}{asked_for[number % 2]}", headers={"Cookie": f"sessionid={session}"}
        )
        while not stormed.is_set():
            try:
                with urllib.request.urlopen(page, timeout=30) as answer:
                    sent_back.add(answer.headers.get_content_type())
            except urllib.error.HTTPError as error:
                assert error.code == 503  # the way in which it may refuse

    def keep(number: int) -> float:
        sent = {first.name: number % 4, first.moment_name: int(time.time() * 1000), "device": "00112233"}
        post = urllib.request.Request(
            f"{server.url}/trac-nghiem/bai-lam/{attempt.pk}/giu/",
            urlencode(sent).encode(),
            {"X-Attempt": ticket},
        )
        begun = time.monotonic()
        with urllib.request.urlopen(post, timeout=30) as answer:
            assert answer.status == 200
        return time.monotonic() - begun

    try:
        with ThreadPoolExecutor(16) as crowd:
            storming = [crowd.submit(storm, number) for number in range(16)]
            waited = [keep(number) for number in range(41)]
            stormed.set()
            for one in storming:
                one.result()
    finally:
        stormed.set()
        server.stop()

    assert sent_back == {"text/html", "application/pdf"}
    assert max(waited) < PATIENCE_SECONDS
    assert Answer.objects.get(attempt=attempt).response == first.order[40 % 4]
