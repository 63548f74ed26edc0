"""Lists that schools keep, read: every fault with its place, its reason and a suggestion."""

import datetime as dt
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chuyende.foundation.organisation.engine.roster import Post, Roster, Row, read_roster
from chuyende.foundation.organisation.engine.roster.sheet import SheetUnreadable
from chuyende.foundation.organisation.engine.roster.values import Refused, read_date, read_phone, read_posts
from tests.foundation.organisation import workbooks
from tests.foundation.organisation.workbooks import person, plain_roster, workbook

TODAY = dt.date(2024, 5, 1)


def read(content: bytes, *, needs_cell: bool = True) -> Roster:
    return read_roster(io.BytesIO(content), today=TODAY, needs_cell=needs_cell)


def test_list_of_an_office_is_read_with_titles_sections_two_heading_rows_and_signatures():
    roster = read(workbooks.school_roster())

    assert roster.problems == []
    assert [(row.number, row.full_name, row.cell, row.sex, row.status) for row in roster.rows] == [
        (10, "Trần Thị Bích", "Chi bộ khoa xây dựng đảng", "female", "official"),
        (11, "Lê Văn Cường", "Chi bộ khoa xây dựng đảng", "male", "official"),
        (14, "Hoàng Hoà", "Chi bộ 2", "male", "official"),
        (15, "Vàng A Giàng", "Chi bộ 2", "male", "probationary"),
    ]
    bich, cuong, hoa, giang = roster.rows
    assert (bich.birth_date, bich.joined_on, bich.official_on) == (
        dt.date(1975, 3, 12),
        dt.date(1999, 2, 3),
        dt.date(2000, 2, 3),
    )
    assert bich.posts == [Post("secretary", "Bí thư chi bộ")]
    assert bich.job_title == "Trưởng khoa"
    assert cuong.posts == [Post("deputy", "Phó bí thư")]
    assert (hoa.birth_date, hoa.job_title) == (dt.date(1990, 2, 5), "Giảng viên chính")
    assert giang.birth_date == dt.date(1990, 5, 7)
    assert [text for _number, text in roster.skipped] == ["Tổng cộng: 4 đảng viên", "NGƯỜI LẬP BIỂU"]


def test_plain_list_is_read_whole():
    roster = read(
        plain_roster(
            person(position="Đảng uỷ viên, Bí thư chi bộ", email="An@Truong.edu.vn", phone=912345678.0)
        )
    )

    assert roster.problems == []
    assert roster.rows == [
        Row(
            number=2,
            full_name="Nguyễn Văn An",
            birth_date=dt.date(1980, 2, 5),
            sex="male",
            joined_on=dt.date(2005, 5, 19),
            official_on=dt.date(2006, 5, 19),
            status="official",
            cell="Chi bộ 1",
            department="Khoa Xây dựng Đảng",
            email="an@truong.edu.vn",
            phone="0912345678",
            posts=[
                Post("committee_member", "Đảng uỷ viên", committee=True),
                Post("secretary", "Bí thư chi bộ"),
            ],
        )
    ]


@pytest.mark.parametrize(
    "heading", ["HỌ VÀ TÊN", "ho va ten", "Họ tên đảng viên", " Họ\nvà  tên (khai sinh)", "Họ và tên:"]
)
def test_headings_are_known_in_any_case_with_and_without_marks(heading):
    headings = list(workbooks.HEADINGS)
    headings[1] = heading

    assert len(read(plain_roster(person(), headings=headings)).rows) == 1


def test_family_and_given_name_in_two_squares_under_one_heading():
    content = workbook(
        [("TT", "Họ và tên", None, "Ngày sinh", "Chi bộ"), (1, "Nguyễn Văn", "An", "5/2/1980", 2)],
        merge=["B1:C1"],
    )

    (row,) = read(content).rows

    assert (row.full_name, row.cell) == ("Nguyễn Văn An", "Chi bộ 2")


