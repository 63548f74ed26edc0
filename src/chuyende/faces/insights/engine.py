"""From the facts of one quarter to where it stands: pure, the day is an argument."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from .enums import SquareState

#: from the least to the most advanced
_ORDER = [
    SquareState.DRAFT,
    SquareState.RETURNED,
    SquareState.WAITING_CELL,
    SquareState.WAITING_COMMITTEE,
    SquareState.APPROVED,
    SquareState.CONVENED,
    SquareState.PASSED_BY,
    SquareState.IN_SESSION,
    SquareState.MINUTES_WAITING,
    SquareState.HELD,
]
_HELD = (SquareState.MINUTES_WAITING, SquareState.HELD)

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Entry(Generic[Thing]):
    """One topic of the quarter by itself: how far it is, its meeting's day if it has one, and the topic."""

    state: SquareState
    thing: Thing
    day: dt.date | None = None


@dataclass(frozen=True)
class Square(Generic[Thing]):
    """One quarter of one cell. `days` counts what is late; `entry` is the topic that says it; `more` the others."""

    state: SquareState
    entry: Entry[Thing] | None = None
    days: int = 0
    more: int = 0

    @property
    def is_late(self) -> bool:
        return self.state in (SquareState.OVERDUE, SquareState.PASSED_BY)


def square_of(
    entries: Sequence[Entry[Thing]], *, needed: int, last_day: dt.date, exists: bool, today: dt.date
) -> Square[Thing]:
    """Say where a quarter stands that needs `needed` meetings by its `last_day`.

    With enough meetings held it is held, or waits for the minutes. With fewer it is overdue after its last
    day; before that the most advanced topic speaks for it.
    """
    if not exists:
        return Square(SquareState.ABSENT)
    ordered = sorted(entries, key=lambda entry: (_ORDER.index(entry.state), entry.day or dt.date.min))
    held = [entry for entry in ordered if entry.state in _HELD]
    open_ = [entry for entry in ordered if entry.state not in _HELD]
    others = max(len(ordered) - 1, 0)
    if held and len(held) >= needed:
        unsigned = next((entry for entry in held if entry.state is SquareState.MINUTES_WAITING), None)
        shown = unsigned or held[-1]
        return Square(shown.state, shown, more=others)
    speaks = open_[-1] if open_ else (held[-1] if held else None)
    if today > last_day:
        return Square(SquareState.OVERDUE, speaks, days=(today - last_day).days, more=others)
    if not open_:
        return Square(SquareState.MISSING, speaks, more=others)
    late = (today - speaks.day).days if speaks and speaks.state is SquareState.PASSED_BY and speaks.day else 0
    return Square(open_[-1].state, speaks, days=late, more=others)
