"""Who reads, writes and signs minutes, who issues papers and reads the register."""

from chuyende.foundation.organisation.enums import Role
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import (
    CHAIRS,
    LEADERS,
    above,
    at,
    belongs,
    grant,
    mine,
    over,
    when,
)

_CELL = "meeting__organisation"
_TAKER, _CHAIR = mine("meeting__minute_taker"), mine("meeting__chair")
_WRITERS = _TAKER | _CHAIR | at(*LEADERS, Role.MINUTE_TAKER, via=_CELL)
_DIRECTORS = above(*LEADERS, via=_CELL) | over(Role.INSPECTOR, via=_CELL)

#: what is still being written: the two who sign, the cell's committee, and those who direct or inspect it
VIEW_DRAFT = grant(Perm.MINUTES_VIEW_DRAFT, _WRITERS | _DIRECTORS)
#: minutes in any state; the cell's members from the first signing on, as they were signed
VIEW = grant(
    Perm.MINUTES_VIEW,
    _WRITERS | _DIRECTORS | (belongs(via=_CELL) & when(issued__isnull=False)),
)
CHANGE = grant(Perm.MINUTES_CHANGE, _WRITERS)
#: the two themselves, and whoever records on paper the hand of one who has no account
SIGN = grant(Perm.MINUTES_SIGN, _WRITERS)

VIEW_ISSUED = grant(
    Perm.ISSUED_PAPER_VIEW,
    belongs()
    | at(Role.MINUTE_TAKER)
    | over(*LEADERS, Role.INSPECTOR)
    | mine("meeting__chair")
    | mine("meeting__minute_taker")
    | mine("reward__member"),
)
#: in the name of the cell or committee: those who sign for it
ISSUE = grant(Perm.ISSUED_PAPER_ISSUE, at(*CHAIRS))
