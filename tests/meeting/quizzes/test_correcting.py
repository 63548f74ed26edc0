import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuyende.foundation.core import clock
from chuyende.foundation.core.errors import NotAllowed
from chuyende.foundation.core.models import AuditEntry
from chuyende.foundation.notifications.models import Notification
from chuyende.foundation.organisation.models import Member
from chuyende.meeting.meetings.models import Meeting
from chuyende.meeting.meetings.services import convene_meeting
from chuyende.meeting.questions import services as bank
from chuyende.meeting.questions.engine.keys import with_key
from chuyende.meeting.questions.engine.words import Kind, Pair, Words
from chuyende.meeting.questions.errors import KeyIsSecret
from chuyende.meeting.questions.models import QuestionVersion
from chuyende.meeting.questions.queries import latest_of
from chuyende.meeting.quizzes import queries, services
from chuyende.meeting.quizzes.errors import (
    KeyOfAnotherBank,
    KeyOfRunningQuiz,
    KeySame,
    KeyTextsDiffer,
    NoteMissing,
)
from chuyende.meeting.quizzes.models import KeyCorrection, Quiz, QuizQuestion, Remark
from tests import factories
from tests.meeting.meetings.factories import make_topic

from .factories import CHOICES, make_draft, single, take, user_of
from .pages import MONDAY, after_closing, text_of, url
from .sittings import first_of, hand_in, last_of, make_people, publish, wrong_key_quiz

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
NOTE = "Đáp án đúng là B"


@pytest.fixture
def people(body: factories.Body) -> list[Member]:
    return make_people(body)


@pytest.fixture
def closed(body: factories.Body, people: list[Member], time_machine: Any) -> Quiz:
    time_machine.move_to(MONDAY, tick=False)
    return wrong_key_quiz(body, time_machine, people)


def correct(body: factories.Body, question: QuizQuestion, key: Any = 1, note: str = NOTE) -> KeyCorrection:
    words = with_key(question.words, key)
    return services.correct_key(actor=user_of(body.secretary), quiz_question=question, words=words, note=note)


def scores(quiz: Quiz) -> dict[str, Decimal]:
    return {
        attempt.member.full_name: attempt.score or Decimal(0)
        for attempt in quiz.attempts.select_related("member")
    }


def test_every_attempt_is_marked_again_and_the_before_and_after_are_kept(
    body: factories.Body, closed: Quiz, people: list[Member]
) -> None:
    question = last_of(closed)
    before = scores(closed)

    correction = correct(body, question)

    after = scores(closed)
    changes = {name: after[name] - before[name] for name in before}
    best, middle, rest = (people[:5], people[5:10], people[10:])
    assert {changes[member.full_name] for member in best} == {1}
    assert {changes[member.full_name] for member in middle} == {-1}
    assert {changes[member.full_name] for member in rest} == {0}
    kept = {one.attempt.member.full_name: (one.before, one.after) for one in correction.remarks.all()}
    assert kept == {
        member.full_name: (before[member.full_name], after[member.full_name]) for member in best + middle
    }
    question.refresh_from_db()
    assert (question.version.number, question.marked_by) == (1, correction.after)
    assert queries.compared_with_record(closed).holds


def test_the_bank_gets_the_next_version_and_the_answers_stay_as_they_were_given(
    body: factories.Body, closed: Quiz
) -> None:
    question = last_of(closed)
    given = list(question.answers.order_by("pk").values_list("response", flat=True))

    correction = correct(body, question)

    latest = latest_of(question.version.question)
    assert (latest, latest.note, latest.words.keys) == (correction.after, NOTE, (1,))
    assert latest.written_by == body.secretary
    assert list(question.answers.order_by("pk").values_list("response", flat=True)) == given


def test_whoever_has_another_result_is_told_and_nobody_else(
    body: factories.Body, closed: Quiz, people: list[Member]
) -> None:
    Notification.objects.all().delete()

    correct(body, last_of(closed))

    told = {one.recipient_id: one for one in Notification.objects.all()}
    assert set(told) == {member.user_id for member in people[:10]}
    body_text = told[user_of(people[0]).pk].body
    assert "Đáp án câu 6 đã được sửa: Đáp án đúng là B." in body_text
    assert "5 → 6" in body_text


