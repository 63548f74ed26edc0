"""Who proposes a reward, decides it, sees it."""

from chuyende.foundation.organisation.enums import Role
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import CHAIRS, LEADERS, at, belongs, grant, mine, over, when

from .enums import RewardStage

#: who follows proposals; the rewarded and their cell see what was decided
FOLLOWING_ROLES = (*LEADERS, Role.MINUTE_TAKER, Role.INSPECTOR)
_DECIDED = when(stage=RewardStage.DECIDED)

VIEW = grant(
    Perm.REWARD_VIEW,
    over(*LEADERS, Role.INSPECTOR)
    | at(Role.MINUTE_TAKER)
    | at(*LEADERS, via="decider")
    | (_DECIDED & (belongs() | mine("member"))),
)
#: asked of the cell
PROPOSE = grant(Perm.REWARD_PROPOSE, at(*LEADERS, via=""))
#: whoever signs for the node that may give the reward
DECIDE = grant(Perm.REWARD_DECIDE, at(*CHAIRS, via="decider"))
