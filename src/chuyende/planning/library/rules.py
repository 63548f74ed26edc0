"""Who studies what, who adds it, who sees how far the others have come."""

from chuyende.foundation.organisation.enums import Role
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import LEADERS, at, belongs, grant, mine, over

_KEEPERS = (*LEADERS, Role.MINUTE_TAKER)
#: who sees the progress of others
FOLLOWERS = (*LEADERS, Role.INSPECTOR)

#: the cell's own and what the levels above give it; and those who direct or inspect the cell
VIEW = grant(Perm.MATERIAL_VIEW, belongs() | over(*FOLLOWERS) | at(Role.MINUTE_TAKER, Role.EDITOR))
#: asked of the organisation
ADD = grant(Perm.MATERIAL_ADD, at(*_KEEPERS, via=""))
CHANGE = grant(Perm.MATERIAL_CHANGE, at(*_KEEPERS))
#: asked of a membership: each cell's committee sees its own members, the levels above see all, a member oneself
VIEWINGS = grant(Perm.VIEWING_VIEW, mine("member") | over(*FOLLOWERS))
