"""Answers that come from phones: late, twice, from two devices, from a phone that was without network."""

import datetime as dt
from typing import Any

import pytest

from chuyende.foundation.core import clock
from chuyende.foundation.core.errors import NotAllowed
from chuyende.foundation.core.models import AuditEntry
from chuyende.meeting.quizzes import errors, services
from chuyende.meeting.quizzes.kept import Device, Kept, Tap, Upload
from chuyende.meeting.quizzes.models import GRACE, Answer, AnswerConflict, Attempt, Quiz, QuizQuestion
from tests import factories

from .factories import answer, begin, user_of
from .pages import after_closing

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


def questions(quiz: Quiz) -> list[QuizQuestion]:
    return list(quiz.quiz_questions.select_related("version"))


def send(
    attempt: Attempt, *, device: str = "aaaaaaaa", knows: Any = None, end: Any = None, **taps: Any
) -> Kept:
    """Send taps as `q1=(response, moment)`; the device knows what the server had at `knows`."""
    asked = questions(attempt.quiz)
    told = {asked[int(name[1:]) - 1]: Tap(response, None, at) for name, (response, at) in taps.items()}
    upload = Upload(told, Device(device, knows or attempt.started_at), end)
    return services.keep_taps(actor=user_of(attempt.member), attempt=attempt, upload=upload)


def stored(attempt: Attempt) -> dict[int, Any]:
    rows = attempt.answers.values_list("quiz_question__position", "response")
    return dict(rows.order_by("quiz_question__position"))


def test_keep_taps_saves_and_the_same_again_changes_nothing(body: factories.Body, opened: Quiz) -> None:
    attempt = begin(opened, body.member)

    first = send(attempt, q1=(1, clock.now()), q2=(0, clock.now()))
    again = send(attempt, q1=(1, clock.now()), q2=(0, clock.now()))

    assert (first, again) == (Kept(saved=2), Kept(saved=2))
    assert stored(attempt) == {1: 1, 2: 0}
    assert AnswerConflict.objects.count() == 0


def test_keep_taps_of_one_phone_out_of_order_keeps_the_later_tap(
    body: factories.Body, opened: Quiz, time_machine: Any
) -> None:
    attempt = begin(opened, body.member)
    time_machine.move_to(clock.now() + 5 * MINUTE, tick=False)

    send(attempt, q1=(2, attempt.started_at + 2 * MINUTE))
    send(attempt, q1=(0, attempt.started_at + MINUTE))

    assert stored(attempt) == {1: 2}
    assert AnswerConflict.objects.count() == 0


def test_keep_taps_from_a_phone_whose_clock_runs_ahead_counts_as_of_now(
    body: factories.Body, opened: Quiz
) -> None:
    attempt = begin(opened, body.member)

    send(attempt, q1=(1, clock.now() + 10 * MINUTE))

    assert Answer.objects.get().tapped_at == clock.now()


def test_two_devices_that_do_not_know_of_each_other_are_both_kept_and_the_later_counts(
    body: factories.Body, opened: Quiz, time_machine: Any
) -> None:
    attempt, begun = begin(opened, body.member), clock.now()
    time_machine.move_to(begun + 2 * MINUTE, tick=False)
    send(attempt, device="aaaaaaaa", q1=(0, begun + MINUTE))
    time_machine.move_to(begun + 4 * MINUTE, tick=False)

    later = send(attempt, device="bbbbbbbb", knows=begun, q1=(3, begun + 3 * MINUTE))
    earlier = send(attempt, device="cccccccc", knows=begun, q1=(2, begun + dt.timedelta(seconds=30)))

    assert [len(later.conflicts), len(earlier.conflicts)] == [1, 1]
    assert stored(attempt) == {1: 3}
    kept = AnswerConflict.objects.order_by("set_aside_at").values_list("counted", "set_aside")
    assert list(kept) == [(3, 2), (3, 0)]
    send(attempt, device="cccccccc", knows=begun, q1=(2, begun + dt.timedelta(seconds=30)))
    assert AnswerConflict.objects.count() == 2


def test_going_on_at_another_device_is_no_conflict(
    body: factories.Body, opened: Quiz, time_machine: Any
) -> None:
    attempt, begun = begin(opened, body.member), clock.now()
    send(attempt, device="aaaaaaaa", q1=(0, begun))
    time_machine.move_to(begun + 2 * MINUTE, tick=False)

    changed = send(attempt, device="bbbbbbbb", knows=begun + MINUTE, q1=(3, begun + 2 * MINUTE))

    assert changed.conflicts == []
    assert stored(attempt) == {1: 3}
    assert AnswerConflict.objects.count() == 0


def test_an_attempt_that_ran_out_takes_what_was_tapped_in_time_and_nothing_else(
    body: factories.Body, opened: Quiz, time_machine: Any
) -> None:
    attempt = begin(opened, body.member)
    time_machine.move_to(attempt.deadline + GRACE + MINUTE, tick=False)
    services.close_overdue_attempts(quiz=opened)

    kept = send(attempt, q1=(1, attempt.deadline - MINUTE), q2=(2, attempt.deadline + GRACE + MINUTE))

    assert (kept.saved, kept.is_over, kept.came_late) == (1, True, True)
    attempt.refresh_from_db()
    assert (attempt.score, attempt.submitted_at, attempt.uploaded_at) == (1, attempt.deadline, clock.now())
    assert AuditEntry.objects.get(verb="attempt_uploaded").about == body.member.user_id


