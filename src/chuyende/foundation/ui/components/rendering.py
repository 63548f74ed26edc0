"""What all components share: strict values, and one template per component."""

from collections.abc import Iterable
from typing import Any, Final

from django.template import TemplateSyntaxError
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString

Text = str | Promise

TONES: Final = ("neutral", "red", "green", "amber", "gold")
TONE_ICONS: Final = {
    "neutral": "info",
    "red": "alert",
    "green": "check",
    "amber": "clock",
    "gold": "star",
}


def one_of(argument: str, value: str, allowed: Iterable[str]) -> str:
    """Return `value`, or stop the template: TemplateSyntaxError names what is allowed."""
    if value not in allowed:
        raise TemplateSyntaxError(f"{argument}={value!r}: use one of {', '.join(sorted(allowed))}")
    return value


def component(name: str, content: str, /, **values: Any) -> SafeString:
    """The component `name` around `content`, which the template engine has already made safe."""
    return render_to_string(f"ui/components/{name}.html", {"content": SafeString(content.strip()), **values})
