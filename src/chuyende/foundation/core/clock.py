"""The one clock of the program."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_standing: ContextVar[dt.datetime | None] = ContextVar("standing", default=None)


def now() -> dt.datetime:
    """Return this moment, aware."""
    return _standing.get() or timezone.now()


def today() -> dt.date:
    """Return today's date in Viet Nam (the project's time zone)."""
    return now().astimezone(timezone.get_default_timezone()).date()


@contextmanager
def standing_at(moment: dt.datetime) -> Iterator[None]:
    """Let the clock stand at `moment` (aware), for building sample data of past years by the same services."""
    token = _standing.set(moment)
    try:
        yield
    finally:
        _standing.reset(token)
