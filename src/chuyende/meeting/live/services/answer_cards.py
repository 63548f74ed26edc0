"""Printed answer cards of members without a phone: given with a number, taken back."""

import uuid
from collections.abc import Sequence

from django.db import transaction

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit, clock
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import reach_of, require
from chuyende.foundation.organisation.queries import members_on

from ..engine.cards import MOST_CARDS
from ..errors import AnswerCardHeld, AnswerCardsUsedUp, AnswerCardUnknown, HasAnswerCard, NotOfTheCell
from ..models import AnswerCard


@transaction.atomic
def give_answer_card(
    *, actor: User, organisation: Organisation, member: Member, number: int | None = None
) -> AnswerCard:
    """Give a member the card of a number, or of the lowest that is free.

    Raises `NotOfTheCell`, `HasAnswerCard`, `AnswerCardUnknown`, `AnswerCardHeld`, `AnswerCardsUsedUp`.
    """
    require(actor, Perm.ANSWER_CARD_GIVE, organisation)
    held = _held(organisation)
    if member.pk not in _today(organisation):
        raise NotOfTheCell
    if member.pk in held.values():
        raise HasAnswerCard
    if number is None:
        (number,) = _free(held, 1)
    if not 1 <= number <= MOST_CARDS:
        raise AnswerCardUnknown
    if number in held:
        raise AnswerCardHeld
    return _given(actor, organisation, member, number)


@transaction.atomic
def give_answer_cards(*, actor: User, organisation: Organisation) -> int:
    """Give a card to each of today's members who holds none; return how many. Raises `AnswerCardsUsedUp`: none."""
    require(actor, Perm.ANSWER_CARD_GIVE, organisation)
    held = _held(organisation)
    lacking = members_on(organisation, clock.today()).exclude(member__in=held.values())
    members = [row.member for row in lacking]
    for member, number in zip(members, _free(held, len(members)), strict=True):
        _given(actor, organisation, member, number)
    return len(members)


@transaction.atomic
def take_answer_card_back(*, actor: User, card: AnswerCard) -> None:
    """Let a number be free again; taken back before, it stays as it was. Answers given by it stay."""
    require(actor, Perm.ANSWER_CARD_TAKE_BACK, card)
    card = (
        AnswerCard.objects.select_for_update(of=("self",), no_key=True)
        .select_related("organisation", "member__user")
        .get(pk=card.pk)
    )
    if card.taken_back_at:
        return
    card.taken_back_at = clock.now()
    card.save(update_fields=["taken_back_at", "updated_at"])
    audit.record(
        actor,
        "answer_card_taken_back",
        card,
        organisation=card.organisation,
        about=card.member.user,
        number=card.number,
    )


def _given(actor: User, organisation: Organisation, member: Member, number: int) -> AnswerCard:
    card = AnswerCard.objects.create(
        organisation=organisation,
        member=member,
        number=number,
        given_at=clock.now(),
        given_by=reach_of(actor).member,
    )
    audit.record(
        actor, "answer_card_given", card, organisation=organisation, about=member.user, number=number
    )
    return card


def _held(organisation: Organisation) -> dict[int, uuid.UUID]:
    """Who holds which number. The organisation is locked: of two who give at once, one waits."""
    Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=organisation.pk)
    cards = AnswerCard.objects.filter(organisation=organisation, taken_back_at=None)
    return dict(cards.values_list("number", "member"))


def _free(held: dict[int, uuid.UUID], count: int) -> Sequence[int]:
    free = [number for number in range(1, MOST_CARDS + 1) if number not in held][:count]
    if len(free) < count:
        raise AnswerCardsUsedUp
    return free


def _today(organisation: Organisation) -> set[uuid.UUID]:
    return set(members_on(organisation, clock.today()).values_list("member", flat=True))
