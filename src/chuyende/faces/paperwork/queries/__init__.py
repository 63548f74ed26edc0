"""Everything that one can ask about minutes and issued papers."""

from .minutes import (
    Acts,
    acts_of,
    edited_sections,
    facts_of_section,
    last_return,
    minutes_drafts_visible_to,
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
    papers_to_issue,
    register_of,
    register_terms,
    versions_of,
)
from .sources import Source, sources_of

__all__ = [
    "Acts",
    "Source",
    "acts_of",
    "certificate_wanted",
    "edited_sections",
    "facts_of_section",
    "issued_papers_visible_to",
    "last_return",
    "minutes_drafts_visible_to",
    "minutes_in_state",
    "minutes_of",
    "minutes_to_sign",
    "minutes_visible_to",
    "paper_by_code",
    "papers_of_meeting",
    "papers_to_issue",
    "register_of",
    "register_terms",
    "seen_by_signer",
    "signature_of",
    "sources_of",
    "state_of",
    "versions_of",
]
