"""Everything that one can ask about minutes and issued papers."""

from .minutes import (
    edited_sections,
    minutes_in_state,
    minutes_of,
    minutes_to_sign,
    minutes_visible_to,
    seen_by_signer,
    signature_of,
    state_of,
)
from .papers import (
    certificate_wanted,
    issued_papers_visible_to,
    paper_by_code,
    papers_of_meeting,
    register_terms,
    register_visible_to,
)

__all__ = [
    "certificate_wanted",
    "edited_sections",
    "issued_papers_visible_to",
    "minutes_in_state",
    "minutes_of",
    "minutes_to_sign",
    "minutes_visible_to",
    "paper_by_code",
    "papers_of_meeting",
    "register_terms",
    "register_visible_to",
    "seen_by_signer",
    "signature_of",
    "state_of",
]
