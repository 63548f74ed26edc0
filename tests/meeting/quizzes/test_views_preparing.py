import html
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuyende.foundation.core import clock
from chuyende.foundation.core.ids import new_id
from chuyende.meeting.questions.queries import citations_in
from chuyende.meeting.quizzes.models import Quiz, QuizQuestion
from chuyende.planning.governance.models import Document, Provision
from tests import factories
from tests.meeting.meetings.factories import make_meeting

from .factories import make_draft
from .pages import MONDAY, OPTIONS, text_of, url

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


def test_quiz_create_add_questions_and_publish_through_the_pages(
    body: factories.Body, client_of: ClientOf, time_machine: Any
) -> None:
    time_machine.move_to(MONDAY, tick=False)
    meeting, client = make_meeting(body), client_of(body.secretary.user)
    address = reverse("quizzes:quiz_create", args=[meeting.pk])
    assert address in text_of(client, reverse("quizzes:quiz_list"))
    assert f"Trắc nghiệm: {meeting.topic.title}" in text_of(client, address)

    window = {"opens_at": "2026-03-02T08:00", "closes_at": "2026-03-04T08:00", **OPTIONS}
    client.post(address, {"id": new_id(), "title": "Bộ số 1", **window})
    quiz = Quiz.objects.get()
    assert "Chưa có câu hỏi" in text_of(client, url("quiz_prepare", quiz))

    words = {
        "stem": "Ai lãnh đạo?",
        "row_0": "",
        "row_1": "Đảng",
        "row_2": "",
        "row_3": "Khác",
        "right": "1",
        "difficulty": "easy",
    }
    answer = client.post(url("question_add", quiz), {"id": new_id(), **words, "row_0": "Ai đó", "again": "1"})
    assert answer["Location"] == url("question_add", quiz)
    version = QuizQuestion.objects.get().version
    assert [choice.text for choice in version.words.choices] == ["Ai đó", "Đảng", "Khác"]
    assert (version.words.keys, version.difficulty) == ((1,), "easy")

    page = text_of(client, url("quiz_prepare", quiz))
    assert "Ai lãnh đạo?" in page
    assert client.post(url("quiz_publish", quiz))["Location"] == url("quiz_detail", quiz)
    assert client.get(url("quiz_prepare", quiz))["Location"] == url("quiz_detail", quiz)


def test_question_add_keeps_the_key_at_its_choice_when_one_before_it_is_left_empty(
    body: factories.Body, client_of: ClientOf
) -> None:
    quiz = make_draft(body, questions=0)
    words = {"stem": "?", "row_0": "A", "row_1": "B", "row_2": "", "row_3": "D", "right": "3"}
    words["difficulty"] = "medium"

    client_of(body.secretary.user).post(url("question_add", quiz), {"id": new_id(), **words})

    version = QuizQuestion.objects.get().version
    assert [(choice.text, choice.is_right) for choice in version.words.choices] == [
        ("A", False), ("B", False), ("D", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"right": "2"}, "Mục 3 đang để trống"),
        ({"right": ""}, "Xin chọn đáp án đúng"),
        ({"row_1": "a"}, "Có hai mục trùng nhau"),
    ],
)
def test_question_add_says_what_is_wrong_and_keeps_the_text(
    body: factories.Body, client_of: ClientOf, wrong: dict[str, str], said: str
) -> None:
    quiz = make_draft(body, questions=0)
    words = {"stem": "Câu tôi gõ", "row_0": "A", "row_1": "B", "right": "0", "difficulty": "medium"} | wrong

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
    words = {"stem": "Mới?", "row_0": "A", "row_1": "B", "right": "1", "provision": provision.pk}
    words["difficulty"] = "medium"

    client.post(url("question_change", quiz, question.pk), words)

    question.refresh_from_db()
    assert (question.version.stem, question.version.provision) == ("Mới?", provision)
    assert "12-HD/BTCTW" in text_of(client, url("quiz_prepare", quiz))
    assert [c.title for c in citations_in(document, body.secretary.user)] == ["Mới?"]
    assert list(citations_in(document, body.member.user)) == []


def test_question_move_and_remove_and_the_bank(body: factories.Body, client_of: ClientOf) -> None:
    quiz, client = make_draft(body, questions=2), client_of(body.secretary.user)
    first, second = quiz.quiz_questions.all()

    client.post(url("question_move", quiz, second.pk), {"way": "up"})
    assert list(quiz.quiz_questions.all()) == [second, first]
    client.post(url("question_remove", quiz, first.pk))
    assert list(quiz.quiz_questions.all()) == [second]

    bank = text_of(client, reverse("questions:question_bank"))
    assert first.version.stem in bank
    assert first.version.stem in text_of(client, url("question_reuse", quiz))
    client.post(url("question_reuse", quiz), {"version": first.version.pk})
    assert quiz.quiz_questions.count() == 2
    assert "Ngân hàng không còn câu nào khác" in text_of(client, url("question_reuse", quiz))


def test_everything_that_was_found_goes_into_the_quiz_at_once(
    body: factories.Body, client_of: ClientOf
) -> None:
    stocked = make_draft(body, questions=3)
    quiz = make_draft(body, questions=0, meeting=stocked.meeting)
    client, address = client_of(body.secretary.user), url("question_reuse", quiz)
    assert "Đưa cả" not in text_of(client, address)  # the whole bank at once would be a slip
    wanted = f"{address}?tim=so+1"

    assert "Đưa cả" not in text_of(client, wanted)  # one is put in by its own button
    assert "Đưa cả 3 câu tìm thấy vào bài" in text_of(client, address, tim="nguyên tắc")
    done = client.post(f"{address}?tim=nguyen+tac", {"all": "1"})

    assert done["Location"] == url("quiz_prepare", quiz)
    assert quiz.quiz_questions.count() == 3
    client.post(f"{address}?tim=nguyen+tac", {"all": "1"})
    assert quiz.quiz_questions.count() == 3


def test_what_wants_a_second_look_is_said_before_publishing(
    body: factories.Body, client_of: ClientOf
) -> None:
    quiz, client = make_draft(body, questions=2), client_of(body.secretary.user)

    said = text_of(client, url("quiz_prepare", quiz))

    assert "2 câu chưa có người thẩm định ngoài người soạn." in said
    assert "2 câu chưa dẫn văn bản nào." in said
    assert "đã được thay thế" not in said


def test_quiz_change_and_remove(body: factories.Body, client_of: ClientOf) -> None:
    quiz, client = make_draft(body), client_of(body.secretary.user)
    assert "Xoá bản nháp" in text_of(client, url("quiz_change", quiz))
    window = {"opens_at": "02/03/2026 08:00", "closes_at": "02/03/2026 07:00", **OPTIONS}

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
