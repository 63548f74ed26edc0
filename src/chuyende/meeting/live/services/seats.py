"""Seats: a member's, by sign-in or by card, or that of a team."""

from collections.abc import Sequence

from django.db import transaction

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit, clock
from chuyende.foundation.core.errors import NotAllowed
from chuyende.foundation.organisation.enums import MembershipStatus
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import reach_of, require
from chuyende.foundation.organisation.queries import members_on, membership_on

from ..errors import (
    CardRevoked,
    InAnotherTeam,
    NoSeatWhileSuspended,
    NoTeamsHere,
    NotOfTheCell,
    SittingOver,
    TeamAfterStart,
    TeamNameMissing,
    TeamNameTaken,
)
from ..models import LiveSeat, LiveSitting, LiveTeam, SeatCard


@transaction.atomic
def take_seat(*, actor: User, sitting: LiveSitting) -> LiveSeat:
    """The actor's seat in a running sitting, or that of their team; taken before, it is the same one.

    Raises `SittingOver`, `NoSeatWhileSuspended`.
    """
    require(actor, Perm.SITTING_JOIN, sitting)
    member = reach_of(actor).member
    assert member is not None  # who belongs to the cell is a member
    return seat_of(member, sitting, actor)


@transaction.atomic
def take_seat_by_card(*, card: SeatCard, sitting: LiveSitting) -> LiveSeat:
    """The seat of a card's member in a running sitting of their own cell: the card stands for the sign-in.

    Raises `CardRevoked`, `NotAllowed` in another cell, and what `take_seat` raises.
    """
    card = (
        SeatCard.objects.select_for_update(of=("self",), no_key=True)
        .select_related("member__user")
        .get(pk=card.pk)
    )
    if card.revoked_at:
        raise CardRevoked
    return seat_of(card.member, sitting, card.member.user)


@transaction.atomic
def make_team(*, actor: User, sitting: LiveSitting, name: str, members: Sequence[Member]) -> LiveTeam:
    """Let `members` answer together on one phone, before the first question.

    Raises `NoTeamsHere`, `TeamAfterStart`, `TeamNameMissing`, `TeamNameTaken`, `NotOfTheCell`, `InAnotherTeam`.
    """
    require(actor, Perm.SITTING_HOST, sitting)
    sitting, name = _before_start(sitting), name.strip()
    if not name or not members:
        raise TeamNameMissing
    if sitting.teams.filter(name=name).exists():
        raise TeamNameTaken
    today = set(members_on(sitting.organisation, clock.today()).values_list("member", flat=True))
    if not {member.pk for member in members} <= today:
        raise NotOfTheCell
    elsewhere = Member.objects.filter(live_teams__sitting=sitting) | Member.objects.filter(
        live_seats__sitting=sitting
    )
    if elsewhere.filter(pk__in=[member.pk for member in members]).exists():
        raise InAnotherTeam
    team = LiveTeam.objects.create(sitting=sitting, name=name)
    team.members.set(members)
    audit.record(actor, "team_made", team, organisation=sitting.organisation, members=len(members))
    return team


@transaction.atomic
def remove_team(*, actor: User, team: LiveTeam) -> None:
    """Take a team back before the first question. Raises `TeamAfterStart`, also when it has taken its seat."""
    require(actor, Perm.SITTING_HOST, team.sitting)
    sitting = _before_start(team.sitting)
    if team.seats.exists():
        raise TeamAfterStart
    audit.record(actor, "team_removed", team, organisation=sitting.organisation)
    team.delete()


def seat_of(member: Member, sitting: LiveSitting, actor: User | None) -> LiveSeat:
    """The seat of a member, or of their team, taken by `actor` for them where there is none; inside a transaction.

    Raises `SittingOver`, `NotAllowed` for who does not belong to the cell, `NoSeatWhileSuspended`.
    """
    sitting = LiveSitting.objects.select_related("organisation").get(pk=sitting.pk)
    team = sitting.teams.filter(members=member).first() if sitting.team_mode else None
    whose = {"team": team} if team else {"member": member}
    if taken := LiveSeat.objects.select_related("sitting").filter(sitting=sitting, **whose).first():
        return taken
    if not sitting.is_running:
        raise SittingOver
    membership = membership_on(member, clock.today())
    if membership is None or not _is_under(membership.organisation, sitting.organisation):
        raise NotAllowed(Perm.SITTING_JOIN)
    if membership.status == MembershipStatus.SUSPENDED:
        raise NoSeatWhileSuspended
    seat, created = LiveSeat.objects.get_or_create(sitting=sitting, **whose, defaults={"member": member})
    if created:
        audit.record(actor, "seat_taken", seat, organisation=sitting.organisation, about=member.user)
    return seat


def _is_under(cell: Organisation, node: Organisation) -> bool:
    """Whether a cell is the node itself or under it: a contest is held for several cells."""
    return bool(cell.path.startswith(node.path))


def _before_start(sitting: LiveSitting) -> LiveSitting:
    sitting = (
        LiveSitting.objects.select_for_update(of=("self",), no_key=True)
        .select_related("organisation")
        .get(pk=sitting.pk)
    )
    if not sitting.team_mode:
        raise NoTeamsHere
    if sitting.round_number or not sitting.is_running:
        raise TeamAfterStart
    return sitting
