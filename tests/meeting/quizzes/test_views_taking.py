import datetime as dt
import html
import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuyende.foundation.core import clock
from chuyende.meeting.questions.models import QuestionVersion
from chuyende.meeting.quizzes import queries
from chuyende.meeting.quizzes.models import GRACE, Answer, Attempt, Quiz
from tests import factories

from .factories import EXPLANATION, begin, take, user_of
from .pages import after_closing, text_of, url

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


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


def test_how_sure_one_is_is_asked_with_each_question_and_kept(
    body: factories.Body, opened: Quiz, client_of: ClientOf
) -> None:
    Quiz.objects.update(asks_certainty=True)
    client = client_of(body.member.user)
    rules = text_of(client, url("quiz_detail", opened))
    attempt = begin(opened, body.member)
    paper = queries.paper_of(attempt)

    answers = {question.name: "0" for question in paper}
    sure = {question.certainty_name: "3" for question in paper}
    client.post(url("attempt_save", attempt), answers | sure)

    assert "Mỗi câu cho biết mức chắc chắn:" in rules
    page = text_of(client, url("attempt_detail", attempt))
    for question in paper:
        levels = re.findall(rf'name="{question.certainty_name}" value="(\w)"( checked)?', page)
        assert levels == [("1", ""), ("2", ""), ("3", " checked")]


def test_what_one_member_answered_is_ticked_on_nobody_elses_page(
    body: factories.Body, opened: Quiz, client_of: ClientOf
) -> None:
    Quiz.objects.update(mixes_questions=False, mixes_choices=False)
    mine, others = begin(opened, body.member), begin(opened, body.deputy)
    ticked = re.compile(r'name="(q-[^"]+)" value="(\d)" checked')

    pages = [text_of(client_of(body.member.user), url("attempt_detail", mine))]
    paper = queries.paper_to_take(mine, queries.answers_of(mine))
    client_of(body.member.user).post(url("attempt_save", mine), {paper[1].name: "2"})
    pages += [
        text_of(client_of(one.user), url("attempt_detail", attempt))
        for one, attempt in ((body.member, mine), (body.deputy, others))
    ]

    assert [ticked.findall(page) for page in pages] == [[], [(paper[1].name, "2")], []]
    assert [page.count('type="radio"') for page in pages] == [12, 12, 12]


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
    assert re.findall(r'class="eyebrow">Câu (\d+)', page) == [str(place + 1) for place in range(len(stems))]
    assert "checked" not in page


def shown_place(attempt: Attempt, question: queries.ShownQuestion, index: int) -> str:
    return next(str(option.shown) for option in question.options if option.index == index)


def test_attempt_keep_is_acknowledged_and_remembered_on_another_device(
    body: factories.Body, opened: Quiz, client_of: ClientOf
) -> None:
    attempt = begin(opened, body.member)
    question = queries.paper_of(attempt)[1]
    tap = {question.name: shown_place(attempt, question, 2)}

    answer = client_of(body.member.user).post(url("attempt_keep", attempt), tap)

    receipt = {"saved": 1, "conflicts": [], "over": False, "late": False, "url": ""}
    assert (answer.status_code, answer.json()) == (200, receipt)
    assert Answer.objects.get().response == 2
    page = text_of(client_of(body.member.user), url("attempt_detail", attempt))
    assert f'name="{question.name}" value="{tap[question.name]}" checked' in page


def test_attempt_keep_knows_no_question_of_another_name(
    body: factories.Body, opened: Quiz, client_of: ClientOf
) -> None:
    attempt, other = begin(opened, body.member), uuid.uuid4()
    answer = client_of(body.member.user).post(
        url("attempt_keep", attempt), {"q-" + 36 * "-": "1", f"q-{other}": "1"}
    )
    assert (answer.status_code, answer.json()["saved"]) == (200, 0)
    assert not Answer.objects.exists()


def test_attempt_keep_says_where_the_result_is_once_it_is_handed_in(
    body: factories.Body, opened: Quiz, client_of: ClientOf
) -> None:
    attempt = begin(opened, body.member)
    handed_in = {"handed-in": str(int(clock.now().timestamp() * 1000))}
    told = client_of(body.member.user).post(url("attempt_keep", attempt), handed_in).json()
    assert (told["over"], told["url"]) == (True, url("attempt_result", attempt))


def test_attempt_keep_of_one_tap_costs_five_queries_beside_what_every_request_costs(
    body: factories.Body, opened: Quiz, client_of: ClientOf
) -> None:
    attempt = begin(opened, body.member)
    question, client = queries.paper_of(attempt)[0], client_of(body.member.user)

    with CaptureQueriesContext(connection) as captured:
        client.post(url("attempt_keep", attempt), {question.name: "1"})

    told = [q["sql"].removeprefix("1 times: ") for q in captured]  # as many rows at once are told
    asked = [sql for sql in told if sql.split()[0] in ("SELECT", "INSERT", "UPDATE", "DELETE")]
    of_every_request = ("django_session", "accounts_user", "usersessions_", "organisation_rolerequirement")
    own = [
        sql
        for sql in asked
        if not any(f'FROM "{table}' in sql or f'INTO "{table}' in sql for table in of_every_request)
    ]
    assert len(own) == 5, own


