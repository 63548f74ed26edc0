import datetime as dt
import html
import io
import re
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuyende.foundation.core import clock
from chuyende.foundation.core.ids import new_id
from chuyende.meeting.meetings.enums import MeetingStage
from chuyende.meeting.quizzes import queries
from chuyende.meeting.quizzes.models import GRACE, Answer, Attempt, Question, Quiz, QuizQuestion
from chuyende.planning.governance.models import Document, Provision
from chuyende.planning.library.services import record_viewing
from tests import factories
from tests.meeting.meetings.factories import make_meeting
from tests.planning.library.factories import make_clip

from .factories import EXPLANATION, begin, make_draft, make_quiz, take, user_of

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
MONDAY = "2026-03-02 08:00+07:00"


@pytest.fixture
def body() -> factories.Body:
    return factories.make_body()


@pytest.fixture
def opened(body: factories.Body, time_machine: Any) -> Quiz:
    time_machine.move_to(MONDAY, tick=False)
    return make_quiz(body)


def url(name: str, thing: Quiz | Attempt, *more: object) -> str:
    return reverse(f"quizzes:{name}", args=[thing.pk, *more])


def text_of(client: Client, address: str, **data: str) -> str:
    answer = client.get(address, data)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def after_closing(quiz: Quiz) -> dt.datetime:
    return quiz.closes_at + GRACE + dt.timedelta(seconds=1)


# --- preparing --------------------------------------------------------------------------------------------


def test_quiz_create_add_questions_and_publish_through_the_pages(
    body: factories.Body, client_of: ClientOf, time_machine: Any
) -> None:
    time_machine.move_to(MONDAY, tick=False)
    meeting, client = make_meeting(body), client_of(body.secretary.user)
    address = reverse("quizzes:quiz_create", args=[meeting.pk])
    assert address in text_of(client, reverse("quizzes:quiz_list"))
    assert f"Trắc nghiệm: {meeting.topic.title}" in text_of(client, address)

    window = {"opens_at": "2026-03-02T08:00", "closes_at": "2026-03-04T08:00", "minutes": "15"}
    client.post(address, {"id": new_id(), "title": "Bộ số 1", **window})
    quiz = Quiz.objects.get()
    assert "Chưa có câu hỏi" in text_of(client, url("quiz_prepare", quiz))

    words = {
        "stem": "Ai lãnh đạo?",
        "choice_0": "",
        "choice_1": "Đảng",
        "choice_2": "",
        "choice_3": "Khác",
        "key": "1",
    }
    answer = client.post(
        url("question_add", quiz), {"id": new_id(), **words, "choice_0": "Ai đó", "again": "1"}
    )
    assert answer["Location"] == url("question_add", quiz)
    version = QuizQuestion.objects.get().version
    assert (version.choices, version.key) == (["Ai đó", "Đảng", "Khác"], 1)

    page = text_of(client, url("quiz_prepare", quiz))
    assert "Ai lãnh đạo?" in page
    assert client.post(url("quiz_publish", quiz))["Location"] == url("quiz_detail", quiz)
    assert client.get(url("quiz_prepare", quiz))["Location"] == url("quiz_detail", quiz)


def test_question_add_keeps_the_key_at_its_choice_when_one_before_it_is_left_empty(
    body: factories.Body, client_of: ClientOf
) -> None:
    quiz = make_draft(body, questions=0)
    words = {"stem": "?", "choice_0": "A", "choice_1": "B", "choice_2": "", "choice_3": "D", "key": "3"}

    client_of(body.secretary.user).post(url("question_add", quiz), {"id": new_id(), **words})

    version = QuizQuestion.objects.get().version
    assert (version.choices, version.choices[version.key]) == (["A", "B", "D"], "D")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"key": "2"}, "Phương án C được chọn là đáp án đúng nhưng đang để trống"),
        ({"key": ""}, "Xin chọn đáp án đúng"),
        ({"choice_1": "a"}, "Có hai phương án trùng nhau"),
    ],
)
def test_question_add_says_what_is_wrong_and_keeps_the_text(
    body: factories.Body, client_of: ClientOf, wrong: dict[str, str], said: str
) -> None:
    quiz = make_draft(body, questions=0)
    words = {"stem": "Câu tôi gõ", "choice_0": "A", "choice_1": "B", "key": "0"} | wrong

    answer = client_of(body.secretary.user).post(url("question_add", quiz), {"id": new_id(), **words})

    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert said in page
    assert "Câu tôi gõ" in page


