"""What views get after the sign-in middleware has let somebody through."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from .models import User


class SignedInRequest(HttpRequest):
    """A request of somebody who has signed in: every view that is not marked public receives one."""

    user: User
    htmx: HtmxDetails
