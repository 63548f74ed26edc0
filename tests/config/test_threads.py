"""Pages in threads: what goes in and out is whole, whatever its length."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from chuyende.config.threads import AT_ONCE, Threads
from tests.meeting.live.factories import in_a_loop_of_its_own

Start = Callable[..., Any]


def asked(app: Callable[..., Iterable[bytes]], *parts: bytes) -> list[dict[str, Any]]:
    """What is sent to a client that posts so many parts."""
    scope: dict[str, Any] = {
        "type": "http",
        "method": "POST",
        "path": "/",
        "headers": [],
        "query_string": b"",
    }
    scope |= {
        "scheme": "http",
        "server": ("localhost", 80),
        "client": ("127.0.0.1", 1),
        "http_version": "1.1",
    }
    left, sent = list(parts) or [b""], []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": left.pop(0), "more_body": bool(left)}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    pages: Any = Threads(app, 2)
    in_a_loop_of_its_own(pages(scope, receive, send))
    return sent


def test_a_page_is_handed_over_whole() -> None:
    def app(_environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        start("200 OK", [("Content-Type", "text/plain"), ("X-Two", "a"), ("X-Two", "b")])
        return [b"Tu do", b"", b" cai"]

    assert asked(app) == [
        {
            "type": "http.response.start",
            "status": 200,
            "headers": [(b"content-type", b"text/plain"), (b"x-two", b"a"), (b"x-two", b"b")],
        },
        {"type": "http.response.body", "body": b"Tu do cai", "more_body": False},
    ]


def test_a_long_file_goes_in_pieces_and_is_closed() -> None:
    closed, piece = [], b"0123456789abcdef" * 256
    number = 3 * AT_ONCE // len(piece)

    class File:
        def __iter__(self) -> Iterator[bytes]:
            return (piece for _ in range(number))

        def close(self) -> None:
            closed.append(True)

    def app(_environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        start("200 OK", [])
        return File()

    sent = asked(app)

    bodies = [message["body"] for message in sent[1:]]
    assert b"".join(bodies) == piece * number
    assert max(map(len, bodies)) <= AT_ONCE + len(piece)
    assert [message["more_body"] for message in sent[1:]] == [True] * (len(bodies) - 1) + [False]
    assert closed == [True]


def test_a_form_that_comes_in_parts_is_read_whole() -> None:
    def app(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        start("200 OK", [])
        return [environ["wsgi.input"].read()]

    assert asked(app, b"a=1", b"&b=2", b"&c=3")[1]["body"] == b"a=1&b=2&c=3"
    assert asked(app)[1]["body"] == b""


def test_a_page_that_fails_before_it_answers_has_sent_nothing() -> None:
    def app(_environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        start("200 OK", [])
        raise RuntimeError("on purpose")

    with pytest.raises(RuntimeError, match="on purpose"):
        asked(app)
