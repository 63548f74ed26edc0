"""What stands in one square of a roster, understood or refused with a reason and a suggestion."""

import datetime as dt
import difflib
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from chuyende.foundation.core.vietnamese import fold, normalise
from chuyende.foundation.organisation.enums import MembershipStatus, Role, Sex


@dataclass(frozen=True)
class Problem:
    """What is wrong in a row (0: in the file) and a column, why, and what to write instead."""

    row: int
    column: str
    value: str
    reason: str
    suggestion: str = ""


class Refused(Exception):
    """The text cannot be taken as it stands."""

    def __init__(self, reason: str, suggestion: str = "") -> None:
        super().__init__(reason)
        self.reason, self.suggestion = reason, suggestion


@dataclass(frozen=True)
class Post:
    """A position read from the list. `committee` says that it is held in the Party committee, not in the cell."""

    role: str
    title: str
    committee: bool = False


_DMY = re.compile(r"(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4})")
_YMD = re.compile(r"(\d{4})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?")
_WORDS = re.compile(r"(?:ngay\s*)?(\d{1,2})\s*thang\s*(\d{1,2})\s*nam\s*(\d{4})")
_SHORT = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{2})")
_MONTH = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{4})")
_EXCEL_ZERO = dt.date(1899, 12, 30)
_EXCEL_DAYS: Final = range(3000, 80000)
_YEARS: Final = range(1900, 2101)
EXAMPLE: Final = "05/02/1980"


