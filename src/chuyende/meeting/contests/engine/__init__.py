"""Who stands where in a contest, from plain data; no database, no clock."""

from .record import Person, Record, Result
from .rules import Counted, Criterion, GroupOrder, Predicts, Rules, TakesPart
from .snapshot import Difference, differences, digest
from .standings import CellPlace, Place, Standings, reckon

__all__ = [
    "CellPlace",
    "Counted",
    "Criterion",
    "Difference",
    "GroupOrder",
    "Person",
    "Place",
    "Predicts",
    "Record",
    "Result",
    "Rules",
    "Standings",
    "TakesPart",
    "differences",
    "digest",
    "reckon",
]
