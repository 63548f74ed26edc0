import dataclasses
import io
import os
import re
import subprocess
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from chuyende.faces.paperwork.engine import render_docx
from chuyende.faces.paperwork.engine.paper import Band, Column, Item, Paper, Paragraph, Run, Table, runs
from chuyende.faces.paperwork.engine.pdf import FONTS
from chuyende.faces.paperwork.engine.text import printable
from tests.faces.paperwork.engine import samples
from tests.faces.paperwork.engine.layouts import LAYOUT_2018, LAYOUT_2026
from tests.faces.paperwork.engine.letters import LETTERS
from tests.faces.paperwork.engine.reading import one_line, pdf_pages, word, word_text
from tests.needs import needs


def bare(*blocks: Any, landscape: bool = False) -> Paper:
    summons = samples.summons()
    return dataclasses.replace(
        summons, blocks=blocks, signatures=(), recipients=(), verification=None, landscape=landscape
    )


@pytest.fixture(scope="module")
def minutes() -> Document:
    return word(render_docx(samples.minutes(), LAYOUT_2026))


def properties_of(document: Document, text: str) -> Any:
    """The paragraph that has the text, and its style."""
    for paragraph in document.element.body.iter(qn("w:p")):
        if text in "".join(node.text or "" for node in paragraph.iter(qn("w:t"))):
            return paragraph
    raise AssertionError(text)


def sizes(paragraph: Any) -> set[str]:
    return {size.get(qn("w:val")) for size in paragraph.iter(qn("w:sz"))}


def test_page_is_a4_with_the_margins_of_the_guideline(minutes: Document) -> None:
    section = minutes.sections[0]
    assert (section.page_width, section.page_height) == pytest.approx((Mm(210), Mm(297)), abs=700)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert margins == pytest.approx((Mm(20), Mm(20), Mm(30), Mm(15)), abs=700)


def test_landscape_turns_the_binding_edge_to_the_top() -> None:
    section = word(render_docx(samples.plan(), LAYOUT_2026)).sections[0]
    assert (section.page_width, section.page_height) == pytest.approx((Mm(297), Mm(210)), abs=700)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert margins == pytest.approx((Mm(30), Mm(15), Mm(20), Mm(20)), abs=700)


def test_body_is_times_new_roman_14_justified_with_exact_pitch(minutes: Document) -> None:
    style = minutes.styles["Body Text"]
    form = style.paragraph_format
    assert style.font.size == Pt(14)
    assert (form.line_spacing, form.space_after) == (Pt(18), Pt(6))
    assert form.first_line_indent == pytest.approx(Mm(10), abs=700)
    assert form.alignment is not None
    assert form.alignment.name == "JUSTIFY"
    fonts = style.element.rPr.find(qn("w:rFonts"))
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {
        "Times New Roman"
    }


def test_no_style_keeps_a_theme_font_or_colour(minutes: Document) -> None:
    styles = minutes.styles.element.xml
    assert "Theme" not in styles
    assert "Calibri" not in styles
    assert "<w:color " not in styles


@pytest.mark.parametrize(
    ("layout", "party", "issuer", "title"), [(LAYOUT_2026, "28", "26", 30), (LAYOUT_2018, "30", "28", 32)]
)
def test_heading_sizes_follow_the_layout(layout: Any, party: str, issuer: str, title: int) -> None:
    document = word(render_docx(samples.decision(), layout))
    assert sizes(properties_of(document, "ĐẢNG CỘNG SẢN VIỆT NAM")) == {party}
    assert sizes(properties_of(document, "ĐẢNG UỶ TRƯỜNG CHÍNH TRỊ")) == {issuer}
    assert document.styles["Title"].font.size == Pt(title / 2)
    assert sizes(properties_of(document, "Nơi nhận:")) == {"24"}
    assert sizes(properties_of(document, "- Như Điều 2,")) == {"22"}


def test_party_title_is_bold_with_a_line_under_it(minutes: Document) -> None:
    paragraph = properties_of(minutes, "ĐẢNG CỘNG SẢN VIỆT NAM")
    assert paragraph.find(f".//{qn('w:b')}") is not None
    assert paragraph.find(f".//{qn('w:pBdr')}/{qn('w:bottom')}") is not None


