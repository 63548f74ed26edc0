"""`chuyende serve` as an operator runs it: from nothing, twice, stopped in every way."""

import os
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from tests.server import Server

pytestmark = pytest.mark.slow


@pytest.fixture
def place(tmp_path: Path) -> dict[str, str]:
    """An empty data directory and nothing else set."""
    return {"CHUYENDE_DATA_DIR": str(tmp_path / "data"), "CHUYENDE_DATABASE_URL": "", "CHUYENDE_SECRET_KEY": ""}


def worker_of(server: Server) -> int:
    """The process number of the server's worker, once it has looked at the queue."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        found = subprocess.run(["pgrep", "-P", str(server.process.pid)], capture_output=True, text=True)
        if found.stdout.strip():
            return int(found.stdout.split()[0])
        time.sleep(0.05)
    raise AssertionError("the server has no worker")


def is_gone(process: int, within: float = 15) -> bool:
    until = time.monotonic() + within
    while time.monotonic() < until:
        status = Path(f"/proc/{process}/status")
        if not status.exists() or "State:\tZ" in status.read_text():
            return True
        time.sleep(0.05)
    return False


def test_serve_from_nothing_makes_the_database_and_starts_again_in_under_five_seconds(
    place: dict[str, str], tmp_path: Path
) -> None:
    first = Server(tmp_path / "log", place)
    assert first.stop() == 0

    begun = time.monotonic()
    second = Server(tmp_path / "log", place)
    taken = time.monotonic() - begun
    second.stop()

    assert taken < 5
    assert "Traceback" not in (tmp_path / "log").read_text()
    with sqlite3.connect(tmp_path / "data" / "chuyende.sqlite3") as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert database.execute("SELECT count(*) FROM organisation_organisation").fetchone() == (0,)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_serve_stopped_by_any_signal_leaves_no_worker_behind(
    place: dict[str, str], tmp_path: Path, number: signal.Signals
) -> None:
    server = Server(tmp_path / "log", place)
    worker = worker_of(server)

    server.process.send_signal(number)
    code = server.process.wait(timeout=20)

    assert code == (-signal.SIGKILL if number == signal.SIGKILL else 0)
    assert is_gone(worker)


def test_serve_starts_a_fallen_worker_again(place: dict[str, str], tmp_path: Path) -> None:
    server = Server(tmp_path / "log", place)
    try:
        fallen = worker_of(server)
        os.kill(fallen, signal.SIGKILL)
        assert is_gone(fallen)
        assert worker_of(server) != fallen
    finally:
        server.stop()


def test_serve_on_a_taken_port_says_so_and_how_to_choose_another(place: dict[str, str], tmp_path: Path) -> None:
    server = Server(tmp_path / "log", place)
    try:
        with pytest.raises(AssertionError, match="Chương trình khác đang dùng cổng này"):
            Server(tmp_path / "second", place, port=int(server.url.rsplit(":", 1)[1]))
    finally:
        server.stop()
