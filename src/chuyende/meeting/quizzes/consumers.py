"""Answers of attempts on their short way: no page, no session, one transaction for everything that has come meanwhile.

The same as the view `attempt_keep`, for phones that bring the ticket of their page.
"""

import asyncio
import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from chuyende.foundation.core.allowance import Allowance
from chuyende.foundation.core.batches import Batches
from chuyende.foundation.core.database import Database

from . import services
from .kept import Arrived, Told
from .tickets import holder_of

LONGEST_BODY = 256 * 1024
TICKET = b"x-attempt"
#: requests of one attempt at once, and a second in the long run: a thumb gives less, and a phone that was offline one
BURST, PER_SECOND = 60, 10
#: attempts whose allowance is remembered
REMEMBERED = 20_000
#: how long answers gather after each transaction: nobody notices, and where many answer one holds several
GATHER_SECONDS = 0.02


class SavingApplication:
    """Begins with the first answer, in the event loop that runs then."""

    def __init__(self) -> None:
        self._allowance_of = lru_cache(REMEMBERED)(
            lambda _attempt: Allowance(burst=BURST, per_second=PER_SECOND)
        )
        self._database: Database | None = None
        self._batches: Batches[Arrived, Told]

    async def save(self, attempt: str, ticket: str, receive: Any, send: Any) -> None:
        """Answer one post to the address of `attempt` (its id) by whoever brings a ticket."""
        user, body = holder_of(ticket, attempt), await _body(receive)
        if user is None:
            await _answer(send, 403, {})
        elif body is None:
            await _answer(send, 413, {})
        elif not self._allowance_of(attempt).take():
            await _answer(send, 429, {})  # the phone keeps it and asks again
        else:
            told = await self._told(Arrived(attempt, user, body))
            await _answer(send, *((told.status, told.receipt) if told else (503, {})))

    async def _told(self, row: Arrived) -> Told | None:
        """Let `row` be written with what else has come; None: the database takes nothing now, the phone asks again."""
        if self._database is None:
            self._database = Database("attempts")
            self._batches = Batches(self._keep, rest=lambda: GATHER_SECONDS)
        done: asyncio.Future[Told | None] = asyncio.get_running_loop().create_future()

        def settle(told: Told | None) -> None:
            if not done.done():
                done.set_result(told)

        is_taken = self._batches.give(row, row, settle, lambda: settle(None))
        return await done if is_taken else None

    async def _keep(self, rows: Sequence[Arrived]) -> dict[tuple[str, str], Told]:
        assert self._database is not None
        return await self._database.write(services.keep_arrived, rows)

    async def stop(self) -> None:
        """Write what waits to be written, before the process ends."""
        if self._database:
            await self._batches.stop()
            self._database.close()


def ticket_in(scope: Any) -> str:
    """The ticket that a request brings; "": none."""
    return next((value.decode("latin-1") for name, value in scope["headers"] if name == TICKET), "")


async def _body(receive: Any) -> bytes | None:
    """What was sent; None when it is longer than any phone sends."""
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > LONGEST_BODY:
            return None
        if not message.get("more_body"):
            return body


async def _answer(send: Any, status: int, told: dict[str, Any]) -> None:
    body = json.dumps(told).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
