"""The pages of a meeting as people meet them: reading, tapping, without JavaScript."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from chuyende.foundation.core import clock
from chuyende.foundation.core.ids import new_id
from chuyende.meeting.meetings import services
from chuyende.meeting.meetings.enums import AttendanceStatus, MeetingStage, ResponseAnswer
from chuyende.meeting.meetings.models import Meeting
from chuyende.planning.library.enums import MaterialKind
from chuyende.planning.library.models import Material
from tests.factories import Body, make_body, make_member

from . import factories

pytestmark = pytest.mark.django_db
STAGES = MeetingStage


@pytest.fixture
def body() -> Body:
    return make_body()


@pytest.fixture
def get(client_of):
    def read(person, name, *args, **query):
        return client_of(person.user).get(reverse(f"meetings:{name}", args=args), query)

    return read


@pytest.fixture
def post(client_of):
    def send(person, name, *args, htmx=False, **data):
        headers = {"HX-Request": "true"} if htmx else {}
        return client_of(person.user).post(reverse(f"meetings:{name}", args=args), data, headers=headers)

    return send


def text(response) -> str:
    return response.content.decode()


# --- who sees what ------------------------------------------------------------------------------------


def test_another_cell_sees_the_calendar_and_not_the_record(body, get):
    meeting = factories.make_meeting(body, stage=STAGES.OPEN)
    factories.finish(body, meeting)

    page = text(get(body.other_member, "meeting_detail", meeting.pk))

    assert meeting.title in page
    assert "Phòng họp A2" in page
    assert "Chương trình" not in page
    assert "đăng ký một việc" not in page
    for name in ("meeting_hall", "attendance_counts"):
        assert get(body.other_member, name, meeting.pk).status_code == 404


@pytest.mark.parametrize(
    "name", ["attendance_sheet", "meeting_run", "conclusion_list", "summons_list", "agenda_edit"]
)
def test_pages_for_recording_do_not_exist_for_others(body, get, name):
    meeting = factories.make_meeting(body, stage=STAGES.OPEN)
    for person in (
        body.member,
        body.other_secretary,
        body.party_secretary,
        body.inspector,
        body.administrator,
    ):
        assert get(person, name, meeting.pk).status_code == 404
    assert get(body.secretary, name, meeting.pk).status_code == 200


def test_the_chairs_notes_are_on_no_other_page(body, get):
    meeting = factories.make_meeting(body, stage=STAGES.OPEN)
    item = services.advance_agenda(actor=body.secretary.user, meeting=meeting, after=None)
    services.change_agenda_item(
        actor=body.secretary.user, item=item, title=item.title, minutes=5, notes="Hỏi kỹ đồng chí Êm"
    )
    assert "Hỏi kỹ" in text(get(body.secretary, "meeting_run", meeting.pk))
    for person in (body.deputy, body.minute_taker):
        assert "Hỏi kỹ" not in text(get(person, "meeting_run", meeting.pk))
        assert "Hỏi kỹ" not in text(get(person, "meeting_detail", meeting.pk))
    assert "Hỏi kỹ" not in text(get(body.secretary, "meeting_hall", meeting.pk))
    assert "Hỏi kỹ" not in text(get(body.deputy, "agenda_item_change", meeting.pk, item.pk))


# --- convening ----------------------------------------------------------------------------------------


def test_convene_from_the_list_of_approved_topics(body, get, post):
    topic = factories.make_topic(body.cell, body.member)
    assert topic.title in text(get(body.secretary, "meeting_prepare"))
    form = get(body.secretary, "meeting_convene", topic.pk).context["form"]
    sent = {
        "id": new_id(),
        "starts_at": "2026-12-05T14:00",
        "place": "Phòng họp A2",
        "title": topic.title,
        "chair": form.initial["chair"].pk,
        "minute_taker": form.initial["minute_taker"].pk,
        "planned_minutes": 90,
        "mode": "in_person",
    }

    first = post(body.secretary, "meeting_convene", topic.pk, **sent)
    second = post(body.secretary, "meeting_convene", topic.pk, **sent)

    meeting = Meeting.objects.get()
    assert first.url == second.url == reverse("meetings:meeting_detail", args=[meeting.pk])
    assert "Triệu tập đảng viên" in text(get(body.secretary, "meeting_detail", meeting.pk))


def test_convene_says_what_is_wrong_beside_the_field_and_keeps_the_rest(body, post):
    topic = factories.make_topic(body.cell, body.member)
    response = post(
        body.secretary,
        "meeting_convene",
        topic.pk,
        id=new_id(),
        starts_at="05/12/2026 14:00",
        place="Phòng họp A2",
        title=topic.title,
        chair=body.secretary.pk,
        minute_taker=body.secretary.pk,
        planned_minutes=90,
        mode="in_person",
    )
    assert response.status_code == 422
    assert "không thể đồng thời ghi biên bản" in text(response)
    assert 'value="Phòng họp A2"' in text(response)
    assert Meeting.objects.count() == 0


def test_change_and_cancel(body, get, post):
    meeting = factories.make_meeting(body, stage=STAGES.SUMMONED)
    assert get(body.secretary, "meeting_change", meeting.pk).status_code == 200
    response = post(
        body.secretary,
        "meeting_change",
        meeting.pk,
        starts_at="2026-12-05T09:00",
        place="Hội trường lớn",
        title=meeting.title,
        chair=meeting.chair.pk,
        minute_taker=meeting.minute_taker.pk,
        planned_minutes=90,
        mode="in_person",
    )
    assert response.status_code == 302
    assert post(body.secretary, "meeting_cancel", meeting.pk, reason="").status_code == 422
    assert post(body.secretary, "meeting_cancel", meeting.pk, reason="Mưa lũ").status_code == 302
    assert "Mưa lũ" in text(get(body.member, "meeting_detail", meeting.pk))
    assert post(body.minute_taker, "meeting_cancel", meeting.pk, reason="x").status_code == 403


# --- before: answers, agenda, materials ---------------------------------------------------------------


def test_a_member_answers_on_the_page_of_the_meeting(body, get, post):
    meeting = factories.make_meeting(body, stage=STAGES.SUMMONED)
    summons = meeting.summons.get(member=body.member)
    page = text(get(body.member, "meeting_detail", meeting.pk))
    assert "Tôi sẽ dự" in page
    assert "Xin vắng" in page

    post(body.member, "summons_answer", summons.pk, answer=ResponseAnswer.COMING)

    assert "Đồng chí đã báo sẽ dự." in text(get(body.member, "meeting_detail", meeting.pk))
    assert post(body.other_member, "summons_answer", summons.pk, answer="coming").status_code == 404


def test_apology_waits_for_the_chair_and_then_stands_accepted(body, get, post):
    meeting = factories.make_meeting(body, stage=STAGES.SUMMONED)
    summons = meeting.summons.get(member=body.member)
    post(body.member, "summons_answer", summons.pk, answer="apology", reason="Đi công tác Hà Nội")
    assert "Đi công tác Hà Nội" in text(get(body.secretary, "summons_list", meeting.pk))

    post(body.secretary, "apology_acknowledge", summons.pk)

    assert "được chấp nhận vắng" in text(get(body.member, "meeting_detail", meeting.pk))


def test_those_without_an_account_are_listed_with_telephone_and_message(body, get):
    body.paper_member.phone = "0912 345 678"
    body.paper_member.save()
    meeting = factories.make_meeting(body, stage=STAGES.SUMMONED)
    answer = get(body.secretary, "summons_list", meeting.pk)
    assert [row.member for row in answer.context["to_call"]] == [body.paper_member]
    page = text(answer)
    assert 'href="tel:0912345678"' in page
    assert "kính mời đồng chí dự sinh hoạt chuyên đề" in page


def test_summon_from_the_page(body, post):
    meeting = factories.make_meeting(body)
    response = post(body.secretary, "members_summon", meeting.pk)
    assert response.url == reverse("meetings:summons_list", args=[meeting.pk])
    meeting.refresh_from_db()
    assert meeting.stage == STAGES.SUMMONED


def test_agenda_is_edited_without_javascript(body, get, post):
    meeting = factories.make_meeting(body)
    post(body.secretary, "agenda_edit", meeting.pk, id=new_id(), title="Xem clip", minutes=15)
    item = meeting.agenda.get(title="Xem clip")
    post(body.secretary, "agenda_item_move", meeting.pk, item.pk, way="up")
    item.refresh_from_db()
    assert item.position == 5
    post(
        body.secretary,
        "agenda_item_change",
        meeting.pk,
        item.pk,
        title="Xem phim",
        minutes=20,
        notes="nhớ tắt đèn",
    )
    item.refresh_from_db()
    assert (item.title, item.minutes, item.notes) == ("Xem phim", 20, "nhớ tắt đèn")
    post(body.secretary, "agenda_item_remove", meeting.pk, item.pk)
    assert meeting.agenda.count() == 5
    assert (
        post(body.secretary, "agenda_edit", meeting.pk, id=new_id(), title="", minutes=0).status_code == 422
    )


def test_material_from_the_library_and_a_wrong_file(body, get, post):
    meeting = factories.make_meeting(body)
    material = Material.objects.create(
        organisation=body.cell,
        kind=MaterialKind.DOCUMENT,
        title="Đề dẫn",
        file="materials/x.pdf",
        content_type="application/pdf",
        size=10,
        added_by=body.secretary,
    )
    post(body.secretary, "material_add", meeting.pk, material=material.pk)
    assert "Đề dẫn" in text(get(body.member, "meeting_detail", meeting.pk))

    wrong = SimpleUploadedFile("de-dan.pdf", b"MZ\x90\x00 not a document")
    refused = post(body.secretary, "material_add", meeting.pk, id=new_id(), title="Đề dẫn 2", file=wrong)
    assert refused.status_code == 422
    assert Material.objects.count() == 1

    post(body.secretary, "material_remove", meeting.pk, meeting.materials.get().pk)
    assert meeting.materials.count() == 0


# --- attendance ---------------------------------------------------------------------------------------


def test_a_tap_without_javascript_saves_and_comes_back_to_the_line(body, get, post):
    meeting = factories.make_meeting(body, stage=STAGES.OPEN)
    response = post(
        body.minute_taker, "attendance_record", meeting.pk, member=body.member.pk, status="present", seen=""
    )
    assert response.url.endswith(f"#m-{body.member.pk}")
    assert meeting.attendances.get(member=body.member).status == "present"


def test_a_tap_with_htmx_answers_the_line_and_the_counts(body, post):
    meeting = factories.make_meeting(body, stage=STAGES.OPEN)
    response = post(
        body.minute_taker,
        "attendance_record",
        meeting.pk,
        htmx=True,
        member=body.member.pk,
        status="excused",
        reason="Ốm",
        seen="",
    )
    page = text(response)
    assert page.count('<li class="roll-row"') == 1
    assert "Vắng có lý do: Ốm" in page
    assert 'hx-swap-oob="true"' in page


def test_a_stale_tap_says_what_now_stands(body, post):
    meeting = factories.make_meeting(body, stage=STAGES.OPEN)
    factories.mark(body, meeting, body.member, AttendanceStatus.EXCUSED, "Ốm")
    response = post(
        body.minute_taker,
        "attendance_record",
        meeting.pk,
        htmx=True,
        member=body.member.pk,
        status="present",
        seen="",
    )
    assert "Trần Thị Bích đã ghi" in text(response)
    assert meeting.attendances.get(member=body.member).status == "excused"


def test_an_excuse_without_a_reason_is_said_on_the_next_page(body, client_of):
    meeting = factories.make_meeting(body, stage=STAGES.OPEN)
    response = client_of(body.secretary.user).post(
        reverse("meetings:attendance_record", args=[meeting.pk]),
        {"member": body.member.pk, "status": "excused", "seen": ""},
        follow=True,
    )
    assert "Hãy ghi lý do." in text(response)


def test_nonsense_in_a_tap_is_a_bad_request(body, post):
    meeting = factories.make_meeting(body, stage=STAGES.OPEN)
    assert post(body.secretary, "attendance_record", meeting.pk, member="x", status="gone").status_code == 400


def test_everybody_else_is_present_from_the_signed_sheet(body, get, post):
    meeting = factories.make_meeting(body, stage=STAGES.OPEN)
    assert "phiếu đã ký" in text(get(body.secretary, "attendance_sheet", meeting.pk, nguon="paper"))
    post(body.secretary, "attendance_rest", meeting.pk, source="paper")
    assert set(meeting.attendances.exclude(status="exempt").values_list("source", flat=True)) == {"paper"}
    assert "Lý Thị Khé" in text(get(body.secretary, "attendance_paper", meeting.pk))


def test_leaving_and_coming_back(body, post):
    meeting = factories.make_meeting(body, stage=STAGES.OPEN)
    factories.mark(body, meeting, body.member, AttendanceStatus.PRESENT)
    for status, has_left in (("left", True), ("back", False)):
        post(
            body.secretary,
            "attendance_record",
            meeting.pk,
            member=body.member.pk,
            status=status,
            seen="present",
        )
        assert (meeting.attendances.get(member=body.member).left_at is not None) is has_left


def test_the_sheet_of_a_closed_meeting_is_a_table(body, get):
    meeting = factories.make_meeting(body, stage=STAGES.CLOSED)
    page = text(get(body.secretary, "attendance_sheet", meeting.pk))
    assert "điểm danh đã chốt" in page
    assert "roll-row" not in page


# --- in session ---------------------------------------------------------------------------------------


def test_open_run_conclude_close(body, get, post, client_of):
    meeting = factories.make_meeting(body, stage=STAGES.SUMMONED, starts_at=clock.now())
    assert post(body.secretary, "meeting_open", meeting.pk).url == reverse(
        "meetings:meeting_run", args=[meeting.pk]
    )
    assert get(body.secretary, "meeting_run_list").url == reverse("meetings:meeting_run", args=[meeting.pk])
    post(body.secretary, "agenda_advance", meeting.pk, after="")
    first = meeting.agenda.get(started_at__isnull=False)
    page = text(get(body.secretary, "meeting_run", meeting.pk))
    assert f'name="after" value="{first.pk}"' in page
    assert "Bước tiếp theo" in page
    post(body.secretary, "agenda_advance", meeting.pk, after=str(first.pk))
    post(body.secretary, "agenda_item_start", meeting.pk, first.pk)
    assert first.title in text(get(body.member, "meeting_hall_part", meeting.pk))

    post(
        body.secretary,
        "guest_add",
        meeting.pk,
        id=new_id(),
        full_name="Phan Thị Vân",
        position="Đảng uỷ viên",
    )
    guest = meeting.guests.get()
    post(body.secretary, "guest_remove", meeting.pk, guest.pk)
    assert meeting.guests.count() == 0

    refused = post(body.secretary, "meeting_close", meeting.pk)
    assert refused.status_code == 422
    assert "ít nhất một kết luận" in text(refused)

    post(body.secretary, "attendance_rest", meeting.pk)
    post(
        body.minute_taker,
        "conclusion_list",
        meeting.pk,
        id=new_id(),
        text="Mỗi đảng viên đăng ký một việc làm theo.",
        task_id=new_id(),
        task_title="Nộp bản đăng ký",
        owner=body.member.pk,
        due_on=(clock.today() + dt.timedelta(days=9)).isoformat(),
    )
    conclusion = meeting.conclusions.get()
    assert conclusion.tasks.get().owner == body.member
    assert post(body.secretary, "meeting_close", meeting.pk).status_code == 302
    assert post(body.secretary, "meeting_close", meeting.pk).status_code == 302
    meeting.refresh_from_db()
    assert meeting.stage == STAGES.CLOSED
    assert "Nộp bản đăng ký" in text(get(body.member, "meeting_detail", meeting.pk))


def test_conclusion_with_a_task_for_nobody_is_refused_beside_the_field(body, post):
    meeting = factories.make_meeting(body, stage=STAGES.OPEN)
    response = post(
        body.secretary,
        "conclusion_list",
        meeting.pk,
        id=new_id(),
        text="Kết luận",
        task_id=new_id(),
        task_title="Việc",
    )
    assert response.status_code == 422
    assert meeting.conclusions.count() == 0


def test_conclusion_is_changed_given_a_task_and_taken_back(body, get, post):
    meeting = factories.make_meeting(body, stage=STAGES.OPEN)
    conclusion = services.add_conclusion(actor=body.secretary.user, meeting=meeting, text="Bản đầu")
    assert get(body.secretary, "conclusion_change", meeting.pk, conclusion.pk).status_code == 200
    post(body.secretary, "conclusion_change", meeting.pk, conclusion.pk, text="Bản hai", seen="Bản đầu")
    stale = post(
        body.minute_taker, "conclusion_change", meeting.pk, conclusion.pk, text="Bản ba", seen="Bản đầu"
    )
    assert stale.status_code == 422
    assert "Bản hai" in text(stale)
    assert "Bản ba" in text(stale)
    task = {"id": new_id(), "title": "Việc", "owner": body.member.pk, "due_on": clock.today().isoformat()}
    post(body.secretary, "conclusion_task_add", meeting.pk, conclusion.pk, **task)
    assert conclusion.tasks.count() == 1
    late = task | {"id": new_id(), "due_on": "2020-01-01"}
    assert post(body.secretary, "conclusion_task_add", meeting.pk, conclusion.pk, **late).status_code == 422
    post(body.secretary, "conclusion_remove", meeting.pk, conclusion.pk)
    assert meeting.conclusions.count() == 0


def test_a_meeting_held_on_paper_is_opened_at_its_true_hour(body, get, post):
    start = clock.now() - dt.timedelta(hours=3)
    meeting = factories.make_meeting(body, stage=STAGES.SUMMONED, starts_at=start)
    assert post(body.secretary, "meeting_open", meeting.pk, at="hôm qua").status_code == 302
    meeting.refresh_from_db()
    assert meeting.opened_at is None
    post(body.secretary, "meeting_open", meeting.pk, at=f"{timezone.localtime(start):%Y-%m-%dT%H:%M}")
    meeting.refresh_from_db()
    assert meeting.opened_at == start.replace(second=0, microsecond=0)


def test_handbook_upload_is_noted_and_shown_with_its_rule(body, get, post):
    meeting = factories.make_meeting(body, stage=STAGES.SUMMONED)
    assert "42-HD/BTCTW" in text(get(body.secretary, "meeting_detail", meeting.pk))
    post(body.secretary, "handbook_record", meeting.pk, "truoc", at="")
    assert "Đã đăng lúc" in text(get(body.secretary, "meeting_detail", meeting.pk))


def test_the_hall_shows_the_topic_and_the_clock(body, get):
    meeting = factories.make_meeting(body, stage=STAGES.SUMMONED)
    page = text(get(body.secretary, "meeting_hall", meeting.pk))
    assert meeting.title in page
    assert 'hx-trigger="every 3s"' in page


# --- lists and what they cost -------------------------------------------------------------------------


def test_calendar_shows_what_is_to_come_and_what_is_over(body, get):
    coming = factories.make_meeting(body, stage=STAGES.SUMMONED)
    over = factories.make_meeting(
        body, stage=STAGES.CANCELLED, topic=factories.make_topic(body.cell, body.member, title="Buổi đã huỷ"),
        starts_at=factories.at_hour(9, days=9),
    )  # fmt: skip
    page = text(get(body.member, "meeting_list"))
    assert coming.title in page
    assert over.title not in page
    assert "Đồng chí chưa trả lời" in page
    assert over.title in text(get(body.other_member, "meeting_list", khi="da-qua"))


@pytest.mark.parametrize(
    ("name", "taught"),
    [
        ("meeting_list", "Khi chi bộ định buổi sinh hoạt cho một chuyên đề đã duyệt, buổi đó hiện ở đây."),
        (
            "meeting_prepare",
            "Khi chuyên đề của chi bộ được duyệt, chuyên đề hiện ở đây để định buổi sinh hoạt.",
        ),
        ("meeting_run_list", "Đến ngày họp, buổi sinh hoạt hiện ở đây"),
    ],
)
def test_empty_lists_teach(body, get, name, taught):
    assert taught in text(get(body.secretary, name))


@pytest.mark.parametrize("name", ["meeting_list", "meeting_run_list"])
def test_lists_cost_the_same_with_one_and_with_three(body, client_of, name):
    client = client_of(body.secretary.user)
    url = reverse(f"meetings:{name}")
    factories.make_meeting(body, stage=STAGES.SUMMONED)
    client.get(url)
    with CaptureQueriesContext(connection) as with_one:
        assert client.get(url).status_code == 200
    for number in (1, 2):
        topic = factories.make_topic(body.cell, body.member, title=f"Chuyên đề {number}")
        factories.make_meeting(
            body, stage=STAGES.SUMMONED, topic=topic, starts_at=factories.at_hour(8, days=2 + number)
        )
    with CaptureQueriesContext(connection) as with_three:
        assert client.get(url).status_code == 200
    assert len(with_three) == len(with_one) <= 25


@pytest.fixture
def crowd(body):
    """A meeting in session of a cell with 45 members."""
    for number in range(37):
        make_member(body.cell, f"Nguyễn Hoàng Phương {number:02d} Thảo")
    meeting = factories.make_meeting(body, stage=STAGES.OPEN)
    factories.finish(body, meeting)
    return meeting


@pytest.mark.parametrize(
    "name",
    [
        "meeting_detail",
        "attendance_sheet",
        "meeting_run",
        "summons_list",
        "conclusion_list",
        "agenda_edit",
        "meeting_close",
    ],
)
def test_pages_with_45_members_ask_the_database_little(
    crowd, body, client_of, django_assert_max_num_queries, name
):
    client = client_of(body.secretary.user)
    url = reverse(f"meetings:{name}", args=[crowd.pk])
    client.get(url)
    with django_assert_max_num_queries(25):
        assert client.get(url).status_code == 200


def test_a_tap_costs_little_in_a_crowd(crowd, body, client_of, django_assert_max_num_queries):
    client = client_of(body.secretary.user)
    url = reverse("meetings:attendance_record", args=[crowd.pk])
    tap = {"member": body.member.pk, "status": "late", "seen": "present"}
    client.get(reverse("meetings:attendance_sheet", args=[crowd.pk]))
    with django_assert_max_num_queries(25):
        assert client.post(url, tap, headers={"HX-Request": "true"}).status_code == 200
