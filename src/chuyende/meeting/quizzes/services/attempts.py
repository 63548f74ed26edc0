"""Taking a quiz: an attempt begun, handed in once, entered from paper."""

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import clock
from chuyende.foundation.organisation.enums import MembershipStatus
from chuyende.foundation.organisation.models import Member
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import reach_of, require
from chuyende.foundation.organisation.queries import membership_on

from .. import engine, queries
from ..errors import (
    AttemptExists,
    NoAttemptWhileSuspended,
    NotOfThisCell,
    OwnPaper,
    PaperTooLate,
    QuizClosed,
    QuizNotOpen,
    QuizOfTheHall,
)
from ..models import Accommodation, Attempt, Quiz, QuizQuestion
from .answers import write_answers
from .grading import graded, locked


@transaction.atomic
def start_attempt(*, actor: User, quiz: Quiz, number: int | None = None) -> Attempt:
    """Begin the actor's next attempt, or return the one that is running: a second press changes nothing.

    `number` is the attempt that the page offered: sent again, it leads to that one. Without an attempt left, the last
    one is returned. An attempt ends after the quiz's minutes, longer for whom the cell has granted more time, at the
    latest when the quiz closes. Raises `QuizNotOpen`, `QuizClosed`, `QuizOfTheHall`, `NoAttemptWhileSuspended`.
    """
    require(actor, Perm.QUIZ_TAKE, quiz)
    member, now = reach_of(actor).member, clock.now()
    assert member is not None  # who belongs to the cell is a member
    begun = {one.number: one for one in queries.own_attempts(quiz, actor)}
    last = begun[max(begun)] if begun else None
    if number in begun or (last and (len(begun) >= quiz.attempts_allowed or _is_running(last, now))):
        return begun.get(number or 0) or begun[max(begun)]
    _require_open(quiz, now)
    membership = membership_on(member, clock.today())
    if membership is None or membership.status == MembershipStatus.SUSPENDED:
        raise NoAttemptWhileSuspended
    if last:
        _close(last)
    seed = secrets.randbelow(2**31 - 1) + 1
    drawn = queries.drawn_for(quiz, seed)
    deadline = min(now + _time_for(quiz, queries.accommodation_of(actor)), quiz.closes_at)
    new = Attempt(
        quiz=quiz,
        member=member,
        number=last.number + 1 if last else 1,
        seed=seed,
        drawn=drawn,
        started_at=now,
        deadline=deadline,
    )
    Attempt.objects.bulk_create([new], ignore_conflicts=True)  # pressed twice at once, the first one stands
    return next(one for one in queries.own_attempts(quiz, actor) if one.number == new.number)


def _time_for(quiz: Quiz, granted: Accommodation | None) -> dt.timedelta:
    """How long an attempt may last of whom so much has been granted."""
    more = granted.more_time if granted else 0
    return dt.timedelta(seconds=quiz.minutes * 60 * (100 + more) / 100)


@transaction.atomic
def submit_attempt(*, actor: User, attempt: Attempt) -> Attempt:
    """Hand the attempt in and grade it. Handed in before, it stays as it was."""
    require(actor, Perm.ATTEMPT_ANSWER, attempt)
    attempt = locked(attempt)
    return attempt if attempt.is_submitted else graded(attempt, actor)


@transaction.atomic
def enter_paper(
    *,
    actor: User,
    quiz: Quiz,
    member: Member,
    responses: Mapping[QuizQuestion, Any],
    seed: int = engine.AS_PRINTED,
    drawn: list[str] | None = None,
) -> Attempt:
    """Enter what a member without a phone has ticked on the printed sheet; questions come with their versions.

    `seed` and `drawn`: order and questions of the paper that the member had, where it was not the quiz's own. Possible
    while the quiz is open: afterwards the key is known; in the hall until the meeting is over. The member can read in
    the log who entered it. The same member's sheet entered twice stays as it was first. Raises `QuizNotOpen`,
    `QuizClosed`, `PaperTooLate`, `NotOfThisCell`, `OwnPaper`, `AttemptExists`, `NoSuchChoice`.
    """
    require(actor, Perm.QUIZ_CHANGE, quiz)
    writer, now = reach_of(actor).member, clock.now()
    require_takes_paper(quiz, now)
    if writer == member:
        raise OwnPaper
    membership = membership_on(member, clock.today())
    if membership is None or not membership.organisation.path.startswith(quiz.organisation.path):
        raise NotOfThisCell
    if membership.status == MembershipStatus.SUSPENDED:
        raise NoAttemptWhileSuspended
    if drawn is None:
        drawn = queries.drawn_for(quiz, seed)
    attempt, created = Attempt.objects.get_or_create(
        quiz=quiz,
        member=member,
        number=1,
        defaults={
            "seed": seed,
            "drawn": drawn,
            "started_at": now,
            "deadline": now,
            "entered_by": writer,
        },
    )
    if not created and attempt.entered_by is None:
        raise AttemptExists
    if created:
        write_answers(attempt, responses, now)
        graded(attempt, actor, seconds=quiz.minutes * 60)
    return attempt


def close_overdue_attempts(*, quiz: Quiz | None = None) -> int:
    """Hand in every attempt (of `quiz`) whose time has run out, as if at its deadline; return how many.

    The program's own act: by the worker, and by any page that is about to show an attempt or results.
    """
    return sum(_close(overdue) for overdue in queries.overdue_attempts(quiz))


def _close(attempt: Attempt) -> bool:
    """Hand in an attempt whose time has run out; False where somebody did."""
    with transaction.atomic():
        attempt = locked(attempt)
        if not attempt.is_submitted:
            graded(attempt, None)
            return True
    return False


def _is_running(attempt: Attempt, now: dt.datetime) -> bool:
    return not attempt.is_submitted and not attempt.has_run_out(now)


def require_takes_paper(quiz: Quiz, now: dt.datetime) -> None:
    """Stop unless sheets of the quiz may be recorded and taken back. See `enter_paper`."""
    if not quiz.is_of_the_hall:
        _require_open(quiz, now)
    elif not quiz.is_published:
        raise QuizNotOpen(quiz.opens_at)
    elif quiz.meeting and (quiz.meeting.closed_at or quiz.meeting.cancelled_at):
        raise PaperTooLate


def _require_open(quiz: Quiz, now: dt.datetime) -> None:
    if quiz.is_of_the_hall:
        raise QuizOfTheHall
    if now < quiz.opens_at or not quiz.is_published:
        raise QuizNotOpen(quiz.opens_at)
    if now >= quiz.closes_at:
        raise QuizClosed(quiz.closes_at)
