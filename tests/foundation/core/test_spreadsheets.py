import datetime as dt
import io

import openpyxl

from chuyende.foundation.core.spreadsheets import table_file


def test_table_file_is_one_table_with_its_headings_in_view() -> None:
    moment = dt.datetime(2026, 3, 2, 8, 30)
    content = table_file(
        title="Kết quả: quý I/2026", headings=["Họ và tên", "Điểm"], rows=[["Êm", 9], [None, moment]]
    )

    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert list(sheet.values) == [("Họ và tên", "Điểm"), ("Êm", 9), (None, moment)]
    assert sheet.title == "Kết quả  quý I 2026"
    assert sheet.freeze_panes == "A2"


def test_table_file_keeps_text_that_looks_like_a_formula() -> None:
    content = table_file(title="x", headings=["Tên"], rows=[["=HYPERLINK(1)"]])

    cell = openpyxl.load_workbook(io.BytesIO(content)).active["A2"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")
