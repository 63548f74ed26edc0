"""What stands in an element of an item, as plain text."""

import html
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
    ],
    "div",
)
_PICTURES: Final = frozenset({"object", "embed"})


def plain_text(element: Element, closed: Callable[[Element], str | None]) -> Plain:
    """Return the text within `element`. `closed` gives what stands in place of an element, None for its own text."""
    said: dict[int, str] = {}

    def is_closed(one: Element) -> bool:
        instead = closed(one)
        if instead is not None:
            said[id(one)] = instead
        return instead is not None

    pieces = []
    for event, one, text in walk(element, is_closed):
        if event == "text":
            pieces.append(html.escape(text))
        elif event == "whole":
            pieces.append(html.escape(said[id(one)]))
        else:
            pieces.append(_opening(one) if event == "start" else _closing(one))
    return from_html("".join(pieces))


def _opening(element: Element) -> str:
    if element.tag in _PICTURES:
        reference = element.get("data") or element.get("src") or ""
        return f'<img src="{html.escape(reference)}">'
    source = element.get("src", "")
    attributes = f' src="{html.escape(source)}"' if source else ""
    return f"<{_LINES.get(element.tag, element.tag)}{attributes}>"


def _closing(element: Element) -> str:
    if element.tag in {"br", "img", "hr", *_PICTURES}:
        return ""
    return f"</{_LINES.get(element.tag, element.tag)}>"
