"""What happened in a contest, as plain data."""

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who could take part. `cell`: where they belong on the day of reckoning, None: nowhere any more.

    `is_counted`: stands in the number by which the cell's share is reckoned. `is_disqualified`: the result is cancelled.
    """

    member: Hashable
    cell: Hashable | None
    is_counted: bool = True
    prediction: int | None = None
    is_disqualified: bool = False


@dataclass(frozen=True, kw_only=True)
class Result:
    """One attempt that was handed in: `right` answers of `size`, `seconds` it took."""

    member: Hashable
    round: Hashable
    right: Decimal
    size: int
    seconds: int
    submitted_at: dt.datetime


@dataclass(frozen=True, kw_only=True)
class Record:
    """Everything from which standings are reckoned.

    `rounds`: every round. `results`: every attempt handed in; of members who are not among `people` none. `decisions`:
    each the members or the cells of one tie in the order that the organisers gave them, the latest last.
    """

    people: tuple[Person, ...]
    rounds: tuple[Hashable, ...]
    results: tuple[Result, ...]
    decisions: tuple[tuple[Hashable, ...], ...] = ()
