"""How the XML of Word is asked, once every name is without its namespace."""

from xml.etree.ElementTree import Element


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child of that name, if there is one."""
    return None if element is None else element.find(name)


def value(element: Element | None, name: str = "", attribute: str = "val") -> str:
    """Return an attribute of the element, or of its child `name`; empty if it is not there."""
    found = child(element, name) if name else element
    return "" if found is None else found.get(attribute, "")


def whole(text: str, otherwise: int = 0) -> int:
    """Return a number as Word writes it; damaged: `otherwise`."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else otherwise
