import datetime as dt

import pytest

from chuyende.faces.paperwork.engine.paper import (
    Basis,
    Block,
    Column,
    Facts,
    Item,
    Paper,
    Paragraph,
    Run,
    Section,
    Signature,
    Table,
    Verification,
    plain,
    runs,
)
from chuyende.faces.paperwork.engine.set_out import set_out
from tests.faces.paperwork.engine.layouts import LAYOUT_2018, LAYOUT_2026
from tests.faces.paperwork.engine.samples import cell_heading


def paper(*blocks: Block, recipients: tuple[str, ...] = ()) -> Paper:
    heading = cell_heading("Số 01-BB/CB", dt.date(2026, 2, 5))
    return Paper(heading, "Biên bản", "họp chi bộ", blocks, recipients=recipients)


def lines(*blocks: Block) -> list[str]:
    return [
        block.marker + (block.title if isinstance(block, Section) else plain(block.runs))
        for block in set_out(paper(*blocks), LAYOUT_2026).blocks
        if isinstance(block, Section | Item)
    ]


def test_sections_are_numbered_and_restart_under_each_other() -> None:
    blocks = (
        Section("mở đầu"),
        Section("Điểm danh", 2),
        Section("Có mặt", 3),
        Section("Vắng", 3),
        Section("Đảng phí", 2),
        Section("Vắng", 3),
        Section("nội dung"),
        Section("Đề dẫn", 2),
    )
    assert lines(*blocks) == [
        *("I- MỞ ĐẦU", "1. Điểm danh", "a) Có mặt", "b) Vắng"),
        *("2. Đảng phí", "a) Vắng", "II- NỘI DUNG", "1. Đề dẫn"),
    ]


def test_items_run_on_within_a_section_and_letters_within_a_number() -> None:
    blocks = (
        Section("một"),
        Item(runs("x"), "number"),
        Item(runs("x"), "letter"),
        Item(runs("x"), "letter"),
        Item(runs("x"), "dash"),
        Item(runs("x"), "number"),
        Item(runs("x"), "letter"),
        Section("hai"),
        Item(runs("x"), "number"),
        Item(runs("x."), "plus"),
    )
    assert lines(*blocks) == [
        "I- MỘT",
        "1. x",
        "a) x",
        "b) x",
        "- x",
        "2. x",
        "a) x",
        "II- HAI",
        "1. x",
        "+ x.",
    ]


def test_a_given_marker_stays() -> None:
    assert lines(Section("phụ lục", marker="V- ")) == ["V- PHỤ LỤC"]


@pytest.mark.parametrize(
    ("text", "end_2018", "end_2026"),
    [
        ("Nhất trí", "Nhất trí./.", "Nhất trí."),
        ("Nhất trí. ", "Nhất trí./.", "Nhất trí."),
        ("Nhất trí./.", "Nhất trí./.", "Nhất trí."),
        ("sách, báo, v.v.", "sách, báo, v.v./.", "sách, báo, v.v."),
        ("Quyết tâm!", "Quyết tâm!./.", "Quyết tâm!"),
    ],
)
def test_text_ends_as_the_guideline_of_its_time_says(text: str, end_2018: str, end_2026: str) -> None:
    ended = paper(Paragraph((Run("Mở đầu. "), Run(text, bold=True))))
    for layout, end in ((LAYOUT_2018, end_2018), (LAYOUT_2026, end_2026)):
        last = set_out(ended, layout).blocks[-1]
        assert isinstance(last, Paragraph)
        assert last.runs[-1] == Run(end, bold=True)


def test_end_mark_goes_to_the_last_fact_and_not_into_a_table() -> None:
    facts = set_out(paper(Facts((("Địa điểm", runs("nhà A")),))), LAYOUT_2018).blocks[-1]
    assert facts == Facts((("Địa điểm", runs("nhà A./.")),))
    table = Table((Column("TT"),), ((runs("1"),),))
    assert set_out(paper(table), LAYOUT_2018).blocks[-1] == table


def test_empty_paper_and_empty_paragraph_get_no_end_mark() -> None:
    assert set_out(paper(), LAYOUT_2018).blocks == ()
    assert set_out(paper(Paragraph(runs(" "))), LAYOUT_2018).blocks == (Paragraph(runs(" ")),)


def test_bases_and_recipients_get_dashes_and_marks() -> None:
    ready = set_out(
        paper(
            Basis(runs("Căn cứ Điều lệ Đảng;")), Paragraph(runs("x")), recipients=("Chi uỷ,", "Lưu Chi bộ")
        ),
        LAYOUT_2026,
    )
    assert isinstance(ready.blocks[0], Basis)
    assert plain(ready.blocks[0].runs) == "- Căn cứ Điều lệ Đảng;"
    assert ready.recipients == ("- Chi uỷ,", "- Lưu Chi bộ.")


def test_heads_are_set_in_capitals() -> None:
    ready = set_out(paper(Paragraph(runs("x"))), LAYOUT_2026)
    assert ready.heading.issuer_lines == ("CHI BỘ KHOA LÝ LUẬN CƠ SỞ",)
    assert ready.heading.superior_lines == ("ĐẢNG BỘ TRƯỜNG CHÍNH TRỊ TỈNH LÀO CAI",)
    assert ready.type_name == "BIÊN BẢN"


def test_title_and_author_serve_as_file_properties() -> None:
    assert paper().title == "Biên bản họp chi bộ"
    assert paper().author == "Chi bộ Khoa Lý luận cơ sở"


def test_what_the_form_has_no_place_for_is_refused() -> None:
    heading, signature = cell_heading("", None), Signature(("T/M CHI BỘ",), "BÍ THƯ", "A")
    with pytest.raises(ValueError, match="at most two signatures"):
        Paper(heading, "Biên bản", "", (), signatures=(signature,) * 3)
    with pytest.raises(ValueError, match="row 0: 2 cells for 1 columns"):
        Table((Column("TT"),), ((runs("1"), runs("2")),))
    with pytest.raises(ValueError, match="not a web address"):
        Verification("javascript:alert(1)", "")
