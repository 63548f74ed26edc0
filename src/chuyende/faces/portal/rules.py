"""Who writes news, who puts it on the public site, who reads it before."""

from chuyende.foundation.organisation.enums import OrganisationKind, Role
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import CHAIRS, LEADERS, above, at, grant, mine, over, when

PUBLIC = when(published_at__isnull=False) & when(withdrawn_at__isnull=True)
#: a cell's own chairs may write of their cell; an editor of everything under the place of the office
WRITE = over(Role.EDITOR) | at(*CHAIRS)
#: the same, asked of an organisation itself
WRITE_AT = over(Role.EDITOR, via="") | at(*CHAIRS, via="")

#: who reads drafts: the committees up the tree, the inspectors, the editors, and their author
VIEW_BY_OFFICE = over(*LEADERS, Role.INSPECTOR, Role.EDITOR) | mine("created_by", account=True)
VIEW = grant(Perm.ARTICLE_VIEW, PUBLIC | VIEW_BY_OFFICE)
#: whose office has to do with news at all
NEWSROOM = (*LEADERS, Role.EDITOR, Role.INSPECTOR)
CHANGE = grant(Perm.ARTICLE_CHANGE, WRITE)
#: going out is an act of the whole Party body: its editor, or the chairs of its committee
PUBLISH = grant(
    Perm.ARTICLE_PUBLISH,
    over(Role.EDITOR) | above(*CHAIRS) | (when(organisation__kind=OrganisationKind.COMMITTEE) & at(*CHAIRS)),
)
STATISTICS_CHANGE = grant(Perm.STATISTICS_CHANGE, over(Role.EDITOR, Role.ADMINISTRATOR, via=""))
