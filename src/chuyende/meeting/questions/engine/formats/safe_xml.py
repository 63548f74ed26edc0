"""XML that others wrote, read without entities, outside references or endless depth."""

import html
import re
from collections.abc import Callable, Iterator
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from .decoding import text_of
from .reading import Trouble, Unreadable

DEEPEST: Final = 200
_HYPHEN = re.compile(r"-([a-z0-9])")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_KNOWN = frozenset(["amp", "lt", "gt", "quot", "apos"])


def parse(data: bytes) -> Element:
    """Return the root, every name without its namespace. Raises `Unreadable`."""
    try:
        root: Element = fromstring(data)
    except DefusedXmlException as error:
        raise Unreadable(Trouble.TOO_LARGE) from error
    # an encoding that nobody knows is a LookupError, one that lies a ValueError
    except (ParseError, ValueError, LookupError) as error:
        raise Unreadable(Trouble.BROKEN) from error
    layer = [root]
    for _level in range(DEEPEST):
        layer = [child for element in layer for child in element]
        if not layer:
            break
    else:
        raise Unreadable(Trouble.TOO_LARGE)
    for element in root.iter():
        element.tag = local(element.tag)
        element.attrib = {local(name): value for name, value in element.attrib.items()}
    return root


def parse_leniently(data: bytes, *, most: int) -> Element:
    """The same; control signs, entities of HTML and a wrong declaration are mended."""
    try:
        return parse(data)
    except Unreadable as error:
        if error.trouble is not Trouble.BROKEN or not data.strip():
            raise
    text = _DECLARATION.sub("", text_of(data, most=most, mend=True)).lstrip()
    return parse(_ENTITY.sub(_named, text).encode("utf-8", "replace"))


def _named(match: re.Match[str]) -> str:
    """Return an entity that only HTML knows as the sign itself."""
    return match[0] if match[1] in _KNOWN else html.unescape(match[0]).replace("&", "&amp;")


def local(name: str) -> str:
    """Return a name without its namespace."""
    return name.rsplit("}", 1)[-1]


def camel(name: str) -> str:
    """Return a name written with hyphens as one written with capitals."""
    return _HYPHEN.sub(lambda match: match[1].upper(), name)


def child(element: Element, name: str) -> Element | None:
    """Return the first child of that name."""
    return next((one for one in element if one.tag == name), None)


def walk(element: Element, whole: Callable[[Element], bool]) -> Iterator[tuple[str, Element, str]]:
    """Yield what stands within `element`, in reading order: ("start", element, ""), ("end", element, "") and
    ("text", the element it belongs to, text); ("whole", element, "") for one that `whole` keeps closed."""
    yield "text", element, element.text or ""
    for one in element:
        if whole(one):
            yield "whole", one, ""
        else:
            yield "start", one, ""
            yield from walk(one, whole)
            yield "end", one, ""
        yield "text", element, one.tail or ""
