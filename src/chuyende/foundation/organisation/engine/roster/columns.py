"""The columns of a roster and the many ways in which schools head them."""

import difflib
import re
from enum import StrEnum
from typing import Final

from chuyende.foundation.core.vietnamese import fold


class Column(StrEnum):
    FULL_NAME = "full_name"
    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    BIRTH_DATE = "birth_date"
    SEX = "sex"
    JOINED_ON = "joined_on"
    OFFICIAL_ON = "official_on"
    STATUS = "status"
    CELL = "cell"
    DEPARTMENT = "department"
    POSITION = "position"
    JOB_TITLE = "job_title"
    EMAIL = "email"
    PHONE = "phone"
    # one column for each sex, with the date of birth or a cross in it
    MALE = "male"
    FEMALE = "female"


#: The headings of the file that this program writes, in its order.
LABELS: Final = {
    Column.FULL_NAME: "Họ và tên",
    Column.BIRTH_DATE: "Ngày sinh",
    Column.SEX: "Giới tính",
    Column.JOINED_ON: "Ngày vào Đảng",
    Column.OFFICIAL_ON: "Ngày chính thức",
    Column.STATUS: "Diện",
    Column.CELL: "Chi bộ",
    Column.DEPARTMENT: "Khoa, phòng",
    Column.POSITION: "Chức vụ Đảng",
    Column.JOB_TITLE: "Chức vụ chính quyền",
    Column.EMAIL: "E-mail",
    Column.PHONE: "Điện thoại",
}

#: Headings as folded by `key`: without marks, brackets and punctuation.
_HEADINGS: Final = {
    Column.FULL_NAME: "ho va ten|ho ten|ho va ten dang vien|ho ten dang vien|ten dang vien|ho va ten khai sinh|"
    "ho va chu dem va ten|dang vien|dong chi|hoten",
    Column.FAMILY_NAME: "ho|ho dem|ho va dem|ho va ten dem|ho dem va chu lot|ho lot",
    Column.GIVEN_NAME: "ten",
    Column.BIRTH_DATE: "ngay sinh|ngay thang nam sinh|nam sinh|ngay thang sinh|sinh ngay|ns|ngaysinh|"
    "ngay thang nam",
    Column.SEX: "gioi tinh|phai|gioi|nam nu|gt",
    Column.JOINED_ON: "ngay vao dang|ngay ket nap|ngay ket nap dang|vao dang ngay|ngay vao dang du bi|"
    "ngay thang nam vao dang|ngay vao dcsvn|du bi|ngay du bi|vao dang|ngay vao dang ngay ket nap|"
    "ngay ket nap vao dang|ngay vao dang cong san viet nam|ngay vao dang ket nap|vao dang du bi",
    Column.OFFICIAL_ON: "ngay chinh thuc|chinh thuc|ngay cong nhan chinh thuc|ngay vao dang chinh thuc|"
    "ngay chuyen chinh thuc|ngay cong nhan dang vien chinh thuc|ngay chuyen dang chinh thuc|"
    "ngay vao dang ngay chinh thuc|vao dang chinh thuc|cong nhan chinh thuc",
    Column.STATUS: "dien|dien dang vien|loai dang vien|tinh trang|trang thai|tinh trang dang vien|"
    "chinh thuc du bi",
    Column.CELL: "chi bo|ten chi bo|chi bo sinh hoat|don vi sinh hoat|sinh hoat tai chi bo|to chuc dang|"
    "chi bo truc thuoc|sinh hoat tai",
    Column.DEPARTMENT: "khoa phong|khoa|phong|phong khoa|khoa phong ban|don vi|don vi cong tac|phong ban|"
    "khoa phong don vi|noi cong tac|bo phan|to bo mon",
    Column.POSITION: "chuc vu dang|chuc vu trong dang|chuc vu|chuc danh dang|chuc vu ve dang|nhiem vu trong dang|"
    "chuc vu dang chinh quyen|chuc vu cap uy|chuc vu dang hien nay",
    Column.JOB_TITLE: "chuc vu chinh quyen|chuc danh|chuc vu chuyen mon|chuc vu cong tac|nghe nghiep|"
    "chuc vu chinh quyen doan the|cong viec|chuc danh nghe nghiep",
    Column.EMAIL: "e mail|email|thu dien tu|dia chi email|dia chi e mail|hop thu|mail|dia chi thu dien tu",
    Column.PHONE: "dien thoai|so dien thoai|sdt|dt|di dong|dien thoai di dong|so dt|dtdd|so di dong|lien he",
    Column.MALE: "nam|gioi tinh nam|ngay sinh nam|nam sinh nam|ngay thang nam sinh nam",
    Column.FEMALE: "nu|gioi tinh nu|ngay sinh nu|nam sinh nu|ngay thang nam sinh nu",
}
KNOWN: Final = {heading: column for column, many in _HEADINGS.items() for heading in many.split("|")}

#: What schools also keep and this program does not take: least collection.
_NOT_KEPT = (
    "stt|tt|so tt|so thu tu|ghi chu|que quan|noi o|noi o hien nay|cho o hien nay|dia chi|ho khau|dan toc|ton giao",
    "cccd|so cccd|cmnd|so cmnd|can cuoc|so dinh danh|so the dang|so the dang vien|the dang|so ly lich",
    "trinh do|trinh do chuyen mon|chuyen mon|ly luan chinh tri|trinh do ly luan chinh tri|llct|ngoai ngu|tin hoc",
    "hoc ham|hoc vi|trinh do hoc van|noi sinh|ngay cap the|huy hieu dang|tuoi dang|nam vao dang|tuoi",
    "noi sinh hoat|luong|he so luong|ma dang vien|ma so|bi danh|ten goi khac|thanh phan gia dinh|ky ten|chu ky",
    "khen thuong|ky luat|suc khoe|hon nhan|noi ket nap|nguoi gioi thieu|xep loai|danh gia|dang phi",
)
NOT_KEPT: Final = frozenset(heading for many in _NOT_KEPT for heading in many.split("|"))
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_OTHER = re.compile(r"[^a-z0-9]+")
_NEAR: Final = 0.72


def key(text: object) -> str:
    """Return a heading without marks, brackets, punctuation and line breaks: what headings are compared by."""
    return _OTHER.sub(" ", fold(_BRACKETS.sub(" ", str(text)))).strip()


def column_of(text: object) -> Column | None:
    """Return the column that a heading means; None when it is none of ours."""
    return KNOWN.get(key(text))


def is_not_kept(text: object) -> bool:
    """Tell whether schools often keep this column and we do not take it."""
    return key(text) in NOT_KEPT


def nearest(text: object) -> str:
    """Return the heading that the writer of an unknown one probably meant; empty when nothing is near."""
    near = difflib.get_close_matches(key(text), KNOWN, n=1, cutoff=_NEAR)
    return LABELS.get(KNOWN[near[0]], "") if near else ""
