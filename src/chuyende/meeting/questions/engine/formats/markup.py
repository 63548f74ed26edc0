"""HTML of a question as plain text, and plain text as HTML."""

import html
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from lxml import html as lxml_html
from lxml.html import defs

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
_SILENT = frozenset(["script", "style", "head", "title", "template", "noscript"])
#: what plain text cannot say
_LOST = frozenset(
    [
        "math",
        "svg",
        "iframe",
        "object",
        "embed",
        "canvas",
        "input",
        "select",
        "textarea",
        "button",
        "table",
        "u",
        "ins",
        "s",
        "strike",
        "del",
        "applet",
        "map",
    ]
)
_FILES = {"img": "src", "audio": "src", "video": "src", "source": "src", "embed": "src", "a": "href"}
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_SPACES = re.compile(r"[ \t\n\r\f\u00a0]+")
_TAG = re.compile(
    r"</?(?:p|br|b|i|u|em|strong|span|div|font|img|a|ul|ol|li|table|tr|td|th|h[1-6]|sub|sup|pre|code|audio|video|hr)"
    r"\b[^<>]{0,4000}>",
    re.IGNORECASE,
)
#: a line that ends where a block does is no line of its own
_LINE_END = re.compile(
    r"((?:</?(?:p|div|li|ul|ol|h[1-6]|table|tr|td|th|pre)\b[^<>]*>|<br ?/?>)\s*)\n|\n", re.IGNORECASE
)
#: a «less than» that a reader of HTML takes for the start of a tag, with all that follows
_SWALLOWS = re.compile(r"<[A-Za-z/][^<>]*(?:<|\Z)")
_ENTITY = re.compile(r"&(?:[a-z]{2,8}[0-9]{0,2}|#[0-9]{1,6}|#x[0-9a-f]{1,5});", re.IGNORECASE)
_MARKDOWN = re.compile(r"\*\*|__|`|!\[|\]\(|^#{1,6} |^[*+-] |^\d+\. |^> ", re.MULTILINE)


@dataclass(frozen=True)
class Plain:
    """A text without markup. `files`: what its pictures and sounds are taken from, in order. `is_whole`: nothing of
    the original is missing beside the files."""

    text: str
    files: tuple[str, ...] = ()
    is_whole: bool = True


def is_html(text: str) -> bool:
    """Whether a text that may be either is written as HTML."""
    return bool(_TAG.search(text) or _ENTITY.search(text))


def from_html(source: str) -> Plain:
    """Return what a reader sees: paragraphs and line breaks as lines, lists with their signs, entities as letters."""
    if "<" not in source and "&" not in source:
        return from_plain(_SPACES.sub(" ", source))
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    data = f"<div>{source}</div>".encode("utf-8", "replace")
    try:
        root = lxml_html.document_fromstring(data, parser=parser)
    except etree.LxmlError:
        return Plain(from_plain(source).text, is_whole=False)
    walk = _Walk()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            walk.enter(element)
        else:
            walk.leave(element)
    text = tidy(_composed("".join(walk.parts)))
    is_cut = bool(_SWALLOWS.search(source)) or any(error.level_name == "FATAL" for error in parser.error_log)
    return Plain(text, tuple(walk.files), walk.is_whole and not is_cut and not has_formula(text))


def from_plain(source: str) -> Plain:
    """Return a text that has no markup, its ends and lines trimmed."""
    text = tidy(_composed(source.replace("\r\n", "\n").replace("\r", "\n")))
    return Plain(text, is_whole=not has_formula(text))


def from_auto(source: str) -> Plain:
    """Return a text that may carry tags and in which a line break is a line break."""
    if not is_html(source):
        return from_plain(source)
    return from_html(_LINE_END.sub(lambda end: end[1] or "<br>", source.replace("\r\n", "\n").strip()))


def from_markdown(source: str) -> Plain:
    """Return Markdown as it was typed; it is whole where it has no signs of Markdown."""
    plain = from_plain(source)
    return Plain(plain.text, is_whole=plain.is_whole and not _MARKDOWN.search(source) and not is_html(source))


def to_html(text: str) -> str:
    """Return plain text as HTML that shows the same."""
    return html.escape(text, quote=False).replace("\n", "<br>")


