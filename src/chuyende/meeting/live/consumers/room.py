"""One sitting in this process: its clients, what they are told, and when its question closes by itself."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import structlog
from django.db import Error

from chuyende.foundation.core.allowance import Allowance

from .. import services
from ..engine import SETTLED, Act, Phase, Round, Seat, Stored, closing_moment, frames
from ..engine.tickets import Role
from ..errors import SittingMoved
from ..queries import rooms
from ..queries.rooms import Counts, Loaded
from .clients import Client, new_allowance
from .wording import encoded

if TYPE_CHECKING:
    from .hall import Hall

log = structlog.get_logger(__name__)

#: a fan-out lets others speak after so many phones
SLICE = 250
RETRY_SECONDS = 1
COUNTED = frozenset({Phase.LOBBY, Phase.SEALED, Phase.ASKING, Phase.PAUSED, Phase.CLOSED})
NOTHING_TOLD = Counts(-1, -1, -1)


def now_ms() -> int:
    return time.time_ns() // 1_000_000


class LiveRoom:
    """What it remembers is what the database has; `refresh` brings both together after every change."""

    def __init__(self, hall: "Hall", id: str, loaded: Loaded) -> None:
        self.id, self.facts, self.seated = id, loaded.room, loaded.seated
        self.clients: dict[Role, set[Client]] = {role: set() for role in Role}
        self._allowances: dict[tuple[Role, str], Allowance] = {}
        #: no answer is taken any more: the closing waits for those that had arrived before it
        self.is_closing = False
        self._hall, self._loaded = hall, loaded
        self._complete = {asked.number for asked in self.facts.rounds.values()}
        self._changing = asyncio.Lock()
        self._standings: tuple[int, frames.Standings] | None = None
        self._state_text: tuple[int, int, str] | None = None
        self._box: tuple[int, str] | None = None
        self._closing: asyncio.TimerHandle | None = None
        self._counting: asyncio.Task[None] | None = None
        self._told = NOTHING_TOLD
        self._schedule_closing()

    # --- who is here -----------------------------------------------------------------------------------------

    def allowance_of(self, role: Role, bearer: str) -> Allowance:
        """What all connections of a seat or of a host may say together; screens have no bearer, each has its own."""
        return self._allowances.setdefault((role, bearer), new_allowance()) if bearer else new_allowance()

    def enter(self, client: Client) -> None:
        self.clients[client.role].add(client)
        if client.role is Role.SEAT:
            return
        self._told = NOTHING_TOLD  # who has just come has been told nothing yet
        if self._counting is None:
            self._counting = asyncio.create_task(self._count())

    def leave(self, client: Client) -> None:
        self.clients[client.role].discard(client)

    def everybody(self) -> list[Client]:
        return [client for group in self.clients.values() for client in group]

    def is_empty(self) -> bool:
        return not any(self.clients.values())

    def seat_came(self, seat: Seat) -> None:
        """A seat whose coming has been stored."""
        if seat.id not in self.facts.seats:
            self.facts.seats[seat.id] = seat
            self.seated = max(self.seated, len(self.facts.seats))

    # --- what they are told ----------------------------------------------------------------------------------

    def welcome(self, client: Client, seat: Seat | None, stored: Stored | None) -> None:
        """Tell a client that has just come where everything stands."""
        state = self.facts.state
        own = ""
        if seat:
            frame = frames.seat_frame(self.facts, seat, stored, self.standings())
            own = f',"seat":{encoded(frame)}'
        text = f'{{"t":"welcome","now":{now_ms()},"role":"{client.role}","state":{self.state_text()}{own}}}'
        asked = self.facts.current
        if state.phase is Phase.SEALED and asked:
            client.boxed = asked.number
            client.push(text, self._sealed_text(asked))
        elif seat and state.phase is Phase.REVEALED and asked:
            client.push(text, encoded(frames.own_result(self.facts, seat.id, self.standings(), asked)))
        else:
            client.push(text)

    def state_text(self) -> str:
        """The frame `state`, encoded once for all who ask between two changes."""
        key = (self.facts.state.version, self.seated)
        if self._state_text is None or self._state_text[:2] != key:
            shows_board = self.facts.state.phase in (Phase.BOARD, Phase.ENDED)
            frame = frames.state_frame(
                self.facts,
                seated=self.seated,
                address=self._address,
                standings=self.standings() if shows_board else None,
            )
            self._state_text = (*key, encoded(frame))
        return self._state_text[2]

    def standings(self) -> frames.Standings:
        """Points and places since the last change."""
        version = self.facts.state.version
        if self._standings is None or self._standings[0] != version:
            self._standings = version, frames.Standings(self.facts)
        return self._standings[1]

    # --- changes ---------------------------------------------------------------------------------------------

    async def refresh(self) -> None:
        """Take over what the database says, and tell everybody if it is new. Raises the database's errors."""
        async with self._changing:
            read = self._hall.database.read
            state = await read(rooms.read_state, self.id)
            if state.version <= self.facts.state.version:
                return
            for asked in await read(rooms.read_rounds, self.id, self._loaded.words):
                known = self.facts.rounds.setdefault(asked.number, asked)
                known.is_skipped, known.is_replaced = asked.is_skipped, asked.is_replaced
            is_over = state.phase in SETTLED or state.phase is Phase.CLOSED
            for asked in self.facts.rounds.values():
                if asked.number not in self._complete and (is_over or asked.number < state.round):
                    await self._complete_answers(asked)
            if state.phase in SETTLED:
                counts = await read(rooms.read_counts, self.id, None)
                if counts.seated != len(self.facts.seats):
                    self.facts.seats |= await read(rooms.read_seats, self.id)
                self.seated = len(self.facts.seats)
            self.facts.state = state
            self.is_closing = False
            self._schedule_closing()
            await self._tell_change()

    async def _complete_answers(self, asked: Round) -> None:
        """Have all answers of a round that takes no more: those that other processes stored are read."""
        counts = await self._hall.database.read(rooms.read_counts, self.id, asked.id)
        if counts.answers != len(asked.answers):  # what is here is stored: as many are the same
            asked.keep(await self._hall.database.read(rooms.read_answers, asked.id))
        self._complete.add(asked.number)

    async def act(self, act: Act, version: int, actor: str) -> None:
        """Do what a host asked for. Raises `SittingMoved`, `NotAllowed`, the database's errors."""
        if self.facts.state.phase is Phase.ASKING and version == self.facts.state.version:
            self.is_closing = act in (Act.CLOSE, Act.SKIP, Act.AGAIN)
            await self._hall.answers.flush()
        try:
            await self._hall.database.write(
                services.host_act, sitting=self.id, act=act, version=version, actor=actor
            )
        finally:
            self.is_closing = False
        await self._changed()

    async def _changed(self) -> None:
        await self.refresh()
        await self._hall.bus.publish(self.id)

    async def _tell_change(self) -> None:
        state, asked = self.facts.state, self.facts.current
        if state.phase is Phase.SEALED and asked:
            text = self._sealed_text(asked)
            async for client in self._in_slices(self.everybody()):
                client.boxed = asked.number
                client.push(text)
        elif state.phase is Phase.ASKING and asked:
            text, whole = encoded(frames.open_frame(self.facts, asked)), self.state_text()
            async for client in self._in_slices(self.everybody()):
                client.push(text if client.boxed == asked.number else whole)
                client.boxed = 0
        elif state.phase is Phase.REVEALED and asked:
            await self._tell_results(encoded(frames.reveal_frame(self.facts, asked)), asked)
        elif state.phase is Phase.BOARD:
            await self._tell_results(encoded(frames.board_frame(self.facts, self.standings())), None)
        elif state.phase is Phase.ENDED:
            await self._tell_results(self.state_text(), None)
        else:
            text = self.state_text()
            async for client in self._in_slices(self.everybody()):
                client.push(text)

    async def _tell_results(self, text: str, asked: Round | None) -> None:
        standings = self.standings()
        async for client in self._in_slices(self.everybody()):
            if client.role is Role.SEAT:
                own = frames.own_result(self.facts, client.bearer, standings, asked)
                client.push(text, encoded(own))
            else:
                client.push(text)

    async def _in_slices(self, clients: list[Client]) -> AsyncIterator[Client]:
        for number, client in enumerate(clients, start=1):
            yield client
            if number % SLICE == 0:
                await asyncio.sleep(0)

    def _sealed_text(self, asked: Round) -> str:
        if self._box is None or self._box[0] != asked.number:
            self._box = asked.number, encoded(frames.sealed_frame(self.facts, asked, self._address))
        return self._box[1]

    def _address(self, name: str) -> str:
        return rooms.file_address(self.id, name)

    # --- what happens by itself ------------------------------------------------------------------------------

    def _schedule_closing(self) -> None:
        if self._closing:
            self._closing.cancel()
            self._closing = None
        moment = closing_moment(
            self.facts.state, seconds=self.facts.terms.seconds, grace_ms=self._loaded.grace_ms
        )
        if moment is not None:
            loop = asyncio.get_running_loop()
            self._closing = loop.call_later(
                max(0, moment - now_ms()) / 1000, lambda: self._hall.spawn(self._close_by_time())
            )

    async def _close_by_time(self) -> None:
        version = self.facts.state.version
        self.is_closing = True
        while self.facts.state.version == version:
            try:
                await self._hall.answers.flush()
                await self._hall.database.write(services.close_by_time, sitting=self.id, version=version)
                await self._changed()
            except SittingMoved:
                await self.refresh()
                return
            except Error:
                await asyncio.sleep(RETRY_SECONDS)

    async def _count(self) -> None:
        """Tell host and screen how many answers are stored, as long as one of them is here."""
        try:
            while self.clients[Role.HOST] or self.clients[Role.SCREEN]:
                if self.facts.state.phase in COUNTED:
                    await self._tell_counts()
                await asyncio.sleep(self._loaded.count_ms / 1000)
        finally:
            self._counting = None

    async def _tell_counts(self) -> None:
        asked = self.facts.current if self.facts.state.phase is not Phase.LOBBY else None
        try:
            counts = await self._hall.database.read(rooms.read_counts, self.id, asked.id if asked else None)
        except Error:
            return  # told again when the database answers
        if counts == self._told:
            return
        self._told, self.seated = counts, max(counts.seated, len(self.facts.seats))
        frame = {
            "t": "count",
            "round": self.facts.state.round,
            "answers": counts.answers,
            "seated": counts.seated,
            "corrected": counts.corrected,
        }
        for client in [*self.clients[Role.HOST], *self.clients[Role.SCREEN]]:
            client.push(encoded(frame))

    def close(self) -> None:
        if self._closing:
            self._closing.cancel()
        if self._counting:
            self._counting.cancel()
