import io
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from chuyende.meeting.questions.engine.words import Choice, Gap, Kind, Pair, Words
from chuyende.meeting.quizzes import findings, queries
from chuyende.meeting.quizzes.engine.analysis import Code
from chuyende.meeting.quizzes.models import Quiz
from chuyende.planning.governance.services import set_rules
from tests import factories

from .factories import begin, make_quiz, take, user_of
from .pages import MONDAY, after_closing, text_of, url
from .sittings import first_of, hand_in, last_of, make_people, publish, wrong_key_quiz

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


@pytest.fixture
def closed(body: factories.Body, time_machine: Any) -> Quiz:
    """The quiz with the wrong key, taken by fifteen."""
    time_machine.move_to(MONDAY, tick=False)
    return wrong_key_quiz(body, time_machine, make_people(body))


def test_a_wrong_key_is_suspected_because_the_best_agree(
    body: factories.Body, closed: Quiz, client_of: ClientOf
) -> None:
    analysis = queries.analysis_of(closed)
    last = analysis.questions[-1]

    assert last.report.verdicts[0].code == Code.KEY_SUSPECT
    assert last.report.statistics.facility == Fraction(5, 15)
    page = text_of(client_of(user_of(body.secretary)), url("quiz_analysis", closed))
    assert "Câu này đáp án có thể sai: 5 người giỏi nhất đều chọn B." in page
    assert "33 %" in page
    assert "từ 15 % đến 58 %" in page  # Wilson: 5 of 15 at 95 %


def test_the_page_of_a_question_opens_who_chose_what(
    body: factories.Body, closed: Quiz, client_of: ClientOf
) -> None:
    last = last_of(closed)
    client, address = client_of(user_of(body.secretary)), url("question_analysis", closed, last.pk)

    page = text_of(client, address)
    assert ["Nguyễn Văn An" in page, "Hoàng Văn Tài" in page] == [True, True]
    only_b = text_of(client, address, chon="1")
    assert ["Nguyễn Văn An" in only_b, "Hoàng Văn Tài" in only_b] == [True, False]
    assert "Không ai trả lời như vậy" in text_of(client, address, chon="3")


@pytest.mark.parametrize("who", ["secretary", "minute_taker", "party_secretary", "inspector"])
def test_whoever_sees_the_results_sees_the_analysis(
    who: str, body: factories.Body, closed: Quiz, client_of: ClientOf
) -> None:
    assert client_of(user_of(getattr(body, who))).get(url("quiz_analysis", closed)).status_code == 200


@pytest.mark.parametrize("who", ["member", "other_secretary", "other_member", "editor", "administrator"])
def test_nobody_else_sees_who_answered_what(
    who: str, body: factories.Body, closed: Quiz, client_of: ClientOf
) -> None:
    client, last = client_of(user_of(getattr(body, who))), last_of(closed)

    for address in (
        url("quiz_analysis", closed),
        url("question_analysis", closed, last.pk),
        url("quiz_analysis_xlsx", closed),
        url("quiz_xapi", closed),
    ):
        assert client.get(address).status_code == 404


def test_no_key_is_told_while_the_quiz_is_running(
    body: factories.Body, opened: Quiz, client_of: ClientOf
) -> None:
    take(opened, body.member, right=1)
    client, first = client_of(user_of(body.secretary)), first_of(opened)

    for address in (
        url("quiz_analysis", opened),
        url("question_analysis", opened, first.pk),
        url("quiz_analysis_xlsx", opened),
        url("quiz_xapi", opened),
    ):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (302, url("quiz_results", opened))


def test_few_answers_are_said_to_be_too_few(
    body: factories.Body, opened: Quiz, client_of: ClientOf, time_machine: Any
) -> None:
    for person in (body.member, body.deputy, body.secretary):
        take(opened, person, right=2)
    begin(opened, body.probationary)
    time_machine.move_to(after_closing(opened), tick=False)

    page = text_of(client_of(user_of(body.secretary)), url("quiz_analysis", opened))

    # the probationary member's attempt was handed in by the clock
    assert page.count("Chưa đủ dữ liệu (mới có 4 người làm, cần 10).") == 3
    assert "có thể sai" not in page


def test_thresholds_are_the_rule_of_the_day_and_of_the_cell(body: factories.Body, closed: Quiz) -> None:
    kept = queries.analysis_rule(closed)
    set_rules(
        actor=user_of(body.administrator),
        organisation=body.cell,
        code="analysis",
        title="Ngưỡng của chi bộ",
        citation="Quy chế làm việc của chi bộ",
        effective_from=kept.effective_from.replace(year=2020),
        parameters=kept.parameters | {"fewest_for_facility": 30},
    )

    said = [{one.code for one in asked.report.verdicts} for asked in queries.analysis_of(closed).questions]

    assert all(Code.NOT_ENOUGH_DATA in codes for codes in said)


