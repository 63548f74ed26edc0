"""The whole body in one page: from real topics and meetings to squares, figures, gaps and reminders."""

import datetime as dt

import pytest
from django.utils import timezone

from chuyende.faces.insights import queries
from chuyende.faces.insights.enums import SquareState as S
from chuyende.foundation.assignments.models import Task
from chuyende.foundation.review.enums import ReviewLevel, ReviewStatus
from chuyende.meeting.discussion.services import record_contribution
from chuyende.meeting.meetings import services as meetings
from chuyende.meeting.meetings.enums import AttendanceStatus, MeetingStage
from chuyende.planning.governance.services import set_rules
from tests import factories
from tests.meeting.meetings.factories import finish, make_meeting, mark

from .factories import TODAY, plan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_fifth_of_october(time_machine):
    time_machine.move_to("2022-10-05 08:12+07:00", tick=False)


def state_of(place, cell, quarter, year=2022):
    return queries.facts_of(place, year, TODAY).squares[cell.pk, quarter].state


def words_of(place, cell, quarter):
    return queries.square_words(queries.facts_of(place, 2022, TODAY), cell, quarter)


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
