"""Everything that one can do with papers, contributions and votes."""

from .contributions import change_contribution, record_contribution, remove_contribution
from .papers import (
    assign_paper,
    attach_file,
    offer_paper,
    place_paper,
    present_paper,
    remove_paper,
    save_paper,
    submit_paper,
    take_back_paper,
)
from .votes import record_vote, remove_vote

__all__ = [
    "assign_paper",
    "attach_file",
    "change_contribution",
    "offer_paper",
    "place_paper",
    "present_paper",
    "record_contribution",
    "record_vote",
    "remove_contribution",
    "remove_paper",
    "remove_vote",
    "save_paper",
    "submit_paper",
    "take_back_paper",
]