def test_the_log_tells_the_correction_and_each_member_what_changed(
    body: factories.Body, closed: Quiz, people: list[Member]
) -> None:
    correct(body, last_of(closed))

    act = AuditEntry.objects.get(verb="key_corrected")
    assert (act.detail["note"], act.detail["changed"], act.detail["marked_again"]) == (NOTE, 10, 15)
    about = AuditEntry.objects.filter(verb="attempt_remarked").values_list("about", flat=True)
    assert set(about) == {member.user_id for member in people[:10]}


def test_every_quiz_that_asked_the_wrong_version_is_marked_again_and_drafts_ask_the_right_one(
    body: factories.Body, closed: Quiz, people: list[Member], time_machine: Any
) -> None:
    question = last_of(closed)
    second = make_draft(body, questions=0, meeting=closed.meeting)
    services.reuse_questions(actor=user_of(body.secretary), quiz=second, versions=[question.version])
    second = services.publish_quiz(actor=user_of(body.secretary), quiz=second)
    hand_in(second, body.member, [1])
    draft = make_draft(body, questions=0, meeting=closed.meeting)
    services.reuse_questions(actor=user_of(body.secretary), quiz=draft, versions=[question.version])
    time_machine.move_to(after_closing(second), tick=False)

    correct(body, question)

    assert scores(second) == {"Hoàng Văn Êm": 1}
    assert KeyCorrection.objects.count() == 2
    assert draft.quiz_questions.get().version.number == 2


def quiz_of_other_cell(body: factories.Body, version: QuestionVersion) -> Quiz:
    """A quiz of the second cell that asks the same; its member answered B."""
    keeper, now = user_of(body.other_secretary), clock.now()
    meeting = convene_meeting(
        actor=keeper,
        topic=make_topic(body.other_cell, body.other_member),
        starts_at=now + dt.timedelta(days=2),
        place="Phòng họp B1",
        minute_taker=body.other_member,
    )
    draft = services.create_quiz(
        actor=keeper,
        meeting=meeting,
        title="Ôn tập quý I",
        opens_at=now,
        closes_at=now + dt.timedelta(days=2),
        minutes=15,
    )
    services.reuse_questions(actor=keeper, quiz=draft, versions=[version])
    quiz = services.publish_quiz(actor=keeper, quiz=draft)
    hand_in(quiz, body.other_member, [1])
    return quiz


def test_what_another_cell_took_from_the_bank_is_marked_again_there_too(
    body: factories.Body, closed: Quiz, time_machine: Any, client_of: ClientOf
) -> None:
    question = last_of(closed)
    bank.share_question(actor=user_of(body.secretary), question=question.version.question, is_shared=True)
    theirs = quiz_of_other_cell(body, question.version)
    time_machine.move_to(after_closing(theirs), tick=False)
    page = client_of(user_of(body.secretary)).post(
        url("key_correct", closed, question.pk), form_data(look="1")
    )
    preview = page.content.decode()

    correct(body, question)

    assert "1 bài trắc nghiệm của chi bộ khác" in preview
    assert body.other_member.full_name not in preview
    assert scores(theirs) == {body.other_member.full_name: 1}
    assert KeyCorrection.objects.get(quiz_question__quiz=theirs).corrected_by == body.secretary
    told = {note.recipient: note for note in Notification.objects.filter(title__startswith="Đã chấm lại")}
    assert user_of(body.other_secretary) in told
    assert user_of(body.other_member) not in told
    assert "Số kết quả thay đổi: 1/1." in told[user_of(body.other_secretary)].body


