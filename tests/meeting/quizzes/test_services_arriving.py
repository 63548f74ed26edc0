"""What many phones send at the same time, written in one transaction: each is told what became of its own."""

import uuid
from typing import Any
from urllib.parse import urlencode

import pytest

from chuyende.foundation.core import clock
from chuyende.foundation.core.models import AuditEntry
from chuyende.foundation.organisation.models import Member
from chuyende.meeting.questions.engine.keys import with_key
from chuyende.meeting.quizzes import services
from chuyende.meeting.quizzes.kept import Arrived, Told
from chuyende.meeting.quizzes.models import Answer, Attempt, Quiz
from chuyende.meeting.quizzes.queries import paper_to_take
from tests import factories

from .factories import begin, user_of
from .pages import after_closing

pytestmark = pytest.mark.django_db


def arrived(attempt: Attempt, *, by: Member | None = None, hands_in: bool = False, **taps: Any) -> Arrived:
    """Taps as `q1=choice`, by the phone of whose attempt it is (or of `by`), made when the attempt began."""
    asked, at = list(attempt.quiz.quiz_questions.all()), int(attempt.started_at.timestamp() * 1000)
    sent: dict[str, Any] = {"device": "aaaaaaaa"}
    for name, choice in taps.items():
        question = asked[int(name[1:]) - 1].pk
        shown = _shown_place(attempt, question, choice)
        sent |= {f"q-{question}": shown, f"at-{question}": at}
    if hands_in:
        sent["handed-in"] = int(clock.now().timestamp() * 1000)
    return Arrived(str(attempt.pk), user_of(by or attempt.member).pk, urlencode(sent).encode())


def _shown_place(attempt: Attempt, question: uuid.UUID, choice: int) -> int:
    shown = next(one for one in paper_to_take(attempt, {}) if one.quiz_question.pk == question)
    return shown.order.index(choice)


def keep(*rows: Arrived) -> list[Told]:
    told = services.keep_arrived(rows)
    return [told[row.key] for row in rows]


def stored(attempt: Attempt) -> dict[int, Any]:
    return dict(attempt.answers.values_list("quiz_question__position", "response").order_by())


def test_taps_and_handing_in_of_one_batch_all_count(body: factories.Body, opened: Quiz) -> None:
    first, second = begin(opened, body.member), begin(opened, body.deputy)

    told = keep(
        arrived(first, q1=1),
        arrived(second, q1=0),
        arrived(first, q2=2),
        arrived(first, hands_in=True, q3=3),
        arrived(second, q1=1),
    )

    assert [one.status for one in told] == [200] * 5
    assert [one.receipt["over"] for one in told] == [False, False, False, True, False]
    assert (stored(first), stored(second)) == ({1: 1, 2: 2, 3: 3}, {1: 1})
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.score == 3
    assert not second.is_submitted


def test_the_same_handing_in_twice_in_one_batch_counts_once(body: factories.Body, opened: Quiz) -> None:
    attempt = begin(opened, body.member)

    told = keep(arrived(attempt, hands_in=True, q1=1), arrived(attempt, hands_in=True, q1=1))

    assert [(one.status, one.receipt["over"]) for one in told] == [(200, True)] * 2
    assert AuditEntry.objects.filter(verb="attempt_submitted").count() == 1


def test_what_is_refused_in_a_batch_harms_nobody_else(body: factories.Body, opened: Quiz) -> None:
    attempt, other = begin(opened, body.member), begin(opened, body.deputy)
    (question, *_rest) = opened.quiz_questions.all()
    nonsense = urlencode({f"q-{question.pk}": 9, "handed-in": 1, "device": "aaaaaaaa"}).encode()

    told = keep(
        arrived(attempt, by=body.deputy, q1=1),
        arrived(attempt, by=body.deputy, hands_in=True, q1=1),
        Arrived(str(other.pk), user_of(body.deputy).pk, nonsense),
        Arrived(str(uuid.uuid4()), user_of(body.member).pk, b""),
        arrived(attempt, q2=2),
    )

    assert [one.status for one in told] == [403, 403, 422, 404, 200]
    assert (stored(attempt), stored(other)) == ({2: 2}, {})
    assert not Attempt.objects.filter(submitted_at__isnull=False).exists()


def test_what_comes_late_is_marked_by_a_key_that_was_corrected_meanwhile(
    body: factories.Body, opened: Quiz, time_machine: Any
) -> None:
    time_machine.move_to(opened.closes_at - (opened.closes_at - opened.opens_at) / 1000, tick=False)
    before, late = begin(opened, body.deputy), begin(opened, body.member)
    keep(arrived(before, hands_in=True, q1=1, q2=2))  # the keys have been read once
    time_machine.move_to(after_closing(opened), tick=False)
    services.close_overdue_attempts(quiz=opened)
    (question, *_rest) = opened.quiz_questions.select_related("version")
    services.correct_key(
        actor=user_of(body.secretary), quiz_question=question, words=with_key(question.words, 0), note="A"
    )

    (told,) = keep(arrived(late, hands_in=True, q1=0, q2=2))

    assert told.receipt["over"]
    assert dict(Attempt.objects.values_list("pk", "score")) == {before.pk: 1, late.pk: 2}
    assert Answer.objects.filter(attempt=late).count() == 2
