"""Vietnamese as official papers write it: dates, figures, symbols, tone marks, file names."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Literal

HouseStyle = Literal["new", "old"]
"""Where the tone mark of *oa*, *oe* and *uy* stands: "new" writes hoà, uỷ; "old" writes hòa, ủy."""

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The letters that number points, in the order of papers: a) b) c) d) đ) e) g) …"""

_BLANK = "\u00a0"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_KEPT_CONTROLS = "\n\t"
_BIDI_CONTROLS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def printable(text: str) -> str:
    """The text as every renderer can carry it: composed (NFC), line ends as ``\\n``, no control characters.

    Leaves out what XML 1.0 forbids (controls, surrogates, noncharacters) and the marks that reverse the
    order of reading, with which a paper could show something else than it says.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return unicodedata.normalize("NFC", "".join(char for char in lines if _is_printable(char)))


def _is_printable(char: str) -> bool:
    if char in _KEPT_CONTROLS:
        return True
    if char in _BIDI_CONTROLS or unicodedata.category(char) in ("Cc", "Cs"):
        return False
    return (ord(char) & 0xFFFE) != 0xFFFE and not 0xFDD0 <= ord(char) <= 0xFDEF


def padded(number: int) -> str:
    """A count or a day as papers write it: two figures below ten ("03"), thousands by points ("1.014")."""
    return f"{number:02d}" if 0 <= number < 10 else f"{number:,}".replace(",", ".")


def figure(value: float, decimals: int = 0) -> str:
    """A figure with a decimal comma and points between thousands: 1014 → "1.014", 94.75 → "94,8"."""
    whole_first = f"{value:,.{decimals}f}"
    return whole_first.translate(str.maketrans(",.", ".,"))


def percentage(part: float, whole: float) -> str:
    """The share in the form of papers: one decimal, none when it is zero: "94,8%", "100%".

    A share that is not everything never reads 100%, and one that is not nothing never reads 0%.
    Raises ZeroDivisionError when ``whole`` is 0: there is no share of nothing.
    """
    tenths = round(part / whole * 1000)
    if 0 < part < whole:
        tenths = min(max(tenths, 1), 999)
    return f"{figure(tenths / 10, 0 if tenths % 10 == 0 else 1)}%"


def long_date(day: dt.date | None) -> str:
    """ "ngày 05 tháng 02 năm 2026": a zero before days below 10 and before January and February.

    Source: the guidelines on the form of Party papers (HD 36-HD/VPTW 2018, HD 05-HD/VPTW 2026).
    Without a day, the blanks that are filled in by hand.
    """
    if day is None:
        return f"ngày {_BLANK * 4} tháng {_BLANK * 4} năm {_BLANK * 6}"
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short_date(day: dt.date) -> str:
    """ "05/02/2026", "12/3/2026": a date within running text, with the zeros of ``long_date``."""
    return (
        f"{day.day:02d}/{day.month:02d}/{day.year}"
        if day.month <= 2
        else f"{day.day:02d}/{day.month}/{day.year}"
    )


def place_and_date(place: str, day: dt.date | None) -> str:
    """ "Lào Cai, ngày 05 tháng 02 năm 2026"."""
    return f"{place}, {long_date(day)}"


def clock_time(time: dt.time | dt.datetime) -> str:
    """ "14 giờ 00"; "8 giờ 05"."""
    return f"{time.hour} giờ {time.minute:02d}"


def symbol(number: int | None, type_code: str, issuer_code: str) -> str:
    """Number and symbol of a paper: "Số 05-NQ/ĐU": no colon, two figures below ten, no point in thousands.

    Without a number, the blank that the register fills.
    """
    figures = _BLANK * 4 if number is None else f"{number:02d}"
    return f"Số {figures}-{type_code}/{issuer_code}"


def roman(number: int) -> str:
    """The number of a section: 4 → "IV"."""
    written = ""
    for value, digits in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        count, number = divmod(number, value)
        written += digits * count
    return written


def letter(number: int) -> str:
    """The letter of a point, from 1: 5 → "đ"; past the last letter two letters: 24 → "aa"."""
    turn, place = divmod(number - 1, len(LETTERS))
    return LETTERS[place] * (turn + 1)


def quoted(title: str) -> str:
    """A title in quotation marks; those within it become single ones: “Đọc ‘Di chúc’ của Bác”."""
    inner = title.replace("“", "‘").replace("”", "’")
    return f"“{inner}”"


def file_name(title: str, suffix: str) -> str:
    """A name for downloads that every system keeps: "Biên bản số 05-BB/CB" → "bien-ban-so-05-bb-cb.docx"."""
    plain = unicodedata.normalize("NFD", title.lower().replace("đ", "d"))
    ascii_only = plain.encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:100].strip("-")
    return f"{stem or 'van-ban'}.{suffix}"


def apply_house_style(text: str, style: HouseStyle) -> str:
    """The text with the tone marks of *oa*, *oe*, *uy* where the unit's house style puts them.

    Only syllables that end in these two vowels differ between the styles (hoà/hòa, khoẻ/khỏe, uỷ/ủy);
    in *qu-* the u belongs to the consonant, so that quý, quỹ, quỷ stay as they are. Names of people
    are theirs to spell: apply it to the words of a form, not to names.
    """
    words = re.split(r"(\W+)", unicodedata.normalize("NFC", text))
    return "".join(_word_in_style(word, style) for word in words)


def _word_in_style(word: str, style: HouseStyle) -> str:
    onset, rime = word[:-2], unicodedata.normalize("NFD", word[-2:])
    tones = [char for char in rime if char in _TONES]
    letters = "".join(char for char in rime if char not in _TONES)
    if len(tones) != 1 or letters.lower() not in ("oa", "oe", "uy"):
        return word
    if onset[-1:].lower() == "q" or any(char in "aeiouy" for char in _bare(onset)):
        return word
    place = 2 if style == "new" else 1
    return unicodedata.normalize("NFC", onset + letters[:place] + tones[0] + letters[place:])


def _bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
