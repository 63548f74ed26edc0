import unicodedata

import pytest

from chuyende.foundation.core.marking import marking_in_lines, marking_in_name


@pytest.mark.parametrize(
    ("lines", "marking"),
    [
        (["MẬT"], "MẬT"),
        (["ĐẢNG BỘ TỈNH", "  TỐI MẬT  ", "Số 12-CV/TU"], "TỐI MẬT"),
        (["[ TUYỆT MẬT ]"], "TUYỆT MẬT"),
        (["│ MẬT │"], "MẬT"),
        (["M Ậ T"], "MẬT"),
        (["TỈNH ỦY LÀO CAI          MẬT"], "MẬT"),
        (["TỈNH ỦY\tTỐI MẬT"], "TỐI MẬT"),
        (["Độ mật: Tối mật"], "TỐI MẬT"),
        (["TUYỆT", "MẬT"], "TUYỆT MẬT"),
        ([unicodedata.normalize("NFD", "TỐI MẬT")], "TỐI MẬT"),
        (["MẬT\xa0"], "MẬT"),
    ],
)
def test_a_marking_that_stands_alone_is_found(lines: list[str], marking: str) -> None:
    assert marking_in_lines(lines) == marking


@pytest.mark.parametrize(
    "lines",
    [
        ["Giữ bí mật nhà nước"],
        ["QUY ĐỊNH VỀ BẢO VỆ BÍ MẬT NHÀ NƯỚC"],
        ["QUY ĐỊNH VỀ BẢO VỆ BÍ", "MẬT"],
        ["BẢO  VỆ  BÍ  MẬT"],
        ["DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TUYỆT MẬT, TỐI MẬT VÀ MẬT"],
        ["Quan hệ mật thiết với Nhân dân"],
        ["Mật"],
        ["ĐỘ MẬT: Không"],
        ["mật ong"],
        ["Theo Điều 3, tài liệu TỐI MẬT do người có thẩm quyền quyết định."],
        [],
        [""],
    ],
)
def test_ordinary_words_are_no_marking(lines: list[str]) -> None:
    assert marking_in_lines(lines) == ""


@pytest.mark.parametrize(
    ("name", "marking"),
    [
        ("Báo cáo MẬT.docx", "MẬT"),
        ("bao_cao_TỐI_MẬT.pdf", "TỐI MẬT"),
        ("TUYET MAT - ke hoach.pdf", "TUYET MAT"),
        ("TOI_MAT.pdf", "TOI MAT"),
        ("kế hoạch (mật).docx", "MẬT"),
        (unicodedata.normalize("NFD", "Công văn TUYỆT MẬT.pdf"), "TUYỆT MẬT"),
    ],
)
def test_a_name_that_carries_a_marking_is_found(name: str, marking: str) -> None:
    assert marking_in_name(name) == marking


@pytest.mark.parametrize(
    "name",
    [
        "Bảo vệ bí mật nhà nước.pdf",
        "BẢO VỆ BÍ MẬT NHÀ NƯỚC.pdf",
        "MAT TRAN TO QUOC.pdf",
        "Quan hệ MẬT THIẾT với dân.docx",
        "Mật danh Z.docx",
        "",
    ],
)
def test_an_ordinary_name_is_no_marking(name: str) -> None:
    assert marking_in_name(name) == ""
