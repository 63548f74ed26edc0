"""Everything that one can ask about programmes and topics."""

from .citations import citations_in_plans
from .plan import QuarterPlan, year_plan, years_to_show
from .programmes import (
    Progress,
    as_tree,
    line_state,
    lines_of,
    period_of,
    programme_above,
    programme_sections,
    programmes_below,
    programmes_visible_to,
    progress_of,
)
from .topics import (
    APPROVED,
    groundings_of,
    missing_groundings,
    places_to_propose_at,
    plans_visible_to,
    review_levels,
    topic_sections,
    topics_visible_to,
)

__all__ = [
    "APPROVED",
    "Progress",
    "QuarterPlan",
    "as_tree",
    "citations_in_plans",
    "groundings_of",
    "line_state",
    "lines_of",
    "missing_groundings",
    "period_of",
    "places_to_propose_at",
    "plans_visible_to",
    "programme_above",
    "programme_sections",
    "programmes_below",
    "programmes_visible_to",
    "progress_of",
    "review_levels",
    "topic_sections",
    "topics_visible_to",
    "year_plan",
    "years_to_show",
]