def test_handing_in_without_network_counts_from_the_moment_on_the_phone(
    body: factories.Body, opened: Quiz, time_machine: Any
) -> None:
    attempt = begin(opened, body.member)
    handed_in = attempt.started_at + 4 * MINUTE
    time_machine.move_to(attempt.deadline + dt.timedelta(hours=3), tick=False)
    services.close_overdue_attempts(quiz=opened)

    for _again in range(2):
        assert send(attempt, end=handed_in, q1=(1, handed_in - MINUTE)).is_over

    attempt.refresh_from_db()
    assert (attempt.score, attempt.seconds, attempt.submitted_at) == (1, 240, handed_in)
    assert AuditEntry.objects.filter(verb="attempt_uploaded").count() == 1


@pytest.mark.parametrize("hours", [25, 200])
def test_after_the_hours_of_the_rule_nothing_comes_any_more(
    body: factories.Body, opened: Quiz, time_machine: Any, hours: int
) -> None:
    attempt = begin(opened, body.member)
    time_machine.move_to(attempt.deadline + dt.timedelta(hours=hours), tick=False)
    services.close_overdue_attempts(quiz=opened)

    kept = send(attempt, q1=(1, attempt.deadline - MINUTE))

    assert (kept.saved, kept.is_over, kept.came_late) == (0, True, True)
    attempt.refresh_from_db()
    assert (attempt.score, stored(attempt)) == (0, {})
    assert AnswerConflict.objects.get().set_aside == 1


def test_what_comes_after_handing_in_is_kept_beside_and_does_not_count(
    body: factories.Body, opened: Quiz, time_machine: Any
) -> None:
    attempt = begin(opened, body.member)
    answer(attempt, right=1)
    time_machine.move_to(attempt.started_at + 5 * MINUTE, tick=False)
    services.submit_attempt(actor=user_of(body.member), attempt=attempt)

    same = send(attempt, q1=(1, attempt.started_at + MINUTE))
    other = send(attempt, q1=(3, attempt.started_at + MINUTE), q3=(3, attempt.started_at + MINUTE))

    assert (same.came_late, other.came_late, other.is_over) == (False, True, True)
    assert stored(attempt) == {1: 1}
    assert Attempt.objects.get().score == 1
    assert list(AnswerConflict.objects.values_list("counted", "set_aside")) == [(1, 3), (None, 3)]


def test_who_has_seen_the_key_sends_nothing_more(
    body: factories.Body, opened: Quiz, time_machine: Any
) -> None:
    time_machine.move_to(opened.closes_at - 5 * MINUTE, tick=False)
    attempt = begin(opened, body.member)
    time_machine.move_to(after_closing(opened), tick=False)
    services.close_overdue_attempts(quiz=opened)
    services.note_key_seen(actor=user_of(body.member), attempt=attempt)

    assert send(attempt, q1=(1, attempt.started_at + MINUTE)).saved == 0
    assert Attempt.objects.get().score == 0


def test_keep_taps_of_somebody_else_and_of_another_quiz_are_refused(
    body: factories.Body, opened: Quiz
) -> None:
    attempt = begin(opened, body.member)
    upload = Upload({questions(opened)[0]: Tap(1)}, Device("aaaaaaaa"))
    with pytest.raises(NotAllowed):
        services.keep_taps(actor=user_of(body.deputy), attempt=attempt, upload=upload)
    with pytest.raises(errors.NoSuchChoice):
        send(attempt, q1=(4, clock.now()))
    assert Answer.objects.count() == 0


def test_who_answers_online_gains_no_time_by_an_earlier_moment_of_handing_in(
    body: factories.Body, opened: Quiz, time_machine: Any
) -> None:
    attempt = begin(opened, body.member)
    last = attempt.started_at + 5 * MINUTE
    time_machine.move_to(last, tick=False)
    send(attempt, q1=(1, attempt.started_at + MINUTE))
    time_machine.move_to(last + MINUTE, tick=False)

    send(attempt, end=attempt.started_at + MINUTE)

    attempt.refresh_from_db()
    assert (attempt.submitted_at, attempt.seconds) == (last, 300)


def test_what_was_handed_in_without_network_counts_from_then(
    body: factories.Body, opened: Quiz, time_machine: Any
) -> None:
    attempt = begin(opened, body.member)
    handed_in = attempt.started_at + 3 * MINUTE
    send(attempt, q1=(1, attempt.started_at))
    time_machine.move_to(attempt.started_at + 9 * MINUTE, tick=False)

    send(attempt, q2=(1, handed_in - MINUTE), end=handed_in)

    attempt.refresh_from_db()
    assert (attempt.submitted_at, attempt.seconds) == (handed_in, 180)
