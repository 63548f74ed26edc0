"""Spreadsheets as schools make them, for tests."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

HEADINGS = (
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Ngày vào Đảng",
    "Ngày chính thức",
    "Chi bộ",
    "Khoa, phòng",
    "Chức vụ",
    "E-mail",
    "Điện thoại",
)


def workbook(rows: Iterable[Sequence[Any]], merge: Iterable[str] = (), title: str = "Danh sách") -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for area in merge:
        sheet.merge_cells(area)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def upload(content: bytes, name: str = "danh-sach-dang-vien.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def person(
    name: str = "Nguyễn Văn An",
    birth: Any = dt.date(1980, 2, 5),
    sex: Any = "Nam",
    joined: Any = dt.date(2005, 5, 19),
    official: Any = dt.date(2006, 5, 19),
    cell: Any = "Chi bộ 1",
    department: Any = "Khoa Xây dựng Đảng",
    position: Any = None,
    email: Any = None,
    phone: Any = None,
    number: Any = 1,
) -> tuple[Any, ...]:
    return (number, name, birth, sex, joined, official, cell, department, position, email, phone)


def plain_roster(*people: tuple[Any, ...], headings: Sequence[Any] = HEADINGS) -> bytes:
    return workbook([headings, *people])


def school_roster() -> bytes:
    """A list as an office prints it: titles, numbered columns, sections, sums, signatures, blank rows."""
    return workbook(
        [
            ("ĐẢNG UỶ CÁC CƠ QUAN TỈNH", None, None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"),
            ("ĐẢNG UỶ TRƯỜNG CHÍNH TRỊ", None, None, None, "Lào Cai, ngày 02 tháng 01 năm 2024"),
            (),
            ("DANH SÁCH ĐẢNG VIÊN NĂM 2024",),
            (),
            (
                "TT",
                "Họ và tên",
                "Ngày, tháng, năm sinh",
                None,
                "Ngày vào Đảng",
                None,
                "Chức vụ\n(Đảng, chính quyền)",
                "Ghi chú",
            ),
            (None, None, "Nam", "Nữ", "Dự bị", "Chính thức"),
            ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"),
            ("I. CHI BỘ KHOA XÂY DỰNG ĐẢNG (2 đảng viên)",),
            (1, "TRẦN THỊ BÍCH", None, "12/3/1975", "03.02.1999", "3-2-2000", "Bí thư chi bộ, Trưởng khoa"),
            (
                2,
                "Lê  Văn   Cường ",
                dt.datetime(1979, 11, 2),
                None,
                "2004-05-19",
                dt.date(2005, 5, 19),
                "Phó bí thư",
            ),
            (),
            ("II. Chi bộ 2: gồm các phòng",),
            (
                1,
                "Hoàng Hòa",
                "ngày 5 tháng 2 năm 1990",
                None,
                dt.date(2015, 9, 2),
                dt.date(2016, 9, 2),
                "Giảng viên chính",
            ),
            (2, "Vàng A Giàng", 33000, None, "19/05/2023", None, "Đảng viên"),
            ("Tổng cộng: 4 đảng viên",),
            (),
            (None, "NGƯỜI LẬP BIỂU", None, None, None, "T/M ĐẢNG UỶ"),
        ],
        merge=("A4:H4", "C6:D6", "E6:F6", "A9:H9", "A13:H13", "A16:H16"),
    )


def without_part(content: bytes, part: str) -> bytes:
    """The same archive with one of its parts missing."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
    return stream.getvalue()


def with_part(content: bytes, part: str, text: str) -> bytes:
    """The same archive with one of its parts replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, text if name == part else old.read(name))
    return stream.getvalue()
