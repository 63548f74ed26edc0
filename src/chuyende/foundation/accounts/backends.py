"""Who signed in, read by a prepared question: every page asks."""

import uuid

from allauth.account.auth_backends import AuthenticationBackend

from chuyende.foundation.core.prepared import Prepared

from .models import User

_USER = Prepared(lambda pk: User.objects.filter(pk=pk), uuid.UUID)


class AccountBackend(AuthenticationBackend):
    def get_user(self, user_id: uuid.UUID) -> User | None:
        """Return the account of a session; None when there is none any more, or when it may not be used."""
        user = _USER.first(user_id)
        return user if user and self.user_can_authenticate(user) else None
