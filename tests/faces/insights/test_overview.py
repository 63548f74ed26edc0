"""The whole body in one page: from real topics and meetings to squares, figures, gaps and reminders."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from chuyende.faces.insights import errors, queries, services
from chuyende.faces.insights.enums import SquareState as S
from chuyende.foundation.assignments.models import Task
from chuyende.foundation.core.errors import NotAllowed
from chuyende.foundation.core.models import AuditEntry
from chuyende.foundation.notifications.models import Notification
from chuyende.foundation.organisation.enums import Role
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can
from chuyende.foundation.review.enums import ReviewLevel, ReviewStatus
from chuyende.meeting.discussion.services import record_contribution
from chuyende.meeting.meetings import services as meetings
from chuyende.meeting.meetings.enums import AttendanceStatus, MeetingStage
from chuyende.planning.governance.services import set_rules
from chuyende.planning.programmes.models import MeetingForm
from tests import factories
from tests.meeting.meetings.factories import finish, make_meeting, make_topic, mark

pytestmark = pytest.mark.django_db

TODAY = dt.date(2022, 10, 5)


@pytest.fixture(autouse=True)
def _on_the_fifth_of_october(time_machine):
    time_machine.move_to("2022-10-05 08:12+07:00", tick=False)


def state_of(place, cell, quarter, year=2022):
    return queries.facts_of(place, year, TODAY).squares[cell.pk, quarter].state


def words_of(place, cell, quarter):
    return queries.square_words(queries.facts_of(place, 2022, TODAY), cell, quarter)


def plan(body, quarter, status=ReviewStatus.APPROVED, level="", cell=None, **review):
    cell = cell or body.cell
    member = body.member if cell == body.cell else body.other_member
    topic = make_topic(cell, member, status=status, year=2022, quarter=quarter)
    topic.forms.add(MeetingForm.objects.get(code="trac-nghiem"))
    for name, value in {"level": level, **review}.items():
        setattr(topic.review, name, value)
    topic.review.save()
    return topic


def hold(body, quarter, day):
    """A meeting of the first cell, held with nobody missing on `day` in the past."""
    return make_meeting(body, stage=MeetingStage.CLOSED, topic=plan(body, quarter), starts_at=day)


def test_squares_tell_every_state_of_a_quarter():
    body = factories.make_body()
    cell = body.cell

    assert state_of(body.committee, cell, 3) is S.OVERDUE
    assert state_of(body.committee, cell, 4) is S.MISSING
    draft = plan(body, 4, ReviewStatus.DRAFT)
    assert state_of(body.committee, cell, 4) is S.DRAFT
    for status, level, expected in [
        (ReviewStatus.RETURNED, "", S.RETURNED),
        (ReviewStatus.SUBMITTED, ReviewLevel.CELL, S.WAITING_CELL),
        (ReviewStatus.SUBMITTED, ReviewLevel.COMMITTEE, S.WAITING_COMMITTEE),
        (ReviewStatus.APPROVED, "", S.APPROVED),
    ]:
        draft.review.status, draft.review.level = status, level
        draft.review.save()
        assert state_of(body.committee, cell, 4) is expected


def test_a_meeting_leads_from_convened_through_session_to_minutes(time_machine):
    body = factories.make_body()
    in_two_hours = timezone.now() + dt.timedelta(hours=2)
    meeting = make_meeting(body, topic=plan(body, 4), starts_at=in_two_hours)
    assert words_of(body.committee, body.cell, 4) == ("Đã triệu tập", "05/10, 10:12")

    time_machine.move_to("2022-10-05 10:15+07:00", tick=False)
    secretary = body.secretary.user
    meeting = meetings.summon_members(actor=secretary, meeting=meeting)
    meeting = meetings.open_meeting(actor=secretary, meeting=meeting)
    assert words_of(body.committee, body.cell, 4)[0] == "Đang họp"

    finish(body, meeting)
    meetings.close_meeting(actor=secretary, meeting=meeting)
    assert words_of(body.committee, body.cell, 4) == ("Trắc nghiệm", "chờ ký biên bản")


def test_a_meeting_that_was_not_opened_on_its_day_is_late():
    body = factories.make_body()
    make_meeting(body, topic=plan(body, 4), starts_at=timezone.now() - dt.timedelta(days=3))

    facts = queries.facts_of(body.committee, 2022, TODAY)

    assert queries.square_words(facts, body.cell, 4) == ("Chưa khai mạc", "quá hạn 3 ngày")


def test_words_of_what_is_planned_and_what_is_missing():
    body = factories.make_body()
    plan(body, 4, ReviewStatus.SUBMITTED, ReviewLevel.CELL, due_on=dt.date(2022, 10, 15))
    plan(
        body,
        4,
        ReviewStatus.SUBMITTED,
        ReviewLevel.COMMITTEE,
        cell=body.other_cell,
        submitted_at=timezone.now() - dt.timedelta(days=2),
    )
    plan(body, 1)

    assert words_of(body.committee, body.cell, 4) == ("Chờ chi uỷ", "hạn 15/10")
    assert words_of(body.committee, body.other_cell, 4) == ("Chờ Đảng uỷ duyệt", "gửi 03/10")
    assert words_of(body.committee, body.cell, 1) == ("Chưa tổ chức", "quá hạn 188 ngày")
    assert words_of(body.committee, body.cell, 3) == ("Chưa tổ chức", "quá hạn 5 ngày")


def test_a_cancelled_meeting_gives_the_quarter_back_to_its_topic():
    body = factories.make_body()
    make_meeting(body, topic=plan(body, 4), stage=MeetingStage.CANCELLED)

    assert state_of(body.committee, body.cell, 4) is S.APPROVED


def test_a_cell_founded_in_july_owes_nothing_for_the_first_half_year():
    body = factories.make_body()
    body.cell.since = dt.date(2022, 7, 1)
    body.cell.save()

    facts = queries.facts_of(body.committee, 2022, TODAY)

    assert [facts.squares[body.cell.pk, quarter].state for quarter in (1, 2, 3)] == [
        S.ABSENT,
        S.ABSENT,
        S.OVERDUE,
    ]
    assert facts.total_needed == 6


def test_figures_count_who_came_and_who_spoke_without_the_exempt():
    body = factories.make_body()
    secretary = body.secretary.user
    meeting = make_meeting(body, stage=MeetingStage.OPEN, topic=plan(body, 4))
    mark(body, meeting, body.deputy, AttendanceStatus.EXCUSED, "đi công tác")
    for said in ("Tôi nhất trí.", "Tôi bổ sung một ý."):
        record_contribution(actor=secretary, meeting=meeting, member=body.probationary, summary=said)
    finish(body, meeting)
    meetings.close_meeting(actor=secretary, meeting=meeting)

    figures = queries.facts_of(body.committee, 2022, TODAY).total

    # seven summoned: eight members of the cell less the exempt one; the deputy was excused
    assert (figures.summoned, figures.present, figures.spoke) == (7, 6, 1)
    assert (figures.conclusions, figures.conclusions_done) == (1, 0)

    Task.objects.update(done_at=timezone.now())
    assert queries.facts_of(body.committee, 2022, TODAY).total.conclusions_done == 1


def test_gaps_name_the_guideline_of_the_quarters_own_days_and_the_longest_overdue_first():
    body = factories.make_body()

    gaps = queries.gaps_of(queries.facts_of(body.committee, 2022, TODAY))

    assert [(gap.cell.short_name, gap.quarter, gap.days_late) for gap in gaps][:2] == [
        ("Chi bộ 1", 1, 188),
        ("Chi bộ 2", 1, 188),
    ]
    assert {gap.quarter for gap in gaps} == {1, 2, 3}
    assert all("12-HD/BTCTW" in gap.rule.citation for gap in gaps)


def test_a_quarter_that_ends_soon_without_a_topic_is_a_gap_before_it_is_late(time_machine):
    time_machine.move_to("2022-12-05 08:00+07:00", tick=False)
    body = factories.make_body()
    facts = queries.facts_of(body.cell, 2022, dt.date(2022, 12, 5))

    last = queries.gaps_of(facts)[-1]

    assert (last.quarter, last.days_late, last.days_left) == (4, 0, 26)


def test_a_cell_whose_own_rule_asks_for_two_needs_two():
    body = factories.make_body()
    set_rules(
        actor=body.administrator.user,
        organisation=body.cell,
        code="thematic_frequency",
        title="Sinh hoạt chuyên đề",
        citation="Quy chế làm việc của chi bộ",
        effective_from=dt.date(2022, 10, 1),
        parameters={"per_quarter": 2},
    )

    assert queries.facts_of(body.committee, 2022, TODAY).total_needed == 3 + 2 + 4


# --- who, and how many queries ------------------------------------------------------------------------


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
            client.get(reverse("insights:overview"))
        asked.append(len(found))

    assert asked[0] == asked[1]
    assert asked[0] <= 25


# --- evidence -----------------------------------------------------------------------------------------


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


# --- reminding ----------------------------------------------------------------------------------------


def test_remind_secretary_tells_secretary_and_deputy_once_a_day_and_is_recorded(time_machine):
    body = factories.make_body()
    given = {"actor": body.party_secretary.user, "organisation": body.cell, "year": 2022, "quarter": 3}

    services.remind_secretary(**given)

    told = Notification.objects.all()
    assert {row.recipient for row in told} == {body.secretary.user, body.deputy.user}
    assert "12-HD/BTCTW" in told[0].body
    assert AuditEntry.objects.get(verb="secretary_reminded").detail == {"year": 2022, "quarter": 3}
    with pytest.raises(errors.RemindedToday):
        services.remind_secretary(**given)
    services.remind_secretary(**{**given, "quarter": 2})

    time_machine.move_to("2022-10-06 08:00+07:00", tick=False)
    services.remind_secretary(**given)
    assert Notification.objects.count() == 6


def test_remind_secretary_of_a_quarter_that_is_settled_is_refused():
    body = factories.make_body()
    hold(body, 4, timezone.now())

    with pytest.raises(errors.NothingMissing):
        services.remind_secretary(
            actor=body.party_secretary.user, organisation=body.cell, year=2022, quarter=4
        )


def test_remind_secretary_of_a_cell_without_accounts_says_so():
    body = factories.make_body()
    cell = factories.make_cell(body.committee, "Chi bộ 3")
    factories.make_member(cell, role=Role.SECRETARY, account=False)

    with pytest.raises(errors.NobodyToRemind):
        services.remind_secretary(actor=body.party_secretary.user, organisation=cell, year=2022, quarter=3)


@pytest.mark.parametrize("who", ["secretary", "inspector", "administrator", "other_secretary", "member"])
def test_only_the_committee_above_reminds(who):
    body = factories.make_body()
    user = getattr(body, who).user

    with pytest.raises(NotAllowed):
        services.remind_secretary(actor=user, organisation=body.cell, year=2022, quarter=3)
    assert not can(user, Perm.SECRETARY_REMIND, body.cell)


def test_secretary_remind_button_reminds_and_comes_back(client_of):
    body = factories.make_body()
    client = client_of(body.party_secretary.user)
    url = reverse("insights:secretary_remind", args=[body.cell.pk, 2022, 3])

    answer = client.post(url, follow=True)

    page = answer.content.decode()
    assert "Đã nhắc Chi bộ 1." in page
    assert "Đã nhắc ngày 05/10/2022." in page
    again = client.post(url, follow=True, headers={"referer": "http://testserver/toan-dang-bo/"})
    assert "Hôm nay đã nhắc chi bộ việc này rồi." in again.content.decode()
    assert client.post(reverse("insights:secretary_remind", args=[body.cell.pk, 2022, 5])).status_code == 404
    assert client_of(body.inspector.user).post(url).status_code == 403
