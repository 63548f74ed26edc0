"""Who prepares a quiz, takes it, sees its results."""

from chuyende.foundation.organisation.enums import Role
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import LEADERS, at, belongs, grant, mine, over, when
from chuyende.meeting.questions.rules import KEEPING_ROLES

#: who sees the results of a cell
FOLLOWING_ROLES = (*KEEPING_ROLES, Role.INSPECTOR)
_KEEPERS = at(*KEEPING_ROLES)
_PUBLISHED = when(published_at__isnull=False)

#: a draft is the committee's; a published quiz is the cell's, and theirs who direct or inspect it
VIEW = grant(Perm.QUIZ_VIEW, _KEEPERS | (_PUBLISHED & (belongs() | over(*LEADERS, Role.INSPECTOR))))
#: asked of the meeting
CREATE = grant(Perm.QUIZ_CREATE, _KEEPERS)
CHANGE = grant(Perm.QUIZ_CHANGE, _KEEPERS)
TAKE = grant(Perm.QUIZ_TAKE, _PUBLISHED & belongs())
#: asked by the account, which every request has at hand: a tap costs no look into the organisation
ANSWER = grant(Perm.ATTEMPT_ANSWER, mine("member__user", account=True))
#: asked of the cell
ACCOMMODATE = grant(Perm.ACCOMMODATION_SET, at(*KEEPING_ROLES, via=""))
#: everybody's result, also before the quiz closes; the cell sees the standings afterwards. The results of a round of a
#: contest are told by its contest alone, where those who did not take part are not named
VIEW_RESULTS = grant(
    Perm.QUIZ_VIEW_RESULTS,
    when(meeting__isnull=False) & (_KEEPERS | (_PUBLISHED & over(*LEADERS, Role.INSPECTOR))),
)
#: what the answers say of the questions, once it has closed: of a round too, whose keys its keepers answer for
ANALYSE = grant(Perm.QUIZ_ANALYSE, VIEW_RESULTS | (_PUBLISHED & _KEEPERS))
