"""How letters look: what direct formatting and styles together make of them."""

from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from .names import child, value

_OFF: Final = frozenset({"0", "false", "off", "none"})
_DARK: Final = 0x60  # a colour no brighter than this in any part is read as black


@dataclass(frozen=True)
class Look:
    """How a letter looks, as far as it may say «this one is right». Colours are RRGGBB; empty: nothing special."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    colour: str = ""
    highlight: str = ""
    shade: str = ""
    hidden: bool = False


PLAIN: Final = Look()
#: the parts of a look in the order in which officials use them for a key
SIGNS: Final = ("colour", "highlight", "bold", "underline", "shade", "italic", "strike")
Props = dict[str, str]


class Styles:
    """The styles of a file, each with what it inherits."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._told: dict[str, Props] = {}
        self._looks: dict[tuple[tuple[str, str], ...], Look] = {}
        self.default = ""
        self._base: Props = {}
        if root is None:
            return
        defaults = child(child(root, "docDefaults"), "rPrDefault")
        self._base = props(child(defaults, "rPr"))
        for style in root.iter("style"):
            name = value(style, attribute="styleId")
            self._styles[name] = style
            if style.get("default") in ("1", "true") and style.get("type") == "paragraph":
                self.default = name

    def name(self, style: str) -> str:
        """Return the name under which a style is shown."""
        return value(self._styles.get(style), "name")

    def chain(self, style: str) -> list[Element]:
        """Return the style and what it is based on, nearest first."""
        found: list[Element] = []
        while style in self._styles and self._styles[style] not in found and len(found) < 20:
            found.append(self._styles[style])
            style = value(found[-1], "basedOn")
        return found

    def look(self, paragraph: str, run: Element | None, more: Props | None = None) -> Look:
        """Return how a run with the properties `run` looks in a paragraph of that style; `more` stands around it."""
        told = dict(self._props_of(paragraph or self.default))
        told.update(more or {})
        if run is not None:
            if style := value(run, "rStyle"):
                told.update(self._props_of(style, is_base=False))
            told.update(props(run))
        key = tuple(sorted(told.items()))
        if key not in self._looks:
            self._looks[key] = _look(told)
        return self._looks[key]

    def _props_of(self, style: str, *, is_base: bool = True) -> Props:
        key = style if is_base else f"run {style}"
        if key not in self._told:
            told = dict(self._base) if is_base else {}
            for one in reversed(self.chain(style)):
                told.update(props(child(one, "rPr")))
                if fill := value(child(child(one, "pPr"), "shd"), attribute="fill"):
                    told["shade"] = fill
            self._told[key] = told
        return self._told[key]


def props(run: Element | None) -> Props:
    """Return what run properties say, as Word words it."""
    told: Props = {}
    for one in () if run is None else run:
        name = one.tag
        if name in ("b", "i", "strike", "dstrike", "vanish"):
            told[name] = "0" if value(one) in _OFF else "1"
        elif name == "u":
            told["u"] = "0" if value(one) in _OFF else "1"
        elif name in ("color", "highlight"):
            told[name] = value(one)
        elif name == "shd":
            told["shade"] = value(one, attribute="fill")
        elif name == "bdr":
            told["border"] = value(one)
    return told


def _look(told: Props) -> Look:
    shade = told.get("shade", "").upper()
    highlight = told.get("highlight", "")
    border = told.get("border", "none")
    return Look(
        bold=told.get("b") == "1",
        italic=told.get("i") == "1",
        underline=told.get("u") == "1",
        strike=told.get("strike") == "1" or told.get("dstrike") == "1",
        colour=_colour(told.get("color", "")),
        highlight="" if highlight in ("none", "white") else highlight,
        shade="border" if border not in ("none", "nil") else "" if shade in ("", "AUTO", "FFFFFF") else shade,
        hidden=told.get("vanish") == "1",
    )


def _colour(text: str) -> str:
    try:
        parts = bytes.fromhex(text)
    except ValueError:  # «auto»
        return ""
    return "" if len(parts) != 3 or max(parts) <= _DARK else text.upper()
