"""Two lanes for pages: whoever takes a quiz does not wait behind reports and the public site.

Each lane has processes of its own (`pages`), so that the event loop has its core for the hall and for saved answers.
"""

import asyncio
import contextlib
import itertools
import json
import os
import re
import signal
import socket
import sys
from collections import deque
from collections.abc import Sequence
from functools import cached_property
from tempfile import SpooledTemporaryFile
from typing import IO, Any

import structlog
from a2wsgi.asgi_typing import HTTPResponseStartEvent, HTTPScope, Receive, Scope, Send
from a2wsgi.wsgi import build_environ
from django.template.loader import render_to_string

from .frames import AT_ONCE, BROKEN, END, LENGTH, framed, head

log = structlog.get_logger(__name__)

#: Processes and their threads; each thread keeps one connection to the database. More threads wait for one another:
#: a quiz taken alone costs half as much again in one process of four. The second lane has those who fetch long files.
QUIZ_PROCESSES, QUIZ_THREADS = 2, 2
PAGE_PROCESSES, PAGE_THREADS = 1, 10
#: requests of a lane under way or waiting; whoever comes then is asked to come again. Of the first, what two thousand ask
#: who begin a quiz at the same moment; of the second, some seconds' work
QUIZ_AT_MOST, PAGES_AT_MOST = 8000, 200
RETRY_SECONDS = 5
RESTART_SECONDS, STOP_SECONDS = 2, 10
#: bytes that are held for a slow client. Of an answer: a page whole, and as much of a clip as is sent at once. Of what it
#: sends: a form; a longer file waits on the disk until it is whole
AHEAD = 1024 * 1024
#: bytes that a client may send at once: the longest clip that the library takes, and what a form adds to it
LONGEST = 600 * 1024 * 1024

_ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
#: cards for the hall, which are printed beforehand: some seconds' work for a large cell
_PRINTED = "the-chi-bo/|phieu-gio/"
#: signing in, the pages of a quiz being taken and of the hall, and what they look like
_QUIZ = re.compile(
    rf"/(?:static|tai-khoan|hoi-truong|trac-nghiem/bai-lam)/(?!{_PRINTED})|/trac-nghiem/{_ID}/(?:lam-bai/)?$"
)
#: what the process of pages sets itself
_ITS_OWN = ("asgi.scope", "wsgi.version", "wsgi.input", "wsgi.errors")


class LostError(Exception):
    """The process of pages, or the page itself, broke off its answer. `begun`: the client has a part of it."""

    def __init__(self, *, begun: bool) -> None:
        super().__init__(begun)
        self.begun = begun


class TooLongError(Exception):
    """A client sends more than `LONGEST`."""


class Lanes:
    """An ASGI application for HTTP, in two lanes. What a lane cannot take any more is answered by 503 and a page that
    says when to come again, before it costs anything."""

    def __init__(self, *, quiz_at_most: int = QUIZ_AT_MOST, pages_at_most: int = PAGES_AT_MOST) -> None:
        self.quiz, self.pages = Lane(at_most=quiz_at_most), Lane(at_most=pages_at_most)

    async def keep(self) -> None:
        """Keep the processes of pages alive until this is cancelled: then each ends what it has in hand.

        They share what one of them has loaded; when one falls, all begin anew.
        """
        while True:
            groups = [
                (lane, [socket.socketpair() for _ in range(threads)]) for lane, threads in self._processes
            ]
            theirs = [[pair[1] for pair in pairs] for _lane, pairs in groups]
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "chuyende.config.pages",
                *[",".join(str(end.fileno()) for end in ends) for ends in theirs],
                pass_fds=[end.fileno() for ends in theirs for end in ends],
                start_new_session=True,  # Ctrl+C is for the server
            )
            for end in itertools.chain(*theirs):
                end.close()
            ways = [way for lane, pairs in groups for way in await lane.open([pair[0] for pair in pairs])]
            try:
                code = await process.wait()
            except asyncio.CancelledError:
                close(ways)
                await _end(process)
                raise
            close(ways)
            log.error("the processes of pages ended; starting them again", code=code)
            await asyncio.sleep(RESTART_SECONDS)

    @property
    def _processes(self) -> "list[tuple[Lane, int]]":
        """Each process: its lane, its threads."""
        return [(self.quiz, QUIZ_THREADS)] * QUIZ_PROCESSES + [(self.pages, PAGE_THREADS)] * PAGE_PROCESSES

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert scope["type"] == "http"
        lane = self.quiz if _QUIZ.match(scope["path"]) else self.pages
        if lane.under_way >= lane.at_most:
            await self._turn_away(send)
        else:
            await self._answer(lane, scope, receive, send)

    async def _answer(self, lane: "Lane", scope: HTTPScope, receive: Receive, send: Send) -> None:
        try:
            await lane.answer(scope, receive, send)
        except LostError as lost:
            if lost.begun:
                raise
            await self._turn_away(send)
        except TooLongError:
            page = render_to_string("413.html", {"megabytes": LONGEST // 1024**2})
            await _say(send, 413, page.encode())

    @cached_property
    def _busy(self) -> bytes:
        return render_to_string("503.html").encode()

    async def _turn_away(self, send: Send) -> None:
        await _say(send, 503, self._busy, (b"retry-after", str(RETRY_SECONDS).encode()))


async def _say(send: Send, status: int, page: bytes, *headers: tuple[bytes, bytes]) -> None:
    """Answer by a page that no process of pages has made."""
    known = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(page)).encode()),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": [*known, *headers]})
    await send({"type": "http.response.body", "body": page})


