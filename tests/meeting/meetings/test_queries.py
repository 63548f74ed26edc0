"""What can be asked about meetings before there are any."""

import pytest

from chuyende.foundation.review.enums import ReviewStatus
from chuyende.meeting.meetings import queries, services
from tests.factories import Body, make_body

from . import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def body() -> Body:
    return make_body()


def test_topics_without_meeting_are_approved_and_have_none_that_stands(body):
    draft, free, convened, cancelled = (
        factories.make_topic(body.cell, body.member, title=f"Chuyên đề {status}", status=status)
        for status in (
            ReviewStatus.DRAFT,
            ReviewStatus.LOCKED,
            ReviewStatus.APPROVED,
            ReviewStatus.APPROVED,
        )
    )
    factories.make_meeting(body, topic=convened)
    meeting = factories.make_meeting(body, topic=cancelled, starts_at=factories.at_hour(8, days=9))
    services.cancel_meeting(
        actor=body.secretary.user, meeting=meeting, reason="Hoãn theo chỉ đạo của Đảng uỷ"
    )

    assert set(queries.topics_without_meeting(body.secretary.user)) == {free, cancelled}
    assert draft.review.status == ReviewStatus.DRAFT
    assert not queries.topics_without_meeting(body.other_secretary.user).exists()
