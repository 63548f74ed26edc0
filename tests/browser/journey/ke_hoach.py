"""Chương trình năm, chuyên đề với ba căn cứ, các cấp duyệt: planning, and how it is decided."""

from playwright.sync_api import Page, expect

from .trang import bam, chon, dien, thay
from .world import NAM_NAY, hom_nay


def quy() -> str:
    """The running quarter."""
    return ("I", "II", "III", "IV")[(hom_nay().month - 1) // 3]


def soan_chuong_trinh_nam(page: Page, title: str) -> None:
    page.goto("/ke-hoach/chuong-trinh/")
    page.get_by_role("link", name="Soạn chương trình năm").click()
    dien(
        page, {"Tên": title, "Mục đích, yêu cầu": "Mỗi quý một buổi sinh hoạt chuyên đề, sát việc của khoa."}
    )
    bam(page, "Lưu bản nháp")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def them_viec(page: Page, content: str, responsible: str, product: str, provision: str) -> None:
    page.get_by_role("link", name="Thêm dòng").click()
    dien(page, {"Nội dung công việc": content, "Hạn hoàn thành": f"{NAM_NAY}-12-31", "Kết quả": product})
    chon(page, "Người phụ trách", responsible)
    chon(page, "Căn cứ", provision)
    bam(page, "Lưu dòng")
    expect(page.get_by_role("row", name=content)).to_contain_text(responsible)


def de_xuat_chuyen_de(
    page: Page, fields: dict[str, str], area: str, form: str, people: dict[str, str]
) -> None:
    """Up to the grounds, which come one by one."""
    page.goto("/ke-hoach/")
    page.get_by_role("link", name=f"Đề xuất chuyên đề quý {quy()}", exact=True).click()
    expect(page.get_by_role("radio", name=f"Quý {quy()}", exact=True).first).to_be_checked()
    dien(page, fields)
    page.get_by_label(area).check()
    page.get_by_label(form).check()
    for label, name in people.items():
        chon(page, label, name)


def ghi_can_cu(page: Page, ground: str, provision: str, taken: str) -> None:
    """One of the three grounds: a provision, and what the topic takes from it."""
    card = page.locator(".card").filter(has=page.get_by_label(ground))
    chon(card, ground, provision)
    card.get_by_label("Chuyên đề vận dụng gì từ căn cứ này").fill(taken)


def gui_duyet(page: Page) -> None:
    bam(page, "Gửi duyệt")
    thay(page, "Đã gửi duyệt.")


def mo_tu_hop_duyet(page: Page, title: str) -> None:
    """From one's inbox to the thing that waits."""
    page.goto("/duyet/")
    page.get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def duyet(page: Page, title: str, words: str = "") -> None:
    mo_tu_hop_duyet(page, title)
    page.get_by_label("Ý kiến hoặc lý do").fill(words)
    bam(page, "Duyệt")
    thay(page, "Đã duyệt.")


def tra_lai(page: Page, title: str, reason: str) -> None:
    """Refused without a reason; sent back with one."""
    mo_tu_hop_duyet(page, title)
    page.watch.forgive("status of 422")  # type: ignore[attr-defined]  # the fixture's page knows its watch
    bam(page, "Trả lại để sửa")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.get_by_label("Ý kiến hoặc lý do").fill(reason)
    bam(page, "Trả lại để sửa")
    thay(page, "Đã trả lại.")
