import dataclasses
import io

import pypdf
import pytest

from chuyende.faces.paperwork.engine import render_certificate_docx, render_certificate_pdf
from tests.faces.paperwork.engine import samples
from tests.faces.paperwork.engine.layouts import LAYOUT_2026
from tests.faces.paperwork.engine.letters import LETTERS
from tests.faces.paperwork.engine.reading import one_line, pdf_pages, word, word_text
from tests.faces.paperwork.engine.test_docx import HOSTILE

PARTS = (
    *("ĐẢNG CỘNG SẢN VIỆT NAM", "ĐẢNG UỶ TRƯỜNG CHÍNH TRỊ TỈNH LÀO CAI", "TẶNG", "GIẤY KHEN"),
    *("Đồng chí Nguyễn Quỳnh Trang", "Đảng viên Chi bộ Khoa Lý luận cơ sở", "Đã có thành tích xuất sắc"),
    *(
        "Lào Cai, ngày 12 tháng 3 năm 2026",
        "T/M ĐẢNG UỶ",
        "BÍ THƯ",
        "Trần Quốc Khánh",
        "Quyết định số 12-QĐ/ĐU",
    ),
)


def test_certificate_is_one_landscape_page_that_says_everything() -> None:
    content = render_certificate_pdf(samples.certificate(), LAYOUT_2026)
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    assert len(pages) == 1
    assert pages[0].mediabox.width > pages[0].mediabox.height
    text = one_line(pdf_pages(content)[0])
    assert [part for part in PARTS if part not in text] == []


def test_certificate_for_word_says_the_same() -> None:
    content = render_certificate_docx(samples.certificate(), LAYOUT_2026)
    assert [part for part in PARTS if part not in word_text(content)] == []
    section = word(content).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height
    assert word(content).core_properties.title == "Giấy khen Đồng chí Nguyễn Quỳnh Trang"


def test_long_reason_still_fits_one_page() -> None:
    reason = (
        "Đã có thành tích xuất sắc trong học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh " * 3
    )
    certificate = dataclasses.replace(samples.certificate(), reason=reason)
    assert len(pdf_pages(render_certificate_pdf(certificate, LAYOUT_2026))) == 1


def test_all_letters_survive() -> None:
    line = " ".join(LETTERS)
    certificate = dataclasses.replace(samples.certificate(), reason=line)
    assert line in one_line(pdf_pages(render_certificate_pdf(certificate, LAYOUT_2026))[0])
    assert line in word_text(render_certificate_docx(certificate, LAYOUT_2026))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text: str) -> None:
    certificate = dataclasses.replace(samples.certificate(), reason=text, recipient=text, records=(text,))
    assert "root:" not in pdf_pages(render_certificate_pdf(certificate, LAYOUT_2026))[0]
    assert render_certificate_docx(certificate, LAYOUT_2026).startswith(b"PK")
