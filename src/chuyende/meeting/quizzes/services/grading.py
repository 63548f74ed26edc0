"""What an attempt is worth, written once when it is handed in."""

import datetime as dt
import uuid
from decimal import Decimal

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit, clock
from chuyende.foundation.core.prepared import Prepared

from .. import queries
from ..models import Attempt


def locked(attempt: Attempt) -> Attempt:
    """Return the attempt with its quiz and its member, its row locked until the transaction ends."""
    found = _LOCKED.first(attempt.pk)
    assert found is not None  # an attempt is never deleted
    return found


_LOCKED = Prepared(
    lambda pk: (
        Attempt.objects.filter(pk=pk)
        .select_for_update(of=("self",), no_key=True)
        .select_related("quiz__organisation", "member__user")
    ),
    uuid.UUID,
)


def graded(
    attempt: Attempt, actor: User | None, *, at: dt.datetime | None = None, seconds: int | None = None
) -> Attempt:
    """Hand in as of `at` (by a phone's clock; None: now), at the latest at the deadline; nobody's act: its time is over.

    `seconds` where no clock ran.
    """
    _end(attempt, at or clock.now(), seconds)
    attempt.ran_out = actor is None
    attempt.score = score_of(attempt)
    attempt.save(update_fields=["submitted_at", "seconds", "score", "ran_out", "updated_at"])
    _record(actor, "attempt_submitted", attempt)
    return attempt


def regraded(attempt: Attempt, actor: User, now: dt.datetime, handed_in_at: dt.datetime | None) -> Attempt:
    """Count what came from a phone after the time was over; `handed_in_at`: it was handed in there."""
    _end(attempt, handed_in_at or attempt.deadline, None)
    attempt.ran_out = handed_in_at is None
    attempt.uploaded_at = now
    attempt.score = score_of(attempt)
    attempt.save(update_fields=["submitted_at", "seconds", "score", "ran_out", "uploaded_at", "updated_at"])
    _record(actor, "attempt_uploaded", attempt)
    return attempt


def score_of(attempt: Attempt) -> Decimal:
    """What the stored answers are worth by the keys in force, to the hundredth."""
    keys, in_parts = queries.keys_in_force(attempt.quiz_id), attempt.quiz.counts_parts
    given = queries.responses_of(attempt)
    worth = sum(keys[question].worth(response, in_parts=in_parts) for question, response in given)
    return Decimal(round(100 * worth)) / 100


def _end(attempt: Attempt, at: dt.datetime, seconds: int | None) -> None:
    attempt.submitted_at = max(attempt.started_at, min(at, clock.now(), attempt.deadline))
    took = round((attempt.submitted_at - attempt.started_at).total_seconds())
    attempt.seconds = took if seconds is None else seconds


def _record(actor: User | None, verb: str, attempt: Attempt) -> None:
    audit.record(
        actor,
        verb,
        attempt,
        organisation=attempt.quiz.organisation,
        about=attempt.member.user,
        score=attempt.score,
        on_paper=attempt.entered_by_id is not None,
    )
