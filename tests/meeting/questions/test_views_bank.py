"""The pages of the bank: looking through, writing in every kind, checking, secrecy, files."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from chuyende.meeting.questions import queries, services
from chuyende.meeting.questions.engine.words import Choice, Difficulty, Gap, Kind, Pair, Words
from chuyende.meeting.questions.models import Question, QuestionFile, QuestionVersion
from chuyende.meeting.quizzes import services as quizzes
from chuyende.meeting.quizzes.models import QuizQuestion
from chuyende.planning.programmes.models import FunctionArea
from tests.factories import Body, make_body
from tests.meeting.questions.factories import EVERY_KIND, MATCHING, SHORT, SINGLE, user_of, write
from tests.meeting.quizzes.factories import begin, make_draft, make_quiz
from tests.planning.governance import factories as governance

pytestmark = pytest.mark.django_db
Clients = Callable[..., Client]

COMMON = {"stem": "Hỏi điều gì?", "difficulty": "hard", "tags": "Điều lệ, Chi bộ", "explanation": "Vì thế."}
#: what is sent for a question of each kind, and the parts that it becomes
SENT: dict[Kind, tuple[dict[str, Any], dict[str, Any]]] = {
    Kind.SINGLE: (
        {"row_0": "Một", "row_2": "Hai", "right": "2"},
        {"choices": (Choice("Một"), Choice("Hai", is_right=True))},
    ),
    Kind.MULTIPLE: (
        {"row_0": "Một", "row_1": "Hai", "row_2": "Ba", "right": ["0", "2"], "keeps_order": "on"},
        {"choices": (Choice("Một", True), Choice("Hai"), Choice("Ba", True)), "keeps_order": True},
    ),
    Kind.TRUE_FALSE: ({"is_true": "yes"}, {"is_true": True}),
    Kind.MATCHING: (
        {"row_0": "Một", "right_0": "1", "row_1": "Hai", "right_1": "2", "decoys": "3\n4"},
        {"pairs": (Pair("Một", "1"), Pair("Hai", "2")), "decoys": ("3", "4")},
    ),
    Kind.ORDERING: ({"row_0": "Trước", "row_1": "Sau"}, {"items": ("Trước", "Sau")}),
    Kind.SHORT: ({"answers": "Hà Nội\nThủ đô", "marks_matter": "on"}, {"answers": ("Hà Nội", "Thủ đô")}),
    Kind.CLOZE: (
        {"stem": "Từ [[1]] đến [[2]].", "gaps": "1930 / 30\n90 phút : 60 phút / 90 phút"},
        {
            "stem": "Từ [[1]] đến [[2]].",
            "gaps": (Gap(("1930", "30")), Gap(("90 phút",), ("60 phút", "90 phút"))),
            "marks_matter": False,
        },
    ),
}


@pytest.fixture
def body() -> Body:
    return make_body()


@pytest.fixture
def client(body: Body, client_of: Clients) -> Client:
    return client_of(user_of(body.secretary))


def page(client: Client, name: str, *args: Any, **query: str) -> str:
    answer = client.get(reverse(f"questions:question_{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


# --- writing -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(Kind))
def test_a_question_of_every_kind_is_written_and_shown(client: Client, body: Body, kind: Kind) -> None:
    sent, parts = SENT[kind]
    assert f"?loai={kind}" in page(client, "write", loai=kind)

    answer = client.post(f"{reverse('questions:question_write')}?loai={kind}", COMMON | sent)

    version = QuestionVersion.objects.get()
    common = Words(
        kind=kind,
        stem=COMMON["stem"],
        explanation="Vì thế.",
        difficulty=version.words.difficulty,
        tags=("Điều lệ", "Chi bộ"),
    )
    assert version.words == replace(common, **parts)
    assert (version.difficulty, version.question.organisation) == ("hard", body.cell)
    assert answer["Location"] == reverse("questions:question_detail", args=[version.question_id])
    for text in [*version.words.tags, *(part for part in version.words.texts() if "[[" not in part)]:
        assert text in page(client, "detail", version.question_id)


@pytest.mark.parametrize("kind", list(Kind))
def test_an_empty_form_of_every_kind_says_what_is_missing(client: Client, kind: Kind) -> None:
    answer = client.post(f"{reverse('questions:question_write')}?loai={kind}", {"difficulty": "easy"})

    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert Question.objects.count() == 0


@pytest.mark.parametrize("words", EVERY_KIND, ids=lambda words: words.kind)
def test_a_question_of_every_kind_is_written_anew_from_its_own_words(
    client: Client, body: Body, words: Words
) -> None:
    version = write(body, words)
    form = client.get(reverse("questions:question_change", args=[version.question_id])).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", False)}
    if "right" in form.initial:
        sent["right"] = [str(key) for key in form.initial["right"]]
    sent |= {"version": "1", "explanation": "Giải thích mới.", "note": "Bổ sung giải thích"}

    client.post(reverse("questions:question_change", args=[version.question_id]), sent)

    assert queries.latest_of(version.question).words == replace(words, explanation="Giải thích mới.")
    assert "Bản 1" in page(client, "detail", version.question_id)


@pytest.mark.parametrize("number", ["", "2", "một", "9" * 30])
@pytest.mark.parametrize("name", ["question_change", "question_check"])
def test_a_version_that_there_is_not_is_a_page_that_there_is_not(
    client: Client, body: Body, name: str, number: str
) -> None:
    version = write(body, SINGLE)

    answer = client.post(reverse(f"questions:{name}", args=[version.question_id]), {"version": number})

    assert answer.status_code == 404
    assert version.question.versions.count() == 1


def test_save_and_write_the_next_keeps_the_kind(client: Client) -> None:
    url = f"{reverse('questions:question_write')}?loai=short"

    answer = client.post(url, COMMON | SENT[Kind.SHORT][0] | {"again": "1"})

    assert answer["Location"] == url


def test_the_same_form_sent_twice_writes_one_question(client: Client) -> None:
    url = f"{reverse('questions:question_write')}?loai=short"
    form = client.get(url).context["form"]
    sent = COMMON | SENT[Kind.SHORT][0] | {"id": str(form["id"].value())}

    client.post(url, sent)
    client.post(url, sent)

    assert Question.objects.count() == 1


def test_typed_over_older_words_nothing_is_lost_and_the_page_says_so(client: Client, body: Body) -> None:
    version = write(body, SHORT)
    services.change_question(
        actor=user_of(body.deputy), version=version, words=replace(SHORT, explanation="Vì…")
    )

    sent = COMMON | SENT[Kind.SHORT][0] | {"version": "1"}
    answer = client.post(reverse("questions:question_change", args=[version.question_id]), sent)

    assert answer.status_code == 422
    assert answer.context["form"]["stem"].value() == COMMON["stem"]
    assert version.question.versions.count() == 2


def test_without_a_bank_of_their_own_nobody_writes(body: Body, client_of: Clients) -> None:
    for name in ("member", "inspector"):
        reader = client_of(user_of(getattr(body, name)))
        assert reader.get(reverse("questions:question_write")).status_code == 404


# --- looking through -----------------------------------------------------------------------------------------


def test_the_bank_asks_the_database_the_same_for_one_question_as_for_three(
    client: Client, body: Body, django_assert_num_queries: Any
) -> None:
    write(body, SINGLE)
    page(client, "bank")
    with django_assert_num_queries(16):
        page(client, "bank")
    write(body, SHORT)
    write(body, MATCHING)

    with django_assert_num_queries(16):
        page(client, "bank")


@pytest.mark.parametrize(
    ("query", "stems"),
    [
        ({}, [SHORT.stem, SINGLE.stem]),
        ({"loai": "single"}, [SINGLE.stem]),
        ({"tim": "van kien"}, [SHORT.stem]),
        ({"trang_thai": "waiting"}, [SHORT.stem, SINGLE.stem]),
        ({"trang_thai": "checked"}, []),
        ({"trang_thai": "retired"}, [MATCHING.stem]),
        ({"trang_thai": "vo-nghia"}, [SHORT.stem, SINGLE.stem]),
    ],
)
def test_the_bank_is_narrowed_by_words_kind_and_state(
    client: Client, body: Body, query: dict[str, str], stems: list[str]
) -> None:
    write(body, SINGLE)
    write(body, SHORT)
    services.retire_question(actor=user_of(body.secretary), question=write(body, MATCHING).question)

    rows = client.get(reverse("questions:question_bank"), query).context["rows"]

    assert [row.version.stem for row in rows] == stems


def test_the_bank_is_narrowed_by_difficulty_function_area_and_document(client: Client, body: Body) -> None:
    provision = governance.make_provision(governance.make_document(body.cell))
    area = FunctionArea.objects.first()
    write(body, replace(SINGLE, difficulty=Difficulty.HARD), provision=provision)
    write(body, SHORT, function_area=area)
    bank = reverse("questions:question_bank")

    for query, stem in (
        ({"muc": "hard"}, SINGLE.stem),
        ({"van_ban": provision.document_id}, SINGLE.stem),
        ({"mang": area.pk}, SHORT.stem),
    ):
        rows = client.get(bank, query).context["rows"]
        assert [row.version.stem for row in rows] == [stem]
    offered = client.get(bank).context["form"].fields["van_ban"].queryset
    assert list(offered) == [provision.document]


def test_a_question_of_others_is_not_found(body: Body, client_of: Clients) -> None:
    question = write(body, SINGLE).question

    for name in ("member", "inspector", "other_secretary", "party_secretary"):
        reader = client_of(user_of(getattr(body, name)))
        assert reader.get(reverse("questions:question_detail", args=[question.pk])).status_code == 404


def test_nearly_the_same_is_told_while_typing(client: Client, body: Body) -> None:
    write(body, SINGLE)

    part = page(client, "alike", stem="cơ quan lãnh đạo cao nhất của đảng")

    assert SINGLE.stem in part
    assert page(client, "alike", stem="").strip() == ""


# --- what becomes of a question ------------------------------------------------------------------------------


def test_a_colleague_checks_and_the_author_cannot(client: Client, body: Body, client_of: Clients) -> None:
    provision = governance.make_provision(governance.make_document(body.cell))
    question = write(body, SINGLE, provision=provision).question
    check = reverse("questions:question_check", args=[question.pk])
    assert check not in page(client, "detail", question.pk)
    deputy = client_of(user_of(body.deputy))
    assert check in page(deputy, "detail", question.pk)

    deputy.post(check, {"version": "1"})

    assert body.deputy.full_name in page(client, "detail", question.pk)


def test_taken_out_it_can_be_put_back_at_once(client: Client, body: Body) -> None:
    question = write(body, SINGLE).question
    restore = reverse("questions:question_restore", args=[question.pk])

    answer = client.post(reverse("questions:question_retire", args=[question.pk]), follow=True)
    assert f'action="{restore}"' in answer.content.decode()
    client.post(restore)

    assert SINGLE.stem in page(client, "bank")


def test_a_question_is_shared_and_kept_again(client: Client, body: Body, client_of: Clients) -> None:
    question = write(body, SINGLE).question
    other = client_of(user_of(body.other_secretary))
    share = reverse("questions:question_share", args=[question.pk])

    client.post(share, {"shared": "yes"})
    assert SINGLE.stem in page(other, "bank")
    assert share not in page(other, "detail", question.pk)

    client.post(share, {"shared": "no"})
    assert SINGLE.stem not in page(other, "bank")


def test_a_question_tells_where_it_is_asked_and_what_it_rests_on(client: Client, body: Body) -> None:
    quiz = make_draft(body, questions=1)
    question = QuizQuestion.objects.get(quiz=quiz).version.question

    assert quiz.title in page(client, "detail", question.pk)


def test_a_replaced_document_is_told_on_the_question(client: Client, body: Body) -> None:
    newer = governance.make_document(body.cell, symbol="99-NQ/ĐU")
    provision = governance.make_provision(governance.make_document(body.cell, replaced_by=newer))
    question = write(body, SINGLE, provision=provision).question

    assert "99-NQ/ĐU" in page(client, "detail", question.pk)


# --- while a quiz runs ---------------------------------------------------------------------------------------


def test_while_a_quiz_runs_no_page_shows_its_key(client: Client, body: Body) -> None:
    quiz = make_quiz(body, questions=1)
    question = QuizQuestion.objects.get(quiz=quiz).version.question

    for shown in (page(client, "bank"), page(client, "detail", question.pk)):
        assert "Nguyên tắc tổ chức số 1 của Đảng là gì?" in shown
        assert "Tự do cá nhân" not in shown
        assert "is-right" not in shown
    assert reverse("questions:question_change", args=[question.pk]) not in page(client, "detail", question.pk)


# --- files ---------------------------------------------------------------------------------------------------


def test_a_picture_is_open_to_those_who_see_the_question_or_are_asked_it(
    body: Body, client_of: Clients, seed: Path
) -> None:
    content = (seed / "anh-hoi-truong.jpg").read_bytes()
    version = write(body, replace(SINGLE, media="a"), files={"a": ContentFile(content, "a.jpg")})
    url = reverse("questions:question_file", args=[QuestionFile.objects.get().pk])
    member, keeper = client_of(user_of(body.member)), client_of(user_of(body.deputy))
    assert (keeper.get(url).status_code, member.get(url).status_code) == (200, 404)

    quiz = make_draft(body, questions=1)
    quizzes.reuse_questions(actor=user_of(body.secretary), quiz=quiz, versions=[version])
    begin(quizzes.publish_quiz(actor=user_of(body.secretary), quiz=quiz), body.member)

    answer = member.get(url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert b"".join(answer.streaming_content) == content  # type: ignore[attr-defined]  # a file
    assert client_of(user_of(body.other_member)).get(url).status_code == 404
