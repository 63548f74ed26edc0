import datetime as dt
import threading
from collections.abc import Callable, Iterator

import pytest
from django.db import connection

from chuyende.foundation.core.errors import NotAllowed
from chuyende.foundation.core.models import AuditEntry
from chuyende.foundation.organisation.enums import MembershipStatus
from chuyende.foundation.organisation.models import Membership
from chuyende.meeting.quizzes import errors, queries, services
from chuyende.meeting.quizzes.models import (
    GRACE,
    Answer,
    Attempt,
)
from tests import factories

from .factories import answer, begin, make_draft, make_quiz, take, user_of

pytestmark = pytest.mark.django_db
MONDAY = "2024-05-13 08:00+07:00"


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def test_start_attempt_twice_is_one_attempt_in_one_order(body: factories.Body) -> None:
    quiz = make_quiz(body)

    first, second = begin(quiz, body.member), begin(quiz, body.member)

    assert first == second
    assert [q.quiz_question for q in queries.paper_of(first)] == [
        q.quiz_question for q in queries.paper_of(second)
    ]


def test_start_attempt_ends_after_its_minutes_or_when_the_quiz_closes(
    body: factories.Body, time_machine: object
) -> None:
    time_machine.move_to(MONDAY, tick=False)
    quiz = make_quiz(body, minutes=15)
    assert begin(quiz, body.member).deadline == moment("2024-05-13T08:15+07:00")

    time_machine.move_to(quiz.closes_at - dt.timedelta(minutes=4), tick=False)
    assert begin(quiz, body.deputy).deadline == quiz.closes_at


def test_start_attempt_outside_the_window_is_refused(body: factories.Body, time_machine: object) -> None:
    time_machine.move_to(MONDAY, tick=False)
    quiz = make_quiz(body)

    time_machine.move_to("2024-05-13 07:59+07:00", tick=False)
    with pytest.raises(errors.QuizNotOpen):
        begin(quiz, body.member)
    time_machine.move_to(quiz.closes_at, tick=False)
    with pytest.raises(errors.QuizClosed):
        begin(quiz, body.member)
    assert Attempt.objects.count() == 0


def test_start_attempt_is_for_members_of_the_cell_who_are_not_suspended(body: factories.Body) -> None:
    quiz = make_quiz(body)
    for outsider in (body.other_member, body.party_secretary, body.inspector):
        with pytest.raises(NotAllowed):
            begin(quiz, outsider)
    with pytest.raises(NotAllowed):
        begin(make_draft(body, meeting=quiz.meeting), body.member)

    Membership.objects.filter(member=body.member).update(status=MembershipStatus.SUSPENDED)
    with pytest.raises(errors.NoAttemptWhileSuspended):
        begin(quiz, body.member)


def test_save_answers_keeps_the_last_tap(body: factories.Body) -> None:
    attempt = begin(make_quiz(body), body.member)
    question = attempt.quiz.quiz_questions.select_related("version").first()

    for choice in (0, 3, 3, 1):
        services.save_answers(actor=user_of(body.member), attempt=attempt, responses={question: choice})

    assert [(a.quiz_question, a.response) for a in Answer.objects.all()] == [(question, 1)]


@pytest.mark.parametrize("choice", [-1, 4, 400])
def test_save_answers_refuses_a_choice_that_does_not_exist(body: factories.Body, choice: int) -> None:
    attempt = begin(make_quiz(body), body.member)
    question = attempt.quiz.quiz_questions.first()

    with pytest.raises(errors.NoSuchChoice):
        services.save_answers(actor=user_of(body.member), attempt=attempt, responses={question: choice})
    assert Answer.objects.count() == 0


def test_save_answers_refuses_a_question_of_another_quiz(body: factories.Body) -> None:
    quiz = make_quiz(body)
    other = make_quiz(body, meeting=quiz.meeting).quiz_questions.first()

    with pytest.raises(errors.NoSuchChoice):
        services.save_answers(
            actor=user_of(body.member), attempt=begin(quiz, body.member), responses={other: 0}
        )


def test_save_answers_into_somebody_elses_attempt_is_refused(body: factories.Body) -> None:
    attempt = begin(make_quiz(body), body.member)
    question = attempt.quiz.quiz_questions.first()

    for other in (body.deputy, body.secretary, body.party_secretary):
        with pytest.raises(NotAllowed):
            services.save_answers(actor=user_of(other), attempt=attempt, responses={question: 0})
        with pytest.raises(NotAllowed):
            services.submit_attempt(actor=user_of(other), attempt=attempt)


