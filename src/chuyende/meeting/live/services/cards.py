"""Members' printed cards for the hall: issued, printed as often as needed, revoked when lost."""

from django.db import transaction

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit, clock
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import reach_of, require
from chuyende.foundation.organisation.queries import members_on

from ..models import SeatCard


@transaction.atomic
def issue_cards(*, actor: User, organisation: Organisation) -> int:
    """Issue a card to each of today's members of the cell who has none in force; return how many."""
    require(actor, Perm.SEAT_CARD_ISSUE, organisation)
    have = SeatCard.objects.filter(revoked_at=None).values("member")
    lacking = members_on(organisation, clock.today()).exclude(member__in=have)
    issuer = reach_of(actor).member
    cards = SeatCard.objects.bulk_create(
        SeatCard(member=row.member, organisation=organisation, issued_at=clock.now(), issued_by=issuer)
        for row in lacking
    )
    if cards:
        audit.record(actor, "seat_cards_issued", organisation, organisation=organisation, cards=len(cards))
    return len(cards)


@transaction.atomic
def revoke_card(*, actor: User, card: SeatCard) -> None:
    """Let a card open no seat any more; revoked before, it stays as it was."""
    require(actor, Perm.SEAT_CARD_REVOKE, card)
    card = (
        SeatCard.objects.select_for_update(of=("self",), no_key=True)
        .select_related("organisation", "member__user")
        .get(pk=card.pk)
    )
    if card.revoked_at:
        return
    card.revoked_at = clock.now()
    card.save(update_fields=["revoked_at", "updated_at"])
    audit.record(actor, "seat_card_revoked", card, organisation=card.organisation, about=card.member.user)
