from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.ids import new_id


class User(AbstractUser):
    """Somebody who can sign in. Who they are in the Party's organisation is told by `Member`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(_("e-mail address"), blank=True)
    full_name = models.CharField(_("full name"), max_length=150)
    first_name = None  # type: ignore[assignment]  # Vietnamese names are one piece
    last_name = None  # type: ignore[assignment]  # Vietnamese names are one piece

    #: when the password in force was issued by somebody else; it serves to sign in once and choose another
    one_time_password_at = models.DateTimeField(null=True, blank=True, editable=False)

    REQUIRED_FIELDS = ["full_name"]

    def get_full_name(self) -> str:
        return self.full_name or self.username

    def get_short_name(self) -> str:
        return self.get_full_name().rsplit(" ", 1)[-1]

    def __str__(self) -> str:
        return self.get_full_name()
