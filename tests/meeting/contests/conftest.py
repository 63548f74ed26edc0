from typing import Any

import pytest
from django.test import Client

from chuyende.meeting.contests.models import Contest
from tests import factories as people
from tests.factories import Body
from tests.meeting.quizzes.factories import user_of

from .factories import after_closing, make_contest, take


@pytest.fixture
def body(time_machine: Any) -> Body:
    time_machine.move_to("2026-03-02 08:00+07:00", tick=False)
    return people.make_body()


@pytest.fixture
def organiser(body: Body, client_of: Any) -> Client:
    return client_of(user_of(body.party_secretary))


@pytest.fixture
def member(body: Body, client_of: Any) -> Client:
    return client_of(user_of(body.member))


@pytest.fixture
def over(body: Body, time_machine: Any) -> Contest:
    """A contest whose round has closed: `member` and `other_member` are equal, the secretary has less."""
    contest = make_contest(body)
    take(contest, body.member, right=3, seconds=50)
    take(contest, body.other_member, right=3, seconds=50)
    take(contest, body.secretary, right=1, seconds=50)
    time_machine.move_to(after_closing(contest), tick=False)
    return contest
