import datetime as dt

import pytest
from django.urls import reverse

from chuyende.faces.desk.queries import month_of, today_of
from chuyende.foundation.assignments.services import assign_task, report_task
from chuyende.foundation.core import audit
from chuyende.meeting.discussion.services import assign_paper
from chuyende.meeting.meetings.enums import AttendanceStatus, MeetingStage
from chuyende.meeting.meetings.services import add_material, answer_summons
from chuyende.planning.library.services import finish_reading
from tests.factories import make_body, make_user
from tests.meeting.meetings import factories as meeting_factories
from tests.planning.library.factories import make_document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2026-10-05 08:12+07:00", tick=False)


@pytest.fixture
def body():
    return make_body()


@pytest.fixture
def meeting(body):
    return meeting_factories.make_meeting(body, stage=MeetingStage.SUMMONED)


def titles(things):
    return [thing.title for thing in things]


def test_today_shows_the_next_meeting_and_how_many_days_are_left(client_of, body, meeting):
    page = client_of(body.member.user).get(reverse("desk:today")).content.decode()
    assert "Tự phê bình và phê bình: từ tác phẩm đến việc làm của giảng viên" in page
    assert "Còn 2 ngày" in page
    assert "Tôi sẽ dự" in page


def test_today_of_a_member_of_another_cell_shows_no_meeting(client_of, body, meeting):
    assert today_of(body.other_member.user).meeting is None


def test_today_after_the_answer_offers_the_meeting_itself(client_of, body, meeting):
    summons = meeting.summons.get(member=body.member)
    answer_summons(actor=body.member.user, summons=summons, answer="coming")
    page = client_of(body.member.user).get(reverse("desk:today")).content.decode()
    assert "Đồng chí đã báo sẽ dự." in page
    assert "Tôi sẽ dự" not in page


def test_answering_from_today_keeps_the_answer(client_of, body, meeting):
    summons = meeting.summons.get(member=body.member)
    client_of(body.member.user).post(
        reverse("meetings:summons_answer", args=[summons.pk]), {"answer": "coming"}
    )
    summons.refresh_from_db()
    assert summons.answer == "coming"


def test_reading_stands_on_today_until_it_is_finished(body, meeting):
    material = make_document(body.cell, body.secretary, title="Đề dẫn")
    add_material(actor=body.secretary.user, meeting=meeting, material=material)
    assert titles(today_of(body.member.user).before_meeting) == ["Đề dẫn"]
    finish_reading(actor=body.member.user, material=material)
    assert titles(today_of(body.member.user).before_meeting) == []


def test_a_paper_asked_for_stands_on_todays_page_and_says_when_it_is_late(body, meeting, time_machine):
    due = meeting.starts_at - dt.timedelta(days=1)
    assign_paper(actor=body.secretary.user, meeting=meeting, author=body.member, title="Soi mình", due_at=due)
    (todo,) = today_of(body.member.user).before_meeting
    assert (todo.title, todo.overdue) == ("Viết tham luận: Soi mình", "")
    time_machine.move_to(due + dt.timedelta(hours=2), tick=False)
    (todo,) = today_of(body.member.user).before_meeting
    assert todo.overdue == "quá hạn 1 ngày"


def test_tasks_stand_on_today_and_on_my_tasks(client_of, body):
    task = assign_task(
        actor=body.secretary.user,
        organisation=body.cell,
        title="Nộp bản đăng ký",
        owner=body.member,
        due_on=dt.date(2026, 10, 20),
    )
    assert titles(today_of(body.member.user).other) == ["Nộp bản đăng ký"]
    page = client_of(body.member.user).get(reverse("desk:my_tasks")).content.decode()
    assert "Nộp bản đăng ký" in page
    report_task(actor=body.member.user, task=task, proof="Đã nộp")
    assert (
        "Đã báo cáo, chờ xác nhận"
        in client_of(body.member.user).get(reverse("desk:my_tasks")).content.decode()
    )


