"""How officials label questions, choices, keys and explanations: every habit of writing stands here."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from chuyende.foundation.core.vietnamese import fold

LETTERS: Final = "ABCDEFGHIJ"
_TAIL: Final = 80  # what stands at the end of a line is sought among so many letters
_LONGEST_HEADING: Final = 200
_ENDS: Final = r"[.:)/\-–—\]]"


class Role(StrEnum):
    """What a line is by its beginning, or by where it stands."""

    QUESTION = "question"
    CHOICE = "choice"
    BULLET = "bullet"
    KEY = "key"
    WHY = "why"
    SOURCE = "source"
    DIFFICULTY = "difficulty"
    NOTE = "note"
    KEYS = "keys"  # a table of numbers and keys
    HEADING = "heading"
    PLAIN = "plain"


@dataclass(frozen=True)
class Numbered:
    """A label with a number: which word or sign it has («câu», «bài», «.»…), its number, where the text begins."""

    family: str
    number: int
    end: int


@dataclass(frozen=True)
class Lettered:
    """A letter before a choice; `form` tells one way of lettering from another («A.», «a)»). `start`: where it stands
    behind a mark; `is_circled`, `mark`: what was put before it."""

    letter: str
    form: str
    start: int
    end: int
    mark: str = ""


_WORDED: Final = re.compile(
    rf"\W{{0,3}}(câu\s*hỏi|câu|bài\s*tập|bài|question|cau\s*hoi|cau)\s*(?:số|thứ)?\s*(\d{{1,5}})(?!\d)(?:\s*\(\s*[\d.,]+\s*(?:điểm|đ)\s*\))?(?P<sign>\s*(?:{_ENDS}|,)+)?\s*",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"\s*(\d{1,5})\s*([.)/:\-–])(?!\d)\s*")
_MARKS_BEFORE: Final = r"(?P<mark>[*★☆✓✔√☑✅✗►▶#]+|[xX](?=\s))?\s*"
_LETTER: Final = re.compile(
    _MARKS_BEFORE
    + r"(?:(?P<open>\()\s*(?P<inside>[A-Ja-j])\s*\)|\[\s*(?P<square>[A-Ja-j])\s*\]|(?P<letter>[A-Ja-j])\s*(?P<sign>[.):/\-–])|(?P<circle>[Ⓐ-Ⓙⓐ-ⓙ])\s*[.):]?)\s*"
)
_BULLET: Final = re.compile(r"([-–—+•●○◦▪■□☐☑☒◯▢❑➢✓✗*o])\s+(?=\S)|([•●○▪■□☐☑☒◯▢❑➢✓])\s*")
_KEY: Final = re.compile(
    r"[\s\W]{0,6}(?:(?P<strong>đáp\s*án(?:\s+(?:đúng|chính\s*xác|trả\s*lời|chọn))*(?:\s+là)?|phương\s*án(?:\s+trả\s*lời)?\s+đúng(?:\s+là)?|(?:câu\s+)?trả\s*lời\s+đúng(?:\s+là)?|đ\s*/\s*[aá]|dap\s*an|answer|key|đáp(?=\s*:))"
    r"|(?P<weak>đ\.?a|chọn(?:\s+(?:đáp\s*án|phương\s*án|câu|ý|đúng))*|trả\s*lời))(?P<colon>\s*[:.\-–=]+)?\s*(?P<rest>.*)$"
    r"|\s*(?:=+>|→|⇒|➔|-+>|–>)\s*(?P<arrow>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_KEY_INSIDE: Final = re.compile(
    r"[\s(\[]*(?:đáp\s*án(?:\s+đúng)?(?:\s+là)?|đ\s*/\s*a)\s*[:.\-]?\s*(?P<key>[A-J](?:\s*[,;&]\s*[A-J])*|Đúng|Sai|Đ|S)\s*[)\].]*\s*$",
    re.IGNORECASE,
)
_KEY_WORD: Final = re.compile(r"(?:phương\s*án|đáp\s*án|câu|ý)\s+(?=\W?[A-J]\b)", re.IGNORECASE)
_KEYS_BEHIND: Final = re.compile(r"\W{0,3}(?:bảng\s+)?đáp\s*án\s*[:.\-–]*\s*(?=\d)", re.IGNORECASE)
_FIFTH: Final = re.compile(r"([đĐ])\s*([.):/\-])\s*")
_KEY_LETTERS: Final = re.compile(
    r"\(?\[?\s*([A-J](?:\s*(?:,|;|và|&|\+|/|\s)\s*[A-J](?!\w))*|[A-J]{2,6})\s*\)?\]?\s*(?:$|[.;,:)(\-–]+\s*(?P<rest>.*)$|(?:vì|do)\b(?P<because>.*)$)",
    re.IGNORECASE | re.DOTALL,
)
_TRUE: Final = re.compile(r"\W*(?:đúng|đ|true)\W*", re.IGNORECASE)
_FALSE: Final = re.compile(r"\W*(?:sai|s|false)\W*", re.IGNORECASE)
_WHY: Final = re.compile(
    r"\W{0,3}(?:giải\s*thích|lời\s*giải(?:\s*chi\s*tiết)?|hướng\s*dẫn(?:\s*giải|\s*trả\s*lời)?|lý\s*do|lí\s*do)(?:\s+đáp\s+án)?\s*[:.\-–]\s*",
    re.IGNORECASE,
)
_SOURCE: Final = re.compile(
    r"\W{0,3}(?:căn\s*cứ|trích(?:\s*dẫn|\s*nguồn|\s*từ)?|nguồn|theo|cơ\s*sở(?:\s*pháp\s*lý)?|tài\s*liệu(?:\s*tham\s*khảo)?|văn\s*bản)\s*:\s*",
    re.IGNORECASE,
)
_PART: Final = re.compile(
    r"\W{0,3}(?:phần|chương|mục|chủ\s*đề|chuyên\s*đề|bộ\s*đề|đề\s*số|mã\s*đề|nhóm)\s+(?:thứ\s+)?(?:[IVXLC]+|\d+|nhất|hai|ba|bốn|năm|[A-D])\b",
    re.IGNORECASE,
)
_ROMAN: Final = re.compile(r"(?:[IVX]{1,6})\s*[.)/\-–:]\s*\S")
_PAGE: Final = re.compile(
    r"\W*(?:trang\s*(?:số\s*)?\d+(?:\s*/\s*\d+)?|page\s*\d+.*|\d+\s*/\s*\d+|[-–—_=*.…\s]{3,}|-*\s*hết\s*-*)\W*",
    re.IGNORECASE,
)
_HINT: Final = re.compile(
    r"\W{0,3}(?:(?:anh|đồng\s*chí|hãy|em|bạn|thí\s*sinh)\b.{0,60}\b)?(?:khoanh\s*tròn|đánh\s*dấu|tích\s*(?:vào|chọn)|hãy\s*chọn|chọn\s+(?:một\s+)?(?:đáp\s*án|phương\s*án|câu\s*trả\s*lời)\s+đúng)",
    re.IGNORECASE,
)
_KEYS_BEGIN: Final = re.compile(
    r"\W*(?:bảng\s+|phần\s+)?(?:đáp\s*án|hướng\s*dẫn\s*chấm|dap\s*an)(?:\s+(?:và|trắc\s*nghiệm|chi\s*tiết|tham\s*khảo|hướng\s*dẫn|biểu\s*điểm|thang\s*điểm|chấm|đề|phần|câu\s*hỏi|các|bộ|số|mã|của|đúng|[IVX]+|\d+))*\W*",
    re.IGNORECASE,
)
_PAIR_KEY: Final = r"[A-J](?:\s*[,&+]\s*[A-J](?!\w))*|[A-J]{2,6}|Đúng|Sai|Đ|S"
_PAIR: Final = re.compile(
    rf"(?:câu(?:\s*hỏi)?\s*)?(\d{{1,5}})\s*[.:)\-–/=\s]*\s*(?:(?:đáp\s*án|chọn|đ/?a)\s*:?\s+)?({_PAIR_KEY})(?!\w)[\s,;.|]*",
    re.IGNORECASE,
)
_MARK_AFTER: Final = re.compile(
    r"\s*(?:[*★☆✓✔√☑✅]+|\(\s*(?:đúng|đ|x|\*|✓|✔|đáp\s*án(?:\s+đúng)?)\s*\)|\[\s*[xX✓*]\s*\]|<=+|←|⇐|(?<=\s)[xX](?=\s*$))[\s\U000f0000-\U000ffffd]*$",
    re.IGNORECASE,
)
_SAYS_SEVERAL: Final = re.compile(
    r"nhiều|những|các\s+(?:phương\s*án|đáp\s*án|ý|câu|hình\s*thức|nội\s*dung|quyền|tổ\s*chức)"
)
_ALL: Final = re.compile(
    r"(tat ca|ca (hai|ba|bon|\d|[a-f])\b|[a-f] va [a-f]\b|[a-f], [a-f]|khong co (phuong an|dap an|y|noi dung) nao|(cac|ca) (phuong an|dap an|y|noi dung|cau)[\w ]* (tren|dung|sai|neu)|deu (dung|sai)\b|phuong an (khac|tren))"
)
_DIFFICULTY: Final = re.compile(r"\W{0,3}mức\s*độ\s*[:.\-–]\s*", re.IGNORECASE)
TICKED: Final = frozenset("☑☒✓✔✅■●▣◉")
OPEN_BOXES: Final = frozenset("☐□○◯▢❑◦")
_TRUTH_LINE: Final = re.compile(
    r"(?P<a>\W*)(?P<true>đúng|đ)(?P<b>\W+)(?P<false>sai|s)(?P<c>\W*)", re.IGNORECASE
)
_STATEMENT: Final = re.compile(
    r"\s*(?:[(\[]\s*(?P<in>đúng|sai|đ|s)\s*[)\]]|[-–:]\s*(?P<out>đúng|sai))\s*\.?\s*$", re.IGNORECASE
)


def numbered(text: str) -> Numbered | None:
    """Read «Câu 1.», «Câu hỏi 1:», «Bài 1», «1.», «1)» at the beginning."""
    found = _WORDED.match(text)
    if found is not None and (found["sign"] or not text[found.end() :][:1].islower()):
        word = fold(found[1])
        return Numbered("bai" if word.startswith("bai") else "cau", int(found[2]), found.end())
    if found := _DIGITS.match(text):
        sign = "-" if found[2] == "–" else found[2]
        return Numbered(sign, int(found[1]), found.end())
    return None


def lettered(text: str, at: int = 0) -> Lettered | None:
    """Read «A.», «a)», «(A)», «A-», «Ⓐ», perhaps behind a mark, at `at`."""
    found = _LETTER.match(text, at)
    if found is None:
        return None
    mark = found["mark"] or ""
    if found["circle"]:
        code = ord(found["circle"])
        letter = chr(code - 0x24B6 + 65) if code < 0x24D0 else chr(code - 0x24D0 + 97)
        form, start = ("A" if letter.isupper() else "a") + ".", found.start("circle")
        mark = mark or "○"
    else:
        letter = found["inside"] or found["square"] or found["letter"]
        sign = "()" if found["inside"] else "[]" if found["square"] else found["sign"]
        form = ("A" if letter.isupper() else "a") + sign
        name = "open" if found["inside"] else "square" if found["square"] else "letter"
        start = found.start(name)
    return Lettered(letter.upper(), form, start, found.end(), mark)


def bullet(text: str) -> tuple[str, int] | None:
    """Read a dash, dot or box at the beginning: the sign, and where the text begins."""
    found = _BULLET.match(text)
    return ((found[1] or found[2]), found.end()) if found else None


def key_said(text: str) -> str | None:
    """Return what a line gives as the key («B», «A, C», «Đúng», or an answer in words); "" if it only says that a key
    follows; None: the line says no key."""
    found = _KEY.match(text)
    if found is None:
        return None
    if found["arrow"] is not None:
        inner = key_said(found["arrow"])
        return inner if inner else found["arrow"] if is_key(found["arrow"]) else None
    rest = found["rest"].strip()
    if is_key(rest):
        return rest
    if found["strong"] and (found["colon"] or not rest):
        return rest.removesuffix(")") if rest.count(")") > rest.count("(") else rest
    if found["weak"].casefold().startswith("trả") if found["weak"] else False:
        return rest if found["colon"] else None
    return None


def key_inside(text: str) -> tuple[str, int] | None:
    """Find a key at the end of a line of something else: what it says, and where the line ends without it."""
    found = _KEY_INSIDE.search(text, max(0, len(text) - _TAIL))
    return (found["key"], found.start()) if found and found.start() else None


def is_key(text: str) -> bool:
    """Whether a text is nothing but letters of choices, or true or false."""
    return key_letters(text) is not None or truth(text) is not None


def key_letters(text: str) -> tuple[str, str] | None:
    """Read «B», «A, C», «ABD», «B. vì…»: the letters, and what follows them."""
    found = _KEY_LETTERS.fullmatch(_KEY_WORD.sub("", text.strip()))
    if found is None:
        return None
    letters = "".join(letter for letter in re.sub(r"và", "", found[1]).upper() if letter in LETTERS)
    rest = (found["rest"] or found["because"] or "").strip()
    return letters, rest.removesuffix(")") if rest.count(")") > rest.count("(") else rest


def truth(text: str) -> bool | None:
    """Read «Đúng», «Đ», «Sai», «S»; None: neither."""
    if _TRUE.fullmatch(text):
        return True
    return False if _FALSE.fullmatch(text) else None


def truth_line(text: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Find the two words of a line «Đúng – Sai», where somebody marks one of them."""
    found = _TRUTH_LINE.fullmatch(text)
    return (found.span("true"), found.span("false")) if found else None