def test_question_change_cites_a_provision_and_its_document_lists_the_question(
    body: factories.Body, client_of: ClientOf
) -> None:
    quiz = make_draft(body, questions=1)
    question, today = quiz.quiz_questions.get(), clock.today()
    document = Document.objects.create(
        organisation=body.committee, symbol="12-HD/BTCTW", type="guideline", title="Hướng dẫn", issuer="BTCTW",
        issued_on=today, effective_from=today,
    )  # fmt: skip
    provision = Provision.objects.create(document=document, article="5", text="Nội dung")
    client = client_of(body.secretary.user)
    words = {"stem": "Mới?", "choice_0": "A", "choice_1": "B", "key": "1", "provision": provision.pk}

    client.post(url("question_change", quiz, question.pk), words)

    question.refresh_from_db()
    assert (question.version.stem, question.version.provision) == ("Mới?", provision)
    assert "12-HD/BTCTW" in text_of(client, url("quiz_prepare", quiz))
    assert [c.title for c in queries.citations_in(document, body.secretary.user)] == ["Mới?"]
    assert list(queries.citations_in(document, body.member.user)) == []


def test_question_move_and_remove_and_the_bank(body: factories.Body, client_of: ClientOf) -> None:
    quiz, client = make_draft(body, questions=2), client_of(body.secretary.user)
    first, second = quiz.quiz_questions.all()

    client.post(url("question_move", quiz, second.pk), {"way": "up"})
    assert list(quiz.quiz_questions.all()) == [second, first]
    client.post(url("question_remove", quiz, first.pk))
    assert list(quiz.quiz_questions.all()) == [second]

    bank = text_of(client, reverse("quizzes:question_bank"))
    assert first.version.stem in bank
    assert first.version.stem in text_of(client, url("question_reuse", quiz))
    client.post(url("question_reuse", quiz), {"version": first.version.pk})
    assert quiz.quiz_questions.count() == 2
    assert "Ngân hàng không còn câu nào khác" in text_of(client, url("question_reuse", quiz))

    client.post(url("question_remove", quiz, quiz.quiz_questions.last().pk))
    client.post(reverse("quizzes:question_discard", args=[first.version.question_id]))
    assert Question.objects.count() == 1


def test_question_bank_finds_with_and_without_marks(body: factories.Body, client_of: ClientOf) -> None:
    make_draft(body, questions=1)
    client, address = client_of(body.secretary.user), reverse("quizzes:question_bank")

    assert "Nguyên tắc tổ chức" in text_of(client, address, tim="nguyen tac DANG")
    assert "Không có câu hỏi nào chứa các từ này" in text_of(client, address, tim="kinh tế")
    assert "Ngân hàng chưa có câu hỏi" in text_of(client_of(body.other_secretary.user), address)


def test_quiz_change_and_remove(body: factories.Body, client_of: ClientOf) -> None:
    quiz, client = make_draft(body), client_of(body.secretary.user)
    assert "Xoá bản nháp" in text_of(client, url("quiz_change", quiz))
    window = {"opens_at": "02/03/2026 08:00", "closes_at": "02/03/2026 07:00", "minutes": "15"}

    refused = client.post(url("quiz_change", quiz), {"title": "Mới", **window})
    assert "Giờ đóng phải sau giờ mở" in refused.content.decode()
    client.post(url("quiz_change", quiz), {"title": "Mới", **window, "closes_at": "03/03/2026 07:00"})
    assert Quiz.objects.get().title == "Mới"
    assert client.post(url("quiz_remove", quiz))["Location"] == reverse("quizzes:quiz_list")
    assert Quiz.objects.count() == 0


