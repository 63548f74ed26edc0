"""Who holds which answer card; the cards as they are printed."""

import uuid
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import clock
from chuyende.foundation.core.errors import NotAllowed
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import AnyUser
from chuyende.foundation.organisation.queries import members_on

from .. import rules
from ..engine.cards import Card, cards_pdf
from ..models import AnswerCard, LiveAnswer, LiveSitting


@dataclass(frozen=True)
class Holder:
    """A card in force, its holder, and whether an answer of theirs is stored in the round that was asked about."""

    number: int
    name: str
    has_answered: bool


def organisations_with_answer_cards(user: AnyUser) -> QuerySet[Organisation]:
    """Those for whose sittings `user` may give answer cards."""
    return rules.GIVE_ANSWER_CARD.filter(Organisation.objects.filter(until=None), user)


def answer_cards_of(organisation: Organisation) -> QuerySet[AnswerCard]:
    """The cards in force, by number."""
    cards = AnswerCard.objects.filter(organisation=organisation, taken_back_at=None)
    return cards.select_related("member", "organisation").order_by("number")


def answer_cards_to_take_back(user: AnyUser) -> QuerySet[AnswerCard]:
    """The cards that `user` may take back."""
    cards = AnswerCard.objects.select_related("member", "organisation")
    return rules.TAKE_ANSWER_CARD_BACK.filter(cards, user)


def members_without_answer_card(organisation: Organisation) -> QuerySet[Member]:
    """Today's members who hold none here, by given name."""
    today = members_on(organisation, clock.today()).values("member")
    holders = answer_cards_of(organisation).values("member")
    return Member.objects.filter(pk__in=today).exclude(pk__in=holders).order_by("sort_key")


def answer_cards_file(organisation: Organisation) -> bytes:
    """The cards in force as a PDF, two to an A4 page. Raises ValueError where there is none."""
    cards = [Card(card.number, str(card.member)) for card in answer_cards_of(organisation)]
    return cards_pdf(
        cards,
        title=_("Answer card · %(cell)s") % {"cell": organisation.name},
        instruction=_(
            "Turn the card so that the letter of your answer is at the top, and hold it up facing the front. Do not "
            "cover the black square with your hand."
        ),
        fonts=settings.PAPER_FONTS,
    )


def holders_for_host(sitting: str, actor: str, round: str | None) -> list[Holder]:
    """Who holds which card in a sitting, for the remote of the account `actor`. Raises `NotAllowed`."""
    user = User.objects.filter(pk=actor, is_active=True).first()
    held = rules.HOST.filter(LiveSitting.objects.select_related("organisation"), user) if user else None
    found = held.filter(pk=uuid.UUID(sitting)).first() if held is not None else None
    if found is None:
        raise NotAllowed(Perm.SITTING_HOST)
    answered = _answered(round) if round else set()
    return [
        Holder(card.number, str(card.member), card.member_id in answered)
        for card in answer_cards_of(found.organisation)
    ]


def _answered(round: str) -> set[object]:
    """Members whose seat, or whose team's, has an answer in a round."""
    given = LiveAnswer.objects.filter(round=uuid.UUID(round)).order_by()
    alone = given.filter(seat__team=None).values_list("seat__member", flat=True)
    teams = given.filter(~Q(seat__team=None)).values_list("seat__team__members", flat=True)
    return {*alone, *teams}
