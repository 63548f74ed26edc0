"""Biên bản tự lập, sửa, hai người ký, tải về mở bằng Word và PDF: the minutes."""

import io
import re

import docx
import pypdf
from playwright.sync_api import Page, expect

from .trang import bam, thay


def mo_bien_ban(page: Page, title: str) -> None:
    """From the list, where it waits for the reader's signature."""
    page.goto("/van-ban/bien-ban/")
    page.get_by_role("list").get_by_role("link", name=re.compile(re.escape(title))).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def tren_trang_giay(page: Page, *texts: str) -> None:
    """What the sheet says."""
    sheet = page.get_by_role("region", name="Biên bản")
    for text in texts:
        expect(sheet).to_contain_text(text)


def sua_phan(page: Page, part: str, old: str, new: str) -> None:
    """Second thoughts: one part is written otherwise."""
    page.get_by_role("link", name="Xem và sửa từng phần").click()
    page.get_by_role("link", name=re.compile(rf"(Sửa|Viết) {part}")).click()
    field = page.get_by_label("Nội dung phần này")
    text = field.input_value()
    assert old in text
    field.fill(text.replace(old, new) if old else new)
    bam(page, "Lưu phần này")
    thay(page, f"Đã lưu phần «{part}».")
    page.get_by_role("link", name="Đọc toàn văn rồi ký").click()


def thu_ky_ky(page: Page) -> None:
    bam(page, "Ký và chuyển chủ trì")
    thay(page, "Đã ký. Tiếp theo chủ trì ký.")


def chu_tri_tra_lai(page: Page, reason: str) -> None:
    page.get_by_label("Lý do").fill(reason)
    bam(page, "Trả lại thư ký")
    thay(page, "Đã trả lại thư ký, kèm lý do.")


def chu_tri_ky(page: Page) -> str:
    """The last signature: the number is taken and the text is locked. Returns the number."""
    bam(page, "Ký, lấy số và khoá biên bản")
    thay(page, "Biên bản đã ký và khoá: ")
    expect(page.get_by_role("link", name="Xem và sửa từng phần")).to_be_hidden()
    symbol = re.search(r"\d+-BB/CB", page.get_by_role("main").inner_text())
    assert symbol
    return symbol[0]


def tai_ve(page: Page, name: str) -> bytes:
    """What the browser saves when the link is pressed."""
    with page.expect_download() as download:
        page.get_by_role("link", name=name, exact=True).click()
    return download.value.path().read_bytes()


def chu_trong_word(content: bytes) -> str:
    """All text of a Word file: paragraphs, and tables, where its head and signatures stand."""
    document = docx.Document(io.BytesIO(content))
    squares = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*squares, *(paragraph.text for paragraph in document.paragraphs)])


def chu_trong_pdf(content: bytes) -> str:
    """All text of a PDF in one line, since its lines end where the paper ends."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    assert round(float(reader.pages[0].mediabox.width)) == 595  # A4
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())
