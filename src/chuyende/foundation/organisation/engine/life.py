"""Dates that cannot be true of one life: asked of every row of a roster and of every form about a member."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

#: under this age nobody may join (Điều lệ Đảng, Điều 1)
JOINING_AGE: Final = 18
OLDEST: Final = 110


@dataclass(frozen=True)
class Contradiction:
    """One date that cannot be: which of the three, why, and what to look at."""

    field: str
    day: dt.date
    reason: str
    suggestion: str


def contradictions(
    *, birth_date: dt.date | None, joined_on: dt.date | None, official_on: dt.date | None, today: dt.date
) -> Iterator[Contradiction]:
    """Yield everything that cannot be true of these days together. None means: not known."""
    year, places = _("Look whether the year is right."), _("Look whether the two dates changed places.")
    days = {"birth_date": birth_date, "joined_on": joined_on, "official_on": official_on}
    for field, day in days.items():
        if day is not None and day > today:
            yield Contradiction(field, day, _("This day is still to come."), year)
    if birth_date is not None and today.year - birth_date.year > OLDEST:
        yield Contradiction("birth_date", birth_date, _("Nobody is that old."), year)
    of_age = _years_later(birth_date, JOINING_AGE) if birth_date and birth_date <= today else None
    if birth_date is not None and of_age is not None and joined_on is not None and joined_on < of_age:
        told = _("Born on %(birth)s, the member was not yet %(age)d years old on that day.")
        told %= {"birth": birth_date.strftime("%d/%m/%Y"), "age": JOINING_AGE}
        yield Contradiction("joined_on", joined_on, told, places)
    if joined_on is not None and official_on is not None and official_on < joined_on:
        told = _("The day comes before the day of joining, %s.") % joined_on.strftime("%d/%m/%Y")
        yield Contradiction("official_on", official_on, told, places)


def _years_later(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # born on 29 February
        return day.replace(year=day.year + years, day=28)
