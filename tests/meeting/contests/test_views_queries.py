"""Pages of a contest ask the database the same number of times, whatever the number of cells, members and contests."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chuyende.meeting.contests import services
from chuyende.meeting.contests.enums import Offence
from tests import factories as people
from tests.factories import Body
from tests.meeting.quizzes.factories import user_of

from .factories import after_closing, close, make_contest, take
from .pages import url

pytestmark = pytest.mark.django_db

AT_MOST = 25
MORE = 3


def asked(client: Client, address: str) -> int:
    """How many queries the page costs when it has been opened before."""
    for _time in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200, address
    return len(queries)


def test_the_list_costs_the_same_whatever_its_length(body, organiser):
    make_contest(body)
    few = asked(organiser, url("contest_list"))
    for _more in range(MORE):
        make_contest(body, rounds=2)

    assert asked(organiser, url("contest_list")) == few <= AT_MOST


def test_the_pages_cost_the_same_whatever_the_number_of_cells(
    body: Body, organiser: Client, member: Client, client_of: Any, time_machine: Any
) -> None:
    contest = make_contest(body, rounds=2)
    opened = contest.rounds.get(number=1).quiz.opens_at
    for who in (body.member, body.other_member, body.secretary):
        take(contest, who, right=3)
    time_machine.move_to(after_closing(contest), tick=False)
    case = services.cancel_result(
        actor=user_of(body.party_secretary),
        contest=contest,
        member=body.secretary,
        offence=Offence.PROXY,
        facts="Người khác làm bài hộ.",
    )
    secretary = client_of(user_of(body.secretary))
    pages = [
        *((member, url(name, contest)) for name in ("contest_detail", "contest_rules")),
        *(
            (organiser, url(name, contest))
            for name in ("contest_detail", "contest_standings", "contest_direct")
        ),
        *((organiser, url(name, contest)) for name in ("contest_close", "result_cancel", "tie_decide")),
        (organiser, url("case_detail", case)),
        (secretary, url("contest_detail", contest)),
        (secretary, url("contest_cell", contest, body.cell)),
    ]
    few = [(address, asked(client, address)) for client, address in pages]

    time_machine.move_to(opened, tick=False)
    for number in range(MORE):
        cell = people.make_cell(body.committee, f"Chi bộ thêm {number}")
        for right in (2, 3):
            take(contest, people.make_member(cell, f"Lò Văn {number}{right}"), right=right)
    take(contest, people.make_member(body.cell, "Lò Thị Thêm"), right=3)
    time_machine.move_to(after_closing(contest), tick=False)

    assert [(address, asked(client, address)) for client, address in pages] == few
    assert max(number for _address, number in few) <= AT_MOST


@pytest.mark.parametrize("name", ["contest_detail", "contest_standings", "contest_direct"])
def test_the_pages_of_announced_results_stay_as_cheap(body, over, organiser, name):
    actor = user_of(body.party_secretary)
    services.decide_tie(
        actor=actor, contest=over, order=[body.member.pk, body.other_member.pk], reason="Dự đủ các buổi."
    )
    close(body, over)

    assert asked(organiser, url(name, over)) <= AT_MOST
