"""The one clock of the program."""

import datetime as dt

from django.utils import timezone


def now() -> dt.datetime:
    """Return this moment, aware."""
    return timezone.now()


def today() -> dt.date:
    """Return today's date in Viet Nam (the project's time zone)."""
    return timezone.localdate()
