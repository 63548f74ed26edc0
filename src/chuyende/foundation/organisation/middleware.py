"""Whoever holds a position that needs a second factor sets one up before anything else."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from chuyende.foundation.accounts.middleware import is_open_page
from chuyende.foundation.accounts.queries import has_second_factor

from .policy import reach_of
from .queries import must_have_second_factor


class SecondFactorMiddleware:
    """Lead such a person to the page of second factors until one is there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        user = request.user
        if not user.is_authenticated or is_open_page(request):
            return None
        if must_have_second_factor(reach_of(user)) and not has_second_factor(user):
            messages.warning(
                request, _("Your position needs a second factor for signing in. Set one up to go on.")
            )
            return redirect("mfa_index")
        return None
