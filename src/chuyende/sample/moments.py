"""Standing at a day and hour of Viet Nam while the sample tells its story."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

from chuyende.foundation.core import clock


def moment(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour, minute)))


@contextmanager
def at(day: dt.date, hour: int, minute: int = 0) -> Iterator[dt.datetime]:
    """Let the clock stand at that hour, or at this moment when that hour is still to come."""
    standing = min(moment(day, hour, minute), timezone.now())
    with clock.standing_at(standing):
        yield standing
