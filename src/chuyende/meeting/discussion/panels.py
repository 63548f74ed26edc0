"""What the discussion adds to the pages of a meeting."""

from typing import Any

from django.http import HttpRequest

from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can, reach_of
from chuyende.meeting.meetings.models import Meeting

from . import queries
from .models import Paper


def _readable(request: HttpRequest, meeting: Meeting) -> list[Paper]:
    """The papers that this reader may read, drafts of their own included: asked once for one page."""
    kept: dict[Any, list[Paper]] = request.__dict__.setdefault("_papers_of_meetings", {})
    if meeting.pk not in kept:
        kept[meeting.pk] = list(queries.papers_visible_to(request.user).filter(meeting=meeting))
    return kept[meeting.pk]


def my_paper(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    """The papers that this reader still owes the meeting."""
    member = reach_of(request.user).member
    owed = [
        paper
        for paper in _readable(request, meeting)
        if member and paper.author_id == member.pk and not paper.submitted_at
    ]
    return {"papers": owed} if owed else None


def papers(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    """Papers to read, and the way to those who ask for them or offer one."""
    handed_in = [paper for paper in _readable(request, meeting) if paper.submitted_at]
    may_offer = (
        not meeting.closed_at and not meeting.cancelled_at and can(request.user, Perm.PAPER_OFFER, meeting)
    )
    return (
        {"papers": handed_in, "meeting": meeting, "may_offer": may_offer} if handed_in or may_offer else None
    )


def votes(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    """Results of the votes: the whole cell reads them."""
    held = list(queries.votes_of(meeting)) if meeting.opened_at else []
    return {"votes": held} if held else None


def said_by_me(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    """What was recorded of this reader: one's own opinion is one's own to read."""
    member = reach_of(request.user).member
    if member is None or not meeting.opened_at:
        return None
    own = list(meeting.contributions.filter(member=member))
    return {"contributions": own} if own else None


def in_session(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    """Beside the run of show: record a contribution, a vote, a paper as presented."""
    if not meeting.opened_at or meeting.closed_at:
        return None
    return {
        "meeting": meeting,
        "speakers": queries.speakers_of(meeting),
        "papers": [paper for paper in queries.papers_of(meeting) if paper.submitted_at],
    }
