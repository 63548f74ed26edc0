"""The guard against classified papers: finds the marking MẬT, TỐI MẬT, TUYỆT MẬT in a name or a text.

A machine on the Internet may not keep a paper that is a State secret (Law 117/2025/QH15; before it Law
29/2018/QH14). The marking is a stamp: upper-case words that stand alone on a line, in a box, in a header or in
a column. «bí mật», «mật thiết» and a title such as «BẢO VỆ BÍ MẬT NHÀ NƯỚC» are ordinary words. A scan without
text cannot be judged here.
"""

import re
import unicodedata
from collections.abc import Iterable

_MARKING = r"(?:TUYỆT\s?MẬT|TỐI\s?MẬT|MẬT)"
_ALONE = re.compile(_MARKING)
_DECLARED = re.compile(rf"độ\s+mật\s*:\s*({_MARKING})", re.IGNORECASE)
_BRACKETED = re.compile(rf"[(\[{{«]\s*({_MARKING})\s*[)\]}}»]", re.IGNORECASE)
#: without marks, as file names are often typed; «MAT» alone may be «MẶT TRẬN»
_UNMARKED_NAME = re.compile(r"\b(?:TUYET|TOI)[\s_.-]*MAT\b")
_COLUMNS = re.compile(r"\s{2,}|[\t|│┃║]")
_WORDS = re.compile(r"[^\W\d_]+")
_BEFORE = {"BÍ", "ĐỘ", "CƠ", "THÂN", "BẢO"}
_AFTER = {"THIẾT", "VỤ", "MÃ", "KHẨU", "ĐỘ", "THƯ", "NGHỊ", "ONG"}
_DEGREES = {"TỐI", "TUYỆT"}


def marking_in_lines(lines: Iterable[str]) -> str:
    """Return the marking that stands alone in one of `lines`, or an empty string."""
    before = ""
    for raw in lines:
        line = unicodedata.normalize("NFC", raw).replace("\xa0", " ").strip()
        if not line:
            continue
        for segment in _COLUMNS.split(line):
            if found := _marking_of(segment, before):
                return found
            before = segment
    return ""


def marking_in_name(name: str) -> str:
    """Return the marking that a file's name carries, or an empty string."""
    name = unicodedata.normalize("NFC", name).replace("_", " ")
    if found := _BRACKETED.search(name) or _DECLARED.search(name):
        return found[1].upper()
    if found := _UNMARKED_NAME.search(name):
        return found[0]
    words = _WORDS.findall(name)
    for index, word in enumerate(words):
        if word != "MẬT":
            continue
        before = words[index - 1].upper() if index else ""
        after = words[index + 1].upper() if index + 1 < len(words) else ""
        if before in _DEGREES:
            return f"{before} {word}"
        if before not in _BEFORE and after not in _AFTER:
            return word
    return ""


def _marking_of(segment: str, line_before: str) -> str:
    text = re.sub(r"^\W+|\W+$", "", segment)
    if found := _DECLARED.fullmatch(text):
        return found[1].upper()
    if all(len(letter) == 1 for letter in text.split()):
        text = text.replace(" ", "")
    if not _ALONE.fullmatch(text):
        return ""
    words_before = _WORDS.findall(line_before.upper())
    if text == "MẬT" and words_before:
        if len(words_before) == 1 and words_before[0] in _DEGREES:
            return f"{words_before[0]} MẬT"
        if words_before[-1] in _BEFORE | _DEGREES:  # a title that broke off before its last word
            return ""
    return text