def test_a_draft_does_not_exist_for_members_and_other_cells(
    body: factories.Body, client_of: ClientOf
) -> None:
    quiz = make_draft(body)
    question = quiz.quiz_questions.first()
    for other in (
        body.member,
        body.other_secretary,
        body.party_secretary,
        body.inspector,
        body.administrator,
    ):
        client = client_of(other.user)
        for name in (
            "quiz_detail",
            "quiz_prepare",
            "quiz_change",
            "question_add",
            "question_reuse",
            "quiz_results",
        ):
            assert client.get(url(name, quiz)).status_code == 404
        assert client.get(url("question_change", quiz, question.pk)).status_code == 404
        for name in ("quiz_publish", "quiz_remove", "attempt_start"):
            assert client.post(url(name, quiz)).status_code == 404
        assert client.get(reverse("quizzes:quiz_create", args=[quiz.meeting_id])).status_code in (403, 404)


# --- taking it ------------------------------------------------------------------------------------------------


def test_quiz_detail_tells_the_rules_and_starts_the_attempt(
    body: factories.Body, opened: Quiz, client_of: ClientOf
) -> None:
    client = client_of(body.member.user)
    page = text_of(client, url("quiz_detail", opened))
    assert ["Bắt đầu làm bài" in page, "15 phút" in page, "một lần" in page] == [True] * 3

    answer = client.post(url("attempt_start", opened))
    attempt = Attempt.objects.get()
    assert answer["Location"] == url("attempt_detail", attempt)
    assert client.post(url("attempt_start", opened))["Location"] == url("attempt_detail", attempt)
    assert "Làm tiếp" in text_of(client, url("quiz_detail", opened))


def test_quiz_detail_before_its_hour_says_when(
    body: factories.Body, opened: Quiz, client_of: ClientOf
) -> None:
    Quiz.objects.update(opens_at=clock.now() + dt.timedelta(hours=3))

    page = text_of(client_of(body.member.user), url("quiz_detail", opened))

    assert "Đồng chí có thể làm bài từ 11:00 02/03/2026" in page
    assert "Bắt đầu làm bài" not in page


def test_attempt_detail_shows_every_question_once_in_the_attempts_order(
    body: factories.Body, opened: Quiz, client_of: ClientOf
) -> None:
    attempt = begin(opened, body.member)
    client = client_of(body.member.user)

    page = text_of(client, url("attempt_detail", attempt))

    stems = [question.version.stem for question in queries.paper_of(attempt)]
    assert re.findall(r'class="question-text">([^<]+)<', page) == stems
    assert "checked" not in page


def shown_place(attempt: Attempt, question: queries.ShownQuestion, index: int) -> str:
    return next(str(choice.shown) for choice in question.choices if choice.index == index)


def test_attempt_save_is_acknowledged_and_remembered_on_another_device(
    body: factories.Body, opened: Quiz, client_of: ClientOf
) -> None:
    attempt = begin(opened, body.member)
    question = queries.paper_of(attempt)[1]
    tap = {question.name: shown_place(attempt, question, 2)}

    answer = client_of(body.member.user).post(
        url("attempt_save", attempt), tap, headers={"Accept": "application/json"}
    )

    assert (answer.status_code, answer.json()) == (200, {"saved": 1})
    assert Answer.objects.get().choice == 2
    page = text_of(client_of(body.member.user), url("attempt_detail", attempt))
    assert f'name="{question.name}" value="{tap[question.name]}" checked' in page


def test_attempt_save_of_one_tap_costs_four_queries_beside_what_every_request_costs(
    body: factories.Body, opened: Quiz, client_of: ClientOf
) -> None:
    attempt = begin(opened, body.member)
    question, client = queries.paper_of(attempt)[0], client_of(body.member.user)

    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.post(
            url("attempt_save", attempt), {question.name: "1"}, headers={"Accept": "application/json"}
        )

    asked = [q["sql"] for q in captured if q["sql"].split()[0] in ("SELECT", "INSERT", "UPDATE", "DELETE")]
    of_every_request = ("django_session", "accounts_user", "usersessions_", "organisation_rolerequirement")
    own = [
        sql
        for sql in asked
        if not any(f'FROM "{table}' in sql or f'INTO "{table}' in sql for table in of_every_request)
    ]
    assert len(own) == 4, own


