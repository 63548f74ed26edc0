"""Keeping what is tapped: on one device or several, at once or when the network is back."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import clock
from chuyende.foundation.core.prepared import Prepared, PreparedUpsert
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.meeting.questions.engine import marking
from chuyende.planning.governance.queries import rule_in_force

from ..enums import Certainty
from ..errors import AttemptSubmitted, NoSuchChoice, TimeIsUp
from ..kept import Device, Kept, Tap, Upload
from ..models import GRACE, Answer, AnswerConflict, Attempt, QuizQuestion
from .grading import graded, locked, regraded

_LEVELS = frozenset(Certainty.values)
_SAVE = PreparedUpsert(
    Answer,
    unique=["attempt", "quiz_question"],
    update=["response", "certainty", "tapped_at", "device", "saved_at"],
)


def save_answers(
    *,
    actor: User,
    attempt: Attempt,
    responses: Mapping[QuizQuestion, Any],
    certainties: Mapping[QuizQuestion, int] | None = None,
) -> None:
    """Keep what is answered at this moment, all of it or nothing; the same again changes nothing.

    The questions come with their versions; a response has the shape that `questions.engine.marking` describes. Raises
    `AttemptSubmitted`, `TimeIsUp` after the deadline and its grace, `NoSuchChoice`.
    """
    sure = certainties or {}
    taps = {question: Tap(response, sure.get(question)) for question, response in responses.items()}
    require(actor, Perm.ATTEMPT_ANSWER, attempt)
    with transaction.atomic():
        attempt, now = locked(attempt), clock.now()
        if attempt.is_submitted:
            raise AttemptSubmitted
        if attempt.has_run_out(now):
            raise TimeIsUp
        _merge(attempt, Upload(taps), now)


@transaction.atomic
def keep_taps(*, actor: User, attempt: Attempt, upload: Upload) -> Kept:
    """Keep what a phone has kept: sent at once, or when its network is back. The same again changes nothing.

    A tap counts that was made before the deadline and its grace by the phone's clock, which never runs ahead of the
    server's. After the deadline it is taken for the hours that the rule `quiz` allows, unless the member has handed the
    attempt in or seen the key. Where another device answered differently meanwhile both answers are kept, and the one
    tapped later counts. Raises `NoSuchChoice`.
    """
    require(actor, Perm.ATTEMPT_ANSWER, attempt)
    return taken(actor, locked(attempt), upload)


def taken(actor: User, attempt: Attempt, upload: Upload) -> Kept:
    """The same for an attempt that is locked, of an actor who may."""
    now = clock.now()
    is_late = attempt.is_submitted or attempt.has_run_out(now)
    if is_late and not may_still_come(attempt, now):
        set_aside = _set_aside(attempt, upload, now)
        return Kept(conflicts=set_aside, is_over=True, came_late=bool(set_aside))
    handed_in_at = _handed_in(attempt, upload)
    kept = _merge(attempt, upload, now)
    kept.is_over = is_late or handed_in_at is not None
    if is_late and (kept.saved or handed_in_at):
        regraded(attempt, actor, now, handed_in_at)
    elif not is_late and handed_in_at:
        graded(attempt, actor, at=handed_in_at)
    return kept


def _handed_in(attempt: Attempt, upload: Upload) -> dt.datetime | None:
    """When it was handed in: as the phone says, but not before the server had its last answer from an earlier upload,
    since then the phone was still answering. So nobody who answers online gains time by a changed moment."""
    if upload.handed_in_at is None:
        return None
    return max(upload.handed_in_at, _LAST_SAVED.first(attempt.pk) or upload.handed_in_at)


_LAST_SAVED = Prepared(
    lambda attempt: (
        Answer.objects.filter(attempt=attempt).order_by("-saved_at").values_list("saved_at", flat=True)[:1]
    ),
    uuid.UUID,
)


def may_still_come(attempt: Attempt, now: dt.datetime) -> bool:
    """Whether taps that a phone kept may still be added to an attempt whose time is over."""
    if attempt.key_seen_at or attempt.entered_by_id or (attempt.is_submitted and not attempt.ran_out):
        return False
    day = timezone.localdate(attempt.started_at)
    rule = rule_in_force("quiz", day=day, organisation=attempt.quiz.organisation)
    return now <= attempt.deadline + max(GRACE, dt.timedelta(hours=rule.whole("late_hours")))


@transaction.atomic
def note_key_seen(*, actor: User, attempt: Attempt) -> None:
    """The member reads the key: nothing more comes from a phone."""
    require(actor, Perm.ATTEMPT_ANSWER, attempt)
    Attempt.objects.filter(pk=attempt.pk, key_seen_at=None).update(key_seen_at=clock.now())


def _merge(attempt: Attempt, upload: Upload, now: dt.datetime) -> Kept:
    if not upload.taps:
        return Kept()
    stored = {one.quiz_question_id: one for one in attempt.answers.filter(quiz_question__in=upload.taps)}
    kept, rows, asides = weighed(attempt, upload, stored, now)
    write_rows(rows, asides)
    return kept


def weighed(
    attempt: Attempt, upload: Upload, stored: Mapping[Any, Answer], now: dt.datetime
) -> tuple[Kept, list[Answer], list[AnswerConflict]]:
    """What becomes of taps beside what is stored (by the question's id): told, to be written, to be kept beside."""
    kept, rows, asides = Kept(), [], []
    for question, tap in upload.taps.items():
        new, old = _answer(attempt, question, tap, upload.device, now), stored.get(question.pk)
        if new.tapped_at > attempt.deadline + GRACE:
            kept.came_late = True
            continue
        kept.saved += 1
        if old and (old.response, old.certainty) == (new.response, new.certainty):
            continue
        wins = old is None or new.tapped_at >= old.tapped_at
        if old and _unknown_to(upload.device, old):
            asides.append(_conflict(new, old) if wins else _conflict(old, new))
            kept.conflicts.append(question.pk)
        if wins:
            rows.append(new)
    return kept, rows, asides


def write_rows(rows: Iterable[Answer], asides: Iterable[AnswerConflict]) -> None:
    """Write answers over what is stored, the last of several to one question, and conflicts once."""
    last = {(row.attempt_id, row.quiz_question_id): row for row in rows}
    if conflicts := list(asides):
        AnswerConflict.objects.bulk_create(conflicts, ignore_conflicts=True)
    _SAVE.write(list(last.values()))


def _set_aside(attempt: Attempt, upload: Upload, now: dt.datetime) -> list[uuid.UUID]:
    """Keep beside the attempt what came from a phone when nothing could be added, where it says something else."""
    if not upload.device.name:
        return []
    stored = {one.quiz_question_id: one for one in attempt.answers.filter(quiz_question__in=upload.taps)}
    asides = []
    for question, tap in upload.taps.items():
        new, old = _answer(attempt, question, tap, upload.device, now), stored.get(question.pk)
        if (old.response if old else None) != new.response:
            asides.append(_conflict(old, new))
    AnswerConflict.objects.bulk_create(asides, ignore_conflicts=True)
    return [one.quiz_question_id for one in asides]


def write_answers(attempt: Attempt, responses: Mapping[QuizQuestion, Any], now: dt.datetime) -> None:
    """Store the answers of a sheet of paper. Raises `NoSuchChoice`."""
    sheet = Device()
    _SAVE.write([_answer(attempt, question, Tap(one), sheet, now) for question, one in responses.items()])


def _answer(attempt: Attempt, question: QuizQuestion, tap: Tap, device: Device, now: dt.datetime) -> Answer:
    return Answer(
        attempt=attempt,
        quiz_question=question,
        response=_checked(attempt, question, tap.response),
        certainty=tap.certainty if tap.certainty in _LEVELS else None,
        tapped_at=max(attempt.started_at, min(tap.at or now, now)),
        device=device.name,
        saved_at=now,
    )


def _unknown_to(device: Device, old: Answer) -> bool:
    """Whether an answer came from elsewhere after the device last heard from the server."""
    return bool(device.name and device.knows_until) and (
        old.device != device.name and old.saved_at > (device.knows_until or old.saved_at)
    )


def _conflict(counted: Answer | None, other: Answer) -> AnswerConflict:
    return AnswerConflict(
        attempt=other.attempt,
        quiz_question=other.quiz_question,
        counted=counted.response if counted else None,
        counted_at=counted.tapped_at if counted else None,
        set_aside=other.response,
        set_aside_at=other.tapped_at,
    )


def _checked(attempt: Attempt, question: QuizQuestion, response: Any) -> Any:
    if question.quiz_id != attempt.quiz_id or (attempt.drawn and question.text_id not in attempt.drawn):
        raise NoSuchChoice
    if response is None:
        return None
    try:
        return marking.checked(question.version.words, response)
    except marking.NotAnAnswer as error:
        raise NoSuchChoice from error
