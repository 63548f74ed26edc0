"""Pages in a process of their own: what goes there and comes back is whole, whatever its length or end."""

import asyncio
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chuyende.config.frames import AT_ONCE
from chuyende.config.lanes import AHEAD, Lane, LostError
from tests.meeting.live.factories import in_a_loop_of_its_own

from .ways import Message, Page, Start, answered, ask, scope_of


def asked(page: Page, *requests: tuple[bytes, ...], breaks_off: bool = False) -> list[list[Message]]:
    """What is sent for each of the requests, one after the other on one way, and for a last one."""

    async def play() -> list[list[Message]]:
        lane = Lane(at_most=100)
        async with answered(lane, page, ways=1):
            return [await ask(lane.answer, "/", *parts, breaks_off=breaks_off) for parts in requests]

    return in_a_loop_of_its_own(play())


def body_of(sent: list[Message]) -> bytes:
    return b"".join(message["body"] for message in sent[1:])


def echo(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    start("200 OK", [("Content-Type", "text/plain")])
    return [environ["REQUEST_METHOD"].encode(), environ["wsgi.input"].read()]


def test_a_page_is_handed_over_whole() -> None:
    def page(_environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        start("200 OK", [("Content-Type", "text/plain"), ("X-Two", "a"), ("X-Two", "b")])
        return [b"Tu do", b"", b" cai"]

    assert asked(page, ()) == [
        [
            {
                "type": "http.response.start",
                "status": 200,
                "headers": [(b"content-type", b"text/plain"), (b"x-two", b"a"), (b"x-two", b"b")],
            },
            {"type": "http.response.body", "body": b"Tu do cai", "more_body": False},
        ]
    ]


def test_a_page_without_a_body_is_only_its_head() -> None:
    def page(_environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        start("302 Found", [("Location", "/trac-nghiem/")])
        return []

    (sent,) = asked(page, ())
    assert sent[0]["status"] == 302
    assert body_of(sent) == b""


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.binary(max_size=200_000), max_size=4).map(tuple), min_size=1, max_size=4))
def test_what_is_posted_comes_back_in_any_parts_one_after_the_other(
    requests: list[tuple[bytes, ...]],
) -> None:
    found = asked(echo, *requests)

    assert [body_of(sent) for sent in found] == [
        (b"POST" if parts else b"GET") + b"".join(parts) for parts in requests
    ]


def test_a_long_file_goes_in_pieces_and_is_closed() -> None:
    closed, piece = [], b"0123456789abcdef" * 256
    number = 3 * AHEAD // len(piece)

    class File:
        def __iter__(self) -> Iterator[bytes]:
            return (piece for _ in range(number))

        def close(self) -> None:
            closed.append(True)

    def page(_environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        start("200 OK", [])
        return File()

    (sent,) = asked(page, ())

    assert body_of(sent) == piece * number
    assert max(len(message["body"]) for message in sent[1:]) <= AHEAD + AT_ONCE + len(piece)
    assert [message["more_body"] for message in sent[1:]] == [True] * (len(sent) - 2) + [False]
    assert closed == [True]


def test_what_a_page_does_not_read_is_not_taken_for_the_next_request() -> None:
    def deaf(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        start("413 Too Large", [])
        return [environ["PATH_INFO"].encode()]

    long = (b"a" * 300_000, b"b" * 300_000, b"c" * 300_000)
    assert [body_of(sent) for sent in asked(deaf, long, (b"x",), ())] == [b"/", b"/", b"/"]


def test_who_goes_away_while_sending_asks_no_page() -> None:
    read: list[bytes] = []

    def page(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        read.append(environ["wsgi.input"].read())
        start("200 OK", [])
        return [b"xong"]

    gone, sent = (asked(page, (b"a=1", b"&b=2"), breaks_off=True), asked(page, (b"c=3",)))
    assert gone == [[]]
    assert body_of(sent[0]) == b"xong"
    assert read == [b"c=3"]


def test_who_sends_slowly_holds_up_nobody_else() -> None:
    async def play() -> None:
        lane, goes_on = Lane(at_most=100), asyncio.Event()
        pieces = [b"a" * AHEAD, b"b" * AT_ONCE, b"c"]
        waiting, sent = list(pieces), []

        async def receive_slowly() -> Message:
            if len(waiting) < len(pieces):
                await goes_on.wait()
            piece = waiting.pop(0)
            return {"type": "http.request", "body": piece, "more_body": bool(waiting)}

        async def send(message: Message) -> None:
            sent.append(message)

        async with answered(lane, echo, ways=1):
            slow = asyncio.create_task(lane.answer(scope_of("/", "POST"), receive_slowly, send))
            await asyncio.sleep(0)  # it has come first
            for number in range(3):
                assert body_of(await ask(lane.answer, "/", b"%d" % number)) == b"POST%d" % number
            assert not sent
            goes_on.set()
            await slow
        assert body_of(sent) == b"POST" + b"".join(pieces)

    in_a_loop_of_its_own(play())


def test_a_client_that_does_not_take_its_page_leaves_the_way_as_it_was() -> None:
    def page(_environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        start("200 OK", [])
        return [b"x" * AT_ONCE] * 4

    async def refuse(message: Message) -> None:
        raise RuntimeError("the client is gone")

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def play() -> None:
        lane = Lane(at_most=100)
        async with answered(lane, page, ways=1):
            with pytest.raises(RuntimeError, match="the client is gone"):
                await lane.answer(scope_of("/"), receive, refuse)
            assert len(body_of(await ask(lane.answer))) == 4 * AT_ONCE

    in_a_loop_of_its_own(play())


@pytest.mark.parametrize("sends_first", [0, 2 * AHEAD])
def test_a_page_that_fails_is_lost_and_the_next_one_is_not(sends_first: int) -> None:
    def page(environ: dict[str, Any], start: Start) -> Iterator[bytes]:
        start("200 OK", [])
        yield from [b"x" * AHEAD] * (sends_first // AHEAD)
        if environ["REQUEST_METHOD"] == "POST":
            raise RuntimeError("on purpose")

    async def play() -> None:
        lane = Lane(at_most=100)
        async with answered(lane, page, ways=1):
            with pytest.raises(LostError) as lost:
                await ask(lane.answer, "/", b"a=1")
            assert lost.value.begun == bool(sends_first)
            assert len(body_of(await ask(lane.answer))) == sends_first

    in_a_loop_of_its_own(play())


@pytest.mark.parametrize("length", [AT_ONCE, AHEAD])
def test_a_slow_client_holds_up_nobody_else(length: int) -> None:
    def page(_environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        start("200 OK", [])
        return [b"x" * length]

    async def play() -> None:
        lane, taken, sent = Lane(at_most=100), asyncio.Event(), []

        async def receive() -> Message:
            return {"type": "http.request", "body": b""}

        async def send_slowly(message: Message) -> None:
            await taken.wait()
            sent.append(message)

        async with answered(lane, page, ways=1):
            slow = asyncio.create_task(lane.answer(scope_of("/"), receive, send_slowly))
            await asyncio.sleep(0)  # it has come first
            for _ in range(3):
                assert len(body_of(await ask(lane.answer))) == length
            assert not sent
            assert lane.under_way == 0
            taken.set()
            await slow
        assert len(body_of(sent)) == length

    in_a_loop_of_its_own(play())