def test_cell_merged_over_its_members_is_read_for_each():
    content = workbook(
        [
            ("Chi bộ", "Họ và tên", "Ngày sinh"),
            ("Chi bộ 1", "Nguyễn Văn An", "5/2/1980"),
            (None, "Trần Thị Bích", "6/2/1980"),
            ("Chi bộ 2", "Lê Văn Cường", "7/2/1980"),
        ],
        merge=["A2:A3"],
    )

    assert [row.cell for row in read(content).rows] == ["Chi bộ 1", "Chi bộ 1", "Chi bộ 2"]


def test_unknown_column_is_named_with_the_nearest_known_one():
    headings = list(workbooks.HEADINGS)
    headings[2] = "Ngày xinh"

    (problem,) = read(plain_roster(person(), headings=headings)).problems

    assert problem.row == 0
    assert problem.column == "C (Ngày xinh)"
    assert "«Ngày sinh»" in problem.suggestion


def test_columns_that_are_not_kept_are_named_and_left_out():
    roster = read(
        workbook([(*workbooks.HEADINGS, "Dân tộc", "Số CCCD"), (*person(), "Kinh", "010080001234")])
    )

    assert roster.problems == []
    assert roster.not_kept == ["Dân tộc", "Số CCCD"]
    assert "010080001234" not in str(roster.rows)


@pytest.mark.parametrize(
    "written",
    [
        dt.date(1980, 2, 5),
        dt.datetime(1980, 2, 5, 0, 0),
        "05/02/1980",
        "5/2/1980",
        "05-02-1980",
        "5.2.1980",
        "1980-02-05",
        "1980/2/5",
        "ngày 05 tháng 02 năm 1980",
        "Ngày 5 tháng 2 năm 1980",
        " 05/02/1980 ",
        "'05/02/1980",
        29256,
    ],
)
def test_date_is_understood_however_it_is_written(written):
    assert read_date(written) == dt.date(1980, 2, 5)


@pytest.mark.parametrize(
    ("written", "suggested"),
    [
        (1980, "01/01/1980"),
        ("1980", "01/01/1980"),
        ("02/1980", "01/02/1980"),
        ("5/2/80", "05/02/1980"),
        ("5/2/15", "05/02/2015"),
        ("02/13/1980", "13/02/1980"),
        ("không rõ", "05/02/1980"),
    ],
)
def test_date_that_is_not_whole_is_refused_with_what_was_meant(written, suggested):
    with pytest.raises(Refused) as refused:
        read_date(written)

    assert suggested in refused.value.suggestion


@given(
    st.dates(dt.date(1915, 1, 1), dt.date(2100, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]),
)
def test_every_date_is_read_back(day, form):
    assert read_date(day.strftime(form)) == day


@given(st.one_of(st.text(max_size=30), st.integers(), st.floats(), st.booleans(), st.datetimes()))
def test_any_value_is_a_date_or_refused_in_words(value):
    try:
        assert isinstance(read_date(value), dt.date)
    except Refused as refused:
        assert refused.reason


_SQUARES = st.one_of(
    st.none(),
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=20).filter(
        lambda text: not text.startswith("=")
    ),
    st.integers(-(10**9), 10**9),
    st.dates(dt.date(1900, 3, 1), dt.date(2100, 1, 1)),
    st.sampled_from(["Chi bộ 1", "Nam", "x", "Nguyễn Văn An", "Bí thư", "Tổng cộng", "#N/A"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(_SQUARES, min_size=0, max_size=12), max_size=6))
