"""The hall by WebSocket, as a plain ASGI application: no framework between the phone and the room."""

import asyncio
import contextlib
from collections import deque
from typing import Any

from .clients import Client
from .hall import Hall
from .reception import receive as take

SUBPROTOCOL = "chuyende.live.1"
#: frames that may wait for a phone that does not take them; beyond it the phone is dropped, not waited for
MOST_WAITING = 32
BINARY = 1003


class SocketClient(Client):
    """One socket. What it is told waits in `_outbox` while a task sends it, one frame after the other."""

    __slots__ = ("_code", "_outbox", "_send", "_sending", "_task")

    def __init__(self, sitting: str, send: Any) -> None:
        super().__init__(sitting)
        self._send = send
        self._outbox: deque[str] = deque()
        self._sending: asyncio.Task[None] | None = None
        self._code = 0
        self._task = asyncio.current_task()

    def push(self, *frames: str) -> None:
        if self._code:
            return
        self._outbox.extend(frames)
        if len(self._outbox) > MOST_WAITING:
            self._code = -1
            if self._task:
                self._task.cancel()  # its buffer is full: a closing frame would not get through either
        elif self._sending is None:
            self._sending = asyncio.get_running_loop().create_task(self._drain())

    def end(self, code: int) -> None:
        if not self._code:
            self._code = code
            if self._sending is None:
                self._sending = asyncio.get_running_loop().create_task(self._drain())

    async def _drain(self) -> None:
        try:
            while self._outbox:
                await self._send({"type": "websocket.send", "text": self._outbox.popleft()})
            if self._code > 0:
                await self._send({"type": "websocket.close", "code": self._code})
        except OSError:  # it has gone; its own task hears of it as well
            self._outbox.clear()
        finally:
            self._sending = None


async def socket(hall: Hall, sitting: str, scope: Any, receive: Any, send: Any) -> None:
    """Serve one socket from the handshake to its end."""
    await receive()  # websocket.connect
    if not sitting or SUBPROTOCOL not in scope["subprotocols"]:
        await send({"type": "websocket.close", "code": 1002})
        return
    await send({"type": "websocket.accept", "subprotocol": SUBPROTOCOL})
    client = SocketClient(sitting, send)
    hall.clients.add(client)
    with contextlib.suppress(asyncio.CancelledError):
        try:
            while (message := await receive())["type"] == "websocket.receive":
                if (text := message.get("text")) is None:
                    client.end(BINARY)
                else:
                    await take(hall, client, text)
        finally:
            hall.clients.discard(client)
            if client.room:
                client.room.leave(client)
