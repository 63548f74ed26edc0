import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from chuyende.foundation.assignments import services
from chuyende.foundation.assignments.models import Task
from chuyende.foundation.core.ids import new_id
from tests.factories import make_body

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2022-10-07 14:00+07:00", tick=False)


@pytest.fixture
def body():
    return make_body()


def give(body, title="Viết bài nội san"):
    return services.assign_task(
        actor=body.secretary.user,
        organisation=body.cell,
        title=title,
        owner=body.member,
        due_on=dt.date(2022, 10, 31),
    )


def test_task_list_without_tasks_says_where_they_come_from(client_of, body):
    page = client_of(body.member.user).get(reverse("assignments:task_list"))
    assert "Chưa có việc nào" in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_task_list_asks_the_same_number_of_queries_for_any_number(
    client_of, body, count, django_assert_max_num_queries
):
    for number in range(count):
        give(body, f"Việc {number}")
    client = client_of(body.secretary.user)
    with django_assert_max_num_queries(16):
        page = client.get(reverse("assignments:task_list"))
    assert page.content.decode().count('scope="row"') == count


def test_task_assign_gives_a_task_and_shows_it(client_of, body):
    client = client_of(body.secretary.user)
    url = reverse("assignments:task_assign", args=[body.cell.pk])
    assert "Giao việc" in client.get(url).content.decode()
    answer = client.post(
        url,
        {"id": new_id(), "title": "Viết bài", "owner": body.member.pk, "due_on": "31/10/2022"},
        follow=True,
    )
    assert "Viết bài" in answer.content.decode()
    assert Task.objects.get().due_on == dt.date(2022, 10, 31)


def test_task_assign_says_beside_the_field_what_is_wrong_and_keeps_the_text(client_of, body):
    answer = client_of(body.secretary.user).post(
        reverse("assignments:task_assign", args=[body.cell.pk]),
        {"id": new_id(), "title": "Viết bài rất hay", "owner": body.member.pk, "due_on": "01/01/2022"},
    )
    text = answer.content.decode()
    assert "Hạn hoàn thành không được ở trước ngày hôm nay." in text
    assert "Viết bài rất hay" in text
    assert Task.objects.count() == 0


def test_task_assign_by_an_ordinary_member_is_not_found(client_of, body):
    answer = client_of(body.member.user).get(reverse("assignments:task_assign", args=[body.cell.pk]))
    assert answer.status_code == 404


def test_a_task_is_reported_with_a_file_accepted_and_its_file_read_back(client_of, body):
    task = give(body)
    owner, secretary = client_of(body.member.user), client_of(body.secretary.user)
    pdf = SimpleUploadedFile("bai.pdf", (MINIMAL_PDF), content_type="application/pdf")
    owner.post(reverse("assignments:task_report", args=[task.pk]), {"proof": "Đã đăng", "file": pdf})
    page = secretary.get(reverse("assignments:task_detail", args=[task.pk])).content.decode()
    assert "Đã đăng" in page
    assert "Xác nhận hoàn thành" in page
    secretary.post(reverse("assignments:task_close", args=[task.pk]))
    task.refresh_from_db()
    assert task.done_at is not None
    proof = owner.get(reverse("assignments:task_proof", args=[task.pk]))
    assert b"".join(proof.streaming_content) == MINIMAL_PDF
    assert (
        client_of(body.other_member.user).get(reverse("assignments:task_proof", args=[task.pk])).status_code
        == 404
    )


def test_task_postpone_without_a_reason_stays_on_the_page_with_the_message(client_of, body):
    task = give(body)
    answer = client_of(body.secretary.user).post(
        reverse("assignments:task_postpone", args=[task.pk]), {"to_day": "30/11/2022", "reason": ""}
    )
    assert answer.status_code == 422
    assert "Đồng chí ghi lý do" in answer.content.decode()


def test_task_withdraw_shows_the_reason(client_of, body):
    task = give(body)
    answer = client_of(body.secretary.user).post(
        reverse("assignments:task_withdraw", args=[task.pk]), {"reason": "Đã xong từ trước"}, follow=True
    )
    assert "Đã xong từ trước" in answer.content.decode()


def test_task_report_by_a_cell_mate_is_refused(client_of, body):
    task = give(body)
    answer = client_of(body.probationary.user).post(
        reverse("assignments:task_report", args=[task.pk]), {"proof": "Tôi làm"}
    )
    assert answer.status_code == 403


MINIMAL_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \n0000000105 00000 n \n"
    b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n170\n%%EOF\n"
)
