"""The real program as a process of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from django.conf import settings
from django.db import connection

START_SECONDS = 60
HERE = {
    "PYTHONPATH": str(Path(__file__).resolve().parent.parent / "src"),
    "DJANGO_SETTINGS_MODULE": "chuyende.config.settings",
}


class Server:
    """`chuyende serve` on a free port; `url` is where it answers."""

    def __init__(self, log: Path, environment: dict[str, str], port: int | None = None) -> None:
        port = port or free_port()
        self.url = f"http://localhost:{port}"
        self.log = log
        self.process = subprocess.Popen(
            [sys.executable, "-m", "chuyende", "serve", "--port", str(port)],
            env={**os.environ, **HERE, "CHUYENDE_PUBLIC_URL": self.url, **environment},
            stdout=log.open("w"),
            stderr=subprocess.STDOUT,
        )
        try:
            self._wait()
        except AssertionError:
            self.stop()
            raise

    def _wait(self) -> None:
        until = time.monotonic() + START_SECONDS
        while True:
            assert self.process.poll() is None, f"the server ended:\n{self.log.read_text()}"
            if self.url in self.log.read_text() and answers(self.url):
                return
            assert time.monotonic() < until, f"the server does not answer:\n{self.log.read_text()}"
            time.sleep(0.05)

    def worker(self, *, after: int = 0) -> int:
        """Return the process number of the server's worker, once there is one; `after`: one other than this."""
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            assert self.process.poll() is None, f"the server ended:\n{self.log.read_text()}"
            for found in children(self.process.pid, "chuyende.config.worker"):
                if found != after:
                    return found
            time.sleep(0.05)
        raise AssertionError(f"the server has no worker:\n{self.log.read_text()}")

    def stop(self) -> int:
        """Stop the server as Ctrl+C does and return its exit code; one that does not stop in time is killed."""
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise


def children(process: int, named: str) -> list[int]:
    """The processes that a process has started with `named` in their command."""
    found = subprocess.run(
        ["pgrep", "-P", str(process), "-f", named], capture_output=True, text=True, check=False
    )
    return [int(number) for number in found.stdout.split()]


def is_gone(process: int, within: float = 15) -> bool:
    """Wait until a process has ended; False when it is still there after so many seconds."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        try:
            state = Path(f"/proc/{process}/status").read_text()
        except (FileNotFoundError, ProcessLookupError):  # gone before it was opened, or while it was read
            return True
        if "State:\tZ" in state:
            return True
        time.sleep(0.05)
    return False


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def answers(url: str) -> bool:
    try:
        urllib.request.urlopen(url, timeout=10).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def on_test_database() -> dict[str, str]:
    """Return the environment in which a server finds the data and the database of this test process."""
    found = {"CHUYENDE_DATA_DIR": str(settings.DATA_DIR)}
    if connection.vendor == "postgresql":
        at = connection.settings_dict
        found["CHUYENDE_DATABASE_URL"] = f"postgresql://{at['USER']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"
    return found
