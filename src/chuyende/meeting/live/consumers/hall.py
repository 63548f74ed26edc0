"""Everything of the live hall that one process has: rooms, the way into the database, the bus to other processes."""

import asyncio
import time
from collections.abc import Coroutine, Sequence
from typing import Any

import structlog
from django.db import Error

from chuyende.foundation.core.batches import Batches
from chuyende.foundation.core.database import Database

from ..engine import Stored
from ..queries import rooms
from ..services import journal
from ..services.journal import AnswerRow, Joined, JoinRow, Key
from .bus import Bus
from .clients import Client
from .room import LiveRoom

log = structlog.get_logger(__name__)

HELLO_SECONDS, SILENT_SECONDS = 10, 60
LATE, SILENT = 4408, 4408
SWEEP_SECONDS = 5
#: a transaction costs as much as ten answers in it: with so many phones here, those of so long share one
MANY, GATHER_SECONDS = 200, 0.05
#: how long a change made by a page or by another process may go unseen where no bus tells of it
WATCH_SECONDS = 2


class Hall:
    """Made when the first client comes: it belongs to the event loop that runs then."""

    def __init__(self, bus: Bus) -> None:
        self.bus, self.database = bus, Database()
        self.answers: Batches[AnswerRow, Stored] = Batches(self._write_answers, rest=self._rest)
        self.joins: Batches[JoinRow, Joined] = Batches(self._write_joins, rest=self._rest)
        self.clients: set[Client] = set()
        self._rooms: dict[str, asyncio.Task[LiveRoom | None]] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        for work in (self._sweep(), self._watch(), bus.listen(self._changed_elsewhere)):
            self.spawn(work)

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Let `work` go on beside everything else; its failure is logged."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    async def room(self, id: str) -> LiveRoom | None:
        """Return the room of a sitting, read from the database when it is asked for first. Raises its errors."""
        loading = self._rooms.get(id)
        if loading is None:
            loading = self._rooms[id] = asyncio.create_task(self._load(id))
        try:
            room = await asyncio.shield(loading)
        except Error:
            self._rooms.pop(id, None)
            raise
        if room is None:
            self._rooms.pop(id, None)
        return room

    async def stop(self) -> None:
        """Write what waits to be written and let go of everything."""
        await self.answers.stop()
        await self.joins.stop()
        for task in self._tasks:
            task.cancel()
        for room in self._here():
            room.close()
        await self.bus.close()
        self.database.close()

    async def _load(self, id: str) -> LiveRoom | None:
        loaded = await self.database.read(rooms.load_room, id)
        return LiveRoom(self, id, loaded) if loaded else None

    async def _write_answers(self, rows: Sequence[AnswerRow]) -> dict[Key, Stored]:
        return await self.database.write(journal.write_answers, rows)

    async def _write_joins(self, rows: Sequence[JoinRow]) -> dict[Key, Joined]:
        return await self.database.write(journal.write_joins, rows)

    def _rest(self) -> float:
        return GATHER_SECONDS if len(self.clients) >= MANY else 0

    def _here(self) -> list[LiveRoom]:
        loaded = [task for task in self._rooms.values() if task.done() and not task.exception()]
        return [room for task in loaded if (room := task.result())]

    async def _changed_elsewhere(self, id: str) -> None:
        for room in self._here():
            if room.id == id:
                await room.refresh()

    async def _watch(self) -> None:
        """See changes of which nobody told: by pages, by another process while the bus is down."""
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            here = {room.id: room for room in self._here() if not room.is_empty()}
            if not here:
                continue
            try:
                versions = await self.database.read(rooms.read_versions, list(here))
                for room in here.values():
                    if versions.get(room.id, 0) > room.facts.state.version:
                        await room.refresh()
            except Error:
                continue  # the next look will see it

    async def _sweep(self) -> None:
        """End connections that never said who they are, or that have fallen silent; forget rooms without connections.

        Whoever is still on the way into a room must find themselves in the one that is told of changes.
        """
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            now = time.monotonic()
            for client in list(self.clients):
                if now - client.heard > (SILENT_SECONDS if client.room else HELLO_SECONDS):
                    client.end(SILENT if client.room else LATE)
            wanted = {client.sitting for client in self.clients}
            for room in self._here():
                if room.id not in wanted:
                    room.close()
                    del self._rooms[room.id]

    def _ended(self, task: "asyncio.Task[Any]") -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("something in the hall failed", exc_info=error)
