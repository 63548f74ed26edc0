"""What the bare servers share, which are the floors of `live` and `attempt`: rows into SQLite, as many at once as wait, and
the program's own server around them."""

import asyncio
import contextlib
import socket
import sqlite3
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Generic, TypeVar

import uvicorn
import uvloop

W = TypeVar("W")


class Rows(Generic[W]):
    """Rows of a key and an answer, stored in a SQLite file; `tell` is given who waited for a row, and its key, after it is
    on the disk. A key that is there already is not stored again."""

    def __init__(self, file: str, tell: Callable[[W, str], Awaitable[None]]) -> None:
        self._file, self._tell = file, tell
        self._waiting: list[tuple[W, str, str]] = []
        self._some = asyncio.Event()
        self._thread = ThreadPoolExecutor(1)

    def add(self, who: W, key: str, answer: str) -> None:
        self._waiting.append((who, key, answer))
        self._some.set()

    async def write(self) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._thread, self._open)
        while True:
            await self._some.wait()
            self._some.clear()
            batch, self._waiting = self._waiting, []
            rows = [(key, answer) for _who, key, answer in batch]
            await loop.run_in_executor(self._thread, self._commit, rows)
            for who, key, _answer in batch:
                await self._tell(who, key)

    def _open(self) -> None:
        self._database = sqlite3.connect(self._file)
        self._database.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE answer (id TEXT PRIMARY KEY, answer TEXT)"
        )

    def _commit(self, rows: list[tuple[str, str]]) -> None:
        with self._database:
            self._database.executemany("INSERT OR IGNORE INTO answer VALUES (?, ?)", rows)


def serve(application: Any, rows: Rows[Any], **options: Any) -> None:
    """Serve `application` by uvicorn with `options` on a free port, which is printed, until Ctrl+C."""
    # uvicorn raises the signal that ended it once more
    with contextlib.suppress(KeyboardInterrupt), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(application, rows, options))


async def _serve(application: Any, rows: Rows[Any], options: dict[str, Any]) -> None:
    listening = socket.create_server(("127.0.0.1", 0), backlog=2048)
    config = uvicorn.Config(application, lifespan="off", log_level="warning", **options)
    writing = asyncio.create_task(rows.write())
    print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
    await uvicorn.Server(config).serve(sockets=[listening])
    writing.cancel()
