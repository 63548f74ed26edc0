"""Who sees the whole body, how it reads, and what it costs."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from chuyende.faces.insights import queries
from chuyende.foundation.organisation.enums import Role
from chuyende.foundation.review.enums import ReviewLevel, ReviewStatus
from tests import factories
from tests.meeting.meetings.factories import make_meeting

from .factories import TODAY, hold, plan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_fifth_of_october(time_machine):
    time_machine.move_to("2022-10-05 08:12+07:00", tick=False)


@pytest.mark.parametrize(
    ("who", "rows"),
    [
        ("party_secretary", ["Chi bộ 1", "Chi bộ 2"]),
        ("inspector", ["Chi bộ 1", "Chi bộ 2"]),
        ("administrator", ["Chi bộ 1", "Chi bộ 2"]),
        ("secretary", ["Chi bộ 1"]),
        ("other_secretary", ["Chi bộ 2"]),
    ],
)
def test_overview_shows_leaders_and_inspectors_all_cells_and_a_cells_leaders_their_own(client_of, who, rows):
    body = factories.make_body()

    answer = client_of(getattr(body, who).user).get(reverse("insights:overview"))

    assert [row.title for row in answer.context["rows"]] == rows


@pytest.mark.parametrize("who", ["member", "probationary", "minute_taker", "editor"])
def test_overview_is_closed_to_others(client_of, who):
    body = factories.make_body()
    client = client_of(getattr(body, who).user)

    assert client.get(reverse("insights:overview")).status_code == 404
    assert client.get(reverse("insights:evidence")).status_code == 404


def test_overview_of_another_place_is_not_found(client_of):
    body = factories.make_body()
    elsewhere = factories.make_committee("Đảng bộ khác")

    for place in (elsewhere, body.other_cell):
        answer = client_of(body.secretary.user).get(reverse("insights:overview"), {"to-chuc": str(place.pk)})
        assert answer.status_code == 404


def test_overview_reads_as_in_the_reference(client_of):
    body = factories.make_body()
    plan(body, 3, decided_at=timezone.now() - dt.timedelta(days=23))
    plan(body, 4, ReviewStatus.SUBMITTED, ReviewLevel.COMMITTEE)

    page = client_of(body.party_secretary.user).get(reverse("insights:overview")).content.decode()

    assert "Sinh hoạt chuyên đề năm 2022" in page
    assert "2 chi bộ, 15 đảng viên, trong đó 1 dự bị. Cập nhật lúc 08:12." in page
    assert "Duyệt 1 chuyên đề" in page
    assert "Quá hạn 5 ngày" in page
    assert "Chi bộ 1 chưa sinh hoạt chuyên đề quý III" in page
    assert "Mỗi quý ít nhất 1 lần: Hướng dẫn số 12-HD/BTCTW" in page
    assert "Chuyên đề được duyệt ngày 12/09/2022, chưa ấn định ngày họp." in page
    assert "Nhắc bí thư chi bộ" in page


def test_overview_links_open_the_evidence_that_the_reader_may_open(client_of):
    body = factories.make_body()
    topic = plan(body, 4)
    meeting = make_meeting(body, topic=plan(body, 3), starts_at=timezone.now() - dt.timedelta(days=20))
    rows = client_of(body.party_secretary.user).get(reverse("insights:overview")).context["rows"]

    assert rows[0].cells[3].url == reverse("programmes:topic_detail", args=[topic.pk])
    assert rows[0].cells[2].url == reverse("meetings:meeting_detail", args=[meeting.pk])
    assert rows[0].cells[0].url.startswith(reverse("programmes:organisation_plan", args=[body.cell.pk]))
    rows = client_of(body.administrator.user).get(reverse("insights:overview")).context["rows"]
    assert rows[0].cells[3].url == ""
    assert rows[0].cells[0].url == ""


def test_overview_shows_the_last_year_with_facts_and_switches(client_of, time_machine):
    body = factories.make_body()
    plan(body, 4)
    time_machine.move_to("2024-02-01 08:00+07:00", tick=False)
    client = client_of(body.party_secretary.user)

    assert client.get(reverse("insights:overview")).context["facts"].year == 2022
    assert client.get(reverse("insights:overview"), {"nam": "2024"}).context["facts"].year == 2024
    assert client.get(reverse("insights:overview"), {"nam": "1999"}).context["facts"].year == 2022


def test_overview_without_cells_says_so(client_of):
    committee = factories.make_committee()
    cell = factories.make_cell(committee)
    head = factories.make_member(cell, role=Role.SECRETARY, at=committee)
    cell.since = dt.date(2023, 1, 1)
    cell.save()

    page = client_of(head.user).get(reverse("insights:overview")).content.decode()

    assert "Năm này chưa có chi bộ" in page


def test_overview_lists_the_first_gaps_and_the_rest_on_request(client_of):
    body = factories.make_body()
    for number in range(3, 6):
        factories.make_cell(body.committee, f"Chi bộ {number}")
    client = client_of(body.party_secretary.user)

    first = client.get(reverse("insights:overview"))
    everything = client.get(reverse("insights:overview"), {"thieu": "tat-ca"})

    assert (len(first.context["gaps"]), first.context["more_gaps"]) == (8, 7)
    assert "Xem thêm 7 quý còn thiếu" in first.content.decode()
    assert len(everything.context["gaps"]) == 15


QUERIES_OF_FACTS = 9


@pytest.mark.parametrize("cells", [1, 3])
def test_facts_ask_the_same_nine_queries_for_one_cell_and_for_three(cells, django_assert_num_queries):
    body = factories.make_body()
    meeting = hold(body, 4, timezone.now())
    for number in range(cells):
        factories.make_member(factories.make_cell(body.committee, f"Chi bộ {number + 3}"))

    with django_assert_num_queries(QUERIES_OF_FACTS):
        facts = queries.facts_of(body.committee, 2022, TODAY)
        [queries.square_words(facts, cell, quarter) for cell in facts.cells for quarter in (1, 2, 3, 4)]
        queries.gaps_of(facts)

    assert facts.held == [meeting]


def test_overview_stays_under_25_queries_however_many_cells(client_of):
    body = factories.make_body()
    client = client_of(body.party_secretary.user)
    hold(body, 4, timezone.now())
    asked = []
    for more in (0, 20):
        for number in range(more):
            cell = factories.make_cell(body.committee, f"Chi bộ {number + 3}")
            factories.make_member(cell)
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse("insights:overview")).status_code == 200
        asked.append(len(found))

    assert asked[0] == asked[1]
    assert asked[0] <= 25


def test_evidence_lists_the_meetings_behind_the_figures_and_their_sum(client_of):
    body = factories.make_body()
    meeting = hold(body, 4, timezone.now())

    page = client_of(body.party_secretary.user).get(reverse("insights:evidence")).content.decode()

    assert meeting.title in page
    assert "Tất cả các buổi" in page
    assert "0/1" in page


def test_evidence_without_meetings_says_so(client_of):
    body = factories.make_body()

    page = client_of(body.party_secretary.user).get(reverse("insights:evidence")).content.decode()

    assert "Chưa tổ chức buổi nào" in page
