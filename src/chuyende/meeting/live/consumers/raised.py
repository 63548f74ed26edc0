"""Answer cards read by the host's camera: who holds them, and their answers (protocol 5.1)."""

from typing import Any

from chuyende.foundation.core.errors import NotAllowed

from .. import queries, services
from ..engine import Refusal, Refused
from ..engine.frames import holders_frame, swept_frame
from ..engine.raised import given_by_cards, read_raised
from .clients import Client
from .hall import Hall
from .room import LiveRoom, now_ms
from .wording import encoded

LONGEST_ID = 36


async def tell_holders(hall: Hall, live: LiveRoom, client: Client, frame: dict[str, Any]) -> None:
    """Answer `holders`. Raises `Refused`, the database's errors."""
    named = frame.get("id")
    if not isinstance(named, str) or len(named) > LONGEST_ID:
        raise Refused(Refusal.BAD_FRAME)
    asked = live.facts.current
    try:
        holders = await hall.database.read(
            queries.holders_for_host, live.id, client.bearer, asked.id if asked else None
        )
    except NotAllowed as error:
        raise Refused(Refusal.NOT_FOR_YOU) from error
    cards = [{"card": one.number, "name": one.name, "answered": one.has_answered} for one in holders]
    client.push(encoded(holders_frame(named, asked.number if asked else 0, cards)))


async def store_raised(hall: Hall, live: LiveRoom, client: Client, frame: dict[str, Any]) -> None:
    """Store what `raised` says and answer it after the commit. Raises `Refused`, the database's errors."""
    raised, arrived = read_raised(frame), now_ms()
    given = given_by_cards(live.facts, raised, now=arrived)
    asked = live.facts.current
    assert asked is not None  # else it were of another round
    if live.is_closing:
        raise Refused(Refusal.TOO_LATE)
    try:
        swept = await hall.database.write(
            services.store_raised,
            actor=client.bearer,
            sitting=live.id,
            round=asked.id,
            id=raised.id,
            given=given,
            at=arrived,
        )
    except NotAllowed as error:
        raise Refused(Refusal.NOT_FOR_YOU) from error
    if swept is None:
        raise Refused(Refusal.TOO_LATE)
    for seat in swept.seats:
        live.seat_came(seat)
    asked.keep(swept.stored)
    client.push(encoded(swept_frame(str(frame["id"]), asked.number, swept.outcomes, arrived)))
