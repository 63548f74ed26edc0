"""Text that people paste: cleaned of everything but its words and their order. Pure Python, no database."""

import re
from html import unescape

import nh3

_TAGS = {"p", "br", "h2", "h3", "ul", "ol", "li", "strong", "em", "b", "i", "u", "blockquote"}
#: what Word and web pages bring along that is no text
_NO_TEXT = {"script", "style", "title", "xml", "template", "iframe", "object"}
_BREAK = re.compile(r"<(?:/(?:p|h2|h3|li|blockquote)|br\s*/?)>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")


def clean(text: str) -> str:
    """Return `text` without scripts, styles, comments and attributes; plain text stays as it is."""
    text = text.strip()
    if not nh3.is_html(text):
        return text
    cleaned = nh3.clean(text, tags=_TAGS, clean_content_tags=_NO_TEXT, attributes={}).strip()
    return cleaned if lines(cleaned) else ""


def is_html(text: str) -> bool:
    """Tell whether `text` holds markup, or is plain words."""
    return bool(nh3.is_html(text))


def lines(text: str) -> list[str]:
    """Return the words of a cleaned text, line by line, without tags."""
    if nh3.is_html(text):
        text = unescape(_TAG.sub("", _BREAK.sub("\n", text)))
    return [line.strip() for line in text.splitlines() if line.strip()]
