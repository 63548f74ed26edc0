"""The acts of whoever holds a sitting, each a compare-and-swap on its version: of two presses one wins."""

import datetime as dt
import uuid

from django.db import transaction

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit, clock
from chuyende.foundation.core.errors import NotAllowed
from chuyende.foundation.core.jobs import enqueue
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.meeting.quizzes.models import Quiz

from ..engine import Act, NotNow, advance, sealing
from ..errors import SittingMoved
from ..models import LiveRound, LiveSitting, milliseconds
from ..tasks import write_results_of


@transaction.atomic
def perform_act(*, actor: User, sitting: LiveSitting, act: Act, version: int) -> LiveSitting:
    """Lead a sitting on. `version` is the state that the actor saw. Raises `SittingMoved`."""
    require(actor, Perm.SITTING_HOST, sitting)
    return _moved(actor, sitting.pk, act, version)


def host_act(*, sitting: str, act: Act, version: int, actor: str) -> LiveSitting:
    """The same for a remote, which knows ids: `actor` is the account that its ticket names. Raises `SittingMoved`."""
    user = User.objects.filter(pk=actor, is_active=True).first()
    if user is None:
        raise NotAllowed(Perm.SITTING_HOST)
    found = LiveSitting.objects.select_related("organisation").get(pk=sitting)
    return perform_act(actor=user, sitting=found, act=act, version=version)


@transaction.atomic
def end_sitting(*, actor: User, sitting: LiveSitting) -> LiveSitting:
    """End it: its answers become attempts of the quiz, written by a job. Raises `SittingMoved` while one is asking."""
    require(actor, Perm.SITTING_HOST, sitting)
    return _moved(actor, sitting.pk, Act.END, sitting.version)


@transaction.atomic
def close_by_time(*, sitting: str, version: int) -> LiveSitting:
    """Close the question whose time and grace are over: the program's own act. Raises `SittingMoved`."""
    return _moved(None, uuid.UUID(sitting), Act.CLOSE, version)


def _moved(actor: User | None, pk: uuid.UUID, act: Act, version: int) -> LiveSitting:
    rows = LiveSitting.objects.select_for_update(of=("self",), no_key=True).select_related(
        "quiz", "organisation"
    )
    sitting, now = rows.get(pk=pk), clock.now()
    if sitting.version != version:
        raise SittingMoved
    questions = list(sitting.quiz.quiz_questions.values_list("pk", flat=True))
    try:
        after = advance(
            sitting.state,
            act,
            now=milliseconds(now) or 0,
            questions=len(questions),
            seconds=sitting.seconds,
        )
    except NotNow as error:
        raise SittingMoved from error
    latest = sitting.rounds.filter(number=sitting.round_number)
    if act in (Act.CLOSE, Act.SKIP, Act.AGAIN, Act.END):
        latest.filter(closed_at=None).update(closed_at=now)
    if act is Act.SKIP:
        latest.update(skipped=True)
    if act is Act.OPEN:
        latest.update(opened_at=now)
    if act in (Act.SEAL, Act.AGAIN):
        LiveRound.objects.create(
            sitting=sitting,
            number=after.round,
            quiz_question_id=questions[after.position - 1],
            key=sealing.new_key(),
            nonce=sealing.new_nonce(),
            replaces=latest.first() if act is Act.AGAIN else None,
        )
    if act is Act.END:
        _end(sitting, now)
    sitting.take(after)
    sitting.save()
    audit.record(
        actor,
        f"sitting_{act}",
        sitting,
        organisation=sitting.organisation,
        round=after.round,
        question=after.position,
    )
    return sitting


def _end(sitting: LiveSitting, now: dt.datetime) -> None:
    """From now on the quiz counts as closed: key and explanations may be seen everywhere."""
    sitting.ended_at = now
    opened = sitting.quiz.opens_at
    Quiz.objects.filter(pk=sitting.quiz_id).update(
        held_at=now, closes_at=max(now, opened + dt.timedelta(seconds=1))
    )
    enqueue(write_results_of, str(sitting.pk))
