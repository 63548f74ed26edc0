"""Taking a quiz: one attempt, every tap kept, handed in once."""

import datetime as dt
import secrets
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit, clock
from chuyende.foundation.core.jobs import enqueue
from chuyende.foundation.organisation.enums import MembershipStatus
from chuyende.foundation.organisation.models import Member
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import reach_of, require
from chuyende.foundation.organisation.queries import membership_on
from chuyende.meeting.questions.engine import marking

from .. import engine, queries
from ..errors import (
    AttemptExists,
    AttemptSubmitted,
    NoAttemptWhileSuspended,
    NoSuchChoice,
    NotOfThisCell,
    OwnPaper,
    QuizClosed,
    QuizNotOpen,
    QuizOfTheHall,
    TimeIsUp,
)
from ..models import GRACE, Answer, Attempt, Quiz, QuizQuestion
from ..tasks import close_attempts


@transaction.atomic
def start_attempt(*, actor: User, quiz: Quiz) -> Attempt:
    """Begin the actor's one attempt, or return the one that was begun: a second press changes nothing.

    It ends after the quiz's minutes, at the latest when the quiz closes. Raises `QuizNotOpen`, `QuizClosed`,
    `NoAttemptWhileSuspended`.
    """
    require(actor, Perm.QUIZ_TAKE, quiz)
    member, now = reach_of(actor).member, clock.now()
    assert member is not None  # who belongs to the cell is a member
    if begun := Attempt.objects.filter(quiz=quiz, member=member).first():
        return begun
    _require_open(quiz, now)
    membership = membership_on(member, clock.today())
    if membership is None or membership.status == MembershipStatus.SUSPENDED:
        raise NoAttemptWhileSuspended
    deadline = min(now + dt.timedelta(minutes=quiz.minutes), quiz.closes_at)
    attempt, created = Attempt.objects.get_or_create(
        quiz=quiz,
        member=member,
        defaults={"seed": secrets.randbelow(2**31 - 1) + 1, "started_at": now, "deadline": deadline},
    )
    if created:
        enqueue(close_attempts.using(run_after=deadline + 2 * GRACE), str(quiz.pk))
    return attempt


def save_answer(*, actor: User, attempt: Attempt, quiz_question: QuizQuestion, response: Any) -> None:
    """Keep what was last answered to one question. See `save_answers`."""
    save_answers(actor=actor, attempt=attempt, responses={quiz_question: response})


@transaction.atomic
def save_answers(*, actor: User, attempt: Attempt, responses: Mapping[QuizQuestion, Any]) -> None:
    """Keep what was answered, all of it or nothing; the same again changes nothing.

    The questions come with their versions; a response has the shape that `questions.engine.marking` describes. Raises `AttemptSubmitted`, `TimeIsUp` after the deadline and its
    grace, `NoSuchChoice`.
    """
    require(actor, Perm.ATTEMPT_ANSWER, attempt)
    attempt, now = _locked(attempt), clock.now()
    if attempt.is_submitted:
        raise AttemptSubmitted
    if attempt.has_run_out(now):
        raise TimeIsUp
    _keep(attempt, responses, now)


@transaction.atomic
def submit_attempt(*, actor: User, attempt: Attempt) -> Attempt:
    """Hand the attempt in and grade it. Handed in before, it stays as it was."""
    require(actor, Perm.ATTEMPT_ANSWER, attempt)
    attempt = _locked(attempt)
    return attempt if attempt.is_submitted else _graded(attempt, actor)


