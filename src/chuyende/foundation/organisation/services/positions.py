"""Positions: who holds which role at which node, with its days."""

import datetime as dt
import uuid
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core.audit import record
from chuyende.foundation.organisation.enums import Role
from chuyende.foundation.organisation.errors import PositionTaken
from chuyende.foundation.organisation.models import Member, Organisation, Position
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require

from .days import require_open, require_order, written

#: held by one person at a time in one organisation
SINGLE: Final = (Role.SECRETARY,)


@transaction.atomic
def appoint_member(
    *,
    actor: User,
    member: Member,
    organisation: Organisation,
    role: Role | str,
    since: dt.date,
    until: dt.date | None = None,
    title: str = "",
    id: uuid.UUID | None = None,
) -> Position:
    """Give the member a role at the organisation from `since` (to `until`).

    `title` is what papers write («Phó Bí thư Thường trực»); empty means the usual name of the role. With an `id`
    that exists already nothing is written again. Raises `PositionTaken`, `OrganisationNotOpen`, `DaysOutOfOrder`.
    """
    require_appointing(actor, organisation, role)
    if id is not None and (known := Position.objects.filter(pk=id).first()):
        return known
    require_open(organisation, since)
    require_order(since, until)
    # one at a time decides who becomes secretary
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    if taken := _taken(member, organisation, Role(role), since, until):
        raise PositionTaken(
            _("%(name)s has been %(role)s of %(organisation)s since %(day)s. End that position first.")
            % {
                "name": taken.member,
                "role": taken.get_role_display(),
                "organisation": organisation,
                "day": written(taken.since),
            },
            field="role",
        )
    given = {"pk": id} if id else {}
    position = Position(
        **given,
        member=member,
        organisation=organisation,
        role=role,
        since=since,
        until=until,
        title=title or usual_title(Role(role), organisation),
    )
    position.save(force_insert=True)
    record(
        actor,
        "member_appointed",
        position,
        organisation=organisation,
        about=member.user,
        member=str(member),
        role=role,
        since=since,
        until=until,
    )
    return position


@transaction.atomic
def end_position(*, actor: User, position: Position, until: dt.date) -> Position:
    """Let the position end with the day `until`. Raises `DaysOutOfOrder`."""
    require_appointing(actor, position.organisation, position.role)
    require_order(position.since, until)
    position.until = until
    position.save()
    record(
        actor,
        "position_ended",
        position,
        organisation=position.organisation,
        about=position.member.user,
        member=str(position.member),
        role=position.role,
        until=until,
    )
    return position


def require_appointing(actor: User, organisation: Organisation, role: Role | str) -> None:
    """A cell's secretary chooses its minute taker; every other position is given from above."""
    minute_taker = role == Role.MINUTE_TAKER
    require(actor, Perm.MINUTE_TAKER_CHANGE if minute_taker else Perm.POSITION_CHANGE, organisation)


def usual_title(role: Role, organisation: Organisation) -> str:
    """How papers call the holder of `role` there."""
    cell = organisation.kind == "cell"
    titles = {
        Role.SECRETARY: _("Secretary of the cell") if cell else _("Secretary of the Party committee"),
        Role.DEPUTY: _("Deputy secretary of the cell")
        if cell
        else _("Deputy secretary of the Party committee"),
        Role.COMMITTEE_MEMBER: _("Member of the cell's committee")
        if cell
        else _("Member of the Party committee"),
    }
    return titles.get(role, str(role.label).capitalize())


def _taken(
    member: Member, organisation: Organisation, role: Role, since: dt.date, until: dt.date | None
) -> Position | None:
    held = Position.objects.filter(organisation=organisation, role=role).exclude(until__lt=since)
    if until is not None:
        held = held.filter(since__lte=until)
    if role not in SINGLE:
        held = held.filter(Q(member=member))
    return held.select_related("member").first()
