"""The topic of a meeting that was held."""

import pytest

from chuyende.foundation.review.enums import ReviewStatus
from chuyende.foundation.review.services import amend_review
from chuyende.meeting.meetings.enums import MeetingStage
from chuyende.meeting.meetings.errors import TopicAlreadyHeld
from tests.factories import make_body

from . import factories

pytestmark = pytest.mark.django_db


def test_the_topic_of_a_meeting_that_was_held_stays_as_it_is():
    body = make_body()
    topic = factories.make_meeting(body, stage=MeetingStage.CLOSED).topic

    with pytest.raises(TopicAlreadyHeld, match="lưu hồ sơ"):
        amend_review(actor=body.secretary.user, review=topic.review, reason="Sửa mục tiêu")

    topic.review.refresh_from_db()
    assert topic.review.status == ReviewStatus.APPROVED
    assert not topic.review.steps.exists()


@pytest.mark.parametrize("stage", [MeetingStage.PREPARED, MeetingStage.CANCELLED])
def test_the_topic_of_a_meeting_that_was_not_held_may_be_amended(stage):
    body = make_body()
    topic = factories.make_meeting(body, stage=stage).topic

    review = amend_review(actor=body.secretary.user, review=topic.review, reason="Sửa mục tiêu")

    assert review.status == ReviewStatus.DRAFT