def test_a_bank_corrects_what_only_others_have_asked(
    body: factories.Body, time_machine: Any, client_of: ClientOf
) -> None:
    time_machine.move_to(MONDAY, tick=False)
    version = bank.write_question(
        actor=user_of(body.secretary),
        organisation=body.cell,
        words=single("Ai kết nạp đảng viên?", CHOICES, 0),
    )
    bank.share_question(actor=user_of(body.secretary), question=version.question, is_shared=True)
    keeper, theirs = client_of(user_of(body.secretary)), quiz_of_other_cell(body, version)
    address = reverse("quizzes:bank_key_correct", args=[version.question_id])
    there = reverse("questions:question_detail", args=[version.question_id])
    assert keeper.get(address).status_code == 404  # nobody has answered it yet
    time_machine.move_to(after_closing(theirs), tick=False)
    assert address in text_of(keeper, there)

    preview = keeper.post(address, form_data(look="1")).content.decode()
    assert "1 bài trắc nghiệm của chi bộ khác" in preview
    assert theirs.title not in preview
    done = keeper.post(address, form_data(sure="1"))

    assert done["Location"] == there
    assert scores(theirs) == {body.other_member.full_name: 1}
    for other in (body.member, body.other_secretary):
        assert client_of(user_of(other)).post(address, form_data(sure="1")).status_code == 404


def test_nothing_is_corrected_while_a_quiz_runs(body: factories.Body, opened: Quiz) -> None:
    with pytest.raises(KeyOfRunningQuiz):
        correct(body, first_of(opened), 3)


def test_nothing_is_corrected_while_another_quiz_asks_the_question(
    body: factories.Body, closed: Quiz
) -> None:
    question = last_of(closed)
    running = make_draft(body, questions=0, meeting=closed.meeting)
    services.reuse_questions(actor=user_of(body.secretary), quiz=running, versions=[question.version])
    services.publish_quiz(actor=user_of(body.secretary), quiz=running)

    with pytest.raises(KeyIsSecret):
        correct(body, question)
    assert not Remark.objects.exists()


def test_only_another_key_with_a_note_is_taken(body: factories.Body, closed: Quiz) -> None:
    question, actor = last_of(closed), user_of(body.secretary)

    with pytest.raises(KeySame):
        correct(body, question, 0)
    with pytest.raises(NoteMissing):
        correct(body, question, note="  ")
    with pytest.raises(KeyTextsDiffer):
        services.correct_key(
            actor=actor, quiz_question=question, words=single("Câu khác?", CHOICES, 1), note=NOTE
        )
    assert latest_of(question.version.question).number == 1


@pytest.mark.parametrize("who", ["member", "inspector", "party_secretary", "other_secretary"])
def test_only_who_keeps_the_quiz_corrects_its_keys(who: str, body: factories.Body, closed: Quiz) -> None:
    question = last_of(closed)

    with pytest.raises(NotAllowed):
        services.correct_key(
            actor=user_of(getattr(body, who)),
            quiz_question=question,
            words=with_key(question.words, 1),
            note=NOTE,
        )


def test_a_question_of_another_cells_bank_is_corrected_there(body: factories.Body, closed: Quiz) -> None:
    question = last_of(closed)
    bank_question = question.version.question
    bank_question.organisation = body.other_cell
    bank_question.save()

    with pytest.raises(KeyOfAnotherBank, match="Chi bộ 2"):
        correct(body, question)


def test_newer_words_stay_in_force_in_the_bank(body: factories.Body, closed: Quiz) -> None:
    question = last_of(closed)
    newer = single("Đại hội VI của Đảng đề ra điều gì?", CHOICES, 2)
    bank.change_question(actor=user_of(body.secretary), version=question.version, words=newer)

    correction = correct(body, question)

    assert correction.after.number == 3
    assert correction.after.words.stem == question.version.words.stem
    latest = latest_of(question.version.question)
    assert (latest.number, latest.words) == (4, newer)


def test_a_key_that_the_bank_has_right_by_now_needs_no_new_version(
    body: factories.Body, closed: Quiz
) -> None:
    question = last_of(closed)
    right = with_key(question.words, 1)
    changed = bank.change_question(actor=user_of(body.secretary), version=question.version, words=right)

    assert correct(body, question).after == changed


def test_a_second_correction_marks_by_the_third_version(
    body: factories.Body, closed: Quiz, people: list[Member]
) -> None:
    question = last_of(closed)
    correct(body, question)
    question.refresh_from_db()

    correct(body, question, 2, "Đáp án đúng là C")

    after = scores(closed)
    assert [after[member.full_name] for member in (people[0], people[5], people[10])] == [5, 3, 2]
    assert queries.compared_with_record(closed).holds


