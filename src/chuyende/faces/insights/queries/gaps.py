"""What is missing, by which guideline, and who was reminded."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from chuyende.foundation.core.models import AuditEntry
from chuyende.foundation.organisation.models import Organisation
from chuyende.planning.governance.models import RuleSet
from chuyende.planning.programmes.quarters import ROMAN, quarter_end

from ..engine import Square
from ..enums import SquareState
from .facts import QUARTERS, Planned, YearFacts

#: a quarter without a topic is pointed out this many days before it ends
_SOON = dt.timedelta(days=30)
_NOTHING_MOVES = (SquareState.MISSING, SquareState.DRAFT, SquareState.RETURNED)

REMINDED = "secretary_reminded"


@dataclass(frozen=True)
class Gap:
    """A quarter of a cell in which the meeting that a guideline asks for is missing or about to be."""

    cell: Organisation
    quarter: int
    square: Square[Planned]
    rule: RuleSet
    days_left: int

    @property
    def roman(self) -> str:
        return ROMAN[self.quarter]

    @property
    def days_late(self) -> int:
        return self.square.days

    @property
    def planned(self) -> Planned | None:
        return self.square.entry.thing if self.square.entry else None


def gaps_of(facts: YearFacts) -> list[Gap]:
    """The gaps of the year, the longest overdue first, then those whose quarter ends soon."""
    found = []
    for cell in facts.cells:
        for quarter in QUARTERS:
            square, last_day = facts.squares[cell.pk, quarter], quarter_end(facts.year, quarter)
            ends_soon = dt.timedelta(0) <= last_day - facts.today <= _SOON
            if square.is_late or (ends_soon and square.state in _NOTHING_MOVES):
                rule = facts.needed[cell.pk, quarter]
                found.append(Gap(cell, quarter, square, rule, (last_day - facts.today).days))
    return sorted(found, key=lambda gap: (-gap.days_late, gap.days_left))


def last_reminders(cells: Iterable[Organisation], year: int) -> dict[tuple[uuid.UUID, int], dt.datetime]:
    """When each cell was last reminded of each quarter of `year`. One query."""
    entries = AuditEntry.objects.filter(verb=REMINDED, organisation__in=[cell.pk for cell in cells])
    last: dict[tuple[uuid.UUID, int], dt.datetime] = {}
    for entry in entries.order_by("sequence"):
        if entry.organisation and entry.detail.get("year") == year:
            last[entry.organisation, int(entry.detail["quarter"])] = timezone.localtime(entry.at)
    return last
