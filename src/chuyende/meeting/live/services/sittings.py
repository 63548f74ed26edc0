"""Opening a quiz in the hall, and the tickets to it."""

import datetime as dt
import secrets
import uuid

from django.db import transaction

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit, clock
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import reach_of, require
from chuyende.meeting.quizzes.models import Quiz

from ..engine.tickets import Role, Ticket, issued
from ..errors import QuizHeld, QuizNotForTheHall, SecondsOutOfBounds, SittingRuns, SpeedWithoutTime
from ..models import CODE_DIGITS, LiveSeat, LiveSitting, milliseconds
from ..signing import ticket_key

FEWEST_SECONDS, MOST_SECONDS = 5, 600
TICKET_LASTS = dt.timedelta(hours=24)


@transaction.atomic
def create_sitting(
    *,
    actor: User,
    quiz: Quiz,
    seconds: int | None = 30,
    speed_counts: bool = False,
    team_mode: bool = False,
    id: uuid.UUID | None = None,  # the record's id, made with the form
) -> LiveSitting:
    """Open a published quiz of the hall: people may come in. `seconds` for each question, None without a limit.

    Raises `QuizNotForTheHall`, `QuizHeld`, `SittingRuns`, `SecondsOutOfBounds`, `SpeedWithoutTime`; the same `id`
    twice is one sitting.
    """
    require(actor, Perm.SITTING_CREATE, quiz)
    pk = id or new_id()
    quiz = (
        Quiz.objects.select_for_update(of=("self",), no_key=True)
        .select_related("organisation")
        .get(pk=quiz.pk)
    )
    if known := LiveSitting.objects.filter(pk=pk, quiz=quiz).first():
        return known
    if not (quiz.is_published and quiz.is_of_the_hall):
        raise QuizNotForTheHall
    if quiz.held_at:
        raise QuizHeld
    if quiz.sittings.filter(ended_at=None).exists():
        raise SittingRuns
    if seconds is not None and not FEWEST_SECONDS <= seconds <= MOST_SECONDS:
        raise SecondsOutOfBounds
    if speed_counts and seconds is None:
        raise SpeedWithoutTime
    host = reach_of(actor).member
    assert host is not None  # who keeps the quizzes of a cell is a member
    sitting = LiveSitting.objects.create(
        pk=pk,
        quiz=quiz,
        organisation=quiz.organisation,
        code=_free_code(),
        host=host,
        seconds=seconds,
        speed_counts=speed_counts,
        team_mode=team_mode,
        started_at=clock.now(),
    )
    audit.record(
        actor,
        "sitting_created",
        sitting,
        organisation=sitting.organisation,
        seconds=seconds,
        speed_counts=speed_counts,
        team_mode=team_mode,
    )
    return sitting


def host_ticket(*, actor: User, sitting: LiveSitting) -> str:
    """The ticket of a remote; each act asks again whether its bearer may."""
    require(actor, Perm.SITTING_HOST, sitting)
    return _ticket(sitting, Role.HOST, str(actor.pk))


def screen_ticket(*, actor: User, sitting: LiveSitting) -> str:
    """The ticket of the projector's page, which sees and does nothing."""
    require(actor, Perm.SITTING_HOST, sitting)
    return _ticket(sitting, Role.SCREEN, "")


def seat_ticket(seat: LiveSeat) -> str:
    """The ticket of a seat, for the page of the one who has just shown that it is theirs."""
    return _ticket(seat.sitting, Role.SEAT, str(seat.pk))


def _ticket(sitting: LiveSitting, role: Role, bearer: str) -> str:
    ends = milliseconds(clock.now() + TICKET_LASTS)
    assert ends is not None  # a moment has its milliseconds
    return issued(Ticket(str(sitting.pk), role, bearer, ends), ticket_key())


def _free_code() -> str:
    taken = set(LiveSitting.objects.filter(ended_at=None).values_list("code", flat=True))
    while (code := str(secrets.randbelow(10**CODE_DIGITS)).zfill(CODE_DIGITS)) in taken:
        continue
    return code