def test_answers_to_a_matching_are_marked_by_what_they_meant(
    body: factories.Body, time_machine: Any, client_of: ClientOf
) -> None:
    time_machine.move_to(MONDAY, tick=False)
    words = Words(
        kind=Kind.MATCHING,
        stem="Nối năm với sự kiện",
        pairs=(Pair("1930", "Cách mạng"), Pair("1945", "Thành lập")),
    )
    quiz = publish(body, [words])
    hand_in(quiz, body.member, [[1, 0]])  # 1930 – Thành lập, 1945 – Cách mạng: right, and the key wrong
    time_machine.move_to(after_closing(quiz), tick=False)
    assert scores(quiz) == {"Hoàng Văn Êm": 0}

    correct(body, quiz.quiz_questions.get(), [1, 0])

    assert scores(quiz) == {"Hoàng Văn Êm": 1}
    attempt = quiz.attempts.get()
    (shown,) = queries.paper_of(attempt)
    assert shown.is_right
    assert [row.is_right for row in shown.rows] == [True, True]
    page = text_of(client_of(user_of(body.member)), url("attempt_result", attempt))
    assert "Đúng" in page


def form_data(**more: str) -> dict[str, str]:
    return {"key": "1", "note": NOTE, **more}


def test_the_page_shows_what_would_change_and_changes_nothing_until_one_is_sure(
    body: factories.Body, closed: Quiz, client_of: ClientOf
) -> None:
    question = last_of(closed)
    client, address = client_of(user_of(body.secretary)), url("key_correct", closed, question.pk)
    before = scores(closed)
    assert client.get(address).status_code == 200

    looked = client.post(address, form_data(look="1"))

    page = looked.content.decode()
    assert (looked.status_code, scores(closed)) == (200, before)
    assert "10 trong 15 kết quả thay đổi" in page
    assert "Chưa có gì thay đổi" in page
    done = client.post(address, form_data(sure="1"))
    assert (done.status_code, done["Location"]) == (302, url("quiz_results", closed))
    assert scores(closed) != before


def test_the_page_says_in_words_why_not(body: factories.Body, closed: Quiz, client_of: ClientOf) -> None:
    question = last_of(closed)
    client, address = client_of(user_of(body.secretary)), url("key_correct", closed, question.pk)

    same = client.post(address, form_data(key="0", look="1"))
    empty = client.post(address, {"key": "1", "note": "", "sure": "1"})

    assert (same.status_code, "Đây là đáp án đang dùng" in same.content.decode()) == (422, True)
    assert (empty.status_code, KeyCorrection.objects.count()) == (422, 0)


def test_no_key_stands_on_the_page_of_a_running_quiz(
    body: factories.Body, opened: Quiz, client_of: ClientOf
) -> None:
    address = url("key_correct", opened, first_of(opened).pk)

    answer = client_of(user_of(body.secretary)).get(address, follow=True)

    assert answer.redirect_chain[-1][0] == url("quiz_results", opened)
    assert "Bài trắc nghiệm đang mở" in answer.content.decode()


@pytest.mark.parametrize("who", ["member", "inspector", "party_secretary", "other_secretary"])
def test_the_page_is_the_keepers(who: str, body: factories.Body, closed: Quiz, client_of: ClientOf) -> None:
    address = url("key_correct", closed, last_of(closed).pk)

    assert client_of(user_of(getattr(body, who))).get(address).status_code == 404


def test_the_history_stands_on_the_results_and_on_the_members_own_result(
    body: factories.Body, closed: Quiz, people: list[Member], client_of: ClientOf
) -> None:
    correct(body, last_of(closed))

    page = text_of(client_of(user_of(body.secretary)), url("quiz_results", closed))
    assert ["Đáp án đã sửa" in page, NOTE in page, "10 kết quả đã thay đổi" in page] == [True] * 3
    own = closed.attempts.get(member=people[0])
    mine = text_of(client_of(user_of(people[0])), url("attempt_result", own))
    assert "Số câu đúng của đồng chí: trước 5, nay 6." in mine
    unchanged = closed.attempts.get(member=people[14])
    assert "Số câu đúng của đồng chí" not in text_of(
        client_of(user_of(people[14])), url("attempt_result", unchanged)
    )


