"""The real program under load: `chuyende serve` with its worker, and the CPU that both use."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Served:
    """A running server."""

    host: str
    port: int
    process: int

    def cpu_seconds(self) -> float:
        """What the server and everything that it started have used so far."""
        return sum(_cpu(process) for process in [self.process, *children(self.process)])


@contextmanager
def served() -> Iterator[Served]:
    """Serve the data directory of this run on a free port of this machine, and stop it in order."""
    server = subprocess.Popen(
        [sys.executable, "-m", "chuyende", "serve", "--port", "0"], stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    address = next(found for line in server.stdout if (found := re.search(r"http://(\w+):(\d+)", line)))
    try:
        yield Served("127.0.0.1", int(address[2]), server.pid)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)


def children(process: int) -> list[int]:
    """The processes that a process has started."""
    return [int(pid) for pid in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def _cpu(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
