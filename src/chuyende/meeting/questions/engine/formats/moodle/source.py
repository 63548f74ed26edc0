"""The XML of a Moodle file, mended where programs and people usually damage it."""

import html
import re
from xml.etree.ElementTree import Element, tostring

from .. import safe_xml
from ..decoding import text_of
from ..reading import Trouble, Unreadable

MOST_BYTES = 100 * 2**20
#: of a file of fifty thousand questions; each takes memory
_MOST_TAGS = 5_000_000
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_KNOWN = frozenset(["amp", "lt", "gt", "quot", "apos"])


def parsed(data: bytes) -> Element:
    """Return the root. Control signs, entities of HTML and a wrong declaration are mended. Raises `Unreadable`."""
    if len(data) > MOST_BYTES or data.count(b"<") > _MOST_TAGS:
        raise Unreadable(Trouble.TOO_LARGE)
    if not data.strip():
        raise Unreadable(Trouble.EMPTY)
    try:
        return safe_xml.parse(data)
    except Unreadable as error:
        if error.trouble is not Trouble.BROKEN:
            raise
    return safe_xml.parse(_mended(data))


def text_in(element: Element | None) -> str:
    """Return what a `text` element holds; HTML that was not wrapped as text is given as it stands."""
    if element is None:
        return ""
    return (element.text or "") + "".join(tostring(child, encoding="unicode") for child in element)


def _mended(data: bytes) -> bytes:
    text = text_of(data, most=MOST_BYTES, mend=True)
    text = _DECLARATION.sub("", text).lstrip()
    return _ENTITY.sub(_named, text).encode("utf-8", "replace")


def _named(match: re.Match[str]) -> str:
    """Return an entity that only HTML knows as the sign itself."""
    return match[0] if match[1] in _KNOWN else html.unescape(match[0]).replace("&", "&amp;")
