"""The XML of a Moodle file, mended where programs and people usually damage it."""

from xml.etree.ElementTree import Element, tostring

from .. import safe_xml
from ..reading import Trouble, Unreadable

MOST_BYTES = 100 * 2**20
#: of a file of fifty thousand questions; each takes memory
_MOST_TAGS = 5_000_000


def parsed(data: bytes) -> Element:
    """Return the root. Raises `Unreadable`."""
    if len(data) > MOST_BYTES or data.count(b"<") > _MOST_TAGS:
        raise Unreadable(Trouble.TOO_LARGE)
    if not data.strip():
        raise Unreadable(Trouble.EMPTY)
    return safe_xml.parse_leniently(data, most=MOST_BYTES)


def text_in(element: Element | None) -> str:
    """Return what a `text` element holds; HTML that was not wrapped as text is given as it stands."""
    if element is None:
        return ""
    return (element.text or "") + "".join(tostring(child, encoding="unicode") for child in element)
