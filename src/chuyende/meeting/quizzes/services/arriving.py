"""Answers of many phones in one transaction: what `keep_taps` does for one."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_

from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import Q
from django.http import QueryDict

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import clock
from chuyende.foundation.core.errors import DomainError, NotAllowed
from chuyende.foundation.core.prepared import Prepared
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require

from .. import queries
from ..kept import Arrived, Told, Upload
from ..models import Answer, AnswerConflict, Attempt
from .answers import taken, weighed, write_rows
from .grading import locked

#: what a tap asks of its attempt
_ASKED = (
    *("quiz__mixes_questions", "quiz__mixes_choices", "member__user"),
    *("seed", "drawn", "started_at", "deadline", "submitted_at"),
)


def keep_arrived(rows: Sequence[Arrived]) -> dict[tuple[str, str], Told]:
    """Keep what many phones have sent, in one transaction; by the key of each what it is told. See `keep_taps`.

    Taps of running attempts are written together; then what hands in or comes late, one after the other.
    """
    told: dict[tuple[str, str], Told] = {}
    alone: list[Arrived] = []
    with transaction.atomic():
        attempts, now = _locked(rows), clock.now()
        uploads = {row.key: _read(attempts[row.attempt], row) for row in rows if row.attempt in attempts}
        stored = _stored(attempts, [(row.attempt, uploads[row.key]) for row in rows if row.key in uploads])
        written: list[Answer] = []
        asides: list[AnswerConflict] = []
        for row in rows:
            attempt = attempts.get(row.attempt)
            if attempt is None:
                told[row.key] = Told(404, {})
                continue
            upload = uploads[row.key]
            if upload.handed_in_at or attempt.is_submitted or attempt.has_run_out(now):
                alone.append(row)
                continue
            try:
                require(_account(row.user), Perm.ATTEMPT_ANSWER, attempt)
                kept, new, conflicts = weighed(attempt, upload, stored[row.attempt], now)
            except (DomainError, NotAllowed) as error:
                told[row.key] = _refused(error)
                continue
            stored[row.attempt] |= {one.quiz_question_id: one for one in new}
            written += new
            asides += conflicts
            told[row.key] = Told(200, queries.receipt_of(attempt, kept))
        write_rows(written, asides)
        told |= {row.key: _kept_alone(attempts[row.attempt], row) for row in alone}
    return told


def _locked(rows: Sequence[Arrived]) -> dict[str, Attempt]:
    wanted = tuple(sorted({uuid.UUID(row.attempt) for row in rows}))
    return {str(attempt.pk): attempt for attempt in _LOCKED.ask(wanted)}


_LOCKED = Prepared(
    lambda wanted: (
        Attempt.objects.filter(pk__in=wanted)
        .order_by("pk")
        .select_related("quiz", "member")
        .only(*_ASKED)
        .select_for_update(of=("self",), no_key=True)
    ),
    (uuid.UUID,),
)


def _stored(
    attempts: Mapping[str, Attempt], uploads: Iterable[tuple[str, Upload]]
) -> dict[str, dict[object, Answer]]:
    """By attempt and question what was answered before, of the questions that are answered now."""
    stored: dict[str, dict[object, Answer]] = {pk: {} for pk in attempts}
    wanted = [(attempts[pk].pk, question.pk) for pk, upload in uploads for question in upload.taps]
    for first in range(0, len(wanted), _PAIRS_AT_ONCE):
        within, questions = zip(*wanted[first : first + _PAIRS_AT_ONCE], strict=True)
        for answer in _STORED.ask(within, questions):
            stored[str(answer.attempt_id)][answer.quiz_question_id] = answer
    return stored


#: SQLite looks no deeper than a thousand conditions
_PAIRS_AT_ONCE = 256
_STORED = Prepared(
    lambda attempts, questions: Answer.objects.filter(reduce(or_, map(_of, attempts, questions))),
    (uuid.UUID,),
    (uuid.UUID,),
)


def _of(attempt: uuid.UUID, question: uuid.UUID) -> Q:
    return Q(attempt=attempt, quiz_question=question)


def _read(attempt: Attempt, row: Arrived) -> Upload:
    data = QueryDict(row.body)
    return queries.upload_in(data, queries.paper_sent(attempt, data))


def _account(pk: uuid.UUID) -> User:
    """An account by its id alone: that is all that is asked of it."""
    return User.from_db(DEFAULT_DB_ALIAS, ["id"], [pk])


def _kept_alone(attempt: Attempt, row: Arrived) -> Told:
    try:
        require(_account(row.user), Perm.ATTEMPT_ANSWER, attempt)
        attempt = locked(attempt)
        actor = attempt.member.user
        assert actor is not None  # it is whose attempt this is
        kept = taken(actor, attempt, _read(attempt, row))
    except (DomainError, NotAllowed) as error:
        return _refused(error)
    return Told(200, queries.receipt_of(attempt, kept))


def _refused(error: DomainError | NotAllowed) -> Told:
    return Told(403, {}) if isinstance(error, NotAllowed) else Told(422, {"error": str(error)})