def test_the_excel_file_holds_every_number(body: factories.Body, closed: Quiz, client_of: ClientOf) -> None:
    answer = client_of(user_of(body.secretary)).get(url("quiz_analysis_xlsx", closed))

    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    assert len(rows) == 7
    columns = dict(zip(rows[0], rows[-1], strict=True))
    assert (columns["Câu hỏi"], columns["Số người trả lời"], columns["Tỷ lệ đúng"]) == (6, 15, 0.333)
    assert [columns[f"Chọn {letter}"] for letter in "ABCD"] == [5, 5, 5, 0]
    assert "đáp án có thể sai" in columns["Nhận xét"]


def test_only_the_first_of_several_attempts_counts(body: factories.Body, time_machine: Any) -> None:
    time_machine.move_to(MONDAY, tick=False)
    quiz = make_quiz(body)
    Quiz.objects.filter(pk=quiz.pk).update(attempts_allowed=2)
    quiz.refresh_from_db()
    take(quiz, body.member, right=1)
    take(quiz, body.member, right=3)

    report = queries.analysis_of(quiz).report

    assert quiz.attempts.count() == 2
    assert (report.quiz.attempts, report.quiz.mean) == (1, Fraction(1))


def test_answers_of_every_kind_are_put_into_words(body: factories.Body, time_machine: Any) -> None:
    time_machine.move_to(MONDAY, tick=False)
    words = [
        Words(kind=Kind.MULTIPLE, stem="Chọn", choices=tuple(Choice(t, t in "AC") for t in "ABC")),
        Words(kind=Kind.TRUE_FALSE, stem="Đúng không", is_true=True),
        Words(kind=Kind.MATCHING, stem="Nối", pairs=(Pair("1930", "Đảng"), Pair("1945", "Nước"))),
        Words(kind=Kind.ORDERING, stem="Xếp", items=("một", "hai", "ba")),
        Words(kind=Kind.SHORT, stem="Năm nào", answers=("1930",)),
        Words(kind=Kind.CLOZE, stem="[[1]] và [[2]]", gaps=(Gap(("a",)), Gap(("x",), ("x", "y")))),
    ]
    quiz = publish(body, words)
    hand_in(quiz, body.member, [[0, 1], False, [1, None], [2, 0, 1], "1931", ["b", 1]])

    said = [
        findings.answer_in_words(one.words, queries.answers_given(quiz, one)[0].response)
        for one in quiz.quiz_questions.all()
    ]

    assert said == ["A, B", "sai", "1930 → Nước; 1945 → …", "ba → một → hai", "1931", "(1) b; (2) y"]


def test_the_bank_shows_sittings_of_all_cells_without_naming_what_is_not_the_readers(
    body: factories.Body, closed: Quiz, client_of: ClientOf
) -> None:
    question = last_of(closed).version.question
    address = reverse("questions:question_detail", args=[question.pk])

    page = text_of(client_of(user_of(body.secretary)), address)
    assert ["Kết quả qua các lần hỏi" in page, "33 %" in page, url("quiz_analysis", closed) in page] == [
        True
    ] * 3

    question.is_shared = True
    question.save()
    theirs = text_of(client_of(user_of(body.other_secretary)), address)
    assert ["33 %" in theirs, url("quiz_analysis", closed) in theirs] == [True, False]
    assert "1 lần hỏi của chi bộ khác" in theirs


def test_a_small_sitting_of_another_cell_does_not_show_through(
    body: factories.Body, opened: Quiz, time_machine: Any
) -> None:
    take(opened, body.member, right=1)
    time_machine.move_to(after_closing(opened), tick=False)
    question = first_of(opened).version.question

    known = queries.experience_of(question, user_of(body.secretary))
    assert known is not None
    assert known.whole.answers == 1
    assert queries.experience_of(question, user_of(body.other_secretary)) is None


def test_the_bank_tells_versions_apart(body: factories.Body, closed: Quiz) -> None:
    question = last_of(closed).version.question

    known = queries.experience_of(question, user_of(body.secretary))

    assert known is not None
    assert [(number, part.answers, part.facility) for number, part in known.by_version] == [
        (1, 15, Fraction(1, 3))
    ]


def test_analysis_asks_as_often_for_fifteen_as_for_one(
    body: factories.Body, closed: Quiz, client_of: ClientOf, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    client = client_of(user_of(body.secretary))

    with django_assert_max_num_queries(25):
        assert client.get(url("quiz_analysis", closed)).status_code == 200