def test_asking_again_makes_one_draft_with_the_right_keys(
    body: factories.Body, closed: Quiz, client_of: ClientOf
) -> None:
    correct(body, last_of(closed))
    client = client_of(user_of(body.secretary))

    first = client.post(url("quiz_repeat", closed))
    second = client.post(url("quiz_repeat", closed))

    again = Quiz.objects.get(repeats=closed)
    assert first["Location"] == second["Location"] == url("quiz_prepare", again)
    asked = [one.version.number for one in again.quiz_questions.all()]
    assert (asked, again.meeting, again.is_published) == ([1, 1, 1, 1, 1, 2], closed.meeting, False)


def test_asking_again_has_to_wait_for_the_closing(
    body: factories.Body, opened: Quiz, client_of: ClientOf
) -> None:
    client_of(user_of(body.secretary)).post(url("quiz_repeat", opened))

    assert not Quiz.objects.filter(repeats=opened).exists()
    assert client_of(user_of(body.member)).post(url("quiz_repeat", opened)).status_code == 404
    assert client_of(user_of(body.inspector)).post(url("quiz_repeat", opened)).status_code == 403


def test_what_is_asked_again_is_published_after_the_meeting_is_closed(
    body: factories.Body, closed: Quiz
) -> None:
    again = services.repeat_quiz(actor=user_of(body.secretary), quiz=closed)
    Meeting.objects.filter(quizzes=closed).update(opened_at=clock.now(), closed_at=clock.now())

    published = services.publish_quiz(actor=user_of(body.secretary), quiz=again)

    assert published.is_published


def test_before_and_after_are_compared_member_by_member(
    body: factories.Body, closed: Quiz, people: list[Member], client_of: ClientOf, time_machine: Any
) -> None:
    again = services.repeat_quiz(actor=user_of(body.secretary), quiz=closed)
    again = services.publish_quiz(actor=user_of(body.secretary), quiz=again)
    keys = [question.words.keys[0] for question in again.quiz_questions.all()]
    for member in people[5:]:
        hand_in(again, member, keys)
    client = client_of(user_of(body.secretary))
    assert client.get(url("quiz_gain", again)).status_code == 302
    time_machine.move_to(after_closing(again), tick=False)

    compared = queries.gain_of(again)
    assert compared is not None
    # before: five with 4 of 6 (three, and the sixth by its wrong key), five with 1 of 6; all have 6 of 6 afterwards
    assert (compared.gain.members, compared.gain.before, compared.gain.after) == (
        10,
        Fraction(5 * 4 + 5 * 1, 6 * 10),
        Fraction(1),
    )
    page = text_of(client, url("quiz_gain", again))
    assert "Các đồng chí nắm tốt hơn trước rõ rệt. 10 trong 10 đồng chí làm tốt hơn" in page
    assert client_of(user_of(people[6])).get(url("quiz_gain", again)).status_code == 404


def test_few_who_took_both_prove_nothing(
    body: factories.Body, opened: Quiz, client_of: ClientOf, time_machine: Any
) -> None:
    take(opened, body.member, right=1)
    time_machine.move_to(after_closing(opened), tick=False)
    again = services.repeat_quiz(actor=user_of(body.secretary), quiz=opened)
    again = services.publish_quiz(actor=user_of(body.secretary), quiz=again)
    take(again, body.member, right=3)
    time_machine.move_to(after_closing(again), tick=False)

    page = text_of(client_of(user_of(body.secretary)), url("quiz_gain", again))

    assert "Chưa đủ dữ liệu: mới có 1 đồng chí làm cả hai bài, cần 6." in page


def test_a_quiz_that_repeats_nothing_has_no_before(
    body: factories.Body, closed: Quiz, client_of: ClientOf
) -> None:
    assert client_of(user_of(body.secretary)).get(url("quiz_gain", closed)).status_code == 404