def test_attempt_without_javascript_is_one_form_then_a_look_over_then_handed_in(
    body: factories.Body, opened: Quiz, client_of: ClientOf
) -> None:
    attempt = begin(opened, body.member)
    paper, client = queries.paper_of(attempt), client_of(body.member.user)
    right = {q.name: shown_place(attempt, q, q.version.key) for q in paper[:2]}

    answer = client.post(url("attempt_save", attempt), right)
    assert answer["Location"] == url("attempt_review", attempt)
    page = text_of(client, answer["Location"])
    assert "<b>2/3</b> câu đã trả lời và lưu" in page
    assert f'{url("attempt_detail", attempt)}#cau-3">câu 3</a>' in page

    assert client.post(url("attempt_submit", attempt))["Location"] == url("attempt_result", attempt)
    page = text_of(client, url("attempt_result", attempt))
    assert "<b>2/3</b> câu đúng" in page
    assert client.get(url("attempt_detail", attempt))["Location"] == url("attempt_result", attempt)
    assert client.get(url("attempt_review", attempt))["Location"] == url("attempt_result", attempt)
    assert "<b>2/3</b> câu đúng" in text_of(client, url("quiz_detail", opened))
    assert "2/3" in text_of(client, reverse("quizzes:study"))


def test_attempt_submit_takes_the_last_taps_and_a_second_press_changes_nothing(
    body: factories.Body, opened: Quiz, client_of: ClientOf
) -> None:
    attempt = begin(opened, body.member)
    question, client = queries.paper_of(attempt)[0], client_of(body.member.user)
    tap = {question.name: shown_place(attempt, question, question.version.key)}

    client.post(url("attempt_submit", attempt), tap)
    client.post(url("attempt_submit", attempt), {question.name: "0"})

    assert Attempt.objects.get().score == 1


@pytest.mark.parametrize("choice", ["4", "-1", "x", "", "٣", "99999999999999999999"])
def test_attempt_save_refuses_a_choice_that_does_not_exist(
    body: factories.Body, opened: Quiz, client_of: ClientOf, choice: str
) -> None:
    attempt = begin(opened, body.member)
    question = queries.paper_of(attempt)[0]

    answer = client_of(body.member.user).post(
        url("attempt_save", attempt), {question.name: choice}, headers={"Accept": "application/json"}
    )

    assert (answer.status_code, Answer.objects.count()) == (409, 0)
    assert "không có phương án này" in answer.json()["error"]


def test_attempt_save_after_the_deadline_says_so_and_leads_to_the_result(
    body: factories.Body, opened: Quiz, client_of: ClientOf, time_machine: Any
) -> None:
    attempt = begin(opened, body.member)
    question, client = queries.paper_of(attempt)[0], client_of(body.member.user)
    time_machine.move_to(attempt.deadline + GRACE + dt.timedelta(seconds=1), tick=False)

    answer = client.post(
        url("attempt_save", attempt), {question.name: "0"}, headers={"Accept": "application/json"}
    )
    assert (answer.status_code, answer.json()["url"]) == (409, url("attempt_result", attempt))
    assert "đến sau khi hết giờ" in answer.json()["error"]

    late = client.post(url("attempt_submit", attempt), {question.name: "0"}, follow=True)
    assert "đến sau khi hết giờ" in html.unescape(late.content.decode())
    assert Attempt.objects.get().score == 0


def test_an_attempt_whose_time_has_run_out_is_handed_in_when_it_is_opened_again(
    body: factories.Body, opened: Quiz, client_of: ClientOf, time_machine: Any
) -> None:
    attempt = begin(opened, body.member)
    time_machine.move_to(attempt.deadline + GRACE + dt.timedelta(seconds=1), tick=False)

    answer = client_of(body.member.user).get(url("attempt_detail", attempt))

    assert answer["Location"] == url("attempt_result", attempt)
    assert Attempt.objects.get().submitted_at == attempt.deadline