def has_formula(text: str) -> bool:
    """Whether a text holds a formula in TeX, which is kept as it is typed."""
    if text.count("$$") > 1:
        return True
    return any(-1 < text.find(start) < text.rfind(end) for start, end in ((r"\(", r"\)"), (r"\[", r"\]")))


def tidy(text: str) -> str:
    """Return `text` with its lines trimmed, inner spaces single, and at most one empty line between two others."""
    lines = [_SPACES.sub(" ", line).strip(" ") for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _composed(text: str) -> str:
    """Some machines keep «ạ» as an «a» and a dot: here it is one letter, by which the question is found and compared."""
    return unicodedata.normalize("NFC", text)


@dataclass
class _Walk:
    """The text so far, as pieces of which none is empty."""

    parts: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    is_whole: bool = True
    silent: int = 0
    marks: list[int] = field(default_factory=list)  # where raised and lowered pieces begin
    counts: list[int | None] = field(default_factory=list)  # the next number of each open list; None: a dash
    bulleted: int = 0  # how many pieces there were when the last item of a list began

    def enter(self, element: Any) -> None:
        tag = str(element.tag)
        if tag in _SILENT:
            self.silent += 1
        if tag in _LOST or tag not in defs.tags:
            self.is_whole = False
        if tag in _FILES:
            self._name_file(tag, (element.get(_FILES[tag]) or "").strip())
        if tag == "br":
            self.parts.append("\n")
        elif tag in _BLOCKS and not (tag in ("p", "div") and len(self.parts) == self.bulleted):
            self._fresh_line()
        if tag in ("ol", "ul"):
            self.counts.append(_first_number(element) if tag == "ol" else None)
        elif tag == "li":
            self._bullet(element)
        elif tag in ("td", "th") and element.getprevious() is not None:
            self._say(" | ")
        elif tag in ("sup", "sub"):
            self.marks.append(len(self.parts))
        self._say(element.text)

    def leave(self, element: Any) -> None:
        tag = str(element.tag)
        if tag in ("sup", "sub"):
            self._shift(_RAISED if tag == "sup" else _LOWERED, "^" if tag == "sup" else "_")
        if tag in ("ol", "ul"):
            self.counts.pop()
        if tag in _BLOCKS:
            self._fresh_line()
        if tag in _SILENT:
            self.silent -= 1
        self._say(element.tail)

    def _say(self, text: str | None) -> None:
        if not text or self.silent:
            return
        plain = _SPACES.sub(" ", text)
        if not self.parts or self.parts[-1][-1] in " \n":
            plain = plain.lstrip(" ")
        if plain:
            self.parts.append(plain)

    def _fresh_line(self) -> None:
        if self.parts and self.parts[-1] == " ":
            self.parts.pop()
        if self.parts and not self.parts[-1].endswith("\n"):
            self.parts.append("\n")

    def _bullet(self, element: Any) -> None:
        self.bulleted = len(self.parts) + 1
        number = self.counts[-1] if self.counts else None
        if number is None:
            self.parts.append("– ")
            return
        self.counts[-1] = number + 1
        style = (element.getparent().get("type") or "1")[:1]
        if style in "aA" and 1 <= number <= 26:
            letter = chr(ord(style) + number - 1)
            self.parts.append(f"{letter}. ")
        else:
            self.parts.append(f"{number}. ")

    def _shift(self, table: dict[int, int], sign: str) -> None:
        start = self.marks.pop()
        text = "".join(self.parts[start:]).strip()
        del self.parts[start:]
        if not text:
            return
        if all(ord(letter) in table for letter in text):
            self.parts.append(text.translate(table))
        else:
            self.is_whole = False
            self.parts.append(f"{sign}({text})")

    def _name_file(self, tag: str, source: str) -> None:
        if tag != "a":
            self.files.extend([source] if source else [])
        elif "PLUGINFILE@@" in source:
            self.files.append(source)
        elif source and not source.startswith("#"):
            self.is_whole = False  # where the link leads


def _first_number(element: Any) -> int:
    start = element.get("start") or "1"
    return int(start) if re.fullmatch(r"[0-9]{1,4}", start) else 1
