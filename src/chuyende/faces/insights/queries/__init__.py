"""Everything that one can ask about the whole body: cells × quarters, gaps, figures and their evidence."""

from .facts import Figures, YearFacts, facts_of
from .gaps import Gap, gaps_of, last_reminders
from .places import looks_over_others, looks_over_own_cell, places_visible_to, year_to_show, years_of
from .table import evidence_url, headcount_words, rows_of, square_words

__all__ = [
    "Figures",
    "Gap",
    "YearFacts",
    "evidence_url",
    "facts_of",
    "gaps_of",
    "headcount_words",
    "last_reminders",
    "looks_over_others",
    "looks_over_own_cell",
    "places_visible_to",
    "rows_of",
    "square_words",
    "year_to_show",
    "years_of",
]
