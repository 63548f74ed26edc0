"""Khen thưởng, tin bài, người đọc: what follows the meeting."""

import re

from playwright.sync_api import Page, expect

from tests.browser.page import reload_until

from .trang import bam, chon, dien, thay
from .world import FILES

#: what a visitor's phone and computer say of themselves
DIEN_THOAI = (
    "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 "
    "Mobile Safari/537.36"
)
MAY_BAN = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


def de_nghi_khen(page: Page, form: str, name: str) -> None:
    """Out of the standings of the closed quiz."""
    page.goto("/khen-thuong/")
    page.get_by_role("link", name=re.compile("Đề nghị khen thưởng")).click()
    page.get_by_role("checkbox", name=name).check()
    page.get_by_label(form, exact=True).check()
    bam(page, "Gửi đề nghị khen thưởng")
    expect(page.get_by_role("row", name=name)).to_contain_text("Đã đề nghị")


def quyet_dinh_khen(page: Page, name: str) -> None:
    page.goto("/khen-thuong/")
    page.get_by_role("link", name=re.compile(f"Xem.*{name}")).click()
    bam(page, "Quyết định khen thưởng")
    thay(page, "Đã quyết định khen thưởng")


def viet_tin(page: Page, meeting: str, title: str, lead: str) -> None:
    """From the closed meeting: a draft with its public numbers, then a photograph and the author."""
    page.goto("/bien-tap/")
    page.get_by_role("link", name="Viết bài mới").first.click()
    chon(page, "Buổi sinh hoạt đã kết thúc", meeting)
    bam(page, "Tạo bản nháp")
    expect(page.get_by_role("textbox", name="Nội dung")).to_contain_text("14/16 đảng viên")
    dien(page, {"Tiêu đề": title, "Đoạn mở đầu": lead})
    page.locator("input[type=file]").set_input_files(FILES / "anh-hoi-truong.jpg")
    dien(
        page,
        {
            "Chú thích ảnh": "Quang cảnh buổi sinh hoạt chuyên đề",
            "Mô tả ảnh": "Hội trường có phông đỏ, các hàng ghế kín người.",
            "Tác giả": "ThS. Nguyễn Thị Lan Anh",
            "Đơn vị của tác giả": "Khoa Xây dựng Đảng",
        },
    )
    bam(page, "Lưu bài")
    thay(page, "Đã lưu bài.")


def ra_soat_va_gui(page: Page) -> None:
    """Each promise about people's privacy is ticked by itself."""
    page.get_by_role("link", name="Rà soát và gửi duyệt").click()
    for box in page.get_by_role("checkbox").all():
        box.check()
    bam(page, "Gửi Đảng uỷ duyệt")
    thay(page, "Đã gửi duyệt.")


def dang(page: Page) -> str:
    bam(page, "Đăng lên trang công khai")
    thay(page, "Bài đã lên trang công khai.")
    return page.get_by_role("link", name="Xem trên trang công khai").get_attribute("href") or ""


def doc_tin(page: Page, title: str, views: int) -> None:
    """A visitor, from the first page."""
    page.goto("/")
    page.get_by_role("link", name=title).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    reload_until(page, f"Lượt xem: {views}")  # one's own view counts after the page, and only once
    thay(page, "Quang cảnh buổi sinh hoạt chuyên đề", "ThS. Nguyễn Thị Lan Anh")
    photo = page.get_by_role("img", name="Hội trường có phông đỏ, các hàng ghế kín người.").first
    photo.scroll_into_view_if_needed()
    expect(photo).to_have_js_property("complete", True)  # a property of the picture
    assert photo.evaluate(
        "img => img.naturalWidth > img.naturalHeight"
    )  # upright, whatever way the phone was held
    assert b"Exif" not in page.request.get(photo.evaluate("img => img.currentSrc")).body()


def thong_ke(page: Page) -> dict[str, int]:
    """The counters beside the news."""
    page.goto("/")
    words = page.locator("aside").inner_text()
    return {
        name: int(re.search(rf"{name}\s*([\d.]+)", words)[1].replace(".", ""))  # type: ignore[index]  # it is there
        for name in ("Đang online", "Hôm nay", "Trong tuần", "Tất cả")
    }
