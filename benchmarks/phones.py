"""A hall full of phones, a projector and a remote on a running server: `python -m benchmarks.phones`, a process of its own.

Reads a `Plan` as JSON from its input, says "ready", and begins at the next line; says "played" and leaves a `Told` as
JSON in the plan's file. Speaks protocol 1 of docs/live-protocol.md with as
little CPU as it can, for it shares the machine with the server: frames are made and read by hand, one object a phone.
An answer's time runs from the moment at which it was meant to be sent: what this process is late by counts as well.
"""

import asyncio
import json
import resource
import sys
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import uvloop

AT_ONCE = 200
PATIENCE = 120
#: a phone sends its answer again after so long (protocol 5)
AGAIN_SECONDS = 2
TICK_SECONDS = 0.002
#: each so-manieth phone sends every answer twice
IMPATIENT = 20
_HEAD_OF_TEXT, _MASKED = 0x81, 0x80
_REQUEST = (
    "GET {path} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: Y2h1eWVuZGUtbGl2ZS4xIQ==\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Protocol: chuyende.live.1\r\n\r\n"
)
Frame = dict[str, Any]


@dataclass
class Plan:
    """What is to be done. `rounds`: over how many seconds the answers of each are spread, 0 for all at once.

    `file`: where what came of it is left.
    """

    file: str
    ports: list[int]
    path: str
    tickets: list[str]
    host: str
    screen: str
    rounds: list[float]


@dataclass
class Told:
    """What came of it. Seconds; `sent`: of each round the id and the choice that each phone was acknowledged."""

    joins_per_s: float = 0
    fanouts: list[float] = field(default_factory=list)
    reveals: list[float] = field(default_factory=list)
    spread: list[float] = field(default_factory=list)
    bursts: list[float] = field(default_factory=list)
    refused: int = 0
    dropped: int = 0
    sent: list[dict[str, int]] = field(default_factory=list)


class Wire(asyncio.Protocol):
    """One socket: the handshake, then text frames in and out."""

    def __init__(self, path: str, ticket: str) -> None:
        self.path, self.ticket = path, ticket
        self.is_open, self.is_lost = False, False
        self.heard: Callable[[Wire, Frame], None] = lambda _wire, _frame: None
        self.transport: Any = None
        self._read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.transport.write(_REQUEST.format(path=self.path).encode())

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_lost = True

    def data_received(self, data: bytes) -> None:
        if self._read:
            data = self._read + data
        if not self.is_open:
            head, end, data = data.partition(b"\r\n\r\n")
            if not end:
                self._read = head
                return
            if b" 101 " not in head:
                raise ConnectionError(head.decode())
            self.is_open = True
            self.say({"t": "hello", "ticket": self.ticket})
        place = 0
        while (frame := _frame(data, place)) is not None:
            text, place = frame
            if text:
                self.heard(self, json.loads(text))
        self._read = data[place:]

    def say(self, frame: Frame) -> None:
        text = json.dumps(frame, separators=(",", ":")).encode()
        size = len(text)
        head = bytes((_HEAD_OF_TEXT, _MASKED | size)) if size < 126 else _long_head(size)
        self.transport.write(head + b"\0\0\0\0" + text)  # masked with zeros: the text as it is


class Phone:
    """A seat's phone in one round after the other: when it was to answer, and when it last spoke."""

    def __init__(self, place: int, wire: Wire) -> None:
        self.place, self.wire = place, wire
        self.said: Frame = {}
        self.due = self.spoke = 0.0


