"""Raised answer cards: what the host's camera read becomes answers of their holders' seats."""

import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit, clock
from chuyende.foundation.core.errors import NotAllowed
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require

from ..engine import Given, Seat, Stored
from ..engine.raised import Outcome
from ..errors import NoSeatWhileSuspended, SittingOver
from ..models import AnswerCard, LiveAnswer, LiveSeat, LiveSitting
from .journal import AnswerRow, write_answers
from .seats import seat_of


@dataclass(frozen=True)
class Swept:
    """What became of each card, by number, and the seats that answered with what the database has of them."""

    outcomes: dict[int, Outcome]
    seats: list[Seat]
    stored: dict[str, Stored]


@transaction.atomic
def store_raised(
    *, actor: str, sitting: str, round: str, id: uuid.UUID, given: Mapping[int, Given], at: int
) -> Swept | None:
    """Store the answers of one sweep, by the cards' numbers; None where the round has been closed: nothing is stored.

    `actor` is the account that the remote's ticket names, `id` the frame's: the same frame again finds what it had
    stored. An answer that a seat has already stays. Raises `NotAllowed`.
    """
    user = User.objects.filter(pk=actor, is_active=True).first()
    if user is None:
        raise NotAllowed(Perm.SITTING_HOST)
    held = LiveSitting.objects.select_related("organisation").get(pk=sitting)
    require(user, Perm.SITTING_HOST, held)
    if not held.rounds.filter(pk=round, closed_at=None).exists():
        return None
    seats, outcomes = _seats(user, held, given)
    rows = [_row(round, seat, given[card], id, at) for card, seat in seats.items()]
    stored = {seat: answer for (_round, seat), answer in write_answers(rows).items()}
    if rows and not stored:
        transaction.set_rollback(True)  # closed meanwhile: no seat was taken for it either
        return None
    first_time = [seat.pk for seat in seats.values() if seat.joined_at is None]
    LiveSeat.objects.filter(pk__in=first_time, joined_at=None).update(
        joined_at=clock.now(), joined_round=held.round_number - 1
    )
    mine = set(LiveAnswer.objects.filter(round=uuid.UUID(round), client_id=id).values_list("seat", flat=True))
    outcomes |= {
        card: Outcome.STORED if seat.pk in mine else Outcome.ANSWERED for card, seat in seats.items()
    }
    audit.record(
        user,
        "answer_cards_read",
        held,
        organisation=held.organisation,
        round=held.round_number,
        cards=len(given),
        stored=len(mine),
    )
    return Swept(outcomes, [_seat(seat) for seat in seats.values()], stored)


def _seats(
    user: User, sitting: LiveSitting, cards: Mapping[int, Given]
) -> tuple[dict[int, LiveSeat], dict[int, Outcome]]:
    """The seat of each card's holder, made where there is none; and the cards that have none."""
    in_force = AnswerCard.objects.filter(
        organisation=sitting.organisation, taken_back_at=None, number__in=list(cards)
    ).select_related("member__user")
    holders = {card.number: card.member for card in in_force}
    outcomes = {card: Outcome.NOT_GIVEN for card in cards if card not in holders}
    known = {
        seat.member_id: seat
        for seat in sitting.seats.filter(member__in=holders.values(), team=None).select_related("member")
    }
    seats: dict[int, LiveSeat] = {}
    for card, member in holders.items():
        try:
            seats[card] = known.get(member.pk) or seat_of(member, sitting, user)
        except (NotAllowed, NoSeatWhileSuspended, SittingOver):
            outcomes[card] = Outcome.NOT_SEATED
    often = Counter(seat.pk for seat in seats.values())
    outcomes |= {card: Outcome.SEAT_TWICE for card, seat in seats.items() if often[seat.pk] > 1}
    return {card: seat for card, seat in seats.items() if often[seat.pk] == 1}, outcomes


def _row(round: str, seat: LiveSeat, given: Given, id: uuid.UUID, at: int) -> AnswerRow:
    return AnswerRow(
        round=round,
        seat=str(seat.pk),
        answer=given.answer,
        client_id=id,
        ms=given.ms,
        credited=given.credited,
        is_corrected=given.is_corrected,
        at=at,
    )


def _seat(seat: LiveSeat) -> Seat:
    team = seat.team.name if seat.team else ""
    return Seat(str(seat.pk), team or seat.member.full_name, team)
