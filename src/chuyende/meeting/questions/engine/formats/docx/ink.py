"""Text that remembers how each of its letters looks."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from .looks import PLAIN, Look

#: letters of other alphabets that look as Latin ones do, typed with another keyboard in mind
_ALIKE: Final = str.maketrans("АВСЕНІЈКМОРТХаеоріјсух", "ABCEHIJKMOPTXaeopijcyx")
_OTHER: Final = re.compile(r"[\u0400-\u04ff]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_SPACE: Final = re.compile(r"[^\S\n\t]")
_WIDEST_GAP: Final = 12  # so many spaces or tabs together mean no more than fewer do
_LONG_GAP: Final = re.compile(rf"[ \t]{{{_WIDEST_GAP},}}")
_SPACES: Final = re.compile(r"[^\S\n]+")
_WIDE: Final = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}


@dataclass(frozen=True)
class Ink:
    """A text and the look of each of its letters (the two are of one length)."""

    text: str = ""
    looks: tuple[Look, ...] = ()

    def __len__(self) -> int:
        return len(self.text)

    def __add__(self, other: "Ink") -> "Ink":
        return Ink(self.text + other.text, self.looks + other.looks)

    def cut(self, start: int, end: int | None = None) -> "Ink":
        """Return a part of it, without spaces at its ends."""
        end = len(self.text) if end is None else end
        part = self.text[start:end]
        left = len(part) - len(part.lstrip())
        length = len(part.strip())
        return Ink(part.strip(), self.looks[start + left : start + left + length])

    def lines(self) -> list["Ink"]:
        """Return it broken at its soft breaks, without empty lines."""
        if "\n" not in self.text:
            return [self.cut(0)] if self.text.strip() else []
        found, start = [], 0
        for line in self.text.split("\n"):
            found.append(self.cut(start, start + len(line)))
            start += len(line) + 1
        return [line for line in found if line]

    @property
    def plain(self) -> str:
        """The text with single spaces, as it is taken over."""
        lines = (_SPACES.sub(" ", line).strip() for line in self.text.split("\n"))
        return "\n".join(line for line in lines if line)

    def seen(self) -> list[Look]:
        """Return the looks of the letters that are seen: neither spaces nor signs at the end of a sentence."""
        return [look for letter, look in zip(self.text, self.looks, strict=True) if letter.isalnum()] or [
            look for letter, look in zip(self.text, self.looks, strict=True) if not letter.isspace()
        ]


def ink(pieces: Iterable[tuple[str, Look]]) -> Ink:
    """Return pieces of text as one, in one spelling: composed letters, usual spaces and signs, Latin look-alikes."""
    letters: list[str] = []
    looks: list[Look] = []
    for text, look in pieces:
        letters.append(text)
        looks.extend([look] * len(text))
    whole = Ink("".join(letters), tuple(looks))
    if not whole.text.isascii():
        whole = _latin(_composed(whole.text, looks))
    return _narrowed(whole)


def inked(text: str, look: Look = PLAIN) -> Ink:
    """Return a text of one look."""
    return Ink(text, (look,) * len(text))


def joined(inks: Iterable[Ink], between: str = "\n") -> Ink:
    """Return several texts as one."""
    whole = Ink()
    for one in inks:
        whole = whole + inked(between, one.looks[0] if one.looks else PLAIN) + one if whole else one
    return whole


def _narrowed(whole: Ink) -> Ink:
    if not _LONG_GAP.search(whole.text):
        return whole
    text, at = "", 0
    looks: tuple[Look, ...] = ()
    for gap in _LONG_GAP.finditer(whole.text):
        text += whole.text[at : gap.start() + _WIDEST_GAP]
        looks += whole.looks[at : gap.start() + _WIDEST_GAP]
        at = gap.end()
    return Ink(text + whole.text[at:], looks + whole.looks[at:])


def _composed(text: str, looks: list[Look]) -> Ink:
    text = text.translate(_WIDE)  # letter for letter
    text = _SPACE.sub(" ", text)
    if unicodedata.is_normalized("NFC", text) and not _UNSEEN.search(text):
        return Ink(text, tuple(looks))
    out: list[str] = []
    kept: list[Look] = []
    for cluster, look in _clusters(text, looks):
        composed = unicodedata.normalize("NFC", cluster)
        out.append(composed)
        kept.extend([look] * len(composed))
    return Ink("".join(out), tuple(kept))


def _clusters(text: str, looks: list[Look]) -> Iterable[tuple[str, Look]]:
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not unicodedata.combining(text[at]):
            cluster = _UNSEEN.sub("", text[start:at])
            if cluster:
                yield cluster, looks[start]
            start = at


def _latin(whole: Ink) -> Ink:
    if not _OTHER.search(whole.text):
        return whole
    return Ink(_WORD.sub(_latin_word, whole.text), whole.looks)


def _latin_word(match: re.Match[str]) -> str:
    word = match[0]
    is_mixed = len(word) == 1 or any(
        letter.isascii() or ("\u00c0" <= letter <= "\u1eff" and not _OTHER.match(letter)) for letter in word
    )
    return word.translate(_ALIKE) if is_mixed else word
