"""What stands in an element of an item, as plain text."""

import html
import re
from collections.abc import Callable
from typing import Final
from xml.etree.ElementTree import Element

from ..markup import Plain, from_html
from ..safe_xml import walk

#: elements of QTI that begin a line of their own, by the element of HTML that does the same
_LINES: Final = dict.fromkeys(
    [
        "prompt",
        "contentBody",
        "simpleChoice",
        "simpleAssociableChoice",
        "simpleMatchSet",
        "gapText",
        "choiceInteraction",
        "orderInteraction",
        "matchInteraction",
        "gapMatchInteraction",
        "mediaInteraction",
        "rubricBlock",
    ],
    "div",
)
_PICTURES: Final = frozenset({"object", "embed"})
#: markup that was written as if it were text
_WRAPPED: Final = re.compile(r"\s*<(p|div|ul|ol|table)\b.*</\1>\s*", re.DOTALL)
#: what an element shows, where a link leads, and how a list is counted
_KEPT: Final = ("src", "href", "type", "start")


def plain_text(element: Element, closed: Callable[[Element], str | None]) -> Plain:
    """Return the text within `element`. `closed` gives what stands in place of an element, None for its own text."""
    said: dict[int, str] = {}  # as HTML
    is_plain = True

    def is_closed(one: Element) -> bool:
        instead = closed(one)
        if instead is not None:
            said[id(one)] = html.escape(instead)
        elif one.tag in _PICTURES and (source := one.get("data") or one.get("src")):
            said[id(one)] = (
                f'<img src="{html.escape(source)}">'  # what stands within is for who sees no picture
            )
        return id(one) in said

    pieces = []
    for event, one, text in walk(element, is_closed):
        if event == "text":
            is_wrapped = bool(_WRAPPED.fullmatch(text))
            is_plain = is_plain and not is_wrapped
            pieces.append(text if is_wrapped else html.escape(text))
        elif event == "whole":
            pieces.append(said[id(one)])
        else:
            pieces.append(_opening(one) if event == "start" else _closing(one))
    plain = from_html("".join(pieces))
    return Plain(plain.text, plain.files, plain.is_whole and is_plain)


def _opening(element: Element) -> str:
    attributes = "".join(f' {name}="{html.escape(value)}"' for name in _KEPT if (value := element.get(name)))
    return f"<{_LINES.get(element.tag, element.tag)}{attributes}>"


def _closing(element: Element) -> str:
    if element.tag in {"br", "img", "hr"}:
        return ""
    return f"</{_LINES.get(element.tag, element.tag)}>"
