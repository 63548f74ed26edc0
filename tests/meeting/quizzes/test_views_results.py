import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from chuyende.meeting.meetings.enums import MeetingStage
from chuyende.meeting.quizzes import queries
from chuyende.meeting.quizzes.models import Quiz
from chuyende.planning.library.services import record_viewing
from tests import factories
from tests.meeting.meetings.factories import make_meeting
from tests.planning.library.factories import make_clip

from .factories import begin, make_quiz, take, user_of
from .pages import after_closing, text_of, url

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


def test_standings_share_a_rank_and_are_the_cells_alone(
    body: factories.Body, opened: Quiz, client_of: ClientOf, time_machine: Any
) -> None:
    for person, right in ((body.member, 3), (body.deputy, 2), (body.probationary, 2), (body.secretary, 0)):
        take(opened, person, right=right)
    assert (
        "Bảng xếp hạng"
        not in text_of(client_of(user_of(body.member)), url("quiz_detail", opened)).split("<h2")[-1]
    )
    time_machine.move_to(after_closing(opened), tick=False)

    assert [(s.rank, s.member.full_name) for s in queries.standings(opened)] == [
        (1, "Hoàng Văn Êm"),
        (2, "Lê Văn Cường"),
        (2, "Vàng A Giàng"),
        (4, "Trần Thị Bích"),
    ]
    page = text_of(client_of(user_of(body.exempt)), url("quiz_detail", opened))
    assert "Vàng A Giàng" in page
    for other in (body.other_member, body.other_secretary, body.administrator):
        assert client_of(user_of(other)).get(url("quiz_detail", opened)).status_code == 404


def test_quiz_results_list_everybody_whom_the_cell_counts(
    body: factories.Body, opened: Quiz, client_of: ClientOf, time_machine: Any
) -> None:
    take(opened, body.member, right=3)
    take(opened, body.exempt, right=1)
    begin(opened, body.deputy)
    client = client_of(user_of(body.secretary))

    page = text_of(client, url("quiz_results", opened))
    assert ["1/7" in page, "đang làm" in page, page.count(">chưa làm<")] == [True, True, 5]
    assert client_of(user_of(body.member)).get(url("quiz_results", opened)).status_code == 404
    assert client_of(user_of(body.inspector)).get(url("quiz_results", opened)).status_code == 200

    time_machine.move_to(after_closing(opened), tick=False)
    page = text_of(client, url("quiz_results", opened))
    assert page.count(">không tham gia<") == 5
    assert "Kết quả từng câu" in page

    answer = client.get(url("quiz_results_xlsx", opened))
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    assert rows[0] == (
        "Hạng",
        "Họ và tên",
        "Số câu đúng",
        "Số câu hỏi",
        "Thời gian (giây)",
        "Bắt đầu lúc",
        "Nộp lúc",
    )
    assert [row[:4] for row in rows[1:4]] == [
        (1, "Hoàng Văn Êm", 3, 3),
        (2, "Đỗ Văn Hoà", 1, 3),
        (3, "Lê Văn Cường", 0, 3),
    ]
    assert len(rows) == 9


def test_question_results_count_each_choice(body: factories.Body, opened: Quiz) -> None:
    take(opened, body.member, right=1)
    take(opened, body.deputy, right=1)
    take(opened, body.secretary, right=0, wrong=1)

    first, second, _third = queries.question_results(opened)

    assert (first.right, first.asked, sum(count for _text, count, _right in first.rows)) == (2, 3, 3)
    assert (second.right, sum(count for _text, count, _right in second.rows)) == (0, 0)
    assert queries.average_share(queries.standings(opened)) == 22


def test_the_meetings_page_shows_the_quiz_and_what_is_to_do(
    body: factories.Body, opened: Quiz, client_of: ClientOf
) -> None:
    address = reverse("meetings:meeting_detail", args=[opened.meeting_id])

    before = text_of(client_of(user_of(body.member)), address)
    assert [url("quiz_detail", opened) in before, "Làm bài" in before] == [True, True]
    take(opened, body.member, right=2)
    after = text_of(client_of(user_of(body.member)), address)
    assert "đồng chí đúng 2/3 câu" in after


def test_study_shows_what_to_take_and_to_watch(
    body: factories.Body, opened: Quiz, client_of: ClientOf
) -> None:
    clip = make_clip(body.cell, body.secretary, seconds=10)
    record_viewing(actor=body.member.user, material=clip, watched=[(0, 5)], position=5)
    begin(opened, body.member)

    page = text_of(client_of(user_of(body.member)), reverse("quizzes:study"))

    assert ["Làm tiếp" in page, "đã xem 50 %" in page, "Chưa có kết quả" in page] == [True, True, True]
    nobody = text_of(client_of(user_of(body.other_member)), reverse("quizzes:study"))
    assert ["Hiện không có bài trắc nghiệm nào" in nobody, "Chưa có học liệu" in nobody] == [True, True]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("page", ["quiz_list", "study"])
def test_lists_ask_the_database_as_often_for_one_as_for_three(
    body: factories.Body,
    client_of: ClientOf,
    count: int,
    page: str,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    meeting = make_meeting(body, stage=MeetingStage.SUMMONED)
    for _ in range(count):
        make_quiz(body, questions=1, meeting=meeting)
    client = client_of(user_of(body.secretary))

    with django_assert_max_num_queries(25):
        assert client.get(reverse(f"quizzes:{page}")).status_code == 200


def test_attempt_detail_asks_as_often_for_ten_questions_as_for_one(
    body: factories.Body, client_of: ClientOf, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    attempt = begin(make_quiz(body, questions=10), body.member)
    client = client_of(user_of(body.member))

    with django_assert_max_num_queries(25):
        assert client.get(url("attempt_detail", attempt)).status_code == 200
