"""Where a meeting in session stands: the current item, the time used, the item that comes next."""

import datetime as dt
from dataclasses import dataclass

from chuyende.foundation.core import clock
from chuyende.meeting.meetings.models import AgendaItem, Meeting


@dataclass(frozen=True, kw_only=True)
class AgendaState:
    """One line of the agenda with its state: waiting, current or done."""

    item: AgendaItem
    state: str
    used_minutes: int | None


@dataclass(frozen=True, kw_only=True)
class RunOfShow:
    """The agenda with the time: for whoever chairs, and for the screen in the hall."""

    lines: list[AgendaState]
    current: AgendaItem | None
    following: AgendaItem | None
    seconds_left: int
    seconds_over: int
    planned_minutes: int
    used_minutes: int

    @property
    def minutes_over(self) -> int:
        return self.seconds_over // 60

    @property
    def total_seconds(self) -> int:
        return self.current.minutes * 60 if self.current else 0


def run_of_show(meeting: Meeting) -> RunOfShow:
    """Tell where the meeting stands now."""
    now = meeting.closed_at or clock.now()
    items = list(meeting.agenda.select_related("presenter"))
    lines = [AgendaState(item=item, state=_state(item), used_minutes=_used(item, now)) for item in items]
    current = next((line.item for line in lines if line.state == "current"), None)
    following = next((line.item for line in lines if line.state == "waiting"), None)
    left = 0
    if current and current.started_at:
        left = round((current.started_at + dt.timedelta(minutes=current.minutes) - now).total_seconds())
    begun = meeting.opened_at
    return RunOfShow(
        lines=lines,
        current=current,
        following=following,
        seconds_left=max(left, 0),
        seconds_over=max(-left, 0),
        planned_minutes=sum(item.minutes for item in items),
        used_minutes=int((now - begun).total_seconds()) // 60 if begun else 0,
    )


def _state(item: AgendaItem) -> str:
    if item.ended_at:
        return "done"
    return "current" if item.started_at else "waiting"


def _used(item: AgendaItem, now: dt.datetime) -> int | None:
    if item.started_at is None:
        return None
    return round(((item.ended_at or now) - item.started_at).total_seconds() / 60)
