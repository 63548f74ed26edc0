"""Automatic numbers: what Word shows before a paragraph of a list."""

from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from .looks import Props, Styles, props
from .names import child, value, whole

_SYMBOLS: Final = {"\uf0a8": "☐", "\uf0fe": "☒", "\uf0fc": "✓", "\uf06f": "□", "\uf052": "☑", "\uf0fb": "✗"}
_BULLET: Final = "•"
_ROMAN: Final = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LEVELS: Final = 9


@dataclass(frozen=True)
class Level:
    """One level of a list: how it counts, what it shows («Câu %1.»), from where, with which look."""

    counts: str
    shows: str
    start: int
    look: Props = field(default_factory=dict)
    style: str = ""


@dataclass(frozen=True)
class Label:
    """What stands before a paragraph: its text, how it counts («decimal», «upperLetter», «bullet»…), its list."""

    text: str
    counts: str
    look: Props
    in_list: tuple[str, int]


def symbol(letter: str) -> str:
    """Return a letter of the fonts Symbol and Wingdings as a letter that everybody has."""
    return _SYMBOLS.get(letter, _BULLET if "\uf000" <= letter <= "\uf0ff" else letter)


class Numbering:
    """The lists of a file, counting while its paragraphs are read in their order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._kinds: dict[str, dict[int, Level]] = {}
        self._numbers: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self._counters: dict[str, list[int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._of_style: dict[str, tuple[str, int] | None] = {}
        if root is None:
            return
        for kind in root.findall("abstractNum"):
            self._kinds[value(kind, attribute="abstractNumId")] = _levels(kind)
        for number in root.findall("num"):
            kind_id = value(number, "abstractNumId")
            levels, starts = dict(self._kinds.get(kind_id, {})), {}
            for override in number.findall("lvlOverride"):
                depth = whole(value(override, attribute="ilvl"))
                levels |= _levels(override)
                if start := value(override, "startOverride"):
                    starts[depth] = whole(start, 1)
            self._numbers[value(number, attribute="numId")] = (kind_id, levels, starts)

    def label(self, paragraph_props: Element | None, style: str) -> Label | None:
        """Return the automatic label of a paragraph, and count it; None: it has none."""
        place = self._place(paragraph_props, style)
        if place is None or place[0] not in self._numbers:
            return None
        number, depth = place
        kind, levels, starts = self._numbers[number]
        level = levels.get(depth)
        if level is None or level.counts == "none":
            return None
        counters = self._counters.setdefault(kind, [0] * _LEVELS)
        if (number, depth) not in self._begun:
            self._begun.add((number, depth))
            if depth in starts:
                counters[depth] = 0
        if level.counts != "bullet":
            start = starts.get(depth, level.start)
            counters[depth] = counters[depth] + 1 if counters[depth] else start
            counters[depth + 1 :] = [0] * (_LEVELS - depth - 1)
        return Label(_shown(level, levels, counters), level.counts, level.look, (number, depth))

    def _place(self, paragraph_props: Element | None, style: str) -> tuple[str, int] | None:
        own = child(paragraph_props, "numPr")
        if own is not None and (number := value(own, "numId")):
            return None if number == "0" else (number, min(whole(value(own, "ilvl")), _LEVELS - 1))
        style = style or self._styles.default
        if style not in self._of_style:
            self._of_style[style] = self._place_of_style(style)
        found = self._of_style[style]
        if found is not None and own is not None:
            return found[0], min(whole(value(own, "ilvl")), _LEVELS - 1)
        return found

    def _place_of_style(self, style: str) -> tuple[str, int] | None:
        depth = ""
        for one in self._styles.chain(style):
            said = child(child(one, "pPr"), "numPr")
            depth = depth or value(said, "ilvl")
            if number := value(said, "numId"):
                levels = self._numbers.get(number, ("", {}, {}))[1]
                bound = [at for at, level in levels.items() if level.style == style]
                place = whole(depth) if depth else bound[0] if bound else 0
                return None if number == "0" else (number, min(place, _LEVELS - 1))
        return None


def _levels(kind: Element) -> dict[int, Level]:
    return {
        min(whole(value(level, attribute="ilvl")), _LEVELS - 1): Level(
            value(level, "numFmt") or "decimal",
            value(level, "lvlText"),
            whole(value(level, "start"), 1),
            props(child(level, "rPr")),
            value(level, "pStyle"),
        )
        for level in kind.findall("lvl")
    }


def _shown(level: Level, levels: dict[int, Level], counters: list[int]) -> str:
    if level.counts == "bullet":
        return "".join(symbol(letter) for letter in level.shows) or _BULLET
    text = level.shows
    for depth in range(_LEVELS):
        if f"%{depth + 1}" in text:
            other = levels.get(depth, level)
            text = text.replace(f"%{depth + 1}", _counted(other.counts, counters[depth] or other.start))
    return text


def _counted(counts: str, number: int) -> str:
    match counts:
        case "upperLetter" | "lowerLetter":
            letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 5)
            return letter.upper() if counts == "upperLetter" else letter
        case "upperRoman" | "lowerRoman":
            text, rest = "", min(number, 3999)
            for worth, letters in _ROMAN:
                text += letters * (rest // worth)
                rest %= worth
            return text.upper() if counts == "upperRoman" else text
        case "decimalZero":
            return f"{number:02d}"
    return str(number)
