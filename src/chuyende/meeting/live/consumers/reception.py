"""A frame from a client: read, checked, and done or refused (protocol 4.8 and 5)."""

import asyncio
import json
import uuid
from typing import Any

import structlog
from django.db import Error

from chuyende.foundation.core.errors import NotAllowed

from ..engine import Act, Refusal, Refused, Round, Stored, tickets
from ..engine.frames import ack_frame
from ..engine.tickets import Role, TicketInvalid
from ..errors import SittingMoved
from ..services.journal import AnswerRow, Joined, JoinRow
from ..signing import ticket_key
from .clients import MOST_REFUSED, Client
from .hall import Hall
from .raised import store_raised, tell_holders
from .room import LiveRoom, now_ms
from .wording import encoded, refusal

log = structlog.get_logger(__name__)

LONGEST, LONGEST_ID = 8192, 36
TOO_LONG, TOO_MANY = 4413, 4429
_MOST_MS = 2**53


async def receive(hall: Hall, client: Client, text: str) -> None:
    """Take one frame of a client."""
    if len(text) > LONGEST or len(text.encode("utf-8", "surrogatepass")) > LONGEST:
        client.end(TOO_LONG)
        return
    if not client.may_speak():
        if client.refused >= MOST_REFUSED:
            client.end(TOO_MANY)
        else:
            client.push(refusal(Refusal.SLOW_DOWN))
        await asyncio.sleep(0)  # others come first
        return
    named: str | None = None
    try:
        frame = _read(text)
        said = frame.get("id")
        named = said if isinstance(said, str) and len(said) <= LONGEST_ID else None
        await _take(hall, client, frame)
    except Refused as refused:
        client.push(refusal(refused.code, named))
    except Error:
        client.push(refusal(Refusal.BUSY, named))


def _read(text: str) -> dict[str, Any]:
    try:
        frame = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Refused(Refusal.BAD_FRAME) from error
    if not isinstance(frame, dict):
        raise Refused(Refusal.BAD_FRAME)
    return frame


def _no_number(name: str) -> None:
    raise ValueError(name)


async def _take(hall: Hall, client: Client, frame: dict[str, Any]) -> None:
    kind = frame.get("t")
    if kind == "hello":
        await _greet(hall, client, frame)
    elif kind == "ping":
        at = _field(frame, "at", int)
        client.push(f'{{"t":"pong","at":{at},"now":{now_ms()}}}')
    elif kind in ("answer", "do", "holders", "raised"):
        if client.room is None:
            raise Refused(Refusal.TICKET_INVALID)
        if client.role is not (Role.SEAT if kind == "answer" else Role.HOST):
            raise Refused(Refusal.NOT_FOR_YOU)
        if kind == "answer":
            _answer(hall, client.room, client, frame)
        elif kind == "do":
            await _act(client.room, client, frame)
        elif kind == "holders":
            await tell_holders(hall, client.room, client, frame)
        else:
            await store_raised(hall, client.room, client, frame)
    else:
        raise Refused(Refusal.UNKNOWN_KIND if isinstance(kind, str) else Refusal.BAD_FRAME)


async def _known(hall: Hall, client: Client, frame: dict[str, Any]) -> tuple[LiveRoom, tickets.Ticket]:
    """Return where the ticket of a `hello` leads; from here on its bearer's connections share what they may say."""
    try:
        ticket = tickets.read(_field(frame, "ticket", str), ticket_key(), now=now_ms())
    except TicketInvalid as error:
        raise Refused(Refusal.TICKET_INVALID) from error
    room = await hall.room(client.sitting) if ticket.sitting == client.sitting else None
    if room is None:
        raise Refused(Refusal.TICKET_INVALID)
    allowance = room.allowance_of(ticket.role, ticket.bearer)
    if allowance is not client.allowance and not allowance.take():
        raise Refused(Refusal.SLOW_DOWN)
    client.allowance = allowance
    return room, ticket


async def _greet(hall: Hall, client: Client, frame: dict[str, Any]) -> None:
    room, ticket = await _known(hall, client, frame)
    if room.is_empty():
        await room.refresh()  # nobody was here whom a change would have been told
    if client.room:
        client.room.leave(client)
    client.room, client.role, client.bearer = room, ticket.role, ticket.bearer
    if ticket.role is not Role.SEAT:
        room.enter(client)
        room.welcome(client, None, None)
        return

    def settled(joined: Joined | None) -> None:
        if joined is None:
            client.room = None
            client.push(refusal(Refusal.TICKET_INVALID))
            return
        room.seat_came(joined.seat)
        if client not in hall.clients:  # it has gone meanwhile
            return
        room.enter(client)
        asked = room.facts.current
        is_of_now = asked is not None and asked.id == row.round
        room.welcome(client, joined.seat, joined.stored if is_of_now else _kept(asked, joined.seat.id))

    asked = room.facts.current
    row = JoinRow(client.sitting, ticket.bearer, asked.id if asked else None, room.facts.state.asked)
    if not hall.joins.give(row, client, settled, lambda: client.push(refusal(Refusal.BUSY))):
        raise Refused(Refusal.BUSY)


def _answer(hall: Hall, live: LiveRoom, client: Client, frame: dict[str, Any]) -> None:
    named, number = _field(frame, "id", str), _field(frame, "round", int)
    nonce, ms = _field(frame, "nonce", str), _field(frame, "ms", int)
    client_id = _uuid(named)
    if "answer" not in frame or not 0 <= ms < _MOST_MS:
        raise Refused(Refusal.BAD_FRAME)
    asked, arrived = live.facts.rounds.get(number), now_ms()
    if asked and (stored := _kept(asked, client.bearer)):  # sent again: its acknowledgement was lost
        client.push(encoded(ack_frame(named, asked, stored, arrived)))
        return
    given = live.facts.checked(number=number, nonce=nonce, answer=frame["answer"], ms=ms, now=arrived)
    assert asked is not None  # else it were of another round
    if live.is_closing:
        raise Refused(Refusal.TOO_LATE)

    def settled(stored: Stored | None) -> None:
        if stored is None:
            client.push(refusal(Refusal.TOO_LATE, named))
            return
        asked.keep({row.seat: stored})
        client.push(encoded(ack_frame(named, asked, stored, arrived)))

    row = AnswerRow(
        round=asked.id,
        seat=client.bearer,
        answer=given.answer,
        client_id=client_id,
        ms=given.ms,
        credited=given.credited,
        is_corrected=given.is_corrected,
        at=arrived,
    )
    if not hall.answers.give(row, client, settled, lambda: client.push(refusal(Refusal.BUSY, named))):
        raise Refused(Refusal.BUSY)


async def _act(live: LiveRoom, client: Client, frame: dict[str, Any]) -> None:
    name, version = _field(frame, "act", str), _field(frame, "version", int)
    try:
        act = Act(name)
    except ValueError as error:
        raise Refused(Refusal.BAD_FRAME) from error
    try:
        await live.act(act, version, client.bearer)
    except SittingMoved as error:
        await live.refresh()
        raise Refused(Refusal.NOT_NOW) from error
    except NotAllowed as error:
        raise Refused(Refusal.NOT_FOR_YOU) from error


def _kept(asked: Round | None, seat: str) -> Stored | None:
    return asked.answers.get(seat) if asked else None


def _field(frame: dict[str, Any], name: str, kind: type[Any]) -> Any:
    value = frame.get(name)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise Refused(Refusal.BAD_FRAME)
    return value


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise Refused(Refusal.BAD_FRAME) from error
