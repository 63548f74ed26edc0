"""Opening accounts, issuing passwords, taking back second factors.

These stand under the organisation and know no roles: the organisation's services ask for the permission.
"""

import datetime as dt
from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from chuyende.foundation.core import clock, vietnamese
from chuyende.foundation.core.audit import record
from chuyende.foundation.core.errors import NotAllowed
from chuyende.foundation.core.ids import new_id

from .models import User
from .one_time import OneTimePasswordHasher, password_issued_to


def usernames_for(names: Iterable[str]) -> list[str]:
    """Return a free user name for each full name: «Nguyễn Văn An» is nguyen-van-an, the next one nguyen-van-an-2."""
    taken = set(User.objects.values_list("username", flat=True))
    chosen = []
    for name in names:
        words = "".join(c if c.isalnum() else " " for c in vietnamese.fold(name)).split()
        base = "-".join(words)[:140] or "dang-vien"
        username, number = base, 1
        while username in taken:
            number += 1
            username = f"{base}-{number}"
        taken.add(username)
        chosen.append(username)
    return chosen


@transaction.atomic
def open_accounts(people: Iterable[tuple[str, str]]) -> list[User]:
    """Make an account for each (full name, e-mail address), with a one-time password issued now."""
    people, at, hasher = list(people), clock.now(), OneTimePasswordHasher()
    users = [
        User(id=new_id(), username=username, full_name=name, email=email, one_time_password_at=at)
        for username, (name, email) in zip(
            usernames_for(name for name, _email in people), people, strict=True
        )
    ]
    for user in users:
        user.password = hasher.hashed(password_issued_to(user.pk, at))
    return User.objects.bulk_create(users, batch_size=500)


@transaction.atomic
def issue_one_time_password(user: User) -> dt.datetime:
    """Replace the password by one that serves once, and end every session of the account."""
    user.one_time_password_at = clock.now()
    user.password = OneTimePasswordHasher().hashed(password_issued_to(user.pk, user.one_time_password_at))
    user.save(update_fields=["password", "one_time_password_at"])
    end_sessions(user)
    return user.one_time_password_at


def own_password_chosen(user: User) -> None:
    """The person has chosen a password: the issued one is forgotten."""
    if user.one_time_password_at is not None:
        user.one_time_password_at = None
        user.save(update_fields=["one_time_password_at"])


@transaction.atomic
def remove_second_factors(user: User) -> int:
    """Take back every authenticator and recovery code, as when the phone is lost; return how many."""
    count, _kinds = Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    return count


@transaction.atomic
def set_active(user: User, *, active: bool) -> None:
    """Let the account sign in or not; an account that may not is signed out everywhere."""
    user.is_active = active
    user.save(update_fields=["is_active"])
    if not active:
        end_sessions(user)


def end_sessions(user: User) -> None:
    """Sign the account out everywhere."""
    for session in UserSession.objects.filter(user=user):
        session.end()


@transaction.atomic
def end_session(*, actor: User, session: UserSession) -> None:
    """Sign one's own account out on one device."""
    if session.user_id != actor.pk:
        raise NotAllowed("accounts.session_end")
    session.end()
    record(actor, "session_ended", actor, about=actor, device=session.user_agent)
