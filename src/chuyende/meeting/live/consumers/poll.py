"""The hall by polling, where WebSockets are blocked (protocol 1): the same frames, a mailbox for each who polls."""

import asyncio
import json
import time
from collections import deque
from typing import Any

from ..engine import Refusal, tickets
from ..engine.tickets import TicketInvalid
from ..signing import ticket_key
from .clients import Client
from .hall import Hall
from .reception import receive as take
from .room import now_ms
from .socket import SUBPROTOCOL
from .wording import encoded, refusal

LONGEST_BODY = 256 * 1024
MOST_FRAMES = 20
WAIT_SECONDS = 20
KEPT = 64
#: who may poll with one ticket at the same time, each with a mailbox of its own
MOST_TABS = 4


class Mailbox(Client):
    """What one tab is told between two posts. `seq` numbers the frames; each new mailbox begins at a number of its own."""

    __slots__ = ("_frames", "code", "news", "seq")

    def __init__(self, sitting: str) -> None:
        super().__init__(sitting)
        self.seq = now_ms() * 1000
        self.code = 0
        self.news = asyncio.Event()
        self._frames: deque[tuple[int, str]] = deque(maxlen=KEPT)

    def push(self, *frames: str) -> None:
        for frame in frames:
            self.seq += 1
            self._frames.append((self.seq, frame))
        self.news.set()

    def end(self, code: int) -> None:
        self.code = code
        self.news.set()

    def has_all_after(self, seq: int) -> bool:
        """Whether a client that has seen `seq` is the one of this mailbox and can be told everything since."""
        first = self._frames[0][0] if self._frames else self.seq + 1
        return first - 1 <= seq <= self.seq

    def after(self, seq: int) -> list[str]:
        return [frame for number, frame in self._frames if number > seq]


class Mailboxes:
    """The mailboxes of this process, by ticket: two tabs of one seat have one each."""

    def __init__(self) -> None:
        self._of: dict[str, list[Mailbox]] = {}

    def of(self, hall: Hall, sitting: str, ticket: str, after: int) -> tuple[Mailbox, bool]:
        """Return the mailbox of who has seen `after`, and whether it is new: then it has to be greeted."""
        self._forget(hall)
        boxes = self._of.setdefault(ticket, [])
        for box in boxes:
            if box.has_all_after(after):
                return box, False
        while len(boxes) >= MOST_TABS:
            self._leave(hall, boxes.pop(0))
        boxes.append(box := Mailbox(sitting))
        hall.clients.add(box)
        return box, True

    def _forget(self, hall: Hall) -> None:
        """Let go of those that have been ended: who was silent for long, who said too much."""
        for ticket, boxes in list(self._of.items()):
            for box in [box for box in boxes if box.code]:
                self._leave(hall, box)
                boxes.remove(box)
            if not boxes:
                del self._of[ticket]

    def _leave(self, hall: Hall, box: Mailbox) -> None:
        hall.clients.discard(box)
        if box.room:
            box.room.leave(box)


async def poll(hall: Hall, boxes: Mailboxes, sitting: str, receive: Any, send: Any) -> None:
    """Answer one post: at once if there is something to tell, else after a while with nothing."""
    body = await _body(receive)
    asked = _asked(body)
    if asked is None:
        await _answer(send, 400, encoded({"seq": 0, "frames": [json.loads(refusal(Refusal.BAD_FRAME))]}))
        return
    ticket, after, frames = asked
    try:
        tickets.read(ticket, ticket_key(), now=now_ms())
    except TicketInvalid:
        await _answer(send, 200, encoded({"seq": 0, "frames": [json.loads(refusal(Refusal.TICKET_INVALID))]}))
        return
    box, is_new = boxes.of(hall, sitting, ticket, after)
    after = box.seq if is_new else after
    box.heard = time.monotonic()
    if is_new:
        await take(hall, box, encoded({"t": "hello", "ticket": ticket}))
    for frame in frames:
        await take(hall, box, encoded(frame))
    await _news(box, after, receive)
    box.heard = time.monotonic()
    text = ",".join(box.after(after))
    await _answer(send, 200, f'{{"seq":{box.seq},"frames":[{text}]}}')


async def _news(box: Mailbox, after: int, receive: Any) -> None:
    """Wait until there is something to tell, the time is over, or the client has gone."""
    gone = asyncio.ensure_future(receive())
    until = time.monotonic() + WAIT_SECONDS
    try:
        while box.seq <= after and not box.code and not gone.done():
            box.news.clear()
            news = asyncio.ensure_future(box.news.wait())
            left = until - time.monotonic()
            done, _waiting = await asyncio.wait(
                {news, gone}, timeout=left, return_when=asyncio.FIRST_COMPLETED
            )
            news.cancel()
            if not done:
                return
    finally:
        gone.cancel()


async def _body(receive: Any) -> bytes | None:
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > LONGEST_BODY:
            return None
        if not message.get("more_body"):
            return b"".join(parts)


def _asked(body: bytes | None) -> tuple[str, int, list[dict[str, Any]]] | None:
    try:
        said = json.loads(body or b"")
        ticket, after, frames = said["ticket"], said["after"], said.get("frames", [])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    if not isinstance(ticket, str) or type(after) is not int or not isinstance(frames, list):
        return None
    if said.get("protocol", SUBPROTOCOL) != SUBPROTOCOL:
        return None
    if len(frames) > MOST_FRAMES or not all(isinstance(frame, dict) for frame in frames):
        return None
    return ticket, after, frames


async def _answer(send: Any, status: int, text: str) -> None:
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text.encode()})
