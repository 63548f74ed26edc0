"""Who looks over the whole body, and who reminds a cell."""

from chuyende.foundation.organisation.enums import Role
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import LEADERS, above, grant, over

WATCHING = (*LEADERS, Role.INSPECTOR, Role.ADMINISTRATOR)
#: asked of the organisation: a committee with its cells, or a cell's own row
VIEW = grant(Perm.INSIGHTS_VIEW, over(*WATCHING, via=""))
#: asked of the cell
REMIND = grant(Perm.SECRETARY_REMIND, above(*LEADERS, via=""))
