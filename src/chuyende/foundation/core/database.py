"""The database beside the event loop: one thread that writes, one that reads, each with its own connection."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.db import Error, connection

P = ParamSpec("P")
T = TypeVar("T")


class Database:
    """Runs the program's own functions off the loop. One writer: SQLite has no more, and batches grow by themselves."""

    def __init__(self, name: str = "live") -> None:
        self._writer = ThreadPoolExecutor(1, f"{name}-write")
        self._reader = ThreadPoolExecutor(1, f"{name}-read")

    async def write(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work` where everything is written, in the order of the calls. Raises what it raises."""
        return await asyncio.get_running_loop().run_in_executor(
            self._writer, lambda: _connected(work, *args, **kwargs)
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


def _connected(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run `work`; after an error of the database the next call begins with a fresh connection."""
    try:
        return work(*args, **kwargs)
    except Error:
        connection.close()
        raise
