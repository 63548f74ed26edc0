"""Text files as people in Viet Nam save them: UTF-8, UTF-16, Windows-1258, and the old TCVN3 («ABC») letters."""

import re
import unicodedata
from contextlib import suppress

from .reading import Trouble, Unreadable

MOST_BYTES = 20 * 2**20
#: letters of TCVN 5712:1993 from byte A1 on; below stand the signs of Windows-1252
_TCVN_FROM = 0xA1
_TCVN = (
    "ĂÂÊÔƠƯĐăâêôơưđẶ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịò"
    "ỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_WORD = re.compile(r"[^\W\d_]+")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|ch|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?[aăâeêioôơuưy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
_USUAL_SIGNS = frozenset("“”‘’«»–—…•°×²³ \u00a0\ufeff")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
#: how much of a text must be Vietnamese before a guessed coding is believed
_BELIEVED, _DISBELIEVED = 0.9, 0.5
#: how many words must speak for a coding other than the one the text is valid in
_ENOUGH = 3
_LOOKED_AT = 200_000


def text_of(data: bytes, *, most: int = MOST_BYTES, mend: bool = False) -> str:
    """Return the text of a file, composed (NFC), its lines ended by "\\n".

    `mend`: signs that no text has are left out, else they show that this is no text. A coding that is not declared is
    believed only when what comes out is Vietnamese. Raises `Unreadable`: EMPTY, TOO_LARGE (more than `most` bytes),
    BROKEN (no text, or in a coding that cannot be told).
    """
    if len(data) > most:
        raise Unreadable(Trouble.TOO_LARGE)
    text = _decoded(data).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if mend:
        text = _CONTROL.sub("", text)
    if _CONTROL.search(text):
        raise Unreadable(Trouble.BROKEN)
    if not text.strip():
        raise Unreadable(Trouble.EMPTY)
    return unicodedata.normalize("NFC", text)


def _decoded(data: bytes) -> str:
    if wide := _wide_coding(data):
        try:
            return data.decode(wide)
        except UnicodeDecodeError:
            raise Unreadable(Trouble.BROKEN) from None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(data)
    return _mended(text)


def _wide_coding(data: bytes) -> str:
    """Return the name of a coding of two bytes a letter, told by its mark or by the zeros of its Latin letters."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    start = data[:2000]
    zeros = start.count(0)
    if zeros * 4 < len(start) or not zeros:
        return ""
    return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"


def _guessed(data: bytes) -> str:
    candidates = [_from_tcvn(data)]
    with suppress(UnicodeDecodeError):  # a byte that Windows-1258 does not know: it is not that
        candidates.append(data.decode("cp1258"))
    believed = [text for text in candidates if _likeness(text) >= _BELIEVED]
    if len(believed) != 1:  # neither, or a few letters that make sense both ways
        raise Unreadable(Trouble.BROKEN)
    return believed[0]


def _mended(text: str) -> str:
    """Return `text`, or what it was meant to be where TCVN3 letters were saved as the Latin signs that share their
    bytes («§¶ng» for «Đảng»)."""
    try:
        data = text.encode("cp1252")
    except UnicodeEncodeError:
        return text
    if data.isascii() or _likeness(text) >= _DISBELIEVED:
        return text
    meant = _from_tcvn(data)
    return meant if _likeness(meant) >= _BELIEVED and _count(meant) >= _ENOUGH else text


def _from_tcvn(data: bytes) -> str:
    table = {byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, _TCVN_FROM)}
    table |= {_TCVN_FROM + index: letter for index, letter in enumerate(_TCVN)}
    return data.decode("latin-1").translate(table)


def _likeness(text: str) -> float:
    """Return which part, from 0 to 1, of the words and signs beyond ASCII is Vietnamese."""
    text = unicodedata.normalize("NFC", text[:_LOOKED_AT]).lower()
    good = bad = 0
    for word in _WORD.findall(text):
        if not word.isascii():
            is_good = _is_syllable(word)
            good, bad = good + is_good, bad + (not is_good)
    bad += sum(1 for sign in text if not sign.isascii() and not sign.isalpha() and sign not in _USUAL_SIGNS)
    return good / (good + bad) if good else 0.0


def _count(text: str) -> int:
    """Return how many different Vietnamese words with marks there are, as far as `_likeness` looks."""
    return len(
        {
            word
            for word in _WORD.findall(text[:_LOOKED_AT].lower())
            if not word.isascii() and _is_syllable(word)
        }
    )


def _is_syllable(word: str) -> bool:
    bare, tones = _TONES.subn("", unicodedata.normalize("NFD", word))
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)) is not None
