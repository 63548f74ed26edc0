"""Which sittings somebody sees, holds, joins; cards and pictures of the hall."""

import uuid
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from chuyende.foundation.core import clock
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.foundation.organisation.policy import AnyUser
from chuyende.foundation.organisation.queries import members_on, membership_on, path_upwards
from chuyende.meeting.questions.models import QuestionFile

from .. import rules
from ..models import LiveSeat, LiveSitting, SeatCard
from ..signing import card_code, card_in, is_file_code


def _sittings() -> QuerySet[LiveSitting]:
    return LiveSitting.objects.select_related("quiz__meeting", "organisation", "host")


def sittings_visible_to(user: AnyUser) -> QuerySet[LiveSitting]:
    return rules.VIEW.filter(_sittings(), user)


def sittings_to_host(user: AnyUser) -> QuerySet[LiveSitting]:
    """Those that `user` may hold."""
    return rules.HOST.filter(_sittings(), user)


def sittings_to_join(user: AnyUser) -> QuerySet[LiveSitting]:
    """Those in which `user` may sit; one that is over shows its end."""
    return rules.JOIN.filter(_sittings(), user)


def sitting_by_code(user: AnyUser, code: str) -> LiveSitting | None:
    """The running sitting with this code, if `user` may sit in it."""
    digits = "".join(letter for letter in code if letter.isdecimal())
    return sittings_to_join(user).filter(ended_at=None, code=digits).first()


def running_sitting_of(member: Member) -> LiveSitting | None:
    """The running sitting of the member's own cell, or of a node above it; of several the latest begun."""
    membership = membership_on(member, clock.today())
    if membership is None:
        return None
    way = path_upwards(membership.organisation)
    return _sittings().filter(ended_at=None, organisation__path__in=way).order_by("-started_at").first()


def seats_with_times(sitting: LiveSitting) -> QuerySet[LiveSeat]:
    """Who sat there, with `answered`, how many answers, and `corrected`, how many of their times were corrected."""
    seats = sitting.seats.filter(joined_at__isnull=False).select_related("member", "team")
    return seats.annotate(
        answered=Count("answers"), corrected=Count("answers", filter=Q(answers__corrected=True))
    ).order_by("member__sort_key")


def members_for_a_team(sitting: LiveSitting) -> QuerySet[Member]:
    """Today's members who are in no team of the sitting and have no seat."""
    today = members_on(sitting.organisation, clock.today()).values("member")
    elsewhere = Q(live_teams__sitting=sitting) | Q(live_seats__sitting=sitting)
    return Member.objects.filter(pk__in=today).exclude(elsewhere)


@dataclass(frozen=True)
class MemberCard:
    """A member and their card in force, with what its QR code says; neither where none was issued."""

    member: Member
    card: SeatCard | None

    @property
    def code(self) -> str:
        return card_code(self.card.pk) if self.card else ""


def member_cards(organisation: Organisation) -> list[MemberCard]:
    """Today's members of a cell, each with the card in force."""
    members = [row.member for row in members_on(organisation, clock.today())]
    cards = {
        card.member_id: card
        for card in SeatCard.objects.filter(revoked_at=None, member__in=members).select_related(
            "organisation"
        )
    }
    return [MemberCard(member, cards.get(member.pk)) for member in members]


def cells_with_cards(user: AnyUser) -> QuerySet[Organisation]:
    """The cells for whose members `user` may issue cards."""
    return rules.ISSUE_CARDS.filter(Organisation.objects.filter(until=None), user)


def seat_cards_to_revoke(user: AnyUser) -> QuerySet[SeatCard]:
    """The cards that `user` may revoke."""
    return rules.REVOKE_CARD.filter(SeatCard.objects.select_related("member", "organisation"), user)


def card_of_code(code: str) -> SeatCard | None:
    """The card whose QR code says `code`, revoked or not."""
    card = card_in(code)
    return SeatCard.objects.select_related("member__user").filter(pk=card).first() if card else None


def file_of(sitting: uuid.UUID, file: uuid.UUID, code: str) -> QuestionFile | None:
    """A picture or sound of a sitting's question, for whoever was sent its address with the question."""
    if not is_file_code(code, str(sitting), str(file)):
        return None
    return QuestionFile.objects.filter(pk=file).first()
