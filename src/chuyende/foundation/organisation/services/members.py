"""Members: admitted, changed, moved, leaving. Dated facts are ended, never overwritten."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import clock
from chuyende.foundation.core.audit import record
from chuyende.foundation.core.vietnamese import normalise
from chuyende.foundation.organisation.enums import EndReason, MembershipStatus, OrganisationKind
from chuyende.foundation.organisation.errors import DaysOutOfOrder, MembershipsOverlap, OrganisationNotOpen
from chuyende.foundation.organisation.events import member_admitted, member_left
from chuyende.foundation.organisation.models import Member, Membership, Organisation, Position
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.foundation.organisation.queries import home_of

from .days import ONE_DAY, memberships_apart, require_free, require_membership, require_open, written
from .person import checked_details, require_new_person


@transaction.atomic
def admit_member(
    *,
    actor: User,
    organisation: Organisation,
    full_name: str,
    status: MembershipStatus | str,
    since: dt.date,
    decision: str = "",
    id: uuid.UUID | None = None,
    **details: Any,
) -> Member:
    """Take a new person into a cell from the day `since`. `details`: any of `DETAILS`.

    With an `id` that exists already (a form sent twice) nothing is written again.
    Raises `OrganisationNotOpen`, `DatesImpossible`, `MemberKnown`.
    """
    require(actor, Perm.MEMBER_ADMIT, organisation)
    if id is not None and (known := Member.objects.filter(pk=id).first()):
        return known
    _require_cell(organisation)
    require_open(organisation, since)
    full_name = normalise(full_name)
    checked_details(details)
    require_new_person(full_name, details.get("birth_date"))
    person = {"pk": id} if id else {}
    member = Member(**person, full_name=full_name, **details)
    member.save(force_insert=True)
    Membership.objects.create(
        member=member, organisation=organisation, status=status, since=since, decision=decision
    )
    record(actor, "member_admitted", member, organisation=organisation, since=since, status=status)
    member_admitted.send(sender=Member, member=member, organisation=organisation, actor=actor)
    return member


@transaction.atomic
def readmit_member(
    *,
    actor: User,
    member: Member,
    organisation: Organisation,
    status: MembershipStatus | str,
    since: dt.date,
    decision: str = "",
) -> Membership:
    """Take somebody whom the system knows, and who belongs to no cell now, into a cell.

    Raises `MembershipsOverlap`, `OrganisationNotOpen`.
    """
    require(actor, Perm.MEMBER_ADMIT, organisation)
    _require_cell(organisation)
    require_open(organisation, since)
    require_free(member, since)
    with memberships_apart(member):
        membership = Membership.objects.create(
            member=member, organisation=organisation, status=status, since=since, decision=decision
        )
    record(
        actor,
        "member_admitted",
        member,
        organisation=organisation,
        about=member.user,
        since=since,
        status=status,
    )
    member_admitted.send(sender=Member, member=member, organisation=organisation, actor=actor)
    return membership


@transaction.atomic
def change_member(*, actor: User, member: Member, full_name: str, **details: Any) -> Member:
    """Correct what is kept about a member. The log keeps what was there before. Raises `DatesImpossible`."""
    require(actor, Perm.MEMBER_CHANGE, member)
    wanted = {"full_name": normalise(full_name), **checked_details(details, member)}
    before = {name: getattr(member, name) for name in wanted}
    changed = {name: value for name, value in wanted.items() if before[name] != value}
    if not changed:
        return member
    for name, value in changed.items():
        setattr(member, name, value)
    member.save()
    record(
        actor,
        "member_changed",
        member,
        organisation=home_of(member),
        about=member.user,
        before={name: before[name] for name in changed},
        after=changed,
    )
    return member


@transaction.atomic
def change_status(
    *, actor: User, member: Member, status: MembershipStatus | str, since: dt.date, decision: str = ""
) -> Membership:
    """Give the member another status in the same cell from the day `since`.

    The membership before ends the day before; on its own first day it is corrected instead.
    Raises `NotAMember`.
    """
    require(actor, Perm.MEMBER_CHANGE, member)
    current = require_membership(member, since)
    if current.status == status:
        return current
    before = current.status
    if current.since == since:
        current.status, current.decision = MembershipStatus(status), decision or current.decision
        current.save()
        after = current
    else:
        after = _follow(current, since, EndReason.STATUS_CHANGED, current.organisation, status, decision)
    if (
        before == MembershipStatus.PROBATIONARY
        and status == MembershipStatus.OFFICIAL
        and member.official_on is None
    ):
        member.official_on = since
        member.save()
    record(
        actor,
        "member_status_changed",
        member,
        organisation=current.organisation,
        about=member.user,
        since=since,
        before=before,
        after=status,
        decision=decision,
    )
    return after


@transaction.atomic
def move_member(
    *, actor: User, member: Member, to: Organisation, since: dt.date, decision: str = ""
) -> Membership:
    """Move the member to another cell from the day `since`; positions in the cell left end the day before.

    Raises `NotAMember`, `OrganisationNotOpen`.
    """
    require(actor, Perm.MEMBER_CHANGE, member)
    require(actor, Perm.MEMBER_ADMIT, to)
    _require_cell(to)
    require_open(to, since)
    current = require_membership(member, since)
    if current.organisation_id == to.pk:
        return current
    if current.since == since:
        raise DaysOutOfOrder(
            _("%(name)s came to %(cell)s only on %(day)s. Choose a later day.")
            % {"name": member, "cell": current.organisation, "day": written(since)},
            field="since",
        )
    after = _follow(current, since, EndReason.MOVED, to, current.status, decision)
    _end_positions(member, since - ONE_DAY, organisation=current.organisation)
    record(
        actor,
        "member_moved",
        member,
        organisation=to,
        about=member.user,
        since=since,
        before=str(current.organisation),
        after=str(to),
        decision=decision,
    )
    member_left.send(sender=Member, member=member, membership=current, actor=actor)
    member_admitted.send(sender=Member, member=member, organisation=to, actor=actor)
    return after


@transaction.atomic
def transfer_member(
    *,
    actor: User,
    member: Member,
    on: dt.date,
    reason: EndReason | str = EndReason.TRANSFERRED,
    decision: str = "",
) -> Membership:
    """End the membership with the last day `on`: transferred away, removed, expelled, left, deceased.

    Every position ends with it. Raises `NotAMember`, `MembershipsOverlap` when a later membership is entered.
    """
    require(actor, Perm.MEMBER_CHANGE, member)
    current = require_membership(member, on)
    if Membership.objects.filter(member=member, since__gt=on).exists():
        raise MembershipsOverlap(
            _("A later membership of %(name)s is entered already. Look at the history first.")
            % {"name": member},
            field="since",
        )
    current.until, current.end_reason = on, EndReason(reason)
    current.decision = decision or current.decision
    current.save()
    _end_positions(member, on)
    record(
        actor,
        "member_left",
        member,
        organisation=current.organisation,
        about=member.user,
        on=on,
        reason=reason,
        decision=decision,
    )
    member_left.send(sender=Member, member=member, membership=current, actor=actor)
    return current


def _follow(
    current: Membership,
    since: dt.date,
    reason: EndReason,
    organisation: Organisation,
    status: MembershipStatus | str,
    decision: str,
) -> Membership:
    last_day = current.until
    with memberships_apart(current.member):
        current.until, current.end_reason = since - ONE_DAY, reason
        current.save()
        return Membership.objects.create(
            member=current.member,
            organisation=organisation,
            status=status,
            since=since,
            until=last_day,
            decision=decision,
        )


def _end_positions(member: Member, last_day: dt.date, organisation: Organisation | None = None) -> None:
    held = Position.objects.filter(member=member).exclude(until__lte=last_day)
    if organisation is not None:
        held = held.filter(organisation=organisation)
    # one that would begin after the end never comes to be
    held.filter(since__gt=last_day).delete()
    held.update(until=last_day, updated_at=clock.now())


def _require_cell(organisation: Organisation) -> None:
    if organisation.kind != OrganisationKind.CELL:
        raise OrganisationNotOpen(
            _("Members belong to cells. Choose a cell of %(name)s.") % {"name": organisation}, field="to"
        )