def statement_mark(text: str) -> tuple[bool, int] | None:
    """Find «(Đ)», «(S)», «- Sai» at the end of a statement: what it says, and where the statement ends."""
    found = _STATEMENT.search(text, max(0, len(text) - _TAIL))
    if found is None or not found.start():
        return None
    return (found["in"] or found["out"]).casefold().startswith("đ"), found.start()


def key_pairs(text: str) -> list[tuple[int, str]]:
    """Read «1A 2C 3B», «1. A», «Câu 1: A»: numbers with keys; empty unless the line is nothing else."""
    pairs, at = [], 0
    text = _KEYS_BEHIND.sub("", text.strip())
    while at < len(text):
        found = _PAIR.match(text, at)
        if found is None:
            return []
        pairs.append((int(found[1]), found[2]))
        at = found.end()
    return pairs


def mark_after(text: str) -> int | None:
    """Return where a text ends before a mark such as «*», «✓», «(đúng)»; None: it bears none."""
    found = _MARK_AFTER.search(text, max(0, len(text) - _TAIL))
    return found.start() if found and found.start() else None


def after_why(text: str) -> int | None:
    found = _WHY.match(text)
    return found.end() if found else None


def after_source(text: str) -> int | None:
    found = _SOURCE.match(text)
    return found.end() if found else None