def test_page_number_is_a_centred_field_in_the_header_but_not_on_page_one(minutes: Document) -> None:
    section = minutes.sections[0]
    header = section.header.paragraphs[0]
    assert section.different_first_page_header_footer
    assert header.alignment is not None
    assert header.alignment.name == "CENTER"
    assert "PAGE" in header._p.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_long_table_repeats_its_head_and_splits_no_row() -> None:
    document = word(render_docx(samples.plan(rows_per_quarter=30), LAYOUT_2026))
    rows = document.tables[1].rows
    assert len(rows) == 1 + 4 * 31
    assert rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    assert "tblBorders" in document.styles["Table Grid"].element.xml


def test_columns_share_the_width_of_the_text() -> None:
    table = Table((Column("TT", 1), Column("Nội dung", 4)), ((runs("1"), runs("a")), Band("Quý II")))
    document = word(render_docx(bare(table), LAYOUT_2026))
    widths = [column.width for column in document.tables[1].columns]
    assert widths == pytest.approx([Mm(33), Mm(132)], abs=1000)
    assert document.tables[1].rows[2].cells[0]._tc is document.tables[1].rows[2].cells[1]._tc


def test_signatures_stay_whole_and_with_the_last_words(minutes: Document) -> None:
    signatures = minutes.tables[-2]
    assert signatures.rows[0]._tr.trPr.find(qn("w:cantSplit")) is not None
    left, right = signatures.rows[0].cells
    assert [p.text for p in left.paragraphs] == [
        *("NGƯỜI GHI BIÊN BẢN", "Đã ký điện tử lúc 16 giờ 10, 05/02/2026", "Bùi Thuý Nga"),
    ]
    assert [p.text for p in right.paragraphs][0::2] == ["CHỦ TRÌ HỘI NGHỊ", "Đặng Văn Quý"]
    before = signatures._tbl.getprevious()
    for element in (before, before.getprevious()):
        assert element.find(f".//{qn('w:keepNext')}") is not None


def test_one_signature_stands_right_of_the_recipients() -> None:
    document = word(render_docx(samples.summons(), LAYOUT_2026))
    left, right = document.tables[1].rows[0].cells
    assert [p.text for p in left.paragraphs] == [
        *("Nơi nhận:", "- Các đồng chí đảng viên,", "- Đồng chí Đảng uỷ viên phụ trách,", "- Lưu Chi bộ."),
    ]
    assert [p.text for p in right.paragraphs] == ["T/M CHI UỶ", "BÍ THƯ", "Đặng Văn Quý"]


def test_minutes_with_recipients_have_them_under_both_signatures() -> None:
    paper = dataclasses.replace(samples.minutes(), recipients=("Lưu Chi bộ",), verification=None)
    document = word(render_docx(paper, LAYOUT_2026))
    assert [p.text for p in document.tables[-1].rows[0].cells[0].paragraphs] == ["Nơi nhận:", "- Lưu Chi bộ."]


def test_no_two_tables_touch_and_a_paragraph_ends_the_body() -> None:
    for paper in (samples.minutes(), samples.summons(), samples.plan()):
        children = list(word(render_docx(paper, LAYOUT_2026)).element.body)
        tags = [child.tag for child in children]
        assert all({one, two} != {qn("w:tbl")} for one, two in pairwise(tags))
        assert tags[-2:] == [qn("w:p"), qn("w:sectPr")]


def test_file_properties_and_language(minutes: Document) -> None:
    properties = minutes.core_properties
    assert properties.title == samples.minutes().title
    assert properties.author == "Chi bộ Khoa Lý luận cơ sở"
    assert properties.language == "vi-VN"
    assert (properties.created.isoformat(), properties.comments) == ("2026-02-05T00:00:00+00:00", "")
    assert 'w:lang w:val="vi-VN"' in minutes.styles.element.xml


def test_a_paper_without_a_date_carries_no_time() -> None:
    document = word(render_docx(samples.plan(), LAYOUT_2026))
    assert document.core_properties.created is None
    assert "Dự thảo lần 1" in document.tables[0].rows[0].cells[0].text