class Crowd:
    """Everybody in the hall, and what they wait for."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.told = plan, Told()
        self.phones: dict[Wire, Phone] = {}
        self.host = self.screen = Wire("", "")
        self.version = 0
        self.counted: Frame = {}
        self._awaited: tuple[str, str | None] = ("", None)
        self._missing: set[Wire] = set()
        self._waits: list[float] = []
        self._since: Callable[[Wire], float] = lambda _wire: 0.0
        self._all_there = asyncio.Event()

    async def play(self) -> Told:
        self.host, self.screen = await self._join(self.plan.host, 0), await self._join(self.plan.screen, 0)
        print("ready", flush=True)
        await asyncio.to_thread(sys.stdin.readline)
        await self._everybody_joins()
        for number, seconds in enumerate(self.plan.rounds, start=1):
            await self._round(number, seconds)
        print("played", flush=True)
        self.told.dropped = sum(wire.is_lost for wire in [*self.phones, self.host, self.screen])
        return self.told

    async def _everybody_joins(self) -> None:
        places = iter(range(len(self.plan.tickets)))

        async def one_after_the_other() -> None:
            for place in places:
                wire = await self._join(self.plan.tickets[place], place)
                self.phones[wire] = Phone(place, wire)

        begun = time.perf_counter()
        await asyncio.gather(*[one_after_the_other() for _ in range(AT_ONCE)])
        self.told.joins_per_s = len(self.phones) / (time.perf_counter() - begun)

    async def _join(self, ticket: str, place: int) -> Wire:
        """Return a wire on which `welcome` has been heard."""
        loop, wire = asyncio.get_running_loop(), Wire(self.plan.path, ticket)
        welcomed = loop.create_future()
        wire.heard = lambda _wire, frame: None if welcomed.done() else welcomed.set_result(frame)
        port = self.plan.ports[place % len(self.plan.ports)]
        await loop.create_connection(lambda: wire, "127.0.0.1", port)
        frame = await asyncio.wait_for(welcomed, PATIENCE)
        if frame["t"] != "welcome":
            raise ConnectionError(f"not let in: {frame}")
        self.version = max(self.version, frame["state"]["version"])
        wire.heard = self._heard
        return wire

    async def _round(self, number: int, seconds: float) -> None:
        self.told.fanouts += await self._press("seal", "sealed")
        self.told.fanouts += await self._press("open", "open")
        waits = await self._answers(number, seconds)
        if seconds:
            self.told.spread += waits
        else:
            self.told.bursts.append(max(waits))
        self.told.sent.append({one.said["id"]: one.said["answer"] for one in self.phones.values()})
        await self._press("close", "state")
        self.told.reveals += await self._press("reveal", "mine")

    async def _press(self, act: str, awaited: str) -> list[float]:
        """Press a button of the remote; return how long until each phone has the frame that follows."""
        begun = time.perf_counter()
        self._expect(awaited, None, lambda _wire: begun)
        self.host.say({"t": "do", "id": str(uuid.uuid4()), "act": act, "version": self.version})
        return await self._everybody_has()

    async def _answers(self, number: int, seconds: float) -> list[float]:
        phones, begun = list(self.phones.values()), time.perf_counter()
        for rank, phone in enumerate(phones):
            phone.due = begun + seconds * rank / len(phones)
            phone.said |= {"t": "answer", "id": str(uuid.uuid4()), "round": number, "ms": 1000}
            phone.said["answer"] = (phone.place + number) % 4
        self._expect("ack", "id", lambda wire: self.phones[wire].due)
        sending = asyncio.create_task(self._send(phones))
        waits = await self._everybody_has()
        await sending
        return waits

    async def _send(self, phones: list[Phone]) -> None:
        """Let each phone speak when it is due, and again until it is answered."""
        left: Iterator[Phone] = iter(phones)
        phone = next(left, None)
        while phone:
            while phone and phone.due <= (now := time.perf_counter()):
                phone.spoke = now
                for _ in range(1 + (phone.place % IMPATIENT == 0)):
                    phone.wire.say(phone.said)
                phone = next(left, None)
            await asyncio.sleep(TICK_SECONDS)
        while not self._all_there.is_set():
            now = time.perf_counter()
            for late in [self.phones[wire] for wire in self._missing]:
                if now - late.spoke > AGAIN_SECONDS:
                    late.spoke = now
                    late.wire.say(late.said)
            await asyncio.sleep(TICK_SECONDS * 50)

    def _expect(self, kind: str, name: str | None, since: Callable[[Wire], float]) -> None:
        self._awaited, self._since, self._waits = (kind, name), since, []
        self._missing = set(self.phones)
        self._all_there.clear()

    async def _everybody_has(self) -> list[float]:
        await asyncio.wait_for(self._all_there.wait(), PATIENCE)
        return self._waits

    def _heard(self, wire: Wire, frame: Frame) -> None:
        kind = frame["t"]
        self.version = max(self.version, frame.get("version", 0))
        if kind == "no":
            self.told.refused += 1
        if kind == "open" and (phone := self.phones.get(wire)):
            phone.said["nonce"] = frame["nonce"]
        awaited, name = self._awaited
        if kind != awaited or wire not in self._missing:
            return
        if name and frame[name] != self.phones[wire].said[name]:
            return
        self._missing.discard(wire)
        self._waits.append(time.perf_counter() - self._since(wire))
        if not self._missing:
            self._all_there.set()


def _frame(data: bytes, place: int) -> tuple[bytes, int] | None:
    """The text frame that begins at `place` (empty for another kind), and where it ends; None: it is not all here."""
    if len(data) - place < 2:
        return None
    size, begin = data[place + 1], place + 2
    if size == 126:
        size, begin = int.from_bytes(data[begin : begin + 2], "big"), begin + 2
    elif size == 127:
        size, begin = int.from_bytes(data[begin : begin + 8], "big"), begin + 8
    if len(data) < begin + size:
        return None
    return data[begin : begin + size] if data[place] == _HEAD_OF_TEXT else b"", begin + size


def _long_head(size: int) -> bytes:
    return bytes((_HEAD_OF_TEXT, _MASKED | 126)) + size.to_bytes(2, "big")


def as_many_files_as_allowed() -> None:
    """A socket is an open file: lift this process's own limit as far as it may."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def percentile(values: Iterable[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


async def _main(plan: Plan) -> Told:
    return await Crowd(plan).play()


if __name__ == "__main__":
    as_many_files_as_allowed()
    plan = Plan(**json.loads(sys.stdin.readline()))
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        told = runner.run(_main(plan))
    Path(plan.file).write_text(json.dumps(asdict(told)))