def after_difficulty(text: str) -> int | None:
    found = _DIFFICULTY.match(text)
    return found.end() if found else None


def keys_begin(text: str) -> bool:
    """Whether a line opens the list of all keys («ĐÁP ÁN», «BẢNG ĐÁP ÁN»)."""
    return len(text) < _LONGEST_HEADING and _KEYS_BEGIN.fullmatch(text) is not None


def is_heading(text: str) -> bool:
    """Whether a line is a heading, the number of a page, or a word to whoever answers."""
    if len(text) > _LONGEST_HEADING:
        return False
    if _PART.match(text) or _PAGE.fullmatch(text) or _HINT.match(text) or _ROMAN.match(text):
        return True
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 6 and " " in text.strip() and all(letter.isupper() for letter in letters)


def is_section(text: str) -> bool:
    """Whether a heading opens a part («PHẦN II», «I. Trắc nghiệm»), and is not only in capitals."""
    return bool(_PART.match(text) or _ROMAN.match(text))


def fifth(text: str) -> int | None:
    """Read «đ)», which Vietnamese lists have between «d)» and «e)»: where the text begins."""
    found = _FIFTH.match(text)
    return found.end() if found else None


def is_fraction(text: str) -> bool:
    """Whether a line is «16/10»: the number of a page between questions, but perhaps a day inside of one."""
    return re.fullmatch(r"[\W_]*\d+\s*/\s*\d+\W*", text) is not None


def says_several(stem: str) -> bool:
    """Whether a stem asks for more than one choice."""
    return _SAYS_SEVERAL.search(stem.casefold()) is not None


def same_text(text: str) -> str:
    """Return a text as it is compared with others: without signs at its ends, capitals and spaces."""
    return " ".join(text.casefold().split()).strip(" .;:,()*")


def refers_to_others(choice: str) -> bool:
    """Whether a choice speaks of the others by their place («tất cả các phương án trên», «cả A và B»)."""
    text = fold(choice)
    return len(text) < 60 and _ALL.match(text) is not None