def test_nothing_newer_than_word_2010() -> None:
    content = render_docx(samples.minutes(), LAYOUT_2026)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        settings_xml = parts.read("word/settings.xml").decode()
        everything = b"".join(parts.read(name) for name in parts.namelist() if name.endswith(".xml")).decode()
    assert re.search(r'compatibilityMode"[^>]*w:val="14"', settings_xml)
    assert not re.search(r"xmlns:w1[5-9]|\bw1[56]:", everything)
    assert "svg" not in everything


def test_sections_are_in_the_navigation_pane(minutes: Document) -> None:
    titles = [p.text for p in minutes.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert titles[0] == "I- THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN"
    assert "outlineLvl" in minutes.styles["Heading 1"].element.xml


def test_qr_code_has_a_description(minutes: Document) -> None:
    assert f'descr="{samples.VERIFICATION.caption}"' in minutes.element.xml
    assert samples.VERIFICATION.url in word_text(render_docx(samples.minutes(), LAYOUT_2026))


def test_all_vietnamese_letters_survive() -> None:
    assert len(LETTERS) == len(set(LETTERS)) == 134
    line = " ".join(LETTERS)
    assert line in word_text(render_docx(bare(Paragraph(runs(line)), Paragraph(runs("hết"))), LAYOUT_2026))


def _times_new_roman(folder: Path) -> Path:
    """A font set-up in which the program's own Tinos, of the same measures, stands for Times New Roman."""
    setup = folder / "fonts.conf"
    setup.write_text(
        f"""<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
        <fontconfig><dir>{FONTS}</dir><cachedir>{folder}/cache</cachedir>
        <alias binding="same"><family>Times New Roman</family><prefer><family>Tinos</family></prefer></alias>
        </fontconfig>"""
    )
    return setup


@pytest.mark.slow
def test_libreoffice_shows_all_letters_and_numbers_pages_from_the_second(tmp_path: Path) -> None:
    office = needs("soffice", "apt-get install libreoffice-writer-nogui")
    line = " ".join(LETTERS)
    long = bare(*(Item(runs(f"{line} {number}"), "number") for number in range(20)))
    (tmp_path / "paper.docx").write_bytes(render_docx(long, LAYOUT_2026))
    subprocess.run(
        [
            *(office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"),
            *("--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "paper.docx")),
        ],
        check=True,
        capture_output=True,
        timeout=180,
        env={**os.environ, "FONTCONFIG_FILE": str(_times_new_roman(tmp_path))},
    )
    pages = pdf_pages((tmp_path / "paper.pdf").read_bytes())
    assert len(pages) >= 3
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in pages[0]
    assert not pages[0].lstrip().startswith("1")
    assert [page.lstrip()[0] for page in pages[1:3]] == ["2", "3"]
    assert one_line("".join(pages).replace("\n", " ")).count(["ă", "ằ"][1]) == 20
    assert set(LETTERS) <= set("".join(pages))


HOSTILE = [
    '#read("/etc/passwd") #eval("1+1") $x$ *đậm* _nghiêng_ `mã` @ref <nhãn> \\ // /* */',
    "<script>alert(1)</script> & < > \" ' ]]> <!-- --> <?xml?> &amp; &#x41;",
    "{{ 7*7 }} {% load x %} ${HOME} %s %(a)s",
    "a\x00b\x01c\x0bd\x1fe\x7ff\ud800g\ufffeh",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text: str) -> None:
    paper = bare(
        Paragraph(runs(text)), Table((Column(text),), ((runs(text),), Band(text))), Paragraph(runs("hết"))
    )
    content = render_docx(paper, LAYOUT_2026)
    assert word_text(content).count(printable(text)) == 4


TEXT = st.text(alphabet=st.characters(), max_size=60)


@given(TEXT, TEXT, TEXT)
@settings(max_examples=60, deadline=None)
def test_any_text_survives_the_round_trip(first: str, second: str, third: str) -> None:
    paper = bare(
        Paragraph((Run(first, bold=True), Run(second, italic=True))),
        Table((Column("c"),), ((runs(third),),)),
        Paragraph(runs("hết")),
    )
    lines = word_text(render_docx(paper, LAYOUT_2026))
    assert f"\n{printable(first)}{printable(second)}\nc\n{printable(third)}\n" in lines
