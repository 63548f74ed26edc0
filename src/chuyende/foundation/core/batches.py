"""What waits to be written: gathered while the database is busy, written at once, told to whoever waits for it."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Sequence
from itertools import islice
from typing import Generic, Protocol, TypeVar

import structlog
from django.db import DataError, Error, IntegrityError

log = structlog.get_logger(__name__)

MOST_AT_ONCE = 1000
MOST_WAITING = 50_000
#: batches of so many need no rest: what a transaction costs is little beside its rows
ENOUGH = 25
RETRY_SECONDS = 0.5
#: what comes of one row and not of the database: trying the same batch again would never end
REFUSED = (IntegrityError, DataError, ValueError, TypeError)


class Keyed(Protocol):
    @property
    def key(self) -> tuple[str, str]: ...


Row = TypeVar("Row", bound=Keyed)
Found = TypeVar("Found")
Key = tuple[str, str]
#: asked with what was found under the row's key; None: nothing is stored
Settled = Callable[[Found | None], None]


class Waiting(Generic[Row, Found]):
    """One row on its way, and who waits for it: the same one asking again takes its own place."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.askers: dict[Hashable, tuple[Settled[Found], Callable[[], None]]] = {}


class Batches(Generic[Row, Found]):
    """Rows on their way into the database, by one `commit` at a time.

    What the database does not take stays and is tried again; who waits is told so (`busy`) and may ask again.
    `rest`: how many seconds to let others gather after a batch, asked after each; none where batches are large by
    themselves.
    """

    def __init__(
        self,
        commit: Callable[[Sequence[Row]], Awaitable[dict[Key, Found]]],
        *,
        rest: Callable[[], float] = lambda: 0,
    ) -> None:
        self._commit, self._rest = commit, rest
        self._waiting: dict[Key, Waiting[Row, Found]] = {}
        self._some = asyncio.Event()
        self._turn = asyncio.Event()
        self._is_failing = False
        self._work = asyncio.create_task(self._run())

    def give(self, row: Row, asker: Hashable, settled: Settled[Found], busy: Callable[[], None]) -> bool:
        """Let `row` be written, then call `settled`; False when too much is waiting already."""
        waiting = self._waiting.get(row.key)
        if waiting is None:
            if len(self._waiting) >= MOST_WAITING:
                return False
            waiting = self._waiting[row.key] = Waiting(row)
        waiting.askers[asker] = (settled, busy)
        self._some.set()
        if self._is_failing:
            busy()
        return True

    async def flush(self) -> None:
        """Return when everything that waits now has been written, or when the database takes nothing."""
        last = next(reversed(self._waiting), None)
        while last in self._waiting and not self._is_failing:
            self._turn.clear()
            await self._turn.wait()

    async def stop(self) -> None:
        """Write what waits, once, and end."""
        await self.flush()
        self._work.cancel()

    async def _run(self) -> None:
        while True:
            await self._some.wait()
            batch = list(islice(self._waiting.values(), MOST_AT_ONCE))
            try:
                found = await self._written(batch)
            except Error as error:
                self._refused(batch, error)
                await asyncio.sleep(RETRY_SECONDS)
                continue
            if self._is_failing:
                log.info("the database takes what is written again")
            self._is_failing = False
            for waiting in batch:
                del self._waiting[waiting.row.key]
                for settled, _busy in waiting.askers.values():
                    settled(found.get(waiting.row.key))
            if not self._waiting:
                self._some.clear()
            self._turn.set()
            if max(len(batch), len(self._waiting)) < ENOUGH and (seconds := self._rest()):
                await asyncio.sleep(seconds)

    async def _written(self, batch: Sequence[Waiting[Row, Found]]) -> dict[Key, Found]:
        try:
            return await self._commit([waiting.row for waiting in batch])
        except REFUSED:
            return await self._one_by_one(batch)

    async def _one_by_one(self, batch: Sequence[Waiting[Row, Found]]) -> dict[Key, Found]:
        """One row that the database will never take must not hold up the others."""
        found: dict[Key, Found] = {}
        for waiting in batch:
            try:
                found |= await self._commit([waiting.row])
            except REFUSED:
                log.exception("the database refuses one row", key=waiting.row.key)
        return found

    def _refused(self, batch: Sequence[Waiting[Row, Found]], error: Error) -> None:
        if not self._is_failing:
            log.error("the database takes nothing; trying again", error=str(error))
        self._is_failing = True
        self._turn.set()
        for waiting in batch:
            for _settled, busy in waiting.askers.values():
                busy()
