"""Text that people typed or pasted: cleaned for the page, bared for finding, shortened for a list."""

import html
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

import nh3
from django.utils.html import linebreaks

from chuyende.foundation.core.vietnamese import fold, normalise

#: What an article may hold. Everything else loses its tag and keeps its words.
_TAGS: Final = {
    "p", "br", "h2", "h3", "ul", "ol", "li", "blockquote", "strong", "b", "em", "i", "u", "sup", "sub", "a",
}  # fmt: skip
#: What goes with all that is in it: nobody typed it.
_DROPPED: Final = {
    "script",
    "style",
    "title",
    "xml",
    "template",
    "iframe",
    "object",
    "svg",
    "math",
    "noscript",
}
_CLEANER: Final = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags=_DROPPED,
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener nofollow",
)
#: headings that the page itself does not have: the title of the page is its only h1
_HEADING = re.compile(r"<(/?)h([1456])\b", re.IGNORECASE)
#: what becomes a paragraph: a block of a web page, a row of a table (whose cells stand beside each other)
_BLOCK = re.compile(r"<(/?)(?:div|section|article|tr)\b", re.IGNORECASE)
_CELL_END = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
_TABLE = re.compile(r"</?(?:table|tbody|thead|tfoot|td|th|caption|colgroup|col)\b[^>]*>", re.IGNORECASE)
_EMPTY = re.compile(r"<(p|h2|h3|li|blockquote|strong|b|em|i|u)>(?:\s|&nbsp;|\u00a0|<br\s*/?>)*</\1>")
_BLOCK_END = re.compile(r"</(?:p|h2|h3|li|blockquote)>|<br\s*/?>", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*\n\s*")


def clean_html(typed: str) -> str:
    """Return what an editor typed or pasted as HTML that may stand on the page.

    Scripts, styles, handlers, pictures and Word's own marks are gone, the words remain. Text without any tag
    (typed with JavaScript off) becomes paragraphs.
    """
    text = unicodedata.normalize("NFC", typed).replace("\r\n", "\n")
    if not nh3.is_html(text):
        return str(linebreaks(text.strip(), autoescape=True)) if text.strip() else ""
    text = _HEADING.sub(lambda found: f"<{found[1]}h{2 if found[2] == '1' else 3}", text)
    text = _TABLE.sub("", _CELL_END.sub(" ", _BLOCK.sub(r"<\1p", text)))
    cleaned = _CLEANER.clean(text).replace("&nbsp;", " ")
    before = ""
    while before != cleaned:  # an empty paragraph may hold an empty emphasis
        before, cleaned = cleaned, _EMPTY.sub("", cleaned)
    return re.sub(r"(?:<br\s*/?>\s*)+$", "", cleaned.strip())


def plain_text(cleaned: str) -> str:
    """Return cleaned HTML as plain paragraphs, one a line."""
    bare = nh3.clean(_BLOCK_END.sub("\n", cleaned), tags=set())
    return _BETWEEN.sub("\n", html.unescape(bare)).strip()


def spelled(text: str) -> str:
    """Return `text` in one spelling and lower case, marks kept: for finding exactly what was typed."""
    return normalise(text).lower()


def slug_of(title: str) -> str:
    """Return the words of a title for an address: no marks, hyphens between, never empty."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")
    return words[:180].rstrip("-") or "tin"


@dataclass(frozen=True)
class Excerpt:
    """A few words around what was found."""

    before: str
    found: str
    after: str


def excerpt(text: str, query: str, *, around: int = 90) -> Excerpt:
    """Return the part of `text` around the first place where `query` stands, with or without marks.

    Without such a place (the words stand apart, or in the title) it is the beginning of the text.
    """
    flat = " ".join(unicodedata.normalize("NFC", text).split())
    # letter by letter, so that a place in the folded text is the same place in the text
    folded = "".join(fold(letter) or " " for letter in flat)
    wanted = fold(query)
    at = folded.find(wanted) if wanted and len(folded) == len(flat) else -1
    if at < 0:
        end = 2 * around
        return Excerpt(_until_word(flat[:end], cut=len(flat) > end), "", "")
    start, end = max(0, at - around), at + len(wanted) + around
    before = flat[start:at] if start == 0 else "… " + flat[start:at].partition(" ")[2]
    after = flat[at + len(wanted) : end]
    return Excerpt(before, flat[at : at + len(wanted)], _until_word(after, cut=len(flat) > end))


def _until_word(text: str, *, cut: bool) -> str:
    return text.rpartition(" ")[0] + " …" if cut else text
