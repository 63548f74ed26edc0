"""The processes that answer pages: `python -m chuyende.config.pages FD,FD FD,FD …`.

Processes, not threads of the server: there the hall and saved answers would wait for templates, and everything together
for one core. Each argument is one process; each of its numbers a socket to the server, with a thread that answers what
comes there (`frames`). What they need is loaded once, before they part. When the server ends, however it ends, the
sockets close and the processes leave.
"""

import contextlib
import gc
import io
import json
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any, BinaryIO

import structlog
from django.urls import get_resolver

from .frames import AT_ONCE, BREAK, END, LENGTH, framed, head

log = structlog.get_logger(__name__)

#: young garbage is looked for after so many new objects; what has been loaded stays
COLLECT_AFTER = (10_000, 20, 100)

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def answer_all(way: socket.socket, application: Application) -> None:
    """Answer the requests that come on `way`, one after the other, until the other end closes it."""
    with contextlib.suppress(ConnectionError, EOFError), way, way.makefile("rb") as stream:
        while True:
            environ = json.loads(_piece(stream))
            body = _Body(stream)
            environ |= {
                "wsgi.version": (1, 0),
                "wsgi.input": io.BufferedReader(body, 64 * 1024),
                "wsgi.errors": sys.stderr,
            }
            _answer(way, application, environ)
            body.skip()


def _answer(way: socket.socket, application: Application, environ: dict[str, Any]) -> None:
    led: list[bytes] = []
    held: list[bytes] = []

    def start(status: str, headers: list[tuple[str, str]], _error: Any = None) -> None:
        led[:] = [head([int(status[:3]), headers])]

    def send(after: bytes = b"") -> None:
        piece = b"".join(held)
        way.sendall(b"".join([*led, framed(piece) if piece else b"", after]))
        led.clear()
        held.clear()

    try:
        with contextlib.ExitStack() as closing:
            response = application(environ, start)
            if hasattr(response, "close"):
                closing.callback(response.close)  # once the reader has it all
            size = 0
            for piece in response:
                held.append(piece)
                size += len(piece)
                if size >= AT_ONCE:
                    send()
                    size = 0
            send(END)
    except ConnectionError:
        raise  # nobody is there any more
    except Exception:
        log.exception("a page failed", path=environ.get("PATH_INFO"))
        way.sendall(BREAK)


class _Body(io.RawIOBase):
    """What a form sends, piece by piece."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._left, self._is_over = stream, memoryview(b""), False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._left:
            self._left = memoryview(self._next())
        number = min(len(buffer), len(self._left))
        buffer[:number] = self._left[:number]
        self._left = self._left[number:]
        return number

    def skip(self) -> None:
        """Let go of what the page did not read."""
        while self._next():
            pass

    def _next(self) -> bytes:
        if self._is_over:
            return b""
        piece = _piece(self._stream)
        self._is_over = not piece
        return piece


def _piece(stream: BinaryIO) -> bytes:
    (length,) = LENGTH.unpack(_exactly(stream, LENGTH.size))
    return _exactly(stream, length)


def _exactly(stream: BinaryIO, length: int) -> bytes:
    read = stream.read(length)
    if len(read) < length:
        raise EOFError
    return read


def main() -> None:
    """Load the pages, become as many processes as there are groups of sockets, and end with the first that falls."""
    from .wsgi import application

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)  # it is the server that is stopped, and then closes the sockets
    get_resolver().url_patterns  # noqa: B018  # loads all views
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
    groups = [[socket.socket(fileno=int(number)) for number in group.split(",")] for group in sys.argv[1:]]
    for group in groups:
        if not os.fork():
            for other in groups:
                if other is not group:
                    _close(other)
            _answer_in_threads(group, application)
            return
    for group in groups:
        _close(group)
    for _ in groups:
        _process, status = os.wait()
        if status:
            sys.exit(1)  # the server lets go of the others


def _close(ways: Sequence[socket.socket]) -> None:
    for way in ways:
        way.close()


def _answer_in_threads(ways: Sequence[socket.socket], application: Application) -> None:
    threads = [threading.Thread(target=answer_all, args=(way, application)) for way in ways]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
