"""Who sees a review, hands it in, comments on it, decides it."""

from chuyende.foundation.organisation.enums import Role
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import LEADERS, above, at, grant, mine, over, when

from .enums import ReviewLevel, ReviewStatus
from .models import Review

_AUTHOR = mine("author", account=True)
#: news is written by whoever is on duty for it: one editor hands in what another began
_EDITORS = when(kind="article") & over(Role.EDITOR)
_WRITERS = at(*LEADERS, Role.MINUTE_TAKER) | _EDITORS
_CELL = when(level=ReviewLevel.CELL) & at(*LEADERS)
_COMMITTEE = when(level=ReviewLevel.COMMITTEE) & (
    above(*LEADERS) | (when(organisation__kind="committee") & at(*LEADERS))
)
_CHAIR = when(level=ReviewLevel.CHAIR) & mine("decider", account=True)

VIEW = grant(Perm.REVIEW_VIEW, _AUTHOR | _WRITERS | over(*LEADERS, Role.INSPECTOR) | _CHAIR)
SUBMIT = grant(Perm.REVIEW_SUBMIT, _AUTHOR | _WRITERS)
COMMENT = grant(Perm.REVIEW_COMMENT, _AUTHOR | over(*LEADERS) | _CHAIR)
DECIDE = grant(Perm.REVIEW_DECIDE, _CELL | _COMMITTEE | _CHAIR)
AMEND = grant(Perm.REVIEW_AMEND, _AUTHOR | mine("decider", account=True) | at(*LEADERS) | _EDITORS)

EDITABLE = (ReviewStatus.DRAFT, ReviewStatus.RETURNED)


def is_editable(review: Review) -> bool:
    """Tell whether the text is in its author's hands."""
    return review.status in EDITABLE
