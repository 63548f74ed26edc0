"""How long until `chuyende serve` answers: on an empty folder, and every time after."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.serving import started_by


def run() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="chuyende-start-") as folder:
        bare = bare_start()
        for figure in ("first start until a page answers", "second start until a page answers"):
            seconds, megabytes = start(folder)
            yield Figure("start", figure, seconds, "s", bare, "sqlite")
        yield Figure("start", "memory of all its processes", megabytes, "MB", None, "sqlite")


def bare_start() -> float:
    """Seconds that Python and Django alone take to set up."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import django; django.setup()"], check=True)
    return time.perf_counter() - begun


def start(folder: str) -> tuple[float, float]:
    """Start the server on `folder`, stop it; return the seconds it took and the megabytes it held."""
    begun = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-m", "chuyende", "serve", "--port", "0"],
        env={**os.environ, "CHUYENDE_DATA_DIR": folder, "CHUYENDE_DATABASE_URL": ""},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    address = next(found for line in server.stdout if (found := re.search(r"http://\S+", line)))
    answer(address.group())
    seconds = time.perf_counter() - begun
    time.sleep(3)  # the worker takes its place
    megabytes = sum(share(process) for process in [server.pid, *started_by(server.pid)])
    server.send_signal(signal.SIGINT)
    server.wait(timeout=20)
    return seconds, megabytes


def answer(address: str) -> None:
    try:
        urllib.request.urlopen(address, timeout=20).close()
    except urllib.error.HTTPError as error:
        if error.code >= 500:
            raise


def share(process: int) -> float:
    """The megabytes that a process holds; what several share is counted once among them."""
    told = Path(f"/proc/{process}/smaps_rollup").read_text()
    found = re.search(r"^Pss:\s+(\d+)", told, re.MULTILINE)
    return int(found.group(1)) / 1024 if found else 0.0
