"""What waits to be written: gathered, tried again, never told before it is stored."""

import asyncio
from dataclasses import dataclass

from django.db import IntegrityError, OperationalError

from chuyende.foundation.core.batches import ENOUGH, Batches

from .factories import in_a_loop_of_its_own


@dataclass(frozen=True)
class Row:
    key: tuple[str, str]


class Table:
    """Stands for a database that may be away."""

    def __init__(self):
        self.is_there = True
        self.rows, self.batches = {}, []
        self.poison = None
        self.leaves = False

    async def commit(self, rows):
        self.batches.append(len(rows))
        await asyncio.sleep(0)
        if not self.is_there:
            raise OperationalError("away")
        if self.poison in rows:
            self.is_there = not self.leaves
            raise IntegrityError("never")
        for row in rows:
            self.rows.setdefault(row.key, row)
        return {row.key: row for row in rows}


def run(play, **how):
    async def whole():
        table = Table()
        batches = Batches(table.commit, **how)
        await play(table, batches)
        await batches.stop()

    in_a_loop_of_its_own(whole())


class Told(list):
    """What was told, and a way to wait until so much was told."""

    def __init__(self):
        super().__init__()
        self.more = asyncio.Event()

    def hear(self, what):
        self.append(what)
        self.more.set()

    async def have(self, number):
        async with asyncio.timeout(10):
            while len(self) < number:
                self.more.clear()
                await self.more.wait()


def test_what_arrives_while_one_batch_is_written_goes_with_the_next():
    async def play(table, batches):
        told = []
        for number in range(100):
            batches.give(Row(("r", str(number))), number, told.append, lambda: None)
        await batches.flush()
        assert (len(told), len(table.rows), table.batches) == (100, 100, [100])

    run(play)


def test_same_key_twice_is_written_once_and_both_are_told():
    async def play(table, batches):
        told = []
        batches.give(Row(("r", "s")), "one tab", told.append, lambda: None)
        batches.give(Row(("r", "s")), "another", told.append, lambda: None)
        await batches.flush()
        assert told == [Row(("r", "s"))] * 2

    run(play)


def test_nothing_is_told_before_the_database_is_back_and_nothing_is_lost():
    async def play(table, batches):
        told, busy = Told(), Told()
        table.is_there = False
        batches.give(Row(("r", "1")), "a", told.hear, lambda: busy.hear("a"))
        await busy.have(1)
        batches.give(Row(("r", "2")), "b", told.hear, lambda: busy.hear("b"))
        assert (told, busy[-1]) == ([], "b")
        await batches.flush()  # does not wait for a database that is away
        table.is_there = True
        await told.have(2)
        assert set(table.rows) == {("r", "1"), ("r", "2")}

    run(play)


def test_row_that_the_database_never_takes_holds_up_nobody():
    async def play(table, batches):
        told = {}
        table.poison = Row(("r", "bad"))
        for name in ("good", "bad", "better"):
            batches.give(
                Row(("r", name)), name, lambda found, name=name: told.setdefault(name, found), lambda: None
            )
        await batches.flush()
        assert told == {"good": Row(("r", "good")), "bad": None, "better": Row(("r", "better"))}

    run(play)


def test_database_that_goes_away_over_a_refused_row_is_waited_for():
    async def play(table, batches):
        told, busy = Told(), Told()
        table.poison, table.leaves = Row(("r", "bad")), True
        for name in ("good", "bad"):
            batches.give(Row(("r", name)), name, told.hear, lambda: busy.hear("busy"))
        await busy.have(1)
        assert told == []
        table.is_there, table.leaves = True, False
        await told.have(2)
        assert told == [Row(("r", "good")), None]

    run(play)


def test_rows_that_come_one_by_one_during_a_rest_are_written_together():
    async def play(table, batches):
        told = Told()
        for number in range(4):
            batches.give(Row(("r", str(number))), number, told.hear, lambda: None)
            await told.have(min(number + 1, 1))
            for _ in range(5):
                await asyncio.sleep(0)  # each could have been written by itself
        await told.have(4)

        assert table.batches == [1, 3]

    run(play, rest=lambda: 0.05)


def test_after_a_large_batch_there_is_no_rest():
    async def play(table, batches):
        told = Told()
        for number in range(ENOUGH):
            batches.give(Row(("r", str(number))), number, told.hear, lambda: None)
        await told.have(ENOUGH)
        batches.give(Row(("r", "late")), "late", told.hear, lambda: None)

        await told.have(ENOUGH + 1)  # an hour of rest would be waited for in vain
        assert table.batches == [ENOUGH, 1]

    run(play, rest=lambda: 3600)
