"""Vietnamese text: one spelling, folding of marks, and the order of names."""

import re
import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: f"{rank:02d}" for rank, letter in enumerate(_LETTERS, start=20)}
#: Combining marks of the five tones, in the order of Vietnamese dictionaries after the level tone.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_LEVEL_TONE = "0"
_OLD_PLACEMENT = re.compile(r"([òóỏõọ])([ae])(?!\w)|([ùúủũụ])(y)(?!\w)", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


def normalise(text: str) -> str:
    """Return `text` in one spelling: NFC, single spaces, tone mark placed as in «hoà, uỷ» (not «hòa, ủy»)."""
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()
    return _OLD_PLACEMENT.sub(_move_tone, text)


def fold(text: str) -> str:
    """Return `text` as typed without marks: lower case, no tones, no hats, đ as d. For finding."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return _SPACES.sub(" ", "".join(c for c in decomposed if not unicodedata.combining(c))).strip()


def sort_key(full_name: str) -> str:
    """Return a key of digits by which names sort as in a Vietnamese list: given name, then the rest.

    Letters rank before tones, so that «An» < «Ân» and «Hoà» stands beside «Hoa». Digits alone sort the same
    in every database and collation.
    """
    words = normalise(full_name).lower().split(" ")
    ordered = [words[-1], *words[:-1]]
    letters = "10".join("".join(_RANK.get(c, "99") for c in _without_tone(word)) for word in ordered)
    tones = "".join(_tone(word) for word in ordered)
    return f"{letters}00{tones}"[:600]


def given_name(full_name: str) -> str:
    """Return the name by which a Vietnamese person is addressed: the last word."""
    return full_name.rsplit(" ", 1)[-1]


def _move_tone(match: re.Match[str]) -> str:
    first, second = match.group(1) or match.group(3), match.group(2) or match.group(4)
    decomposed = unicodedata.normalize("NFD", first)
    return decomposed[0] + unicodedata.normalize("NFC", second + decomposed[1])


def _without_tone(word: str) -> str:
    kept = "".join(c for c in unicodedata.normalize("NFD", word) if c not in _TONES)
    return unicodedata.normalize("NFC", kept)


def _tone(word: str) -> str:
    return next((_TONES[c] for c in unicodedata.normalize("NFD", word) if c in _TONES), _LEVEL_TONE)
