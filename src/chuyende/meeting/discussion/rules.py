"""Who asks for papers, writes, reads and presents them; who records what is said and voted."""

from chuyende.foundation.organisation.enums import Role
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import LEADERS, at, belongs, grant, mine, over, when

_CELL = "meeting__organisation"
_SCRIBES = at(*LEADERS, Role.MINUTE_TAKER) | mine("chair") | mine("minute_taker")
#: whoever enters on paper's behalf what a member without an account has written
_FOR_THE_AUTHOR = when(author__user__isnull=True) & at(*LEADERS, Role.MINUTE_TAKER, via=_CELL)

# asked of the meeting
PAPER_ASSIGN = grant(Perm.PAPER_ASSIGN, at(*LEADERS) | mine("chair"))
PAPER_OFFER = grant(Perm.PAPER_OFFER, belongs())
CONTRIBUTION_RECORD = grant(Perm.CONTRIBUTION_RECORD, _SCRIBES)
VOTE_RECORD = grant(Perm.VOTE_RECORD, _SCRIBES)

#: a draft is its author's alone; once handed in the cell reads it, and who directs or inspects the cell
PAPER_VIEW = grant(
    Perm.PAPER_VIEW,
    mine("author")
    | _FOR_THE_AUTHOR
    | (when(submitted_at__isnull=False) & (belongs(_CELL) | over(*LEADERS, Role.INSPECTOR, via=_CELL))),
)
PAPER_WRITE = grant(Perm.PAPER_WRITE, mine("author") | _FOR_THE_AUTHOR)

#: opinions are sensitive: one's own, whoever records them, whoever directs or inspects the cell
CONTRIBUTION_VIEW = grant(
    Perm.CONTRIBUTION_VIEW,
    mine("member")
    | at(Role.MINUTE_TAKER, via=_CELL)
    | over(*LEADERS, Role.INSPECTOR, via=_CELL)
    | mine("meeting__chair")
    | mine("meeting__minute_taker"),
)
