"""Answers of many phones in one transaction: what `keep_taps` does for one."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.http import QueryDict

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import clock
from chuyende.foundation.core.errors import DomainError, NotAllowed
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require

from .. import queries
from ..kept import Arrived, Told, Upload
from ..models import Answer, AnswerConflict, Attempt
from .answers import keep_taps, weighed, write_rows


def keep_arrived(rows: Sequence[Arrived]) -> dict[tuple[str, str], Told]:
    """Keep what many phones have sent; by the key of each what it is told. See `keep_taps`.

    Taps of running attempts are written together; what hands in, or comes late, goes its own way.
    """
    told: dict[tuple[str, str], Told] = {}
    alone: list[Arrived] = []
    with transaction.atomic():
        attempts, now = _locked(rows), clock.now()
        stored = _stored(attempts.values())
        written: list[Answer] = []
        asides: list[AnswerConflict] = []
        for row in rows:
            attempt = attempts.get(row.attempt)
            if attempt is None:
                told[row.key] = Told(404, {})
                continue
            upload = _read(attempt, row)
            if upload.handed_in_at or attempt.is_submitted or attempt.has_run_out(now):
                alone.append(row)
                continue
            try:
                require(User(pk=row.user), Perm.ATTEMPT_ANSWER, attempt)
                kept, new, conflicts = weighed(attempt, upload, stored[row.attempt], now)
            except (DomainError, NotAllowed) as error:
                told[row.key] = _refused(error)
                continue
            stored[row.attempt] |= {one.quiz_question_id: one for one in new}
            written += new
            asides += conflicts
            told[row.key] = Told(200, queries.receipt_of(attempt, kept))
        write_rows(written, asides)
    return told | {row.key: _kept_alone(row) for row in alone}


def _locked(rows: Sequence[Arrived]) -> dict[str, Attempt]:
    wanted = Attempt.objects.filter(pk__in={row.attempt for row in rows}).order_by("pk")
    found = wanted.select_related("quiz", "member").select_for_update(of=("self",))
    return {str(attempt.pk): attempt for attempt in found}


def _stored(attempts: Iterable[Attempt]) -> dict[str, dict[object, Answer]]:
    stored: dict[str, dict[object, Answer]] = {str(attempt.pk): {} for attempt in attempts}
    for answer in Answer.objects.filter(attempt__in=list(stored)):
        stored[str(answer.attempt_id)][answer.quiz_question_id] = answer
    return stored


def _read(attempt: Attempt, row: Arrived) -> Upload:
    data = QueryDict(row.body)
    return queries.upload_in(data, queries.paper_sent(attempt, data))


def _kept_alone(row: Arrived) -> Told:
    attempt = Attempt.objects.select_related("quiz", "member").get(pk=row.attempt)
    try:
        actor = User.objects.get(pk=row.user)
        kept = keep_taps(actor=actor, attempt=attempt, upload=_read(attempt, row))
    except (DomainError, NotAllowed) as error:
        return _refused(error)
    return Told(200, queries.receipt_of(attempt, kept))


def _refused(error: DomainError | NotAllowed) -> Told:
    return Told(403, {}) if isinstance(error, NotAllowed) else Told(422, {"error": str(error)})
