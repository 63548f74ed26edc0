import datetime as dt

import pytest

from chuyende.sample.content.people import CELLS
from chuyende.sample.content.topics import topic_of_this_year
from chuyende.sample.meetings import SampleMeeting
from chuyende.sample.people import build_body

pytestmark = pytest.mark.django_db


def test_whoever_joined_after_the_summons_has_no_part_in_the_meeting():
    body = build_body(CELLS)
    newcomer = next(member for member in body.members[1] if member.official_on is None)
    sample = topic_of_this_year(1, 1)
    between = SampleMeeting(body, None, sample, newcomer.joined_on + dt.timedelta(days=1))
    long_after = SampleMeeting(body, None, sample, newcomer.joined_on + dt.timedelta(days=30))
    assert newcomer not in between.people
    assert newcomer in long_after.people
