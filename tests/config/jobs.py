"""Jobs for the tests of the worker: a server of another test may take them too, so they need nothing of the tests."""

import time
from pathlib import Path

from django_tasks import task


@task
def add_line(path: str) -> None:
    with Path(path).open("a") as file:
        file.write("done\n")


@task
def add_line_and_wait(path: str, until: str) -> None:
    add_line.func(path)
    while not Path(until).exists():
        time.sleep(0.01)


@task
def fail() -> None:
    raise ValueError("on purpose")