def test_save_answers_counts_within_the_grace_and_not_after_it(
    body: factories.Body, time_machine: object
) -> None:
    time_machine.move_to(MONDAY, tick=False)
    attempt = begin(make_quiz(body), body.member)

    time_machine.move_to(attempt.deadline + GRACE, tick=False)
    answer(attempt, right=1)
    time_machine.move_to(attempt.deadline + GRACE + dt.timedelta(seconds=1), tick=False)
    with pytest.raises(errors.TimeIsUp):
        answer(attempt, right=2)

    assert Answer.objects.count() == 1


def test_submit_attempt_grades_and_stays_as_it_was_when_sent_again(
    body: factories.Body, time_machine: object
) -> None:
    time_machine.move_to(MONDAY, tick=False)
    attempt = begin(make_quiz(body, questions=4), body.member)
    answer(attempt, right=2, wrong=1)
    time_machine.move_to("2024-05-13 08:03:20+07:00", tick=False)

    first = services.submit_attempt(actor=user_of(body.member), attempt=attempt)
    time_machine.move_to("2024-05-13 08:09+07:00", tick=False)
    second = services.submit_attempt(actor=user_of(body.member), attempt=attempt)

    assert (first.score, first.seconds) == (2, 200)
    assert (second.score, second.seconds, second.submitted_at) == (2, 200, first.submitted_at)
    entry = AuditEntry.objects.get(verb="attempt_submitted")
    assert (entry.about, entry.actor) == (body.member.user_id, body.member.user_id)
    with pytest.raises(errors.AttemptSubmitted):
        answer(attempt, right=1)


def test_close_overdue_attempts_hands_in_at_the_deadline_and_once(
    body: factories.Body, time_machine: object
) -> None:
    time_machine.move_to(MONDAY, tick=False)
    quiz = make_quiz(body)
    forgotten, running = begin(quiz, body.member), None
    answer(forgotten, right=3)
    time_machine.move_to("2024-05-13 08:10+07:00", tick=False)
    running = begin(quiz, body.deputy)
    time_machine.move_to(forgotten.deadline + GRACE + dt.timedelta(seconds=1), tick=False)

    assert services.close_overdue_attempts(quiz=quiz) == 1
    assert services.close_overdue_attempts() == 0

    forgotten.refresh_from_db()
    running.refresh_from_db()
    assert (forgotten.score, forgotten.seconds, forgotten.submitted_at) == (3, 900, forgotten.deadline)
    assert running.submitted_at is None
    assert AuditEntry.objects.get(verb="attempt_submitted").actor is None


def at_once(*acts: Callable[[], object]) -> Iterator[BaseException | None]:
    """Run each act in a thread of its own; yield what each raised."""
    raised: list[BaseException | None] = [None] * len(acts)
    ready = threading.Barrier(len(acts))

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            ready.wait()
            act()
        except BaseException as error:  # noqa: BLE001  # told to the test's own thread
            raised[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    yield from raised


@pytest.mark.django_db(transaction=True)
def test_start_attempt_pressed_on_two_phones_at_once_is_one_attempt(body: factories.Body) -> None:
    quiz = make_quiz(body)

    raised = list(at_once(*[lambda: begin(quiz, body.member)] * 6))

    assert raised == [None] * 6
    assert Attempt.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_save_answers_tapped_on_two_phones_at_once_is_one_answer(body: factories.Body) -> None:
    attempt = begin(make_quiz(body), body.member)
    question = attempt.quiz.quiz_questions.select_related("version").first()

    def tap(choice: int) -> Callable[[], None]:
        return lambda: services.save_answers(
            actor=user_of(body.member), attempt=attempt, responses={question: choice}
        )

    raised = list(at_once(*[tap(choice) for choice in (0, 1, 2, 3, 0, 1)]))

    assert raised == [None] * 6
    assert Answer.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_submit_attempt_pressed_twice_at_once_is_graded_once(body: factories.Body) -> None:
    attempt = begin(make_quiz(body), body.member)
    answer(attempt, right=2)

    raised = list(
        at_once(*[lambda: services.submit_attempt(actor=user_of(body.member), attempt=attempt)] * 4)
    )

    assert raised == [None] * 4
    assert Attempt.objects.get().score == 2
    assert AuditEntry.objects.filter(verb="attempt_submitted").count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_was_acknowledged_is_always_in_the_grade(body: factories.Body) -> None:
    attempt = begin(make_quiz(body, questions=1), body.member)

    tapped, handed_in = at_once(
        lambda: answer(attempt, right=1),
        lambda: services.submit_attempt(actor=user_of(body.member), attempt=attempt),
    )

    assert handed_in is None
    if tapped is None:
        assert Attempt.objects.get().score == 1
    else:
        assert isinstance(tapped, errors.AttemptSubmitted)
        assert Attempt.objects.get().score == 0


def test_take_is_what_other_tests_use(body: factories.Body) -> None:
    assert take(make_quiz(body), body.member, right=2).score == 2
