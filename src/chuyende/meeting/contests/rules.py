"""Who holds a contest, takes part, decides, sees the results."""

from chuyende.foundation.organisation.enums import Role
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import LEADERS, at, belongs, grant, mine, over, when
from chuyende.meeting.questions.rules import KEEPING_ROLES

#: who prepares a contest; its leaders are the organisers
FOLLOWING_ROLES = (*KEEPING_ROLES, Role.INSPECTOR)
_KEEPERS = at(*KEEPING_ROLES)
_ORGANISERS = at(*LEADERS)
_ANNOUNCED = when(announced_at__isnull=False)
_CLOSED = when(closed_at__isnull=False)

#: a draft is its committee's; an announced contest is everybody's under it, and theirs who direct or inspect it
VIEW = grant(Perm.CONTEST_VIEW, _KEEPERS | (_ANNOUNCED & (belongs() | over(*LEADERS, Role.INSPECTOR))))
#: asked of the organisation
CREATE = grant(Perm.CONTEST_CREATE, at(*KEEPING_ROLES, via=""))
CHANGE = grant(Perm.CONTEST_CHANGE, _KEEPERS)
#: announcing the contest and its results, ties, cancelled results
DIRECT = grant(Perm.CONTEST_DIRECT, _ORGANISERS)
TAKE_PART = grant(Perm.CONTEST_TAKE_PART, _ANNOUNCED & belongs())
#: the organisers settle them; once announced they are the body's, never the public's
VIEW_RESULTS = grant(
    Perm.CONTEST_VIEW_RESULTS,
    (_ANNOUNCED & (_ORGANISERS | over(*LEADERS, Role.INSPECTOR))) | (_CLOSED & (_KEEPERS | belongs())),
)
#: who of the own cell has not taken part, by name; asked of the cell
FOLLOW_CELL = grant(Perm.CONTEST_FOLLOW_CELL, at(*KEEPING_ROLES, via=""))
#: the organisers, the inspectors above, the member, and the secretaries of the member's cell
VIEW_CASE = grant(
    Perm.DISQUALIFICATION_VIEW,
    at(*LEADERS, via="contest__organisation")
    | over(Role.INSPECTOR, via="contest__organisation")
    | at(Role.SECRETARY, Role.DEPUTY, via="cell")
    | mine("member"),
)
REPLY = grant(Perm.DISQUALIFICATION_REPLY, mine("member"))
SETTLE = grant(Perm.DISQUALIFICATION_SETTLE, at(*LEADERS, via="contest__organisation"))
