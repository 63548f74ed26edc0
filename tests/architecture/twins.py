"""Which query lists what a permission shows one by one: the pairs that must agree.

A new `…_visible_to` gets its line here: the permission that `require` or a page asks for, and the query. `asked_of` leads
from a listed object to the one that the permission is asked of, where these differ; `among` names the objects that the
list is about, where it is not about all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from chuyende.faces.insights.queries import places_visible_to
from chuyende.faces.paperwork.queries import (
    issued_papers_visible_to,
    minutes_drafts_visible_to,
    minutes_visible_to,
)
from chuyende.faces.portal.queries import articles_visible_to
from chuyende.followup.rewards.queries import rewards_visible_to
from chuyende.foundation.assignments.queries import tasks_visible_to
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.queries import (
    acts_visible_to,
    members_visible_to,
    organisations_visible_to,
    rosters_visible_to,
)
from chuyende.foundation.review.queries import reviews_visible_to
from chuyende.meeting.contests.queries import (
    cases_visible_to,
    contest_results_visible_to,
    contests_visible_to,
)
from chuyende.meeting.discussion.queries import contributions_visible_to, papers_visible_to
from chuyende.meeting.live.queries import sittings_visible_to
from chuyende.meeting.meetings.queries import meeting_records_visible_to, meetings_visible_to
from chuyende.meeting.questions.queries import imports_visible_to, questions_visible_to
from chuyende.meeting.quizzes.queries import (
    quiz_analyses_visible_to,
    quiz_results_visible_to,
    quizzes_visible_to,
)
from chuyende.planning.governance.queries import documents_visible_to
from chuyende.planning.library.queries import materials_visible_to
from chuyende.planning.programmes.queries import plans_visible_to, programmes_visible_to, topics_visible_to


def itself(obj: Any) -> Any:
    return obj


@cache
def organisation(pk: UUID | None) -> Organisation | None:
    return Organisation.objects.filter(pk=pk).first()


@dataclass(frozen=True)
class Twin:
    perm: Perm
    listed: Callable[[Any], QuerySet[Any]]
    asked_of: Callable[[Any], Any] = itself
    among: dict[str, Any] | None = None


TWINS = [
    Twin(Perm.ORGANISATION_VIEW, organisations_visible_to),
    Twin(Perm.MEMBER_VIEW, members_visible_to),
    Twin(Perm.ROSTER_IMPORT, rosters_visible_to, lambda roster: roster.organisation),
    Twin(Perm.AUDIT_VIEW, acts_visible_to, lambda act: organisation(act.organisation)),
    Twin(Perm.TASK_VIEW, tasks_visible_to),
    Twin(Perm.REVIEW_VIEW, reviews_visible_to),
    Twin(Perm.DOCUMENT_VIEW, documents_visible_to),
    Twin(Perm.MATERIAL_VIEW, materials_visible_to),
    Twin(Perm.PLAN_VIEW, plans_visible_to, among={"until": None}),
    Twin(Perm.PROGRAMME_VIEW, programmes_visible_to),
    Twin(Perm.TOPIC_VIEW, topics_visible_to),
    Twin(Perm.MEETING_VIEW, meetings_visible_to),
    Twin(Perm.MEETING_VIEW_RECORD, meeting_records_visible_to),
    Twin(Perm.PAPER_VIEW, papers_visible_to),
    Twin(Perm.CONTRIBUTION_VIEW, contributions_visible_to),
    Twin(Perm.QUESTION_VIEW, questions_visible_to),
    Twin(Perm.QUESTION_WRITE, imports_visible_to, lambda imported: imported.organisation),
    Twin(Perm.QUIZ_VIEW, quizzes_visible_to),
    Twin(Perm.QUIZ_VIEW_RESULTS, quiz_results_visible_to, among={"published_at__isnull": False}),
    Twin(Perm.QUIZ_ANALYSE, quiz_analyses_visible_to, among={"published_at__isnull": False}),
    Twin(Perm.SITTING_VIEW, sittings_visible_to),
    Twin(Perm.CONTEST_VIEW, contests_visible_to),
    Twin(Perm.CONTEST_VIEW_RESULTS, contest_results_visible_to),
    Twin(Perm.DISQUALIFICATION_VIEW, cases_visible_to),
    Twin(Perm.REWARD_VIEW, rewards_visible_to),
    Twin(Perm.INSIGHTS_VIEW, places_visible_to),
    Twin(Perm.MINUTES_VIEW, minutes_visible_to),
    Twin(Perm.MINUTES_VIEW_DRAFT, minutes_drafts_visible_to),
    Twin(Perm.ISSUED_PAPER_VIEW, issued_papers_visible_to),
    Twin(Perm.ARTICLE_VIEW, articles_visible_to),
]

#: Lists that no permission stands behind, with the reason.
WITHOUT_PERMISSION = {
    "notifications_visible_to": "a person's own notifications and nobody else's",
    "rules_visible_to": "rules in force bind whom they bind; nothing asks for one by permission",
}
