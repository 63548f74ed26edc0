import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyende.faces.paperwork.engine.text import (
    apply_house_style,
    clock_time,
    figure,
    file_name,
    letter,
    long_date,
    padded,
    percentage,
    place_and_date,
    printable,
    quoted,
    roman,
    short_date,
    symbol,
)


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (dt.date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (dt.date(2026, 1, 31), "ngày 31 tháng 01 năm 2026"),
        (dt.date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (dt.date(2025, 12, 20), "ngày 20 tháng 12 năm 2025"),
    ],
)
def test_long_date_puts_zero_before_days_below_ten_and_first_two_months(day: dt.date, written: str) -> None:
    assert long_date(day) == written


def test_place_and_date_leaves_blanks_without_a_day() -> None:
    assert place_and_date("Lào Cai", dt.date(2026, 2, 5)) == "Lào Cai, ngày 05 tháng 02 năm 2026"
    blank = place_and_date("Lào Cai", None)
    assert " ".join(blank.split()) == "Lào Cai, ngày tháng năm"


def test_clock_time() -> None:
    assert clock_time(dt.time(14, 0)) == "14 giờ 00"
    assert clock_time(dt.time(8, 5)) == "8 giờ 05"


@pytest.mark.parametrize(("number", "written"), [(0, "00"), (2, "02"), (10, "10"), (1014, "1.014")])
def test_padded(number: int, written: str) -> None:
    assert padded(number) == written


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [(1014, 0, "1.014"), (899025, 0, "899.025"), (94.75, 1, "94,8"), (1234.5, 2, "1.234,50"), (-3, 0, "-3")],
)
def test_figure(value: float, decimals: int, written: str) -> None:
    assert figure(value, decimals) == written


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [
        (13, 14, "92,9%"),
        (14, 14, "100%"),
        (0, 9, "0%"),
        (1, 2, "50%"),
        (1999, 2000, "99,9%"),
        (1, 5000, "0,1%"),
    ],
)
def test_percentage(part: int, whole: int, written: str) -> None:
    assert percentage(part, whole) == written


def test_percentage_of_nothing_is_an_error() -> None:
    with pytest.raises(ZeroDivisionError):
        percentage(0, 0)


def test_symbol_has_no_colon_and_two_figures() -> None:
    assert symbol(5, "NQ", "ĐU") == "Số 05-NQ/ĐU"
    assert symbol(123, "BB", "CB") == "Số 123-BB/CB"
    assert symbol(None, "BB", "CB").split() == ["Số", "-BB/CB"]


def test_numbers_and_letters_of_sections() -> None:
    assert [roman(n) for n in (1, 2, 4, 9, 14, 39)] == ["I", "II", "IV", "IX", "XIV", "XXXIX"]
    assert [letter(n) for n in (1, 4, 5, 6, 23, 24)] == ["a", "d", "đ", "e", "y", "aa"]


def test_file_name_has_no_marks() -> None:
    assert file_name("Biên bản số 05-BB/CB: Đổi mới", "docx") == "bien-ban-so-05-bb-cb-doi-moi.docx"
    assert file_name("../../etc/passwd", "pdf") == "etc-passwd.pdf"
    assert file_name("???", "pdf") == "van-ban.pdf"
    assert len(file_name("ộ" * 300, "pdf")) <= 104


OLD_AND_NEW = [
    ("Đảng ủy, chi ủy, ủy viên, ỦY BAN", "Đảng uỷ, chi uỷ, uỷ viên, UỶ BAN"),
    ("hòa bình, khỏe mạnh, xóa bỏ, HÒA", "hoà bình, khoẻ mạnh, xoá bỏ, HOÀ"),
    ("Thúy, thủy lợi, tùy, lũy tre, khóa", "Thuý, thuỷ lợi, tuỳ, luỹ tre, khoá"),
]
SAME_IN_BOTH = [
    "quý I, quỹ, quỷ, quỳ, quỵ, Quý, QUÝ",
    "hoàn thành, toàn khoán, khuỷu tay, tuyết, xoáy, ngoái, huỳnh, thuận hoạt",
    "già, giúp, cúi, của, mía, nghĩa, hoa, quy, oai, việc",
]


@pytest.mark.parametrize(("old", "new"), OLD_AND_NEW)
def test_house_style_moves_the_tone_mark(old: str, new: str) -> None:
    assert apply_house_style(old, "new") == new
    assert apply_house_style(new, "old") == old
    assert apply_house_style(new, "new") == new
    assert apply_house_style(old, "old") == old


@pytest.mark.parametrize("text", SAME_IN_BOTH)
def test_house_style_leaves_other_syllables(text: str) -> None:
    assert apply_house_style(text, "new") == text
    assert apply_house_style(text, "old") == text


@given(st.text(alphabet=st.sampled_from("quhktàáoòóỏõọeèéyỳýỷỹỵa ,-ĐđUỦ"), max_size=30))
def test_house_style_is_stable(text: str) -> None:
    once = apply_house_style(text, "new")
    assert apply_house_style(once, "new") == once
    assert apply_house_style(apply_house_style(once, "old"), "new") == once


def test_printable_composes_and_drops_what_files_cannot_carry() -> None:
    assert printable("Đa\u0309ng u\u0309y") == "Đảng ủy"
    assert printable("a\x00b\x08c\x1bd\x7fe\x85f\ud800g\ufffeh\U0001ffffi\ufdd0j") == "abcdefghij"
    assert printable("một\r\nhai\rba\u2028bốn\tnăm") == "một\nhai\nba\nbốn\tnăm"


def test_printable_drops_marks_that_reverse_reading() -> None:
    assert printable("tán thành \u202e41/1\u202c \u2066x\u2069") == "tán thành 41/1 x"


def test_quotation_marks_within_a_title_become_single_ones() -> None:
    assert quoted("Di chúc của Bác") == "“Di chúc của Bác”"
    assert quoted("Tác phẩm “Tự phê bình” của Bác") == "“Tác phẩm ‘Tự phê bình’ của Bác”"


def test_short_dates_have_the_zeros_of_long_ones() -> None:
    assert short_date(dt.date(2018, 7, 6)) == "06/7/2018"
    assert short_date(dt.date(2026, 2, 5)) == "05/02/2026"
    assert short_date(dt.date(2026, 12, 20)) == "20/12/2026"
