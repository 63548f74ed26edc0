"""Killed at random moments, the database held up or away, Redis between two processes: nothing acknowledged is lost."""

import asyncio
import json
import os
import random
import subprocess
import time
import uuid

import pytest
from django.db import connection, transaction
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from chuyende.foundation.core.ids import new_id
from chuyende.meeting.live.models import LiveAnswer
from tests.kills import Target
from tests.needs import needs
from tests.server import Server, answers, free_port, on_test_database

from .factories import act, in_a_loop_of_its_own, make_sitting, tickets_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

PHONES = 25
#: how long the database is away; `AWAY=10` for the whole ten seconds
AWAY = float(os.environ.get("AWAY", "1"))
BUSY_SECONDS = 1


class Persistent:
    """A phone as protocol 7 has it: comes back by itself, sends again until it is told that its answer is stored."""

    def __init__(self, port, sitting, ticket, choice):
        self.address = f"ws://localhost:{port}/hoi-truong/{sitting.pk}/ws"
        self.ticket, self.choice = ticket, choice
        self.acknowledged, self.welcomes, self.refusals, self.sent = None, 0, 0, str(new_id())

    async def play(self, number, delay):
        while self.acknowledged is None:
            try:
                async with connect(
                    self.address, subprotocols=["chuyende.live.1"], compression=None, open_timeout=5
                ) as socket:
                    await self._talk(socket, number, delay)
            except (OSError, ConnectionClosed, InvalidHandshake, TimeoutError):
                await asyncio.sleep(0.1)

    async def _talk(self, socket, number, delay):
        waiting = json.dumps({"t": "hello", "ticket": self.ticket})
        await socket.send(waiting)
        async for text in socket:
            frame = json.loads(text)
            if frame["t"] == "welcome":
                self.welcomes += 1
            if frame["t"] == "no":
                assert frame["code"] == "busy", frame
                self.refusals += 1
                await asyncio.sleep(BUSY_SECONDS)
                await socket.send(waiting)
            told = frame.get("state", frame)
            if "nonce" in told and told["round"] == number:
                await asyncio.sleep(delay if self.welcomes == 1 else 0)
                said = {
                    "id": self.sent,
                    "round": number,
                    "nonce": told["nonce"],
                    "answer": self.choice,
                    "ms": 500,
                }
                waiting = json.dumps({"t": "answer", **said})
                await socket.send(waiting)
            if frame["t"] == "ack" and frame["id"] == self.sent:
                self.acknowledged = frame["answer"]
                return


async def crowd(phones, number, kill):
    chance = random.Random(number)
    async with asyncio.timeout(120):
        await asyncio.gather(
            *(phone.play(number, chance.random()) for phone in phones), asyncio.to_thread(kill)
        )


def assert_stored(phones, number):
    """What every phone was told is there, once, and nothing else."""
    connection.close()  # it may be of a database that was killed
    stored = LiveAnswer.objects.filter(round__number=number)
    by_id = {answer.client_id: answer.response for answer in stored}
    assert {uuid.UUID(phone.sent): phone.acknowledged for phone in phones} == by_id
    assert [phone.acknowledged for phone in phones] == [phone.choice for phone in phones]
    assert stored.count() == PHONES


def test_killed_at_random_moments_of_a_round_it_loses_no_acknowledged_answer(own_database, body, tmp_path):
    sitting = make_sitting(body, seconds=None)
    own = tickets_of(sitting, body, PHONES)
    port = free_port()
    target = Target(tmp_path, port, own_database)
    try:
        for number in range(1, target.kills + 1):
            act(sitting, body, *(["seal", "open"] if number == 1 else ["again", "open"]))
            phones = [Persistent(port, sitting, one, place % 4) for place, one in enumerate(own)]

            in_a_loop_of_its_own(crowd(phones, number, lambda: target.strike(within=1.2)))

            assert_stored(phones, number)
    finally:
        target.stop()


