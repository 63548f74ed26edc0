"""Short messages after an act, with the way back where there is one ("undo rather than: are you sure?")."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest

UNDO: Final = "undo="


def toast(request: HttpRequest, text: str, *, level: int = messages.SUCCESS, undo_url: str = "") -> None:
    """Show `text` on the next page. `undo_url` takes a POST that takes the act back."""
    messages.add_message(request, level, text, extra_tags=f"{UNDO}{undo_url}" if undo_url else "")


def undo_url_of(extra_tags: str | None) -> str:
    """The undo address that `toast` put into a message's tags, or an empty string."""
    tags = extra_tags or ""
    return tags.removeprefix(UNDO) if tags.startswith(UNDO) else ""
