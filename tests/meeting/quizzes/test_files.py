"""Questions of a file for a draft, and a draft's questions as a file."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from chuyende.meeting.questions import services as bank
from chuyende.meeting.questions.engine.formats.registry import FORMATS
from chuyende.meeting.questions.models import Question, QuestionImport
from chuyende.meeting.quizzes import services
from chuyende.meeting.quizzes.models import Quiz
from tests.factories import Body, make_body
from tests.meeting.questions.factories import EVERY_KIND, SHORT, SINGLE, file_of, user_of
from tests.meeting.quizzes.factories import make_draft, make_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def body() -> Body:
    return make_body()


def sent_for(client: Client, quiz: Quiz) -> QuestionImport:
    """A file of all kinds, sent from the draft's page and read."""
    page = client.get(reverse("quizzes:question_import", args=[quiz.pk]))
    form = page.context["form"]
    sent = {
        "id": form["id"].value(),
        "organisation": str(form["organisation"].value()),
        "file": file_of(EVERY_KIND),
    }
    answer = client.post(reverse("quizzes:question_import", args=[quiz.pk]), sent)
    imported = QuestionImport.objects.get()
    assert answer["Location"] == reverse("questions:import_detail", args=[imported.pk])
    bank.read_import(str(imported.pk))
    return QuestionImport.objects.get()


def test_questions_of_a_file_go_into_the_draft_and_the_bank(
    body: Body, client_of: Callable[..., Client]
) -> None:
    quiz, client = make_draft(body, questions=2), client_of(user_of(body.secretary))
    imported = sent_for(client, quiz)

    page = client.get(reverse("questions:import_detail", args=[imported.pk]))
    answer = client.post(reverse("questions:import_take", args=[imported.pk]))

    assert "Đưa 7 câu vào ngân hàng và bài trắc nghiệm" in page.content.decode()
    assert answer["Location"] == reverse("quizzes:quiz_prepare", args=[quiz.pk])
    asked = list(quiz.quiz_questions.select_related("version"))
    assert [question.position for question in asked] == list(range(1, 10))
    assert [question.version.words for question in asked[2:]] == list(EVERY_KIND)
    assert Question.objects.count() == 9


def test_taken_back_they_leave_the_draft_too(body: Body, client_of: Callable[..., Client]) -> None:
    quiz, client = make_draft(body, questions=2), client_of(user_of(body.secretary))
    imported = sent_for(client, quiz)
    client.post(reverse("questions:import_take", args=[imported.pk]))
    first = quiz.quiz_questions.get(position=1)
    services.move_question(
        actor=user_of(body.secretary), quiz_question=quiz.quiz_questions.get(position=3), up=True
    )

    client.post(reverse("questions:import_undo", args=[imported.pk]))

    assert list(quiz.quiz_questions.values_list("position", flat=True)) == [1, 2]
    assert quiz.quiz_questions.get(position=1) == first
    assert Question.objects.count() == 2


def test_what_a_published_quiz_asks_is_not_taken_back(body: Body, client_of: Callable[..., Client]) -> None:
    quiz, client = make_draft(body, questions=1), client_of(user_of(body.secretary))
    imported = sent_for(client, quiz)
    client.post(reverse("questions:import_take", args=[imported.pk]))
    services.publish_quiz(actor=user_of(body.secretary), quiz=Quiz.objects.get(pk=quiz.pk))

    client.post(reverse("questions:import_undo", args=[imported.pk]))

    assert Question.objects.count() == 8
    assert quiz.quiz_questions.count() == 8


def test_published_meanwhile_the_questions_go_into_the_bank_only(
    body: Body, client_of: Callable[..., Client]
) -> None:
    quiz, client = make_draft(body, questions=1), client_of(user_of(body.secretary))
    imported = sent_for(client, quiz)
    services.publish_quiz(actor=user_of(body.secretary), quiz=quiz)

    answer = client.post(reverse("questions:import_take", args=[imported.pk]))

    assert answer["Location"] == reverse("questions:import_detail", args=[imported.pk])
    assert quiz.quiz_questions.count() == 1
    assert Question.objects.count() == 8


def test_a_draft_is_taken_out_with_what_a_format_leaves_out_told_before(
    body: Body, client_of: Callable[..., Client]
) -> None:
    quiz, client = make_draft(body, questions=1), client_of(user_of(body.secretary))
    services.add_question(actor=user_of(body.secretary), quiz=quiz, words=SHORT)

    page = client.get(reverse("quizzes:quiz_export", args=[quiz.pk]))
    file = client.get(reverse("quizzes:quiz_export_file", args=[quiz.pk, "aiken"]))

    aiken = next(room for room in page.context["rooms"] if room.code == "aiken")
    assert (aiken.held, aiken.left_out) == (1, ["1 câu trả lời ngắn"])
    assert "1 trên 2 câu" in page.content.decode()
    reading = FORMATS["aiken"].read(file.content, lambda _count: None)  # type: ignore[misc]  # it reads
    assert [one.words.stem for one in reading.questions] == ["Nguyên tắc tổ chức số 1 của Đảng là gì?"]


def test_a_running_quiz_gives_no_key_away(body: Body, client_of: Callable[..., Client]) -> None:
    quiz, client = make_quiz(body, questions=2), client_of(user_of(body.secretary))

    page = client.get(reverse("quizzes:quiz_export", args=[quiz.pk]))
    file = client.get(reverse("quizzes:quiz_export_file", args=[quiz.pk, "gift"]))

    assert (page.context["count"], page.context["secret"]) == (0, 2)
    assert "Nguyên tắc" not in file.content.decode()


def test_an_unknown_format_is_not_found(body: Body, client_of: Callable[..., Client]) -> None:
    quiz, client = make_draft(body, questions=1), client_of(user_of(body.secretary))

    assert client.get(reverse("quizzes:quiz_export_file", args=[quiz.pk, "odt"])).status_code == 404


def test_a_question_sent_for_a_draft_that_asks_it_already_is_asked_once(
    body: Body, client_of: Callable[..., Client]
) -> None:
    quiz, client = make_draft(body, questions=1), client_of(user_of(body.secretary))
    services.add_question(actor=user_of(body.secretary), quiz=quiz, words=SINGLE)

    imported = sent_for(client, quiz)

    assert [row.is_taken for row in imported.all_rows] == [False] + [True] * 6