def test_an_attempt_exists_for_its_member_alone(
    body: factories.Body, opened: Quiz, client_of: ClientOf
) -> None:
    attempt = begin(opened, body.member)
    question = queries.paper_of(attempt)[0]
    for other in (body.deputy, body.secretary, body.other_member, body.party_secretary, body.administrator):
        client = client_of(other.user)
        for name in ("attempt_detail", "attempt_review", "attempt_result"):
            assert client.get(url(name, attempt)).status_code == 404
        assert client.post(url("attempt_save", attempt), {question.name: "0"}).status_code == 404
        assert client.post(url("attempt_submit", attempt)).status_code == 404
    assert Answer.objects.count() == 0
    assert client_of(body.member.user).get(url("attempt_result", attempt))["Location"] == url(
        "attempt_detail", attempt
    )


# --- the key stays hidden -----------------------------------------------------------------------------------


def test_no_page_shows_key_or_explanation_before_the_quiz_has_closed(
    body: factories.Body, opened: Quiz, client_of: ClientOf
) -> None:
    attempt = take(opened, body.member, right=1, wrong=2)
    running = begin(opened, body.deputy)
    pages = []
    for person, own in ((body.member, attempt), (body.deputy, running), (body.secretary, None)):
        client = client_of(user_of(person))
        addresses = [
            reverse("quizzes:study"),
            reverse("quizzes:quiz_list"),
            reverse("quizzes:question_bank"),
            reverse("meetings:meeting_detail", args=[opened.meeting_id]),
            url("quiz_detail", opened),
            url("quiz_prepare", opened),
            url("quiz_results", opened),
        ]
        if own:
            addresses += [url(name, own) for name in ("attempt_detail", "attempt_review", "attempt_result")]
        pages += [html.unescape(client.get(address, follow=True).content.decode()) for address in addresses]

    assert sum("Nguyên tắc tổ chức số" in page for page in pages) > 2
    for page in pages:
        assert EXPLANATION not in page
        assert "đáp án đúng" not in page
        assert "option-right" not in page
        assert "option-missed" not in page
        assert "is-right" not in page
        assert "data-key" not in page


def test_the_place_of_the_key_in_the_form_tells_nothing(body: factories.Body, opened: Quiz) -> None:
    attempts = [
        begin(opened, person) for person in (body.member, body.deputy, body.secretary, body.minute_taker)
    ]

    places = {
        shown_place(attempt, question, question.version.key)
        for attempt in attempts
        for question in queries.paper_of(attempt)
    }

    assert len(places) > 1


def test_after_closing_the_member_sees_key_explanation_and_standings(
    body: factories.Body, opened: Quiz, client_of: ClientOf, time_machine: Any
) -> None:
    attempt = take(opened, body.member, right=1, wrong=1)
    time_machine.move_to(after_closing(opened), tick=False)
    client = client_of(user_of(body.member))

    page = text_of(client, url("attempt_result", attempt))
    assert page.count(EXPLANATION) == 3
    assert [page.count(f"option option-{state}") for state in ("right", "wrong", "missed")] == [1, 1, 2]
    assert "Bảng xếp hạng" in text_of(client, url("quiz_detail", opened))
    assert "is-right" in text_of(client_of(user_of(body.secretary)), reverse("quizzes:question_bank"))


# --- results ----------------------------------------------------------------------------------------------------


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

    assert (first.right, first.asked, sum(first.counts)) == (2, 3, 3)
    assert (second.right, sum(second.counts)) == (0, 0)
    assert queries.average_share(queries.standings(opened), 3) == 22


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
        client.get(reverse(f"quizzes:{page}"))


def test_attempt_detail_asks_as_often_for_ten_questions_as_for_one(
    body: factories.Body, client_of: ClientOf, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    attempt = begin(make_quiz(body, questions=10), body.member)
    client = client_of(user_of(body.member))

    with django_assert_max_num_queries(25):
        client.get(url("attempt_detail", attempt))
