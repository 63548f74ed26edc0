"""The live hall: everybody comes in, and five questions are asked, answered and shown, over a real server's sockets.

The answers of three rounds are spread over three seconds; those of two come all at once. Seats and tickets are made
beforehand. The floor is a bare hall on the same machine in the same run, played by the same phones: benchmarks/bare_hall.py.

PLAYERS: how many phones (1,000). BENCH_SERVERS: how many processes hold the hall (1), with Redis between them.
"""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks import bodies
from benchmarks.figures import Figure
from benchmarks.halls import ReadyHall, lost_and_doubled, ready_hall
from benchmarks.phones import Plan, Told, percentile
from benchmarks.serving import Served, served

PLAYERS = int(os.environ.get("PLAYERS", "1000"))
SERVERS = int(os.environ.get("BENCH_SERVERS", "1"))
ROUNDS = [3.0, 0, 3.0, 0, 3.0]
UNITS = {
    "joins_per_s": "1/s",
    "fanout_p99_ms": "ms",
    "reveal_p99_ms": "ms",
    "ack_p50_ms": "ms",
    "ack_p99_ms": "ms",
    "burst_s": "s",
    "cpu_us_per_answer": "us",
    "kb_per_phone": "KB",
}


@dataclass(frozen=True)
class Use:
    """What the servers used for it: CPU from the first phone to the last frame, memory by which they grew."""

    cpu_seconds: float
    grown_kb: int


def run() -> Iterator[Figure]:
    hall = ready_hall(players=PLAYERS, questions=len(ROUNDS))
    with ExitStack() as stack:
        if SERVERS > 1:
            os.environ["CHUYENDE_REDIS_URL"] = stack.enter_context(redis())
        told, use = played(hall, [stack.enter_context(served()) for _ in range(SERVERS)])
    lost, doubled = lost_and_doubled(told.sent)
    folder = Path(os.environ["CHUYENDE_DATA_DIR"])
    with served(sys.executable, "-m", "benchmarks.bare_hall", str(folder / "bare.sqlite3")) as bare:
        floors = values(*played(hall, [bare]))
    for name, value in values(told, use).items():
        yield _figure(name, value, UNITS[name], floors[name])
    yield _figure("lost", lost, "answers", None, most=0)
    yield _figure("doubled", doubled, "answers", None, most=0)
    yield _figure("refused", told.refused, "frames", None)
    yield _figure("dropped", told.dropped, "sockets", None)


def values(told: Told, use: Use) -> dict[str, float]:
    """The figures of one run."""
    return {
        "joins_per_s": told.joins_per_s,
        "fanout_p99_ms": 1000 * percentile(told.fanouts, 0.99),
        "reveal_p99_ms": 1000 * percentile(told.reveals, 0.99),
        "ack_p50_ms": 1000 * percentile(told.spread, 0.5),
        "ack_p99_ms": 1000 * percentile(told.spread, 0.99),
        "burst_s": max(told.bursts),
        "cpu_us_per_answer": 1e6 * use.cpu_seconds / (PLAYERS * len(ROUNDS)),
        "kb_per_phone": use.grown_kb / PLAYERS,
    }


def played(hall: ReadyHall, servers: Sequence[Served]) -> tuple[Told, Use]:
    """Let the phones, in a process of their own, play all rounds on `servers`."""
    file = Path(os.environ["CHUYENDE_DATA_DIR"]) / "told.json"
    plan = Plan(
        str(file), [one.port for one in servers], hall.path, hall.seats, hall.host, hall.screen, ROUNDS
    )
    phones = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.phones"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert phones.stdin
    assert phones.stdout
    phones.stdin.write(json.dumps(asdict(plan)) + "\n")
    phones.stdin.flush()
    phones.stdout.readline()  # host and screen are there: whatever is read once has been read
    for one in servers:
        one.settle()
    cpu, before = sum(one.cpu_seconds() for one in servers), sum(one.resident_kb() for one in servers)
    phones.stdin.write("go\n")
    phones.stdin.flush()
    phones.stdout.readline()  # the last of the phones is being told the last result
    used = Use(
        sum(one.cpu_seconds() for one in servers) - cpu, sum(one.resident_kb() for one in servers) - before
    )
    if phones.wait():
        raise RuntimeError("the phones did not come to the end")
    return Told(**json.loads(file.read_text())), used


@contextmanager
def redis() -> Iterator[str]:
    """A Redis of this run's own; its address."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        ["redis-server", "--port", str(port), "--save", "", "--bind", "127.0.0.1"], stdout=subprocess.DEVNULL
    )
    try:
        _await(port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait()


def _await(port: int) -> None:
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)


def _figure(name: str, value: float, unit: str, floor: float | None, *, most: float | None = None) -> Figure:
    return Figure("live", f"{name} of {PLAYERS:,} players", value, unit, floor, bodies.database(), most)
