"""The database beside the event loop: one thread that writes, one that reads, each with its own connection."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.db import Error, connection

P = ParamSpec("P")
T = TypeVar("T")

#: SQLite has no queue for its one writer: whoever waits looks again every tenth of a second at the latest, and gives up
#: after twenty seconds. Where writing takes nearly all of so many seconds, all others are let in for so long.
ALONE_SECONDS, FREE_SECONDS = 5, 0.15
BUSY_SHARE = 0.9


class Database:
    """Runs the program's own functions off the loop. One writer: SQLite has no more, and batches grow by themselves."""

    def __init__(self, name: str = "live") -> None:
        self._writer = ThreadPoolExecutor(1, f"{name}-write")
        self._reader = ThreadPoolExecutor(1, f"{name}-read")
        self._since, self._busy = time.monotonic(), 0.0

    async def write(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work` where everything is written, in the order of the calls. Raises what it raises."""
        return await asyncio.get_running_loop().run_in_executor(
            self._writer, lambda: self._in_turn(work, *args, **kwargs)
        )

    async def read(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work`, which only reads. Raises what it raises."""
        return await asyncio.get_running_loop().run_in_executor(
            self._reader, lambda: _connected(work, *args, **kwargs)
        )

    def close(self) -> None:
        """Let what is being done be finished, and give the connections back."""
        for thread in (self._writer, self._reader):
            thread.submit(connection.close)
            thread.shutdown()

    def _in_turn(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        if connection.vendor == "sqlite":
            self._let_others_in()
        begun = time.monotonic()
        try:
            return _connected(work, *args, **kwargs)
        finally:
            self._busy += time.monotonic() - begun

    def _let_others_in(self) -> None:
        passed = time.monotonic() - self._since
        if passed < ALONE_SECONDS:
            return
        if self._busy > BUSY_SHARE * passed:
            time.sleep(FREE_SECONDS)
        self._since, self._busy = time.monotonic(), 0.0


def _connected(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run `work`; after an error of the database the next call begins with a fresh connection."""
    try:
        return work(*args, **kwargs)
    except Error:
        connection.close()
        raise
