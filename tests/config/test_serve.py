"""`chuyende serve` as an operator runs it: from nothing, twice, stopped in every way."""

import os
import resource
import shutil
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.server import Server, is_gone

pytestmark = pytest.mark.slow

#: times the work of a bare Django: half a second where nothing else runs, and so five seconds
AT_MOST = 10


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory in which the program has run before."""
    folder = tmp_path_factory.mktemp("used")
    assert Server(folder / "log", at(folder / "data")).stop() == 0
    return folder / "data"


@pytest.fixture
def place(used: Path, tmp_path: Path) -> dict[str, str]:
    """The environment of a server that starts for the second time."""
    return at(shutil.copytree(used, tmp_path / "data"))


def at(folder: Path) -> dict[str, str]:
    return {"CHUYENDE_DATA_DIR": str(folder), "CHUYENDE_DATABASE_URL": "", "CHUYENDE_SECRET_KEY": ""}


def test_serve_opens_as_many_sockets_as_the_system_lets_it(place: dict[str, str], tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(512, hard), hard))
    try:
        server = Server(tmp_path / "log", place)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    try:
        assert resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE) == (hard, hard)
    finally:
        assert server.stop() == 0


def test_serve_from_nothing_makes_its_database_in_write_ahead_mode(used: Path) -> None:
    with closing(sqlite3.connect(used / "chuyende.sqlite3")) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert database.execute("SELECT count(*) FROM organisation_organisation").fetchone() == (0,)
    assert "Traceback" not in (used.parent / "log").read_text()


def test_serve_a_second_time_answers_after_little_work(place: dict[str, str], tmp_path: Path) -> None:
    server = Server(tmp_path / "log", place)
    work = seconds_of_work(server.process.pid)
    server.stop()

    assert work < AT_MOST * work_of_django_alone()


def work_of_django_alone() -> float:
    """The processor's seconds that a bare Django takes to load, at this moment, on this machine."""
    bare = "import django.forms, django.template; django.conf.settings.configure(); django.setup()"
    process = os.posix_spawn(sys.executable, [sys.executable, "-c", bare], os.environ)
    _pid, status, used = os.wait4(process, 0)
    assert status == 0
    return used.ru_utime + used.ru_stime


def seconds_of_work(process: int) -> float:
    """The processor's seconds that a process has used: the same on a busy machine as on an idle one."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_serve_stopped_by_any_signal_leaves_no_worker_behind(
    place: dict[str, str], tmp_path: Path, number: signal.Signals
) -> None:
    server = Server(tmp_path / "log", place)
    worker = server.worker()

    server.process.send_signal(number)
    code = server.process.wait(timeout=20)

    assert code == (-signal.SIGKILL if number == signal.SIGKILL else 0)
    assert is_gone(worker)
    assert "Fatal" not in (tmp_path / "log").read_text()
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_serve_starts_a_fallen_worker_again(place: dict[str, str], tmp_path: Path) -> None:
    server = Server(tmp_path / "log", place)
    try:
        fallen = server.worker()
        os.kill(fallen, signal.SIGKILL)
        assert is_gone(fallen)
        assert server.worker(after=fallen) != fallen
    finally:
        server.stop()


def test_serve_on_a_taken_port_says_so_and_how_to_choose_another(
    place: dict[str, str], tmp_path: Path
) -> None:
    server = Server(tmp_path / "log", place)
    try:
        with pytest.raises(AssertionError, match="Chương trình khác đang dùng cổng này"):
            Server(tmp_path / "second", place, port=int(server.url.rsplit(":", 1)[1]))
    finally:
        server.stop()
