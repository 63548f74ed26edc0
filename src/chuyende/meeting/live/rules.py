"""Who holds a quiz in the hall, who sits in it, who sees it afterwards."""

from chuyende.foundation.organisation.enums import Role
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import LEADERS, at, belongs, grant, over
from chuyende.meeting.questions.rules import KEEPING_ROLES

_KEEPERS = at(*KEEPING_ROLES)

#: the cell's, and theirs who direct or inspect it
VIEW = grant(Perm.SITTING_VIEW, _KEEPERS | belongs() | over(*LEADERS, Role.INSPECTOR))
#: asked of the quiz
CREATE = grant(Perm.SITTING_CREATE, _KEEPERS)
#: any of them, on any machine, may hold the remote
HOST = grant(Perm.SITTING_HOST, _KEEPERS)
JOIN = grant(Perm.SITTING_JOIN, belongs())
#: asked of the cell
ISSUE_CARDS = grant(Perm.SEAT_CARD_ISSUE, at(*KEEPING_ROLES, via=""))
REVOKE_CARD = grant(Perm.SEAT_CARD_REVOKE, _KEEPERS)
#: asked of the cell, or of the node that holds a quiz for several
GIVE_ANSWER_CARD = grant(Perm.ANSWER_CARD_GIVE, at(*KEEPING_ROLES, via=""))
TAKE_ANSWER_CARD_BACK = grant(Perm.ANSWER_CARD_TAKE_BACK, _KEEPERS)