def test_attempt_without_javascript_is_one_form_then_a_look_over_then_handed_in(
    body: factories.Body, opened: Quiz, client_of: ClientOf
) -> None:
    attempt = begin(opened, body.member)
    paper, client = queries.paper_of(attempt), client_of(body.member.user)
    right = {q.name: shown_place(attempt, q, q.words.keys[0]) for q in paper[:2]}

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
    tap = {question.name: shown_place(attempt, question, question.words.keys[0])}

    client.post(url("attempt_submit", attempt), tap)
    client.post(url("attempt_submit", attempt), {question.name: "0"})

    assert Attempt.objects.get().score == 1


@pytest.mark.parametrize("choice", ["4", "-1", "x", "", "٣", "99999999999999999999"])
def test_attempt_keep_refuses_a_choice_that_does_not_exist(
    body: factories.Body, opened: Quiz, client_of: ClientOf, choice: str
) -> None:
    attempt = begin(opened, body.member)
    question = queries.paper_of(attempt)[0]

    answer = client_of(body.member.user).post(url("attempt_keep", attempt), {question.name: choice})

    assert (answer.status_code, Answer.objects.count()) == (422, 0)
    assert "không có phương án này" in answer.json()["error"]


def milliseconds(moment: dt.datetime) -> str:
    return str(int(moment.timestamp() * 1000))


def test_attempt_keep_after_the_deadline_takes_what_was_tapped_in_time(
    body: factories.Body, opened: Quiz, client_of: ClientOf, time_machine: Any
) -> None:
    attempt = begin(opened, body.member)
    first, second, _third = queries.paper_of(attempt)
    time_machine.move_to(attempt.deadline + dt.timedelta(hours=1), tick=False)
    in_time, too_late = attempt.deadline - dt.timedelta(minutes=2), attempt.deadline + dt.timedelta(minutes=2)
    sent = {
        first.name: shown_place(attempt, first, first.words.keys[0]),
        f"at-{first.quiz_question.pk}": milliseconds(in_time),
        second.name: shown_place(attempt, second, second.words.keys[0]),
        f"at-{second.quiz_question.pk}": milliseconds(too_late),
        "device": "00aa00aa",
        "handed-in": milliseconds(in_time),
    }

    answer = client_of(body.member.user).post(url("attempt_keep", attempt), sent)

    assert answer.json() | {"url": ""} == {"saved": 1, "conflicts": [], "over": True, "late": True, "url": ""}
    attempt.refresh_from_db()
    assert (attempt.score, attempt.submitted_at, attempt.uploaded_at) == (1, in_time, clock.now())


def test_two_devices_that_answered_differently_are_shown_with_what_each_said(
    body: factories.Body, opened: Quiz, client_of: ClientOf, time_machine: Any
) -> None:
    attempt, begun = begin(opened, body.member), clock.now()
    question, client = queries.paper_of(attempt)[0], client_of(body.member.user)
    for device, minute, choice in (("aaaaaaaa", 1, 0), ("bbbbbbbb", 3, 3)):
        tapped = begun + dt.timedelta(minutes=minute)
        time_machine.move_to(tapped + dt.timedelta(minutes=1), tick=False)
        sent = {
            question.name: shown_place(attempt, question, choice),
            f"at-{question.quiz_question.pk}": milliseconds(tapped),
            "device": device,
            "seen": milliseconds(begun),
        }
        client.post(url("attempt_keep", attempt), sent)

    said = text_of(client, url("attempt_review", attempt))

    first, last = (question.words.choices[place].text for place in (0, 3))
    assert f"Câu {question.number}, lúc 08:01:00, không được tính: «{first}»." in said
    assert f"Câu trả lời lúc 08:03:00 được tính: «{last}»." in said


def test_a_form_sent_after_the_deadline_says_so_and_leads_to_the_result(
    body: factories.Body, opened: Quiz, client_of: ClientOf, time_machine: Any
) -> None:
    attempt = begin(opened, body.member)
    question, client = queries.paper_of(attempt)[0], client_of(body.member.user)
    time_machine.move_to(attempt.deadline + GRACE + dt.timedelta(seconds=1), tick=False)

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
            reverse("questions:question_bank"),
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
        shown_place(attempt, question, question.words.keys[0])
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
    assert "is-right" in text_of(client_of(user_of(body.secretary)), reverse("questions:question_bank"))


def test_after_closing_a_source_in_words_is_shown_without_an_explanation(
    body: factories.Body, opened: Quiz, client_of: ClientOf, time_machine: Any
) -> None:
    attempt = take(opened, body.member, right=1)
    for version in QuestionVersion.objects.all():
        version.content |= {"explanation": "", "source": "Điều 10 Điều lệ Đảng"}
        version.provision = None
        version.save()
    time_machine.move_to(after_closing(opened), tick=False)

    page = text_of(client_of(user_of(body.member)), url("attempt_result", attempt))

    assert page.count("Điều 10 Điều lệ Đảng") == 3
