"""Whoever takes a quiz does not wait behind pages; pages that would wait too long are turned away kindly."""

import asyncio
import os
import signal
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from chuyende.config import lanes as lanes_module
from chuyende.config.lanes import AHEAD, PAGE_PROCESSES, PAGE_THREADS, QUIZ_PROCESSES, Lanes
from chuyende.meeting.quizzes.models import Answer
from chuyende.meeting.quizzes.queries import paper_to_take
from chuyende.meeting.quizzes.tickets import ticket_for
from tests import factories
from tests.meeting.live.factories import in_a_loop_of_its_own
from tests.meeting.quizzes.factories import begin, make_quiz
from tests.server import Server, children, is_gone, on_test_database

from .ways import Start, answered, ask

ID = "0199aabb-0000-7000-8000-000000000000"
PAGE, QUIZ = "/toan-dang-bo/", f"/trac-nghiem/bai-lam/{ID}/"
#: how long a phone would wait before it says that there is no connection
PATIENCE_SECONDS = 4


def test_pages_beyond_the_room_are_turned_away_and_a_quiz_goes_on() -> None:
    released = threading.Event()

    def pages(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        if environ["PATH_INFO"] == PAGE:
            assert released.wait(PATIENCE_SECONDS)
        start("200 OK", [("Content-Type", "text/plain")])
        return [b"xong"]

    async def play() -> None:
        lanes = Lanes(pages_at_most=4)
        async with answered(lanes.pages, pages, ways=2), answered(lanes.quiz, pages, ways=1):
            waiting = [asyncio.create_task(ask(lanes, PAGE)) for _ in range(4)]
            await asyncio.sleep(0)  # they have come in

            turned_away, *body = await ask(lanes, PAGE)
            assert turned_away["status"] == 503
            assert (b"retry-after", b"5") in turned_away["headers"]
            assert "Đang có rất đông người dùng" in body[0]["body"].decode()
            assert (await ask(lanes, QUIZ))[0]["status"] == 200

            released.set()
            assert [sent[0]["status"] for sent in await asyncio.gather(*waiting)] == [200] * 4
            assert (await ask(lanes, PAGE))[0]["status"] == 200

    in_a_loop_of_its_own(play())


def test_a_storm_of_signing_in_is_turned_away_before_it_fills_the_memory() -> None:
    released = threading.Event()

    def pages(_environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        assert released.wait(PATIENCE_SECONDS)
        start("200 OK", [("Content-Type", "text/plain")])
        return [b"xong"]

    async def play() -> None:
        lanes = Lanes(quiz_at_most=3)
        async with answered(lanes.quiz, pages, ways=1):
            waiting = [asyncio.create_task(ask(lanes, "/tai-khoan/login/")) for _ in range(3)]
            await asyncio.sleep(0)  # they have come in

            assert (await ask(lanes, "/tai-khoan/login/"))[0]["status"] == 503

            released.set()
            assert [sent[0]["status"] for sent in await asyncio.gather(*waiting)] == [200] * 3

    in_a_loop_of_its_own(play())


@pytest.mark.parametrize(
    ("path", "is_first"),
    [
        ("/hoi-truong/vao/", True),
        (f"/hoi-truong/{ID}/cho-ngoi/", True),
        (f"/trac-nghiem/{ID}/lam-bai/", True),
        (f"/trac-nghiem/{ID}/ket-qua/", False),
        (f"/hoi-truong/the-chi-bo/{ID}/", False),
        (f"/hoi-truong/phieu-gio/{ID}/in/", False),
        ("/hoi-truong/the/AB12/", True),
    ],
)
def test_what_is_printed_beforehand_waits_in_the_second_lane(path: str, is_first: bool) -> None:
    def says(lane: str) -> Callable[[dict[str, Any], Start], Iterable[bytes]]:
        def page(_environ: dict[str, Any], start: Start) -> Iterable[bytes]:
            start("200 OK", [("Content-Type", "text/plain")])
            return [lane.encode()]

        return page

    async def play() -> bytes:
        lanes = Lanes()
        async with answered(lanes.quiz, says("quiz"), ways=1), answered(lanes.pages, says("pages"), ways=1):
            _head, *body = await ask(lanes, path)
            return b"".join(part.get("body", b"") for part in body)

    assert in_a_loop_of_its_own(play()) == (b"quiz" if is_first else b"pages")


def test_a_page_that_is_lost_before_it_has_begun_is_asked_for_again() -> None:
    def failing(_environ: dict[str, Any], _start: Start) -> Iterable[bytes]:
        raise RuntimeError("on purpose")

    async def play() -> None:
        lanes = Lanes()
        async with answered(lanes.pages, failing, ways=1):
            sent = await ask(lanes, PAGE)
            assert sent[0]["status"] == 503
            assert "Đang có rất đông người dùng" in sent[1]["body"].decode()

    in_a_loop_of_its_own(play())


def test_more_than_the_program_takes_is_refused_before_a_page_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes_module, "LONGEST", 1024 * 1024)
    read: list[int] = []

    def page(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        read.append(len(environ["wsgi.input"].read()))
        start("200 OK", [])
        return [b"xong"]

    async def play() -> None:
        lanes = Lanes()
        async with answered(lanes.pages, page, ways=1):
            sent = await ask(lanes, PAGE, *[b"a" * 2**18] * 5)
            assert sent[0]["status"] == 413
            assert "tới 1 MB" in sent[1]["body"].decode()
            assert (await ask(lanes, PAGE, *[b"a" * 2**18] * 4))[0]["status"] == 200

    in_a_loop_of_its_own(play())
    assert read == [2**20]


def status_of(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def pages_of(server: Server) -> list[int]:
    """The processes that answer pages, the one that loaded them first."""
    (first,) = children(server.process.pid, "chuyende.config.pages")
    return [first, *children(first, "chuyende.config.pages")]


@pytest.mark.slow
@pytest.mark.parametrize("falls", [0, 1, QUIZ_PROCESSES + PAGE_PROCESSES])
def test_processes_of_pages_of_which_one_falls_begin_anew_and_leave_with_the_server(
    tmp_path: Path, falls: int
) -> None:
    server = Server(tmp_path / "log", {"CHUYENDE_DATA_DIR": str(tmp_path), "CHUYENDE_DATABASE_URL": ""})
    try:
        before = pages_of(server)
        assert len(before) == 1 + QUIZ_PROCESSES + PAGE_PROCESSES
        for process in before:
            os.kill(process, signal.SIGTERM)  # as systemd does: but they leave with the server, not before it
        assert status_of(f"{server.url}/") == 200
        os.kill(before[falls], signal.SIGKILL)
        assert all(is_gone(process) for process in before)

        for address in ("/tai-khoan/login/", "/"):
            assert status_of(server.url + address) in {200, 503}  # 503: they fell while they had this in hand
            assert status_of(server.url + address) == 200  # it waits for the next ones
        after = pages_of(server)
    finally:
        server.stop()

    assert len(after) == len(before)
    assert not set(before) & set(after)
    assert all(is_gone(process) for process in after)


def begins_to_send(server: Server, length: int) -> socket.socket:
    """A client that sends the first byte of so many, and pauses."""
    client = socket.create_connection(("localhost", urlsplit(server.url).port or 80), timeout=30)
    client.sendall(f"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\na".encode())
    return client


@pytest.mark.slow
def test_files_that_are_sent_slowly_hold_up_no_page(tmp_path: Path) -> None:
    length = 3 * AHEAD
    server = Server(tmp_path / "log", {"CHUYENDE_DATA_DIR": str(tmp_path), "CHUYENDE_DATABASE_URL": ""})
    try:
        slow = [begins_to_send(server, length) for _ in range(2 * PAGE_THREADS)]
        for _ in range(3):
            assert status_of(f"{server.url}/") == 200
        slow[0].sendall(b"a" * (length - 1))
        answer = slow[0].recv(1024)
        for client in slow:
            client.close()
        assert status_of(f"{server.url}/") == 200
    finally:
        server.stop()
    assert answer.startswith(b"HTTP/1.1 4")  # no page takes it, and it says so


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_answers_are_kept_while_the_public_site_and_reports_are_stormed(
    tmp_path: Path, client_of: Callable[..., Client]
) -> None:
    body = factories.make_body()
    quiz = make_quiz(body)
    attempt = begin(quiz, body.member)
    first = min(paper_to_take(attempt, {}), key=lambda shown: shown.quiz_question.position)
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