async def _end(process: asyncio.subprocess.Process) -> None:
    """Wait until all processes of pages have left; those that do not in time are killed, with what they had in hand."""
    try:
        await asyncio.wait_for(process.wait(), STOP_SECONDS)
    except TimeoutError:
        log.warning("a page did not end in time")
        os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


class Lane:
    """The ways to its processes: to each as many as it has threads, each way with one request at a time. `under_way`:
    how many requests are being answered or wait for a way, `at_most` so many."""

    def __init__(self, *, at_most: int) -> None:
        self.at_most = at_most
        self._free: deque[_Way] = deque()
        self._turn = asyncio.Semaphore(0)  # one for each free way; who came first has it first
        self.under_way = 0

    async def open(self, ends: list[socket.socket]) -> "list[_Way]":
        """Use these sockets, whose other ends are answered (`pages.answer_all`), until the ways are closed."""
        ways = [_Way(*await asyncio.open_unix_connection(sock=end, limit=AHEAD)) for end in ends]
        for way in ways:
            self._give_back(way)
        return ways

    async def answer(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Answer one request, once it is here whole and a way is free. Raises LostError, TooLongError."""
        self.under_way += 1
        try:
            body = await _received(receive)
            answer = await self._carried(scope, body, send) if body else None
        finally:
            self.under_way -= 1
        if answer:
            await answer.send(send)

    async def _carried(self, scope: HTTPScope, body: IO[bytes], send: Send) -> "Answer":
        with body:
            way = await self._take()
            try:
                return await way.carry(scope, body, send)
            finally:
                self._give_back(way)

    async def _take(self) -> "_Way":
        while True:
            await self._turn.acquire()
            if not (way := self._free.popleft()).is_closed:
                return way

    def _give_back(self, way: "_Way") -> None:
        self._free.append(way)
        self._turn.release()


async def _received(receive: Receive) -> IO[bytes] | None:
    """All that a client sends: one that sends slowly holds up nobody else. None: it went away meanwhile. Raises
    TooLongError."""
    with contextlib.ExitStack() as closing:
        body = closing.enter_context(SpooledTemporaryFile(AHEAD))
        while True:
            message: Any = await receive()
            if message["type"] == "http.disconnect":
                return None
            piece = message.get("body", b"")
            length = body.tell() + len(piece)
            if length > LONGEST:
                raise TooLongError
            if length > AHEAD:
                await asyncio.to_thread(body.write, piece)
            else:
                body.write(piece)
            if not message.get("more_body", False):
                body.seek(0)
                closing.pop_all()  # whoever gets it closes it
                return body


def close(ways: "Sequence[_Way]") -> None:
    """Let go of `ways`; what is under way on them is lost."""
    for way in ways:
        way.close()


class Answer:
    """What has come of an answer and is not sent yet: a slow client holds up nothing but its own page."""

    def __init__(self, status: int, headers: list[tuple[str, str]]) -> None:
        named = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        self._start: HTTPResponseStartEvent = {
            "type": "http.response.start",
            "status": status,
            "headers": named,
        }
        self._pieces: list[bytes] = []
        self.held = 0
        self.is_begun = False

    def add(self, piece: bytes) -> None:
        self._pieces.append(piece)
        self.held += len(piece)

    async def send(self, send: Send, *, is_more: bool = False) -> None:
        """Send what is held; without `is_more` it is the end."""
        if not self.is_begun:
            self.is_begun = True
            await send(self._start)
        body = b"".join(self._pieces)
        self._pieces, self.held = [], 0
        await send({"type": "http.response.body", "body": body, "more_body": is_more})


class _Way:
    """One socket to a thread of the process."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._is_over = True

    @property
    def is_closed(self) -> bool:
        return self._reader.at_eof() or self._writer.is_closing()

    def close(self) -> None:
        self._writer.close()

    async def carry(self, scope: HTTPScope, body: IO[bytes], send: Send) -> "Answer":
        """Bring one request there and its answer back; what remains of it is to be sent. Raises LostError."""
        environ: Any = build_environ(scope, None)  # type: ignore[arg-type]  # the body goes its own way
        for name in _ITS_OWN:
            del environ[name]
        piece = body.read(AT_ONCE)
        is_more = len(piece) == AT_ONCE
        parts = [head(environ), framed(piece) if piece else b"", b"" if is_more else END]
        self._is_over = False
        self._writer.write(b"".join(parts))
        rest = asyncio.create_task(self._bring_rest(body)) if is_more else None
        try:
            return await self._bring_back(send)
        except asyncio.CancelledError:
            self.close()  # nobody will read the rest
            raise
        finally:
            while not self._is_over and not self.is_closed:
                await self._piece(begun=True)  # the next request begins with its own answer
            if rest:
                with contextlib.suppress(ConnectionError):
                    await rest

    async def _bring_rest(self, body: IO[bytes]) -> None:
        while piece := await asyncio.to_thread(body.read, AT_ONCE):
            await self._writer.drain()
            self._writer.write(framed(piece))
        self._writer.write(END)

    async def _bring_back(self, send: Send) -> "Answer":
        answer = Answer(*json.loads(await self._piece(begun=False)))
        while piece := await self._piece(begun=answer.is_begun):
            if answer.held >= AHEAD:
                await answer.send(send, is_more=True)
            answer.add(piece)
        return answer

    async def _piece(self, *, begun: bool) -> bytes:
        try:
            (length,) = LENGTH.unpack(await self._reader.readexactly(LENGTH.size))
            piece = b"" if length == BROKEN else await self._reader.readexactly(length)
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            self.close()
            raise LostError(begun=begun) from error
        self._is_over = not piece
        if length == BROKEN:
            raise LostError(begun=begun)
        return piece
