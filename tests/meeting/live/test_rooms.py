"""A room of one process: it is forgotten when nobody is connected to it, and never from under one who is coming in."""

import asyncio
import json

import pytest

from chuyende.meeting.live import services
from chuyende.meeting.live.consumers import hall as consumer
from chuyende.meeting.live.consumers.bus import Bus
from chuyende.meeting.live.consumers.clients import Client
from chuyende.meeting.live.consumers.hall import Hall
from chuyende.meeting.live.consumers.reception import receive
from chuyende.meeting.live.models import LiveSitting
from tests.factories import Body
from tests.meeting.quizzes.factories import user_of

from .factories import in_a_loop_of_its_own, make_sitting, seat_of

pytestmark = pytest.mark.django_db(transaction=True)


class Connected(Client):
    """A client in this process that keeps what it is told."""

    def __init__(self, hall: Hall, sitting: str) -> None:
        super().__init__(sitting)
        self.kinds: list[str] = []
        self.news = asyncio.Event()
        self._hall = hall
        hall.clients.add(self)

    def push(self, *frames: str) -> None:
        self.kinds += [json.loads(frame)["t"] for frame in frames]
        self.news.set()

    async def say(self, **frame: object) -> None:
        await receive(self._hall, self, json.dumps(frame))

    async def told(self, kind: str) -> None:
        async with asyncio.timeout(20):
            while kind not in self.kinds:
                self.news.clear()
                await self.news.wait()

    def go(self) -> None:
        self._hall.clients.discard(self)
        if self.room:
            self.room.leave(self)


@pytest.fixture(autouse=True)
def swept_all_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consumer, "SWEEP_SECONDS", 0)


@pytest.fixture
def sitting(body: Body) -> LiveSitting:
    return make_sitting(body)


def test_who_comes_first_is_told_what_happens_though_the_room_was_empty_until_then(
    body: Body, sitting: LiveSitting
) -> None:
    seat = services.seat_ticket(seat_of(sitting, body.member))
    host = services.host_ticket(actor=user_of(body.secretary), sitting=sitting)

    async def play() -> None:
        hall = Hall(Bus())
        phone, remote = [Connected(hall, str(sitting.pk)) for _one in range(2)]
        await phone.say(t="hello", ticket=seat)
        await phone.told("welcome")
        await remote.say(t="hello", ticket=host)
        await remote.told("welcome")
        await remote.say(t="do", id="1", act="seal", version=1)
        await phone.told("sealed")
        assert phone.room is remote.room
        await hall.stop()

    in_a_loop_of_its_own(play())


@pytest.mark.parametrize("goes_early", [True, False])
def test_a_room_that_everybody_has_left_is_forgotten(
    body: Body, sitting: LiveSitting, goes_early: bool
) -> None:
    seat = services.seat_ticket(seat_of(sitting, body.member))

    async def play() -> tuple[object, object]:
        hall = Hall(Bus())
        phone = Connected(hall, str(sitting.pk))
        await phone.say(t="hello", ticket=seat)
        left = phone.room
        if not goes_early:
            await phone.told("welcome")
        phone.go()
        await hall.joins.flush()
        async with asyncio.timeout(20):
            while await hall.room(str(sitting.pk)) is left:  # noqa: ASYNC110  # it tells nobody when it is forgotten
                await asyncio.sleep(0)
        found = await hall.room(str(sitting.pk))
        await hall.stop()
        return left, found

    left, found = in_a_loop_of_its_own(play())

    assert left is not None
    assert found is not None
    assert found is not left
