from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuyende.meeting.quizzes import queries
from chuyende.meeting.quizzes.models import Quiz
from tests import factories

from .factories import make_quiz, take, user_of
from .pages import MONDAY, after_closing, text_of, url
from .sittings import make_people, wrong_key_quiz

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
MAP = "quizzes:knowledge"


@pytest.fixture
def closed(body: factories.Body, time_machine: Any) -> Quiz:
    """Fifteen members: five have five of six right, five four, five one. It closed in March 2026."""
    time_machine.move_to(MONDAY, tick=False)
    return wrong_key_quiz(body, time_machine, make_people(body))


def area_of(quiz: Quiz) -> Any:
    assert quiz.meeting is not None
    return quiz.meeting.topic.function_area


def test_a_square_counts_members_and_says_how_sure_it_is(
    body: factories.Body, closed: Quiz, client_of: ClientOf
) -> None:
    known = queries.knowledge_of_year(user_of(body.party_secretary), 2026)

    square = known.squares[body.cell.pk, area_of(closed).pk, 2026]
    # (5·5/6 + 5·4/6 + 5·1/6) / 15
    assert (square.members, square.estimate.raw) == (15, Fraction(10, 18))
    page = text_of(client_of(user_of(body.party_secretary)), reverse(MAP))
    assert ["Trung bình, 56 %" in page, "15 đảng viên; từ" in page, body.cell.name in page] == [True] * 3


def test_a_square_of_few_members_says_that_it_is_not_enough(
    body: factories.Body, opened: Quiz, client_of: ClientOf, time_machine: Any
) -> None:
    take(opened, body.member, right=3)
    time_machine.move_to(after_closing(opened), tick=False)

    page = text_of(client_of(user_of(body.party_secretary)), reverse(MAP))

    assert ["Chưa đủ dữ liệu" in page, "Vững," in page] == [True, False]


def test_quarters_stand_apart(body: factories.Body, closed: Quiz, client_of: ClientOf) -> None:
    user, place = user_of(body.secretary), (body.cell.pk, area_of(closed).pk)

    known = queries.knowledge_of_cell(user, body.cell, 2026)
    assert list(known.squares) == [(*place, 1)]
    assert queries.knowledge_of_year(user, 2026, quarter=2).squares == {}
    assert list(queries.knowledge_of_year(user, 2026, quarter=1).squares) == [(*place, 2026)]
    page = text_of(client_of(user), reverse("quizzes:knowledge_cell", args=[body.cell.pk]))
    assert [f"Quý {roman}" in page for roman in ("I", "II", "III", "IV")] == [True] * 4


def test_every_square_opens_its_evidence(body: factories.Body, closed: Quiz, client_of: ClientOf) -> None:
    client = client_of(user_of(body.party_secretary))
    address = reverse("quizzes:knowledge_evidence", args=[body.cell.pk, area_of(closed).pk])
    assert f"{address}?nam=2026" in text_of(client, reverse(MAP))

    page = text_of(client, address, nam="2026", quy="1")

    assert [closed.title in page, url("quiz_analysis", closed) in page, "56 %" in page] == [True] * 3
    assert client.get(address, {"nam": "2026", "quy": "3"}).status_code == 404


def test_a_cells_committee_sees_its_own_row_only(
    body: factories.Body, closed: Quiz, client_of: ClientOf
) -> None:
    assert body.cell.name in text_of(client_of(user_of(body.secretary)), reverse(MAP))

    theirs = client_of(user_of(body.other_secretary))
    assert "Chưa có gì để xem" in text_of(theirs, reverse(MAP))
    evidence = reverse("quizzes:knowledge_evidence", args=[body.cell.pk, area_of(closed).pk])
    for address in (reverse("quizzes:knowledge_cell", args=[body.cell.pk]), evidence):
        assert theirs.get(address, {"nam": "2026"}).status_code == 404


@pytest.mark.parametrize("who", ["member", "editor", "administrator"])
def test_the_map_is_not_for_everybody(
    who: str, body: factories.Body, closed: Quiz, client_of: ClientOf
) -> None:
    assert client_of(user_of(getattr(body, who))).get(reverse(MAP)).status_code == 404


def test_running_quizzes_are_left_out(body: factories.Body, opened: Quiz) -> None:
    take(opened, body.member, right=3)

    assert queries.years_of_knowledge(user_of(body.party_secretary)) == []


def test_the_map_asks_as_often_for_two_quizzes_as_for_one(
    body: factories.Body,
    closed: Quiz,
    client_of: ClientOf,
    time_machine: Any,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    second = make_quiz(body, meeting=closed.meeting)
    take(second, body.member, right=1)
    time_machine.move_to(after_closing(second), tick=False)
    client = client_of(user_of(body.party_secretary))

    with django_assert_max_num_queries(25):
        assert client.get(reverse(MAP)).status_code == 200
