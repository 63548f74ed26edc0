import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can
from chuyende.planning.governance.services import set_rules
from chuyende.planning.programmes import queries
from tests import factories

from .factories import approve, make_line, make_year_programme, propose, provision_of

pytestmark = pytest.mark.django_db

EVERYBODY_OF_THE_CELL = {
    "secretary",
    "deputy",
    "committee_member",
    "minute_taker",
    "member",
    "probationary",
    "exempt",
}
DIRECTING = {"party_secretary", "party_member_of_committee", "inspector"}
PEOPLE = EVERYBODY_OF_THE_CELL | DIRECTING | {"other_secretary", "other_member", "editor", "administrator"}


@pytest.mark.parametrize(
    ("approved", "seen_by"),
    [
        (False, {"secretary", "deputy", "committee_member", "member"} | DIRECTING),
        (True, EVERYBODY_OF_THE_CELL | DIRECTING),
    ],
)
def test_a_draft_is_the_committees_and_its_writers_an_approved_topic_the_cells(approved, seen_by):
    body = factories.make_body()
    topic = propose(body)
    if approved:
        approve(body, topic)
    users = {who: getattr(body, who).user for who in PEOPLE}

    assert {who for who, user in users.items() if queries.topics_visible_to(user).exists()} == seen_by
    topic = queries.topics_visible_to(users["secretary"]).get()
    assert {who for who, user in users.items() if can(user, Perm.TOPIC_VIEW, topic)} == seen_by
    assert not queries.topics_visible_to(AnonymousUser()).exists()


@pytest.mark.parametrize(
    ("approved", "seen_by"),
    [
        (False, {"secretary", "deputy", "committee_member"} | DIRECTING),
        (True, EVERYBODY_OF_THE_CELL | DIRECTING),
    ],
)
def test_a_programme_is_seen_like_a_topic(approved, seen_by, time_machine):
    time_machine.move_to("2022-03-10 08:00+07:00", tick=False)
    body = factories.make_body()
    programme = make_year_programme(body)
    make_line(body, programme, provision=provision_of(body))
    if approved:
        approve(body, programme)
    users = {who: getattr(body, who).user for who in PEOPLE}

    assert {who for who, user in users.items() if queries.programmes_visible_to(user).exists()} == seen_by
    programme = queries.programmes_visible_to(users["secretary"]).get()
    assert {who for who, user in users.items() if can(user, Perm.PROGRAMME_VIEW, programme)} == seen_by


def test_year_plan_names_the_guideline_of_each_quarters_own_days():
    body = factories.make_body()

    plan = queries.year_plan(body.cell, 2025, body.secretary.user)

    assert [quarter.missing for quarter in plan] == [1, 1, 1, 1]
    assert ["12-HD/BTCTW" in quarter.citation for quarter in plan] == [True, True, True, False]
    assert "42-HD/BTCTW" in plan[3].citation


def test_year_plan_counts_against_the_organisations_own_rule():
    body = factories.make_body()
    set_rules(
        actor=body.administrator.user,
        organisation=body.cell,
        code="thematic_frequency",
        title="Sinh hoạt chuyên đề",
        citation="Quy chế làm việc của chi bộ",
        effective_from=dt.date(2022, 1, 1),
        parameters={"per_quarter": 2},
    )
    propose(body)

    fourth = queries.year_plan(body.cell, 2022, body.secretary.user)[3]

    assert (fourth.missing, fourth.citation, fourth.roman) == (1, "Quy chế làm việc của chi bộ", "IV")


def test_year_plan_shows_a_member_the_approved_topics_only():
    body = factories.make_body()
    propose(body)

    assert queries.year_plan(body.cell, 2022, body.probationary.user)[3].topics == []


def test_year_plan_asks_as_many_queries_for_three_topics_as_for_one(django_assert_num_queries):
    body = factories.make_body()
    user = body.secretary.user
    queries.year_plan(body.cell, 2022, user)

    for more in (1, 2):
        for _ in range(more):
            propose(body)
        with django_assert_num_queries(5):
            queries.year_plan(body.cell, 2022, user)


def test_years_to_show_hold_this_year_the_next_and_those_with_topics(time_machine):
    time_machine.move_to("2024-03-10 08:00+07:00", tick=False)
    body = factories.make_body()
    propose(body)

    assert queries.years_to_show(body.cell) == [2025, 2024, 2022]