def test_any_rows_under_the_headings_are_read_or_told_with_their_place(rows):
    roster = read(workbook([workbooks.HEADINGS, *rows]))

    lines = range(2, len(rows) + 2)
    assert all(row.number in lines and " " in row.full_name for row in roster.rows)
    assert all(problem.reason for problem in roster.problems)
    assert {row.number for row in roster.rows}.isdisjoint(problem.row for problem in roster.problems)


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (person(birth=1980), "Ngày sinh", "năm"),
        (person(birth=dt.date(2030, 1, 1)), "Ngày sinh", "tương lai"),
        (person(birth=dt.date(1890, 1, 1)), "Ngày sinh", "tuổi"),
        (person(joined=dt.date(1990, 1, 1)), "Ngày vào Đảng", "18"),
        (person(official=dt.date(2001, 1, 1)), "Ngày chính thức", "19/05/2005"),
        (person(sex="N/A"), "Giới tính", "giới tính"),
        (person(email="khong co"), "E-mail", "e-mail"),
        (person(phone="12"), "Điện thoại", "điện thoại"),
        (person(name="An"), "Họ và tên", "một từ"),
        (person(name="Nguyễn Văn An 2"), "Họ và tên", "chữ số"),
        (person(name=None), "Họ và tên", "họ và tên"),
        (person(position="Bí thư chi bô 1x"), None, None),
        (person(position="Phó bí thơ"), "Chức vụ Đảng", "Phó bí thơ"),
        (person(cell=None), "Chi bộ", "chi bộ"),
        (person(birth="#REF!"), "Ngày sinh", "công thức"),
    ],
)
def test_fault_in_a_square_names_row_column_reason_and_suggestion(row, column, words):
    roster = read(plain_roster(row, person("Trần Thị Bích")))

    if column is None:
        assert roster.problems == []
        return
    (problem,) = roster.problems
    assert (problem.row, problem.column) == (2, column)
    assert words in problem.reason.lower() or words in problem.reason
    assert problem.suggestion
    assert [row.full_name for row in roster.rows] == ["Trần Thị Bích"]


def test_formula_brings_its_result_and_without_one_is_a_fault():
    content = plain_roster(person(email='=LOWER("A@B.VN")'))

    (problem,) = read(content).problems

    assert (problem.row, problem.column) == (2, "E-mail")
    assert "công thức" in problem.reason


def test_formula_with_a_result_is_read():
    content = plain_roster(person(email="=A1"))
    part = "xl/worksheets/sheet1.xml"
    xml = zipfile.ZipFile(io.BytesIO(content)).read(part).decode()
    filled = xml.replace("<f>A1</f><v></v>", "<f>A1</f><v>an@truong.vn</v>").replace(
        "<f>A1</f><v />", "<f>A1</f><v>an@truong.vn</v>"
    )
    filled = filled.replace('r="J2"', 'r="J2" t="str"') if 't="str"' not in filled else filled

    roster = read(workbooks.with_part(content, part, filled))

    assert [row.email for row in roster.rows] == ["an@truong.vn"]


def test_list_without_a_heading_says_what_is_looked_for():
    with pytest.raises(SheetUnreadable, match="Họ và tên"):
        read(workbook([("a", "b"), (1, 2)]))


def test_list_without_members_says_so():
    (problem,) = read(plain_roster()).problems

    assert problem.row == 0


def test_entity_bomb_is_refused():
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
    )

    with pytest.raises(SheetUnreadable):
        read(workbooks.with_part(plain_roster(person()), "xl/worksheets/sheet1.xml", bomb))


def test_number_without_end_is_a_fault_and_no_crash():
    content = plain_roster(person(phone=12345))
    part = "xl/worksheets/sheet1.xml"
    xml = zipfile.ZipFile(io.BytesIO(content)).read(part).decode().replace("<v>12345</v>", "<v>1e999</v>")

    (problem,) = read(workbooks.with_part(content, part, xml)).problems

    assert problem.column == "Điện thoại"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_broken_workbook_is_refused_in_words(part):
    with pytest.raises(SheetUnreadable):
        read(workbooks.without_part(plain_roster(person()), part))


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("0912 345 678", "0912345678"),
        ("+84 912.345.678", "0912345678"),
        (912345678, "0912345678"),
        (84912345678, "0912345678"),
        ("(0214) 3840-123", "02143840123"),
    ],
)
def test_telephone_number_is_written_in_one_way(written, read_as):
    assert read_phone(written) == read_as


def test_positions_are_told_from_posts_of_the_school():
    posts, rest = read_posts("Phó Bí thư Đảng ủy kiêm Bí thư Chi bộ 2; Phó Hiệu trưởng")

    assert [(post.role, post.committee) for post in posts] == [("deputy", True), ("secretary", False)]
    assert rest == "Phó Hiệu trưởng"


def test_rows_survive_being_kept_as_json():
    (row,) = read(plain_roster(person(position="Thư ký"))).rows

    assert Row.from_json(row.as_json()) == row
