"""Who sees programmes and topics, who proposes and changes them: drafts are the committee's."""

from chuyende.foundation.organisation.enums import Role
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import LEADERS, at, belongs, grant, mine, over, when
from chuyende.foundation.review.enums import ReviewStatus

_APPROVED = when(review__status=ReviewStatus.APPROVED) | when(review__status=ReviewStatus.LOCKED)

#: asked of the organisation whose plan it is
VIEW_PLAN = grant(Perm.PLAN_VIEW, belongs(via="") | over(*LEADERS, Role.INSPECTOR, via=""))
VIEW_PROGRAMME = grant(Perm.PROGRAMME_VIEW, (belongs() & _APPROVED) | over(*LEADERS, Role.INSPECTOR))
CHANGE_PROGRAMME = grant(Perm.PROGRAMME_CHANGE, at(*LEADERS))
#: those who write and present a topic see it while it is a draft
VIEW_TOPIC = grant(
    Perm.TOPIC_VIEW,
    (belongs() & _APPROVED) | over(*LEADERS, Role.INSPECTOR) | mine("author") | mine("presenter"),
)
#: asked of the organisation that is to hold the meeting
PROPOSE_TOPIC = grant(Perm.TOPIC_PROPOSE, at(*LEADERS, via=""))
CHANGE_TOPIC = grant(Perm.TOPIC_CHANGE, at(*LEADERS) | mine("author"))
