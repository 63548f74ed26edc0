"""Who reads, and what they have to do before anything else: choose another password than one that serves once."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

#: pages of the account itself, and what a page needs to be shown
OPEN_TO_THE_HALF_SIGNED_IN: Final = ("account_", "mfa_", "usersessions_", "accounts:", "ui:preferences")


def is_open_page(request: HttpRequest) -> bool:
    """Tell whether the page may be used before the account is in order."""
    match = request.resolver_match
    return match is not None and match.view_name.startswith(OPEN_TO_THE_HALF_SIGNED_IN)


class ReaderMiddleware(AuthenticationMiddleware):
    """Give every view the account itself: a page asks it some two hundred times, a lazy one answers several times slower."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        request.user = get_user(request)
        return None


class OwnPasswordMiddleware:
    """Lead the holder of a one-time password to the page where another is chosen."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        user = request.user
        if user.is_authenticated and user.one_time_password_at is not None and not is_open_page(request):
            return redirect("account_change_password")
        return None
