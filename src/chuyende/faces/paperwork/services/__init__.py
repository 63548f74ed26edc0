"""Everything that one can do with minutes and official papers."""

from .issuing import (
    draft_of_minutes,
    draft_of_summons,
    draft_of_topic_plan,
    issue_decision,
    issue_minutes,
    issue_summons,
    issue_topic_plan,
)
from .minutes import compose_minutes, restore_section, save_section
from .reading import record_download
from .register import issue_paper
from .signing import (
    amend_minutes,
    chair_has_signed,
    return_minutes,
    sign_minutes,
    take_back_signatures,
    taker_has_signed,
)

__all__ = [
    "amend_minutes",
    "chair_has_signed",
    "compose_minutes",
    "draft_of_minutes",
    "draft_of_summons",
    "draft_of_topic_plan",
    "issue_decision",
    "issue_minutes",
    "issue_paper",
    "issue_summons",
    "issue_topic_plan",
    "record_download",
    "restore_section",
    "return_minutes",
    "save_section",
    "sign_minutes",
    "take_back_signatures",
    "taker_has_signed",
]
