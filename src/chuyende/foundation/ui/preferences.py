"""How one reader wants the pages to look. Kept in two cookies, so that it works before signing in."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse

THEMES: Final = ("auto", "light", "dark")
TYPES: Final = ("normal", "large")
ONE_YEAR: Final = 365 * 24 * 3600


@dataclass(frozen=True)
class Preferences:
    theme: str = "auto"
    type: str = "normal"


def of(request: HttpRequest) -> Preferences:
    """Read the cookies; anything unknown counts as the default."""
    theme = request.COOKIES.get("theme", "auto")
    type_ = request.COOKIES.get("type", "normal")
    return Preferences(
        theme=theme if theme in THEMES else "auto",
        type=type_ if type_ in TYPES else "normal",
    )


def keep(response: HttpResponse, chosen: Preferences, *, secure: bool) -> None:
    for name, value in (("theme", chosen.theme), ("type", chosen.type)):
        response.set_cookie(name, value, max_age=ONE_YEAR, secure=secure, httponly=True, samesite="Lax")
