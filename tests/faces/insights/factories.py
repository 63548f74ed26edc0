"""Topics and meetings of the first cell in 2022, at every stage."""

import datetime as dt

from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.review.enums import ReviewStatus
from chuyende.meeting.meetings.enums import MeetingStage
from chuyende.meeting.meetings.models import Meeting
from chuyende.planning.programmes.models import MeetingForm, Topic
from tests.factories import Body
from tests.meeting.meetings.factories import make_meeting, make_topic

#: the day on which these tests live
TODAY = dt.date(2022, 10, 5)


def plan(
    body: Body,
    quarter: int,
    status: ReviewStatus = ReviewStatus.APPROVED,
    level: str = "",
    cell: Organisation | None = None,
    **review: object,
) -> Topic:
    """A topic of `cell` (the first one) for a quarter of 2022, at the given state of its review."""
    cell = cell or body.cell
    member = body.member if cell == body.cell else body.other_member
    topic = make_topic(cell, member, status=status, year=2022, quarter=quarter)
    topic.forms.add(MeetingForm.objects.get(code="trac-nghiem"))
    for name, value in {"level": level, **review}.items():
        setattr(topic.review, name, value)
    topic.review.save()
    return topic


def hold(body: Body, quarter: int, day: dt.datetime) -> Meeting:
    """A meeting of the first cell, held with nobody missing."""
    return make_meeting(body, stage=MeetingStage.CLOSED, topic=plan(body, quarter), starts_at=day)
