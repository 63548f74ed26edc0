import dataclasses
import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdf
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from chuyende.faces.paperwork.engine import FontsMissingError, pdf, render_pdf
from chuyende.faces.paperwork.engine.page import PARTY_TITLE, party_title_width_mm
from chuyende.faces.paperwork.engine.paper import (
    Band,
    Column,
    Heading,
    Item,
    Paper,
    Paragraph,
    Section,
    Signature,
    Table,
    runs,
)
from chuyende.faces.paperwork.engine.text import printable
from tests.faces.paperwork.engine import samples
from tests.faces.paperwork.engine.layouts import LAYOUT_2018, LAYOUT_2026
from tests.faces.paperwork.engine.letters import LETTERS
from tests.faces.paperwork.engine.reading import one_line, pdf_pages
from tests.faces.paperwork.engine.test_docx import HOSTILE, bare


def fonts(content: bytes) -> Iterator[Any]:
    """The embedded fonts of all pages, as fonttools reads them."""
    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        for font in page["/Resources"]["/Font"].values():
            yield font.get_object()["/DescendantFonts"][0].get_object()


def test_minutes_have_their_parts_in_order() -> None:
    text = one_line(" ".join(pdf_pages(render_pdf(samples.minutes(), LAYOUT_2026))))
    parts = [
        *("ĐẢNG BỘ TRƯỜNG CHÍNH TRỊ", "CHI BỘ KHOA LÝ LUẬN CƠ SỞ", "Số 03-BB/CB", PARTY_TITLE),
        *("Lào Cai, ngày 05 tháng 02 năm 2026", "BIÊN BẢN", "sinh hoạt chi bộ chuyên đề quý I", "-----"),
        *("I- THỜI GIAN", "1. Thời gian", "II- NỘI DUNG", "4. Thảo luận", "1. Đồng chí Lê Thị Hồng Vân"),
        *("V- ĐÁNH GIÁ", "14/14 đồng chí có mặt nhất trí.", "NGƯỜI GHI BIÊN BẢN", "Bùi Thuý Nga"),
        *("CHỦ TRÌ HỘI NGHỊ", "Đặng Văn Quý", "Tra cứu, đối chiếu"),
    ]
    place = 0
    for part in parts:
        place = text.find(part, place)
        assert place >= 0, part


def test_page_number_from_the_second_page() -> None:
    pages = pdf_pages(render_pdf(samples.minutes(), LAYOUT_2026))
    assert len(pages) == 3
    assert pages[0].lstrip().startswith("ĐẢNG BỘ")
    assert [page.split()[0] for page in pages[1:]] == ["2", "3"]


def test_page_is_a4_and_landscape_is_turned() -> None:
    for paper, size in ((samples.minutes(), (210, 297)), (samples.plan(), (297, 210))):
        box = pypdf.PdfReader(io.BytesIO(render_pdf(paper, LAYOUT_2026))).pages[0].mediabox
        assert (box.width / 72 * 25.4, box.height / 72 * 25.4) == pytest.approx(size, abs=0.1)


def test_text_stands_within_the_margins_at_the_exact_pitch() -> None:
    paper = bare(*(Paragraph(runs("đảng viên thảo luận sôi nổi " * 40)) for _ in range(3)))
    page = pypdf.PdfReader(io.BytesIO(render_pdf(paper, LAYOUT_2026))).pages[0]
    places: set[tuple[float, float]] = set()

    def note(text: str, _cm: list[float], matrix: list[float], _font: Any, _size: float) -> None:
        if "đảng viên" in text or "thảo luận" in text:
            places.add((round(matrix[4] + _cm[4], 1), round(matrix[5] if not _cm[5] else _cm[5], 1)))

    page.extract_text(visitor_text=note)
    left = min(x for x, _ in places)
    rows = sorted({y for _, y in places})
    gaps = {round(abs(two - one), 1) for one, two in pairwise(rows)}
    assert left == pytest.approx(30 / 25.4 * 72, abs=0.6)
    assert gaps == {18, 24}


def test_all_vietnamese_letters_survive_in_every_face() -> None:
    line = " ".join(LETTERS)
    faces = [
        dataclasses.replace(runs(line)[0], bold=b, italic=i) for b in (False, True) for i in (False, True)
    ]
    content = render_pdf(bare(*(Paragraph((face,)) for face in faces), Paragraph(runs("hết"))), LAYOUT_2026)
    text = one_line(" ".join(pdf_pages(content)))
    assert text.count(line) == 4


