"""Run a command beside a PostgreSQL of its own, made for it and thrown away after it.

    .venv/bin/python tools/with_postgres.py .venv/bin/pytest --database-only
    .venv/bin/python tools/with_postgres.py --durable make bench SCENARIO=live

`--durable`: commits reach the disk, as on a server that matters; without it they are faster than they ever are there.

The command finds the address in CHUYENDE_DATABASE_URL. The cluster lives in a temporary directory, listens on the
loopback only, keeps nothing and stops with the command.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from glob import glob
from pathlib import Path

SIZE = {"max_connections": "100", "shared_buffers": "128MB"}
START_SECONDS = 60
USER = NAME = "chuyende"
FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


def binaries() -> Path:
    """Return the newest PostgreSQL's programs; stop with the command that installs one."""
    found = sorted(glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[-2]))
    if found:
        return Path(found[-1])
    if program := shutil.which("initdb"):
        return Path(program).resolve().parent
    sys.exit("PostgreSQL is not on this machine. Install it with: apt-get install postgresql")


class Cluster:
    """A PostgreSQL in a folder of its own, on the loopback only; it may be stopped, killed and started again.

    `is_durable`: commits reach the disk. Made, started and thrown away by `cluster`.
    """

    def __init__(self, folder: Path, *, is_durable: bool) -> None:
        self._folder, self._programs = folder, binaries()
        # PostgreSQL refuses to run as root: then its own user, which the package made, runs it
        self._owner = pwd.getpwnam("postgres") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
        os.chown(folder, self._owner.pw_uid, self._owner.pw_gid)
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = int(probe.getsockname()[1])
        settings = SIZE if is_durable else SIZE | FAST
        settings |= {"port": str(self.port), "listen_addresses": "127.0.0.1"}
        settings |= {"unix_socket_directories": str(folder)}
        self._settings = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        self._at = ["-h", "127.0.0.1", "-p", str(self.port), "-U", USER]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """The empty database that the cluster is made with."""
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{NAME}"

    def make(self) -> None:
        """Make the cluster's files and its one database, and start it."""
        self._run("initdb", "-D", str(self._data), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync")
        self.start()
        self._run("createdb", *self._at, NAME)

    def start(self) -> None:
        """Start it and wait until it answers. What a kill left half done it first mends by itself."""
        until = time.monotonic() + START_SECONDS
        while not self.is_running or not self._answers():
            if not self.is_running:  # again, until the processes of a killed one have noticed and are gone
                self._process = self._begin("postgres", "-D", str(self._data), *self._settings)
            if time.monotonic() > until:
                sys.exit(f"PostgreSQL does not start:\n{self._log.read_text()}")
            time.sleep(0.05)

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """Stop it at once: who is connected is cut off."""
        self._end(signal.SIGQUIT)

    def kill(self) -> None:
        """End its first process without a warning, as `kill -9` does; the others then leave by themselves."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        if self._process:
            self._process.send_signal(how)
            self._process.wait()

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    @property
    def _log(self) -> Path:
        return self._folder / "log"

    def _answers(self) -> bool:
        return self._begin("pg_isready", "-q", *self._at).wait() == 0

    def _run(self, program: str, *words: str) -> None:
        if self._begin(program, *words).wait():
            sys.exit(f"{program} failed:\n{self._log.read_text()}")

    def _begin(self, program: str, *words: str) -> "subprocess.Popen[bytes]":
        with self._log.open("a") as log:
            return subprocess.Popen(
                [self._programs / program, *words],
                user=self._owner.pw_uid,
                group=self._owner.pw_gid,
                cwd=self._folder,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(self._folder)},
                start_new_session=True,  # Ctrl+C is for the command, after which it is stopped in order
            )


@contextlib.contextmanager
def cluster(*, is_durable: bool) -> Iterator[Cluster]:
    """A running cluster of one's own; it is thrown away afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="chuyende-postgres-"))
    try:
        made = Cluster(folder, is_durable=is_durable)
        made.make()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    is_durable = command[:1] == ["--durable"]
    command = command[is_durable:]
    if not command:
        sys.exit(__doc__)
    with cluster(is_durable=is_durable) as database:
        environment = {**os.environ, "CHUYENDE_DATABASE_URL": database.address}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
