"""Reading a roster: a list of members as a school keeps it, in a spreadsheet made by hand."""

from .columns import LABELS, Column
from .reader import Roster, Row, read_roster
from .values import Post, Problem

__all__ = ["LABELS", "Column", "Post", "Problem", "Roster", "Row", "read_roster"]
