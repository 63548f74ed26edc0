"""Trả lời triệu tập, đọc, làm bài, viết tham luận: a member, on a phone."""

import re

from playwright.sync_api import Page, expect

from .chuan_bi import CAU_HOI
from .trang import bam, thay


def mo_buoi_tu_hom_nay(page: Page, topic: str) -> None:
    page.goto("/viec/")
    page.get_by_role("link", name=topic).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(topic)


def se_du(page: Page) -> None:
    bam(page, "Tôi sẽ dự")
    thay(page, "Đồng chí đã báo sẽ dự.")


def xin_vang(page: Page, reason: str) -> None:
    page.get_by_text("Xin vắng", exact=True).click()
    page.get_by_label("Lý do xin vắng").fill(reason)
    bam(page, "Gửi lý do xin vắng")
    thay(page, f"Đồng chí đã xin vắng: {reason}.")


def xem_phim(page: Page, title: str) -> None:
    """The clip is asked for in parts and plays."""
    with page.expect_response(re.compile(r"/tep/")) as part:
        page.get_by_role("link", name=title).first.click()
    assert part.value.status == 206
    page.locator("video").evaluate(
        """video => new Promise(watched => {
            video.onended = watched; video.muted = true; video.play() })"""
    )
    thay(page, "Đồng chí đã xem clip này")
    page.go_back()


def lam_trac_nghiem(page: Page, wrong: int = 0) -> None:
    """Tap by tap, in whatever order the questions come; `wrong` of them are answered wrongly."""
    page.get_by_role("link", name="Trắc nghiệm: ").first.click()
    bam(page, "Bắt đầu làm bài")
    for number in range(1, len(CAU_HOI) + 1):
        card = page.locator(".attempt-question:visible")
        expect(card).to_contain_text(f"Câu {number} trên {len(CAU_HOI)}")
        _stem, right, others, _why = next(asked for asked in CAU_HOI if asked[0] in card.inner_text())
        card.get_by_text(others[0] if number <= wrong else right, exact=True).click()
        expect(page.get_by_text(f"Đã trả lời {number}/{len(CAU_HOI)} câu")).to_be_visible()
        expect(page.get_by_text("Đã lưu", exact=True)).to_be_visible()
        if number < len(CAU_HOI):
            bam(page, "Câu tiếp")
    bam(page, "Xem lại và nộp bài")
    thay(page, "Đã trả lời tất cả các câu.")
    bam(page, "Nộp bài")
    page.wait_for_url("**/ket-qua/")
    thay(page, f"{len(CAU_HOI) - wrong}/{len(CAU_HOI)}")


def viet_tham_luan(page: Page, title: str, lines: tuple[str, ...]) -> None:
    page.get_by_role("link", name=re.compile(rf"Tham luận: {re.escape(title)}")).first.click()
    # the editor has taken the place of the text field
    expect(page.locator("[contenteditable=true]")).to_be_visible()
    page.get_by_role("textbox", name="Nội dung tham luận").click()
    for line in lines:
        page.keyboard.type(line)
        page.keyboard.press("Enter")
    thay(page, "chỉ mình đồng chí đọc được")
    bam(page, "Nộp tham luận")
    thay(page, "Đã nộp")
