"""Everything one can ask of the organisation."""

from .counts import Headcount, Node, headcount, headcounts, tree_on
from .people import (
    holders_of,
    home_of,
    homes_of,
    leaders_of,
    members_on,
    membership_on,
    must_have_second_factor,
    positions_on,
    positions_without_second_factor,
)
from .plan import NewCell, Plan, PlannedRow, plan_import, same_name
from .tree import cells_of, committee_of, departments_for, path_upwards, term_on, whole_body, within
from .visible import (
    acts_about,
    acts_visible_to,
    members_known_to,
    members_visible_to,
    organisations_visible_to,
    rosters_visible_to,
)

__all__ = [
    "Headcount",
    "NewCell",
    "Node",
    "Plan",
    "PlannedRow",
    "acts_about",
    "acts_visible_to",
    "cells_of",
    "committee_of",
    "departments_around",
    "departments_for",
    "departments_with_counts",
    "headcount",
    "headcounts",
    "holders_of",
    "home_of",
    "homes_of",
    "leaders_of",
    "members_known_to",
    "members_on",
    "members_visible_to",
    "membership_on",
    "must_have_second_factor",
    "organisations_visible_to",
    "path_upwards",
    "plan_import",
    "positions_on",
    "positions_without_second_factor",
    "rosters_visible_to",
    "same_name",
    "term_on",
    "tree_on",
    "whole_body",
    "within",
]
