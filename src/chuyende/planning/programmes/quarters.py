"""Quarters of a year."""

import datetime as dt

#: by the quarter's number
ROMAN = ("", "I", "II", "III", "IV")


def quarter_of(day: dt.date) -> int:
    return (day.month + 2) // 3


def quarter_start(year: int, quarter: int) -> dt.date:
    return dt.date(year, 3 * quarter - 2, 1)


def quarter_end(year: int, quarter: int) -> dt.date:
    """Return the last day of a quarter."""
    following = dt.date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
    return following - dt.timedelta(days=1)
