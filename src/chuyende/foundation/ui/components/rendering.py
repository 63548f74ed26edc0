"""What all components share: strict values, and one template per component."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import NoneType
from typing import Any, Final

from django.template import TemplateSyntaxError
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString

Text = str | Promise

#: characters of content up to which a component is kept as it was drawn: some 8 MB in all
LONGEST_KEPT: Final = 1000

#: what is the same when it is equal. A record is not, its words may have changed; nor is an object that only behaves like
#: text, as the token of a form does
PLAIN: Final = (str, int, float, Promise, NoneType)

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
    """The component `name` around `content`, which the template engine has already made safe.

    A small one is drawn once for the same content and values: buttons, facts and headings come again on every page.
    """
    inside = SafeString(content.strip())
    if len(inside) > LONGEST_KEPT or not all(issubclass(type(value), PLAIN) for value in values.values()):
        return _drawn(name, inside, values)
    # the class tells text that is safe from text that is not, and 1 from True
    return _drawn_once(name, inside, tuple((each, value, type(value)) for each, value in values.items()))


def _drawn(name: str, content: SafeString, values: Mapping[str, Any]) -> SafeString:
    return render_to_string(f"ui/components/{name}.html", {"content": content, **values})


@lru_cache(maxsize=4096)
def _drawn_once(name: str, content: SafeString, key: tuple[tuple[str, Any, type], ...]) -> SafeString:
    return _drawn(name, content, {each: value for each, value, _class in key})
