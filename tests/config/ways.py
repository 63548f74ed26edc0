"""Lanes whose pages are answered by threads of the test, and what is asked of them."""

import contextlib
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterable
from typing import Any

from chuyende.config.lanes import Lane, close
from chuyende.config.pages import answer_all

Start = Callable[..., Any]
Page = Callable[[dict[str, Any], Start], Iterable[bytes]]
Message = dict[str, Any]


@contextlib.asynccontextmanager
async def answered(lane: Lane, page: Page, *, ways: int) -> AsyncIterator[None]:
    """Let so many threads answer what comes in `lane` with `page`."""
    pairs = [socket.socketpair() for _ in range(ways)]
    threads = [threading.Thread(target=answer_all, args=(theirs, page)) for _ours, theirs in pairs]
    for thread in threads:
        thread.start()
    opened = await lane.open([ours for ours, _theirs in pairs])
    try:
        yield
    finally:
        close(opened)
        for _ours, theirs in pairs:
            with contextlib.suppress(OSError):
                theirs.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join()


def scope_of(path: str, method: str = "GET") -> Any:
    return {
        "type": "http",
        "method": method,
        "path": path,
        "headers": [(b"host", b"localhost")],
        "query_string": b"",
        "scheme": "http",
        "server": ("localhost", 80),
        "client": ("127.0.0.1", 1),
        "http_version": "1.1",
    }


async def ask(app: Any, path: str = "/", *parts: bytes, breaks_off: bool = False) -> list[Message]:
    """What is sent to a client that posts so many parts; `breaks_off`: and goes away before the last of them."""
    left, sent = list(parts) or [b""], []

    async def receive() -> Message:
        if breaks_off and len(left) == 1:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": left.pop(0), "more_body": bool(left)}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope_of(path, "POST" if parts else "GET"), receive, send)
    return sent
