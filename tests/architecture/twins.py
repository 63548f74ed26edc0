"""Which query lists what a permission shows one by one: the pairs that must agree.

A new `…_visible_to` gets its line here: the permission that `require` or a page asks for, the query, and, when the
permission is asked of something else than the listed object itself, the way there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from chuyende.faces.portal.queries import articles_visible_to
from chuyende.foundation.assignments.queries import tasks_visible_to
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.queries import (
    members_visible_to,
    organisations_visible_to,
    rosters_visible_to,
)
from chuyende.foundation.review.queries import reviews_visible_to
from chuyende.meeting.meetings.queries import meeting_records_visible_to, meetings_visible_to
from chuyende.planning.governance.queries import documents_visible_to
from chuyende.planning.library.queries import materials_visible_to


@dataclass(frozen=True)
class Twin:
    perm: Perm
    listed: Callable[[Any], QuerySet[Any]]
    asked_of: Callable[[Any], Any] = lambda obj: obj


TWINS = [
    Twin(Perm.ORGANISATION_VIEW, organisations_visible_to),
    Twin(Perm.MEMBER_VIEW, members_visible_to),
    Twin(Perm.ROSTER_IMPORT, rosters_visible_to, lambda roster: roster.organisation),
    Twin(Perm.TASK_VIEW, tasks_visible_to),
    Twin(Perm.REVIEW_VIEW, reviews_visible_to),
    Twin(Perm.DOCUMENT_VIEW, documents_visible_to),
    Twin(Perm.MATERIAL_VIEW, materials_visible_to),
    Twin(Perm.MEETING_VIEW, meetings_visible_to),
    Twin(Perm.MEETING_VIEW_RECORD, meeting_records_visible_to),
    Twin(Perm.ARTICLE_VIEW, articles_visible_to),
]

#: Lists that no permission stands behind, with the reason.
WITHOUT_PERMISSION = {
    "notifications_visible_to": "a person's own notifications and nobody else's",
    "acts_visible_to": "the log names organisations by id alone; its own tests compare it with AUDIT_VIEW",
}
