"""Who sees a task, gives one, reports on it, accepts it."""

from chuyende.foundation.organisation.enums import Role
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import LEADERS, at, belongs, grant, mine, over, when

_KEEPERS = at(*LEADERS, Role.MINUTE_TAKER)

# a cell's tasks stand in its minutes, which its members read
VIEW = grant(
    Perm.TASK_VIEW,
    mine("owner") | _KEEPERS | over(*LEADERS, Role.INSPECTOR) | (when(organisation__kind="cell") & belongs()),
)
ASSIGN = grant(Perm.TASK_ASSIGN, at(*LEADERS, Role.MINUTE_TAKER, via=""))
REPORT = grant(Perm.TASK_REPORT, mine("owner") | _KEEPERS)
CLOSE = grant(Perm.TASK_CLOSE, at(*LEADERS))