def read_date(value: object) -> dt.date:
    """Return the date that a square holds: an Excel date, 05/02/1980, 5-2-1980, 1980-02-05, «ngày 5 tháng 2 năm 1980».

    Raises `Refused` with what was probably meant.
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value):
        if value in _YEARS:
            raise _year_only(int(value))
        if int(value) in _EXCEL_DAYS:
            return _EXCEL_ZERO + dt.timedelta(days=int(value))
    return _date_in(fold(str(value)).strip(" '."))


def _date_in(text: str) -> dt.date:
    if found := _DMY.fullmatch(text) or _WORDS.fullmatch(text):
        return _date(int(found[3]), int(found[2]), int(found[1]))
    if found := _YMD.fullmatch(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _SHORT.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
        century = 1900 if year > 30 else 2000
        raise Refused(
            _("The year has two digits only."), _("Write %s.") % f"{day:02d}/{month:02d}/{century + year}"
        )
    if found := _MONTH.fullmatch(text):
        raise Refused(
            _("The day is missing."),
            _("Write the whole date, for example %s.") % f"01/{int(found[1]):02d}/{found[2]}",
        )
    if re.fullmatch(r"[0-9]{4}", text) and int(text) in _YEARS:
        raise _year_only(int(text))
    raise Refused(_("This is no date."), _("Write day/month/year, for example %s.") % EXAMPLE)


def _year_only(year: int) -> Refused:
    return Refused(
        _("Only the year is given."),
        _("Write the whole date, for example %s, or leave it empty.") % f"01/01/{year}",
    )


def _date(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        if month > 12 >= day:
            raise Refused(
                _("The month %(month)d does not exist: day and month seem to have changed places.")
                % {"month": month},
                _("Write %s.") % f"{month:02d}/{day:02d}/{year}",
            ) from error
        raise Refused(
            _("This day does not exist in the calendar."), _("Look it up in the member's file.")
        ) from error


def read_name(value: object) -> str:
    """Return a name in one spelling; NAMES IN CAPITALS become Names. Raises `Refused`."""
    name = normalise(str(value).replace("\u00a0", " "))
    if any(c.isdigit() for c in name):
        raise Refused(_("A name has no digits."), _("Take out %s.") % "".join(c for c in name if c.isdigit()))
    if name.isupper() or name.islower():
        name = name.title()
    if " " not in name:
        raise Refused(_("The name has one word only."), _("Write family name and given name."))
    if len(name) > 150:
        raise Refused(_("The name is longer than 150 letters."), _("Look whether two squares ran together."))
    return name


_SEXES: Final = {
    "nam": Sex.MALE,
    "nu": Sex.FEMALE,
    "male": Sex.MALE,
    "female": Sex.FEMALE,
    "m": Sex.MALE,
    "f": Sex.FEMALE,
}


def read_sex(value: object) -> Sex:
    if found := _SEXES.get(fold(str(value))):
        return found
    raise Refused(_("The sex is not understood."), _("Write %s.") % "Nam / Nữ")


_STATUSES: Final = {
    "chinh thuc": MembershipStatus.OFFICIAL,
    "dang vien chinh thuc": MembershipStatus.OFFICIAL,
    "ct": MembershipStatus.OFFICIAL,
    "du bi": MembershipStatus.PROBATIONARY,
    "dang vien du bi": MembershipStatus.PROBATIONARY,
    "db": MembershipStatus.PROBATIONARY,
    "mien": MembershipStatus.EXEMPT,
    "mien sinh hoat": MembershipStatus.EXEMPT,
    "mien cong tac va sinh hoat": MembershipStatus.EXEMPT,
    "mien sinh hoat cong tac": MembershipStatus.EXEMPT,
    "mien cong tac va sinh hoat dang": MembershipStatus.EXEMPT,
    "tam mien": MembershipStatus.TEMPORARILY_EXEMPT,
    "tam mien sinh hoat": MembershipStatus.TEMPORARILY_EXEMPT,
    "tam mien cong tac va sinh hoat": MembershipStatus.TEMPORARILY_EXEMPT,
    "dinh chi": MembershipStatus.SUSPENDED,
    "dinh chi sinh hoat": MembershipStatus.SUSPENDED,
    "dinh chi sinh hoat dang": MembershipStatus.SUSPENDED,
}
#: How the file that this program writes names each status.
STATUS_WORDS: Final = {
    MembershipStatus.OFFICIAL: "Chính thức",
    MembershipStatus.PROBATIONARY: "Dự bị",
    MembershipStatus.EXEMPT: "Miễn sinh hoạt",
    MembershipStatus.TEMPORARILY_EXEMPT: "Tạm miễn",
    MembershipStatus.SUSPENDED: "Đình chỉ sinh hoạt",
}
SEX_WORDS: Final = {Sex.MALE: "Nam", Sex.FEMALE: "Nữ"}


def read_status(value: object) -> MembershipStatus:
    if found := _STATUSES.get(fold(str(value))):
        return found
    raise Refused(_("The status is not understood."), _("Write %s.") % ", ".join(STATUS_WORDS.values()))


def read_email(value: object) -> str:
    text = str(value).strip().removeprefix("mailto:")
    try:
        validate_email(text)
    except ValidationError as error:
        raise Refused(
            _("This is no e-mail address."), _("Write it as %s, or leave it empty.") % "ten@example.vn"
        ) from error
    return text.lower()


def read_phone(value: object) -> str:
    """Return a telephone number as 0912345678; gives back the zero that a spreadsheet took away."""
    text = str(int(value)) if isinstance(value, float) else str(value)
    digits = re.sub(r"[\s.\-()/]", "", text)
    if digits.startswith("+84") or (digits.startswith("84") and len(digits) == 11):
        digits = "0" + digits.removeprefix("+").removeprefix("84")
    if digits.isdecimal() and not digits.startswith("0") and len(digits) in (9, 10):
        digits = f"0{digits}"
    if not (digits.isascii() and digits.isdecimal()) or len(digits) not in (10, 11):
        raise Refused(
            _("This is no telephone number of Viet Nam."),
            _("Write it as %s, or leave it empty.") % "0912345678",
        )
    return digits


#: Positions as lists write them; of each role and level the first is how this program writes it.
_POST_WORDS: Final = {
    (Role.SECRETARY, False): ("Bí thư chi bộ", "Bí thư", "BTCB", "BT chi bộ"),
    (Role.DEPUTY, False): ("Phó Bí thư chi bộ", "Phó Bí thư", "PBT", "PBT chi bộ"),
    (Role.COMMITTEE_MEMBER, False): ("Chi uỷ viên", "Chi uỷ", "CUV", "Uỷ viên chi uỷ", "Chi uỷ viên chi bộ"),
    (Role.MINUTE_TAKER, False): ("Thư ký chi bộ", "Thư ký", "Thư ký cuộc họp"),
    (Role.SECRETARY, True): ("Bí thư Đảng uỷ", "Bí thư Đảng bộ", "Bí thư Đảng uỷ Trường"),
    (Role.DEPUTY, True): (
        "Phó Bí thư Đảng uỷ",
        "Phó Bí thư Thường trực Đảng uỷ",
        "Phó Bí thư Đảng bộ",
        "PBT Đảng uỷ",
        "Phó Bí thư Đảng uỷ Trường",
    ),
    (Role.COMMITTEE_MEMBER, True): (
        "Đảng uỷ viên",
        "Uỷ viên Ban Chấp hành Đảng bộ",
        "Uỷ viên BCH Đảng bộ",
        "UV BCH Đảng bộ",
        "Uỷ viên BCH",
        "Uỷ viên Ban Thường vụ Đảng uỷ",
        "Uỷ viên BTV Đảng uỷ",
        "UV BTV Đảng uỷ",
    ),
    (Role.INSPECTOR, True): (
        "Uỷ viên Uỷ ban Kiểm tra",
        "Uỷ viên UBKT",
        "Uỷ viên Uỷ ban Kiểm tra Đảng uỷ",
        "Uỷ viên UBKT Đảng uỷ",
        "Chủ nhiệm Uỷ ban Kiểm tra",
        "Chủ nhiệm UBKT",
        "Chủ nhiệm UBKT Đảng uỷ",
        "Phó Chủ nhiệm UBKT",
        "Phó Chủ nhiệm Uỷ ban Kiểm tra",
    ),
    (Role.EDITOR, True): ("Phụ trách tuyên truyền", "Biên tập viên", "Biên tập", "Phụ trách tuyên giáo"),
    (Role.ADMINISTRATOR, True): ("Quản trị hệ thống", "Quản trị", "Quản trị viên"),
}
_POSTS: Final = {fold(word): (post, word) for post, words in _POST_WORDS.items() for word in words}


def post_words(role: Role | str, *, committee: bool) -> str:
    """Return how a list names the position; empty for one that lists do not hold (an inspector of a cell)."""
    return _POST_WORDS.get((Role(role), committee), ("",))[0]


_NO_POST: Final = {"", "dang vien", "khong", "dv", "x", "dang vien chinh thuc", "dang vien du bi"}
_BETWEEN = re.compile(r"[,;/+&\n]|\s+-\s+|\bkiêm\b", re.IGNORECASE)
_NAMED_CELL = re.compile(r"\s*chi bo\s+.{1,60}$")
_NEAR: Final = 0.8


def read_posts(value: object) -> tuple[list[Post], str]:
    """Return the positions in the Party that a square names, and the rest: posts of the school.

    «Phó Bí thư Đảng uỷ, Bí thư chi bộ» are two positions; «Trưởng khoa» is a post. Raises `Refused` for what looks
    like a position written wrongly.
    """
    posts, rest = [], []
    for part in _BETWEEN.split(str(value)):
        text = normalise(part).strip(" .")
        folded = fold(text)
        if folded in _NO_POST:
            continue
        # the name or number of the cell after it says nothing that the column of the cell does not say
        if known := _POSTS.get(folded) or _POSTS.get(_NAMED_CELL.sub(" chi bo", folded)):
            (role, committee), _word = known
            posts.append(Post(role=role.value, title=text[:1].upper() + text[1:], committee=committee))
        elif near := difflib.get_close_matches(folded, _POSTS, n=1, cutoff=_NEAR):
            raise Refused(
                _("The position «%s» is not known.") % text, _("Perhaps «%s»?") % _POSTS[near[0]][1]
            )
        else:
            rest.append(text)
    return posts, ", ".join(rest)


READERS: Final[dict[str, Callable[[object], object]]] = {
    "birth_date": read_date,
    "joined_on": read_date,
    "official_on": read_date,
    "sex": read_sex,
    "status": read_status,
    "email": read_email,
    "phone": read_phone,
}
