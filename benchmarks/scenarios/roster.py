"""How many rows of a school's spreadsheet are read, compared and written in a second."""

import datetime as dt
import time
from collections.abc import Iterator
from io import BytesIO

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction

from benchmarks import bodies
from benchmarks.figures import Figure
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.foundation.organisation.services import found_committee, import_roster, preview_roster
from chuyende.sample.people import invented_cells

ROWS, CELLS = 2000, 100
HEADINGS = ("Họ và tên", "Ngày sinh", "Giới tính", "Ngày vào Đảng", "Ngày chính thức", "Chi bộ")
SINCE = dt.date(2020, 1, 1)


def run() -> Iterator[Figure]:
    bodies.empty_database()
    file = _roster()
    user = found_committee(
        name="Đảng bộ Trường",
        short_name="Đảng bộ",
        since=SINCE,
        username="quantri",
        password="mot-mat-khau-dai-2026",  # of a database that lives for one run
        full_name="Nguyễn Văn Quản Trị",
    )
    committee = Organisation.objects.get()
    bare = _bare_rows_a_second()
    begun = time.perf_counter()
    roster = preview_roster(
        actor=user, organisation=committee, file=SimpleUploadedFile("danh-sach.xlsx", file), since=SINCE
    )
    read = time.perf_counter()
    import_roster(actor=user, roster=roster, make_cells=True)
    written = time.perf_counter()
    assert Member.objects.filter(memberships__organisation__kind="cell").count() == ROWS
    yield Figure("roster", "read and compared", ROWS / (read - begun), "rows/s", None, bodies.database())
    yield Figure("roster", "rows_per_s", ROWS / (written - begun), "rows/s", bare, bodies.database())


def _bare_rows_a_second() -> float:
    """Rows that the database alone takes in a second, many at a time."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE bare (name text, day date)")
        begun = time.perf_counter()
        cursor.executemany("INSERT INTO bare VALUES (%s, %s)", [("Nguyễn Văn An", SINCE.isoformat())] * ROWS)
        taken = time.perf_counter() - begun
        cursor.execute("DROP TABLE bare")
    return ROWS / taken


def _roster() -> bytes:
    book, out = openpyxl.Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADINGS)
    number = 0
    for cell in invented_cells(CELLS, ROWS):
        for name in cell.people:
            number += 1
            born = dt.date(1950, 1, 1) + dt.timedelta(days=number * 4)
            joined = dt.date(2005, 1, 1) + dt.timedelta(days=number % 3000)
            sheet.append(
                (
                    name,
                    born,
                    "Nữ" if "Thị" in name else "Nam",
                    joined,
                    joined + dt.timedelta(days=365),
                    cell.name,
                )
            )
    book.save(out)
    return out.getvalue()