def test_database_that_is_away_for_a_while_is_waited_for_and_loses_nothing(own_database, body, tmp_path):
    if own_database is None:
        pytest.skip("SQLite lives inside the server")
    sitting = act(make_sitting(body, seconds=None), body, "seal", "open")
    port = free_port()
    phones = [
        Persistent(port, sitting, one, place % 4)
        for place, one in enumerate(tickets_of(sitting, body, PHONES))
    ]
    server = Server(tmp_path / "log", on_test_database(), port)

    def go_away():
        while not any(phone.acknowledged is not None for phone in phones):
            time.sleep(0.01)
        own_database.stop()
        while not any(phone.refusals for phone in phones):  # told to come again
            time.sleep(0.01)
        before = [phone.acknowledged for phone in phones]
        time.sleep(AWAY)
        assert [phone.acknowledged for phone in phones] == before
        assert None in before
        own_database.start()

    try:
        in_a_loop_of_its_own(crowd(phones, 1, go_away))
        assert_stored(phones, 1)
    finally:
        server.stop()


def test_database_that_is_held_up_delays_acknowledgements_and_loses_nothing(body, phone):
    sitting = act(make_sitting(body), body, "seal", "open")
    phones = [phone(sitting, one) for one in tickets_of(sitting, body, 5)]

    with transaction.atomic():  # SQLite: the one writer; PostgreSQL: the table
        if connection.vendor == "postgresql":
            connection.cursor().execute("LOCK TABLE live_liveanswer IN ACCESS EXCLUSIVE MODE")
        names = [one.answer(2) for one in phones]
        for one in phones:
            one.say(t="ping", at=1)
            one.wait("pong")  # the hall itself goes on
        held = [frame for one in phones for frame in one.heard if frame["t"] == "ack"]

    assert held == []
    assert [one.wait("ack", id=name)["answer"] for one, name in zip(phones, names, strict=True)] == [2] * 5
    assert LiveAnswer.objects.count() == 5


def test_two_processes_with_redis_between_are_one_hall(body, hall, phone, host, tmp_path):
    redis = needs("redis-server", "apt-get install redis-server")
    port = free_port()
    bus = subprocess.Popen(
        [redis, "--port", str(port), "--save", "", "--bind", "127.0.0.1"], stdout=subprocess.DEVNULL
    )
    found = on_test_database() | {"CHUYENDE_REDIS_URL": f"redis://127.0.0.1:{port}/0"}
    first, second = (Server(tmp_path / f"log-{name}.txt", found) for name in ("one", "two"))
    try:
        sitting = make_sitting(body)
        own = tickets_of(sitting, body, 6)
        here = [phone(sitting, one, url=first.url) for one in own[:3]]
        there = [phone(sitting, one, url=second.url) for one in own[3:]]
        remote = host(sitting, body.secretary, url=first.url)
        other_remote = host(sitting, body.deputy, url=second.url)

        remote.do("seal")
        other_remote.wait("sealed")
        begun = time.monotonic()
        other_remote.do("open")
        for one in [*here, *there]:
            one.wait("open")  # by the bus: whoever had to look for it would be told `state`
        remote.wait("open")
        assert time.monotonic() - begun < 2
        for place, one in enumerate([*here, *there]):
            one.wait("ack", id=one.answer(1 if place % 2 else 0))
        remote.wait("count", answers=6, seated=6)
        remote.do("close")
        other_remote.wait("state", phase="closed")
        other_remote.do("reveal")
        results = [one.wait("reveal") for one in [*here, *there]]

        assert {(shown["answers"], tuple(shown["counts"])) for shown in results} == {(6, (3, 3, 0, 0))}
        assert sorted(one.wait("mine")["place"] for one in [*here, *there]) == [1, 1, 1, 4, 4, 4]
        assert answers(first.url)
    finally:
        first.stop()
        second.stop()
        bus.terminate()
        bus.wait()