@transaction.atomic
def enter_paper(*, actor: User, quiz: Quiz, member: Member, responses: Mapping[QuizQuestion, Any]) -> Attempt:
    """Enter what a member without a phone has ticked on the printed sheet; questions come with their versions.

    Possible while the quiz is open: afterwards the key is known. The member can read in the log who entered it.
    The same member's sheet entered twice stays as it was first. Raises `QuizNotOpen`, `QuizClosed`,
    `NotOfThisCell`, `OwnPaper`, `AttemptExists`, `NoSuchChoice`.
    """
    require(actor, Perm.QUIZ_CHANGE, quiz)
    writer, now = reach_of(actor).member, clock.now()
    _require_open(quiz, now)
    if writer == member:
        raise OwnPaper
    membership = membership_on(member, clock.today())
    if membership is None or membership.organisation_id != quiz.organisation_id:
        raise NotOfThisCell
    if membership.status == MembershipStatus.SUSPENDED:
        raise NoAttemptWhileSuspended
    attempt, created = Attempt.objects.get_or_create(
        quiz=quiz,
        member=member,
        defaults={"seed": engine.AS_PRINTED, "started_at": now, "deadline": now, "entered_by": writer},
    )
    if not created and attempt.entered_by is None:
        raise AttemptExists
    if created:
        _keep(attempt, responses, now)
        _graded(attempt, actor, seconds=quiz.minutes * 60)
    return attempt


def close_overdue_attempts(*, quiz: Quiz | None = None) -> int:
    """Hand in every attempt (of `quiz`) whose time has run out, as if at its deadline; return how many.

    The program's own act: by the worker, and by any page that is about to show an attempt or results.
    """
    closed = 0
    for overdue in queries.overdue_attempts(quiz):
        with transaction.atomic():
            attempt = _locked(overdue)
            if not attempt.is_submitted:
                _graded(attempt, None)
                closed += 1
    return closed


def _require_open(quiz: Quiz, now: dt.datetime) -> None:
    if quiz.is_of_the_hall:
        raise QuizOfTheHall
    if now < quiz.opens_at or not quiz.is_published:
        raise QuizNotOpen(quiz.opens_at)
    if now >= quiz.closes_at:
        raise QuizClosed(quiz.closes_at)


def _keep(attempt: Attempt, responses: Mapping[QuizQuestion, Any], now: dt.datetime) -> None:
    Answer.objects.bulk_create(
        [
            Answer(
                attempt=attempt,
                quiz_question=question,
                response=_checked(attempt, question, response),
                saved_at=now,
            )
            for question, response in responses.items()
        ],
        update_conflicts=True,
        unique_fields=["attempt", "quiz_question"],
        update_fields=["response", "saved_at"],
    )


def _checked(attempt: Attempt, question: QuizQuestion, response: Any) -> Any:
    if question.quiz_id != attempt.quiz_id:
        raise NoSuchChoice
    if response is None:
        return None
    try:
        return marking.checked(question.version.words, response)
    except marking.NotAnAnswer as error:
        raise NoSuchChoice from error


def _locked(attempt: Attempt) -> Attempt:
    return Attempt.objects.select_for_update(of=("self",)).get(pk=attempt.pk)


def _graded(attempt: Attempt, actor: User | None, *, seconds: int | None = None) -> Attempt:
    attempt.submitted_at = min(clock.now(), attempt.deadline)
    took = round((attempt.submitted_at - attempt.started_at).total_seconds())
    attempt.seconds = max(0, took) if seconds is None else seconds
    attempt.score = score_of(attempt)
    attempt.save(update_fields=["submitted_at", "seconds", "score", "updated_at"])
    audit.record(
        actor,
        "attempt_submitted",
        attempt,
        organisation=attempt.quiz.organisation,
        about=attempt.member.user,
        score=attempt.score,
        on_paper=attempt.entered_by is not None,
    )
    return attempt


def score_of(attempt: Attempt) -> Decimal:
    """What the stored answers are worth by the keys in force, to the hundredth."""
    answers = attempt.answers.select_related("quiz_question__version", "quiz_question__marked_by")
    in_parts = attempt.quiz.counts_parts
    worth = sum(answer.quiz_question.worth(answer.response, in_parts=in_parts) for answer in answers)
    return Decimal(round(100 * worth)) / 100
