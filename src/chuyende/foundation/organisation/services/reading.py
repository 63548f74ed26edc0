"""Notes of who looked at personal data: the people themselves may read them."""

import datetime as dt
from typing import Final

from django.db import transaction

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import clock
from chuyende.foundation.core.audit import record
from chuyende.foundation.core.models import AuditEntry
from chuyende.foundation.organisation.models import Member, Organisation, RosterImport
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.foundation.organisation.queries import home_of

#: looking again within this time is one look
ONE_LOOK: Final = dt.timedelta(hours=1)


@transaction.atomic
def record_member_read(*, actor: User, member: Member) -> None:
    """Note that somebody looked at another person's details: once an hour for the same pair."""
    require(actor, Perm.MEMBER_VIEW_DETAILS, member)
    if member.user_id is not None and member.user_id == actor.pk:
        return
    lately = AuditEntry.objects.filter(
        verb="member_read",
        subject_type=Member._meta.label_lower,
        subject_id=member.pk,
        actor=actor.pk,
        at__gt=clock.now() - ONE_LOOK,
    )
    if not lately.exists():
        record(actor, "member_read", member, organisation=home_of(member), about=member.user)


@transaction.atomic
def record_members_exported(*, actor: User, organisation: Organisation, members: int) -> None:
    """Note that a list with the details of an organisation's members went out."""
    require(actor, Perm.ORGANISATION_VIEW, organisation)
    record(actor, "members_exported", organisation, organisation=organisation, members=members)


@transaction.atomic
def record_passwords_read(*, actor: User, member: Member) -> None:
    """Note that a one-time password was shown."""
    require(actor, Perm.ACCOUNT_MANAGE, member)
    record(actor, "passwords_read", member, organisation=home_of(member), about=member.user)


@transaction.atomic
def record_roster_passwords_read(*, actor: User, roster: RosterImport) -> None:
    """Note that the one-time passwords of a whole import were shown."""
    require(actor, Perm.ROSTER_IMPORT, roster.organisation)
    record(actor, "passwords_read", roster, organisation=roster.organisation)
