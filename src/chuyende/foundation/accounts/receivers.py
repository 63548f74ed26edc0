"""What the sign-in library tells us, written into the log of acts."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.db import transaction
from django.dispatch import receiver

from chuyende.foundation.core.audit import record

from . import services
from .models import User


@receiver(
    [account.password_changed, account.password_set, account.password_reset], dispatch_uid="own_password"
)
@transaction.atomic
def note_own_password(sender: Any, user: User, **_kwargs: Any) -> None:
    services.own_password_chosen(user)
    record(user, "own_password_chosen", user, about=user)


@receiver(mfa.authenticator_added, dispatch_uid="second_factor_added")
@transaction.atomic
def note_second_factor(sender: Any, user: User, authenticator: Any, **_kwargs: Any) -> None:
    record(user, "second_factor_added", user, about=user, kind=authenticator.type)


@receiver(mfa.authenticator_removed, dispatch_uid="second_factor_removed")
@transaction.atomic
def note_no_second_factor(sender: Any, user: User, authenticator: Any, **_kwargs: Any) -> None:
    record(user, "second_factor_removed", user, about=user, kind=authenticator.type)


@receiver(account.email_changed, dispatch_uid="email_changed")
@transaction.atomic
def note_email(sender: Any, user: User, **_kwargs: Any) -> None:
    record(user, "own_email_changed", user, about=user)
