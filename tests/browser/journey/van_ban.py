"""Ghi nghị quyết đại hội và hướng dẫn, với các điểm viện dẫn: the documents that bind."""

from playwright.sync_api import Page, expect

from .trang import chon
from .world import FILES


def them_van_ban(page: Page, symbol: str, kind: str, title: str, issuer: str, issued: str, file: str) -> None:
    page.goto("/van-ban-chi-dao/")
    page.get_by_role("link", name="Thêm văn bản").click()
    page.get_by_label("Số, ký hiệu").fill(symbol)
    chon(page, "Loại văn bản", kind)
    page.get_by_label("Trích yếu").fill(title)
    page.get_by_label("Cơ quan ban hành").fill(issuer)
    page.get_by_label("Ngày ban hành").fill(issued)
    page.locator("input[type=file]").set_input_files(FILES / file)
    page.get_by_role("button", name="Lưu văn bản").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(symbol)
    expect(page.get_by_text("Còn hiệu lực").first).to_be_visible()


def them_diem_vien_dan(page: Page, text: str, *, part: str = "", clause: str = "", sheet: int = 1) -> None:
    page.get_by_role("link", name="Thêm điểm viện dẫn").click()
    page.get_by_label("Phần, chương hoặc mục").fill(part)
    page.get_by_label("Khoản").fill(clause)
    page.get_by_label("Trang").fill(str(sheet))
    page.get_by_label("Nội dung trích").fill(text)
    page.get_by_role("button", name="Thêm điểm này").click()
    expect(page.get_by_text(text)).to_be_visible()
