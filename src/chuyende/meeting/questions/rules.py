"""Who keeps a bank of questions, and who may take from it."""

from chuyende.foundation.organisation.enums import Role
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import LEADERS, at, colleague, grant, when

KEEPING_ROLES = (*LEADERS, Role.MINUTE_TAKER)
_KEEPERS = at(*KEEPING_ROLES)

#: keys stand beside the questions: a bank is its keepers'; what is shared, the keepers of every cell see
VIEW = grant(Perm.QUESTION_VIEW, _KEEPERS | (when(is_shared=True) & colleague(*KEEPING_ROLES)))
#: asked of the organisation
WRITE = grant(Perm.QUESTION_WRITE, at(*KEEPING_ROLES, via=""))
CHANGE = grant(Perm.QUESTION_CHANGE, _KEEPERS)
