"""What is killed at random moments, and comes again: the server, its worker, and the database where it is a process."""

import contextlib
import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from django.db import connection

from tests.server import Server, is_gone, on_test_database
from with_postgres import Cluster, binaries, cluster


@contextlib.contextmanager
def database_of_its_own() -> Iterator[Cluster | None]:
    """Move the test's connection to a PostgreSQL that the test may stop and kill, and back afterwards.

    It holds what the test's database holds, and keeps what it commits as on a server that matters. None on SQLite: there
    the database lives inside the processes that use it.
    """
    if connection.vendor != "postgresql":
        yield None
        return
    settings = connection.settings_dict
    before = {name: settings[name] for name in ("HOST", "PORT", "USER", "PASSWORD", "NAME")}
    with cluster(is_durable=True) as own:
        _copy(before, own)
        connection.close()
        settings |= {"HOST": "127.0.0.1", "PORT": str(own.port), "USER": "chuyende", "NAME": "chuyende"}
        try:
            yield own
        finally:
            connection.close()
            settings |= before


def _copy(source: dict[str, str], target: Cluster) -> None:
    at = ["--host", source["HOST"], "--port", str(source["PORT"]), "--username", source["USER"]]
    dump = [str(binaries() / "pg_dump"), *at, "--no-owner", source["NAME"]]
    known = {**os.environ, "PGPASSWORD": source["PASSWORD"] or ""}
    with subprocess.Popen(dump, env=known, stdout=subprocess.PIPE) as dumped:
        restore = [str(binaries() / "psql"), "--quiet", "--set", "ON_ERROR_STOP=1", target.address]
        subprocess.run(restore, stdin=dumped.stdout, stdout=subprocess.DEVNULL, check=True)
    assert dumped.returncode == 0


class Target:
    """A server on the test's database, and what of it can be killed. `database`: a cluster of the test's own.

    `kills`: how often a test is to strike, each of them once or, by `KILLS=100`, the whole hundred.
    """

    def __init__(self, folder: Path, port: int, database: Cluster | None = None) -> None:
        self._folder, self._port, self._database = folder, port, database
        self.kills = int(os.environ.get("KILLS", "3" if database else "2"))
        self._chance = random.Random(2026)
        self._next: list[Callable[[], None]] = []
        self._starts = 0
        self._left_behind: list[int] = []
        self.server = self._start()

    def strike(self, *, within: float) -> None:
        """After a random part of `within` seconds kill one of them, and return when it is there again.

        Each is killed as often as the others, in an order left to chance.
        """
        if not self._next:
            self._next = [self._strike_server, self._strike_worker]
            if self._database:
                self._next.append(self._strike_database)
            self._chance.shuffle(self._next)
        self._pass(within)
        self._next.pop()()

    def _pass(self, most: float) -> None:
        time.sleep(self._chance.random() * most)  # the random moment itself

    def stop(self) -> None:
        """Stop the server in order; no worker of one that was killed is still there."""
        self.server.stop()
        assert all(is_gone(worker) for worker in self._left_behind)

    def _strike_server(self) -> None:
        self._left_behind.append(self.server.worker())
        self.server.process.kill()
        self.server.process.wait()
        self.server = self._start()

    def _strike_worker(self) -> None:
        fallen = self.server.worker()
        os.kill(fallen, signal.SIGKILL)
        self.server.worker(after=fallen)

    def _strike_database(self) -> None:
        assert self._database
        self._database.kill()
        self._pass(1)
        self._database.start()

    def _start(self) -> Server:
        self._starts += 1
        return Server(self._folder / f"log-{self._starts}", on_test_database(), self._port)
