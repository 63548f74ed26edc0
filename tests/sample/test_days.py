"""The sample follows the calendar: it can be loaded on any day of a year."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command

from chuyende.foundation.organisation.enums import MembershipStatus
from chuyende.foundation.organisation.models import Membership
from chuyende.meeting.meetings.models import Meeting, Summons

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "day",
    [
        pytest.param(dt.date(2026, 11, 26), id="a member joined while a meeting was being prepared"),
        pytest.param(dt.date(2027, 1, 2), id="the latest meeting was held last year"),
    ],
)
def test_the_sample_loads_on_that_day(day):
    with time_machine.travel(dt.datetime.combine(day, dt.time(2), tzinfo=dt.UTC)):
        call_command("sample", verbosity=0)
        newest = Membership.objects.filter(status=MembershipStatus.PROBATIONARY).earliest("-since")
        early = Summons.objects.filter(member=newest.member, meeting__starts_at__date__lt=newest.since)
        assert not early.exists()
        assert Meeting.objects.filter(
            starts_at__date=day - dt.timedelta(days=3), closed_at__isnull=False
        ).exists()
