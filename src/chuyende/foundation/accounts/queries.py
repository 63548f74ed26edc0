"""What one can ask about accounts."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from chuyende.foundation.core import clock

from .models import User
from .one_time import SHOWN_FOR, password_issued_to


def one_time_password(user: User) -> str | None:
    """Return the password that was issued to the account within the last hour and not replaced yet."""
    issued = user.one_time_password_at
    if issued is None or clock.now() - issued > SHOWN_FOR:
        return None
    return password_issued_to(user.pk, issued)


def accounts_with_second_factor() -> QuerySet[Authenticator, dict[str, Any]]:
    """The accounts that have an authenticator app or a passkey (recovery codes alone are none)."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(type__in=kinds).values("user")


def has_second_factor(user: User) -> bool:
    """Tell whether the account has an authenticator app or a passkey."""
    return accounts_with_second_factor().filter(user=user).exists()