def test_my_tasks_shows_nobody_elses(client_of, body):
    assign_task(
        actor=body.secretary.user,
        organisation=body.cell,
        title="Việc của người khác",
        owner=body.deputy,
        due_on=dt.date(2026, 10, 20),
    )
    assert (
        "Việc của người khác"
        not in client_of(body.member.user).get(reverse("desk:my_tasks")).content.decode()
    )


def test_today_with_nothing_waiting_says_so(client_of, body):
    page = client_of(body.member.user).get(reverse("desk:today")).content.decode()
    assert "Hôm nay đồng chí không có việc chờ" in page


def test_today_of_an_account_without_a_member_is_shown_too(client_of):
    page = client_of(make_user("Quản trị")).get(reverse("desk:today")).content.decode()
    assert "Hôm nay đồng chí không có việc chờ" in page


def test_the_year_counts_the_meetings_that_were_closed(body):
    meeting_factories.make_meeting(body, stage=MeetingStage.CLOSED)
    year = today_of(body.member.user).year
    assert (year.year, year.held, year.attended) == (2026, 1, 1)


def test_my_record_shows_what_is_kept_and_who_read_it(client_of, body):
    meeting = meeting_factories.make_meeting(body, stage=MeetingStage.OPEN)
    meeting_factories.mark(body, meeting, body.member, AttendanceStatus.EXCUSED, "Đi công tác Mường Khương")
    meeting_factories.finish(body, meeting)
    from chuyende.meeting.meetings.services import close_meeting

    close_meeting(actor=body.secretary.user, meeting=meeting)
    audit.record(
        body.party_secretary.user, "member_read", body.member, organisation=body.cell, about=body.member.user
    )
    page = client_of(body.member.user).get(reverse("desk:my_record")).content.decode()
    assert "Đi công tác Mường Khương" in page
    assert "Đặng Văn Nam" in page
    assert "Chi bộ 1" in page
    assert f'href="{reverse("discussion:my_papers")}"' in page  # where drafts stand too


def test_my_record_without_a_member_says_why_it_is_empty(client_of):
    page = client_of(make_user("Quản trị")).get(reverse("desk:my_record")).content.decode()
    assert "không gắn với đảng viên nào" in page


def test_calendar_shows_meetings_and_deadlines_of_the_month(client_of, body, meeting):
    assign_task(
        actor=body.secretary.user,
        organisation=body.cell,
        title="Nộp bản đăng ký",
        owner=body.member,
        due_on=dt.date(2026, 10, 20),
    )
    page = client_of(body.member.user).get(reverse("desk:calendar")).content.decode()
    assert "Lịch tháng 10/2026" in page
    assert "Chi bộ 1: Tự phê bình" in page
    assert "Đến hạn: Nộp bản đăng ký" in page


def test_calendar_weeks_begin_on_monday_and_cover_the_month(body):
    month = month_of(body.member.user, 2026, 2)
    days = [day.date for week in month.weeks for day in week]
    assert days[0] == dt.date(2026, 1, 26)
    assert days[-1] == dt.date(2026, 3, 1)
    assert (month.previous, month.following) == (dt.date(2026, 1, 1), dt.date(2026, 3, 1))


@pytest.mark.parametrize(("year", "month"), [(2026, 0), (2026, 13), (1, 1), (99999, 1)])
def test_calendar_of_a_month_that_does_not_exist_is_not_found(client_of, body, year, month):
    assert client_of(body.member.user).get(f"/viec/lich/{year}/{month}/").status_code == 404


def test_today_asks_few_queries(client_of, body, meeting, django_assert_max_num_queries):
    for number in range(3):
        material = make_document(body.cell, body.secretary, title=f"Tài liệu {number}")
        add_material(actor=body.secretary.user, meeting=meeting, material=material)
    client = client_of(body.member.user)
    with django_assert_max_num_queries(25):
        assert client.get(reverse("desk:today")).status_code == 200
