"""The process that answers the pages of one lane: `python -m chuyende.config.pages FD …`.

A process, not threads of the server: there the hall and saved answers would wait for templates, and everything together
for one core. Each number names a socket to the server that started it, and has a thread that answers what comes there
(`frames`). When the server ends, however it ends, the sockets close and the process leaves.
"""

import contextlib
import gc
import io
import json
import socket
import sys
import threading
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

import structlog

from .frames import BREAK, BROKEN, END, LENGTH, framed, head

log = structlog.get_logger(__name__)

#: bytes of an answer that go at once: pages are shorter, files go in pieces
AT_ONCE = 256 * 1024
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
        with contextlib.suppress(_BrokenOffError):
            while self._next():
                pass

    def _next(self) -> bytes:
        if self._is_over:
            return b""
        try:
            piece = _piece(self._stream)
        except _BrokenOffError:
            self._is_over = True
            raise
        self._is_over = not piece
        return piece


class _BrokenOffError(OSError):
    """The client went away while it was sending."""


def _piece(stream: BinaryIO) -> bytes:
    (length,) = LENGTH.unpack(_exactly(stream, LENGTH.size))
    if length == BROKEN:
        raise _BrokenOffError
    return _exactly(stream, length)


def _exactly(stream: BinaryIO, length: int) -> bytes:
    read = stream.read(length)
    if len(read) < length:
        raise EOFError
    return read


def main() -> None:
    from .wsgi import application

    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
    threads = [
        threading.Thread(target=answer_all, args=(socket.socket(fileno=int(number)), application))
        for number in sys.argv[1:]
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
