"""Accounts of members: made, re-issued, closed; second factors taken back and required."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from chuyende.foundation.accounts import services as accounts
from chuyende.foundation.accounts.models import User
from chuyende.foundation.core.audit import record
from chuyende.foundation.organisation.enums import Role
from chuyende.foundation.organisation.errors import AccountExists, NoAccount
from chuyende.foundation.organisation.models import Member, Organisation, RoleRequirement
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.foundation.organisation.queries import home_of


@transaction.atomic
def create_account(*, actor: User, member: Member) -> User:
    """Let the member sign in with a user name made from the name, and a password that serves once.

    The password is read within the hour with `accounts.queries.one_time_password`. Raises `AccountExists`.
    """
    require(actor, Perm.ACCOUNT_MANAGE, member)
    member = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    if member.user_id is not None:
        raise AccountExists(_("%(name)s can sign in already.") % {"name": member})
    (user,) = open_accounts([member])
    record(actor, "account_created", member, organisation=home_of(member), about=user)
    return user


def open_accounts(members: list[Member]) -> list[User]:
    """Make an account for each of the members, who have none; the caller asked for the permission and records it."""
    taken = set(
        User.objects.filter(email__in=[member.email for member in members if member.email]).values_list(
            "email", flat=True
        )
    )
    users = accounts.open_accounts(
        (member.full_name, "" if member.email in taken else member.email) for member in members
    )
    for member, user in zip(members, users, strict=True):
        member.user = user
    Member.objects.bulk_update(members, ["user"], batch_size=500)
    return users


@transaction.atomic
def reset_password(*, actor: User, member: Member) -> User:
    """Issue another password that serves once, and sign the member out everywhere. Raises `NoAccount`."""
    user = _account(actor, member)
    accounts.issue_one_time_password(user)
    record(actor, "password_reset", member, organisation=home_of(member), about=user)
    return user


@transaction.atomic
def reset_second_factor(*, actor: User, member: Member) -> None:
    """Take back the member's authenticators, as when the phone is lost. Raises `NoAccount`."""
    user = _account(actor, member)
    removed = accounts.remove_second_factors(user)
    record(actor, "second_factor_reset", member, organisation=home_of(member), about=user, removed=removed)


@transaction.atomic
def forbid_account(*, actor: User, member: Member) -> None:
    """Let the member no longer sign in. Raises `NoAccount`."""
    user = _account(actor, member)
    accounts.set_active(user, active=False)
    record(actor, "account_forbidden", member, organisation=home_of(member), about=user)


@transaction.atomic
def allow_account(*, actor: User, member: Member) -> None:
    """Let the member sign in again. Raises `NoAccount`."""
    user = _account(actor, member)
    accounts.set_active(user, active=True)
    record(actor, "account_allowed", member, organisation=home_of(member), about=user)


@transaction.atomic
def set_required_roles(*, actor: User, organisation: Organisation, roles: Iterable[Role | str]) -> None:
    """Say which roles at the organisation and under it need a second factor to sign in."""
    require(actor, Perm.SECOND_FACTOR_REQUIRE, organisation)
    wanted = {Role(role) for role in roles}
    kept = RoleRequirement.objects.filter(organisation=organisation)
    before = {Role(role) for role in kept.values_list("role", flat=True)}
    if wanted == before:
        return
    kept.exclude(role__in=wanted).delete()
    RoleRequirement.objects.bulk_create(
        RoleRequirement(organisation=organisation, role=role) for role in sorted(wanted - before)
    )
    record(
        actor,
        "second_factor_required",
        organisation,
        organisation=organisation,
        before=sorted(before),
        after=sorted(wanted),
    )


def _account(actor: User, member: Member) -> User:
    require(actor, Perm.ACCOUNT_MANAGE, member)
    if member.user is None:
        raise NoAccount(_("%(name)s cannot sign in yet. Make an account first.") % {"name": member})
    return member.user