def test_fonts_are_embedded_and_have_every_letter() -> None:
    names = set()
    for font in fonts(render_pdf(samples.minutes(), LAYOUT_2026)):
        descriptor = font["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)
        names.add(font["/BaseFont"].split("+")[1])
    assert names == {"Tinos-Regular", "Tinos-Bold", "Tinos-Italic"}
    files = sorted(pdf.FONTS.glob("*.ttf"))
    assert len(files) == 4
    for path in files:
        assert {ord(letter) for letter in LETTERS} <= set(TTFont(path).getBestCmap()), path.name


def test_line_under_the_party_title_is_as_long_as_the_title() -> None:
    bold = next(path for path in pdf.FONTS.glob("*Bold.ttf"))
    font = TTFont(bold)
    ems = (
        sum(font["hmtx"][font.getBestCmap()[ord(letter)]][0] for letter in PARTY_TITLE)
        / font["head"].unitsPerEm
    )
    assert party_title_width_mm(LAYOUT_2026) == pytest.approx(ems * 14 / 72 * 25.4, abs=0.1)


def test_properties_language_and_outline() -> None:
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(samples.minutes(), LAYOUT_2026)))
    assert reader.metadata is not None
    assert reader.metadata.title == samples.minutes().title
    assert reader.metadata.author == "Chi bộ Khoa Lý luận cơ sở"
    assert reader.metadata.creation_date is None
    assert str(reader.trailer["/Root"]["/Lang"]).lower().startswith("vi")
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    titles = [item["/Title"] for item in reader.outline if not isinstance(item, list)]
    assert titles[:2] == ["I- THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN", "II- NỘI DUNG"]


def test_same_paper_gives_same_bytes() -> None:
    assert render_pdf(samples.summons(), LAYOUT_2026) == render_pdf(samples.summons(), LAYOUT_2026)


def test_layout_of_2018_ends_with_its_own_mark() -> None:
    assert "thi hành Quyết định này./." in one_line(pdf_pages(render_pdf(samples.decision(), LAYOUT_2018))[0])
    assert "thi hành Quyết định này." in one_line(pdf_pages(render_pdf(samples.decision(), LAYOUT_2026))[0])


def test_long_table_repeats_its_head_and_its_band() -> None:
    pages = pdf_pages(render_pdf(samples.plan(rows_per_quarter=25), LAYOUT_2026))
    assert len(pages) > 6
    for page in pages[1:-1]:
        assert "Chủ trì, trình bày" in one_line(page)
        assert "Quý I" in page


def test_code_stands_on_the_last_page_only() -> None:
    pages = pdf_pages(render_pdf(samples.minutes(), LAYOUT_2026))
    assert [samples.VERIFICATION.url in page for page in pages] == [False, False, True]


@pytest.mark.parametrize("lines", range(28, 44, 3))
def test_signature_never_stands_alone_on_a_page(lines: int) -> None:
    blocks = (
        *(Item(runs(f"việc {n}"), "number") for n in range(lines)),
        Paragraph(runs("Lời kết của biên bản.")),
    )
    paper = dataclasses.replace(bare(*blocks), signatures=samples.minutes().signatures)
    last = pdf_pages(render_pdf(paper, LAYOUT_2026))[-1]
    assert "Lời kết của biên bản." in last
    assert "Bùi Thuý Nga" in last


def test_section_title_stays_with_its_text() -> None:
    for lines in range(14, 34):
        blocks = (
            *(Item(runs("x"), "number") for _ in range(lines)),
            Section("mục cuối"),
            Paragraph(runs("Nội dung.")),
        )
        pages = pdf_pages(render_pdf(bare(*blocks), LAYOUT_2026))
        assert any("MỤC CUỐI" in page and "Nội dung." in page for page in pages)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text: str) -> None:
    heading = Heading((text,), (text,), text, text, None, draft=text)
    table = Table((Column(text), Column("b")), ((runs(text), runs(text)), Band(text)))
    signature = Signature((text,), text, text, note=text)
    paper = Paper(
        heading, text, text, (Paragraph(runs(text)), table), (signature,), (text,), samples.VERIFICATION
    )
    shown = "".join("".join(page.split()) for page in pdf_pages(render_pdf(paper, LAYOUT_2026)))
    assert "root:" not in shown
    assert shown.count("".join(printable(text).split())) >= 4


def test_line_breaks_in_text_break_lines() -> None:
    page = pdf_pages(render_pdf(bare(Paragraph(runs("dòng một\ndòng hai\tcuối"))), LAYOUT_2026))[0]
    assert "dòng một\ndòng hai    cuối" in page


@given(st.text(alphabet=st.characters(), max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_a_pdf(text: str) -> None:
    paper = bare(Paragraph(runs(text)), Table((Column(text),), ((runs(text),), Band(text))))
    assert render_pdf(paper, LAYOUT_2026).startswith(b"%PDF")


def test_many_threads_render_at_once() -> None:
    papers = [samples.minutes(), samples.summons(), samples.plan(), samples.decision()] * 5
    expected = [render_pdf(paper, LAYOUT_2026) for paper in papers]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda paper: render_pdf(paper, LAYOUT_2026), papers)) == expected


def test_without_fonts_the_error_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "FONTS", tmp_path)
    pdf._compiler.cache_clear()
    with pytest.raises(FontsMissingError, match="make assets"):
        render_pdf(samples.summons(), LAYOUT_2026)
    monkeypatch.undo()
    pdf._compiler.cache_clear()
