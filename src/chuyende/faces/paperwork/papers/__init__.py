"""Papers as the engine sets them: what is said, in its place on the sheet."""

from .decision import certificate_of, decision_paper
from .frame import Stamp, layout_on
from .minutes import minutes_paper
from .plan import plan_paper
from .sheet import sheet_paper
from .summons import summons_paper

__all__ = [
    "Stamp",
    "certificate_of",
    "decision_paper",
    "layout_on",
    "minutes_paper",
    "plan_paper",
    "sheet_paper",
    "summons_paper",
]
