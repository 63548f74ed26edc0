"""The real program under load: `chuyende serve` with its worker, and the CPU that both use."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
IDLE_SECONDS, IDLE_SHARE = 2, 0.05


@dataclass(frozen=True)
class Served:
    """A running server."""

    host: str
    port: int
    process: int

    def cpu_seconds(self) -> float:
        """What the server and everything that it started have used so far."""
        return sum(_cpu(process) for process in [self.process, *started_by(self.process)])

    def settle(self) -> None:
        """Wait until it and what it started have finished starting: they have used next to nothing for a while."""
        before, used = -1.0, self.cpu_seconds()
        while used - before > IDLE_SHARE * IDLE_SECONDS:
            time.sleep(IDLE_SECONDS)
            before, used = used, self.cpu_seconds()

    def resident_kb(self) -> int:
        """The memory that the server itself holds now."""
        status = Path(f"/proc/{self.process}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+)", status)
        return int(found[1]) if found else 0


@contextmanager
def served(*command: str) -> Iterator[Served]:
    """Serve the data directory of this run on a free port of this machine, and stop it in order.

    `command`: another server, which tells its address in the same way.
    """
    program = command or (sys.executable, "-m", "chuyende", "serve", "--port", "0")
    server = subprocess.Popen(program, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    address = next(found for line in server.stdout if (found := re.search(r"http://([\w.]+):(\d+)", line)))
    try:
        yield Served("127.0.0.1", int(address[2]), server.pid)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)


def started_by(process: int) -> list[int]:
    """The processes that a process has started, and those that they have."""
    found = [int(pid) for pid in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return [one for child in found for one in (child, *started_by(child))]


def _cpu(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
