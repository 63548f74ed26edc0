"""Who reads governing documents, who keeps them, who sets rules."""

from chuyende.foundation.organisation.enums import Role
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import LEADERS, at, belongs, grant, over, when

VIEW = grant(
    Perm.DOCUMENT_VIEW,
    when(is_public=True)
    | belongs()
    | over(*LEADERS, Role.INSPECTOR, Role.ADMINISTRATOR)
    | at(Role.MINUTE_TAKER, Role.EDITOR),
)
CHANGE = grant(Perm.DOCUMENT_CHANGE, at(*LEADERS) | over(Role.ADMINISTRATOR))
#: the same, asked of the organisation for which something is to be registered
KEEPS = at(*LEADERS, via="") | over(Role.ADMINISTRATOR, via="")
#: asked of the organisation whose rule it is to be
SET_RULES = grant(Perm.RULESET_CHANGE, over(Role.ADMINISTRATOR, via=""))
#: rules bind everybody of the body, so everybody may read them; the general ones belong to no node
VIEW_RULES = when(organisation__isnull=True) | belongs() | over(*LEADERS, Role.INSPECTOR, Role.ADMINISTRATOR)
