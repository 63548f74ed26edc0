"""Định buổi, tài liệu, trắc nghiệm, tham luận, triệu tập: the cell's secretary prepares the meeting."""

import datetime as dt

from playwright.sync_api import Page, expect

from .trang import bam, chon, dien, thay
from .world import FILES, hom_nay, luc_nay

#: question, right answer, wrong answers, explanation
CAU_HOI = (
    (
        "“Tự phê bình và phê bình” đăng lần đầu năm nào?",
        "1947",
        ("1930", "1954", "1969"),
        "Trong tác phẩm Sửa đổi lối làm việc.",
    ),
    (
        "Phê bình nhằm mục đích gì?",
        "Giúp nhau sửa chữa, giúp nhau tiến bộ",
        ("Hạ uy tín của nhau", "Xếp loại cuối năm"),
        "Mục đích là giúp nhau tiến bộ.",
    ),
    (
        "Thái độ khi phê bình?",
        "Thành khẩn, có lý, có tình",
        ("Nể nang", "Gay gắt, mỉa mai"),
        "Phê bình việc, không phê bình người.",
    ),
)


def dinh_buoi(page: Page, topic: str, place: str) -> None:
    """Today, later: only hour and place are asked, the rest is filled in."""
    page.goto("/sinh-hoat/chuan-bi/")
    item = page.get_by_role("listitem").filter(has_text=topic)
    item.get_by_role("link", name="Định buổi").click()
    starts = min(luc_nay() + dt.timedelta(hours=1), luc_nay().replace(hour=23, minute=45))
    dien(page, {"Ngày, giờ": f"{starts:%Y-%m-%dT%H:%M}", "Địa điểm": place})
    bam(page, "Định buổi sinh hoạt này")
    expect(page.get_by_role("heading", level=1)).to_have_text(topic)
    thay(page, place, "Trần Thị Bích Ngọc", "Phạm Thu Hà")


def gan_tai_lieu(page: Page, title: str, file: str) -> None:
    page.get_by_role("link", name="Gắn tài liệu").click()
    page.get_by_label("Tên tài liệu").fill(title)
    page.locator("input[type=file]").set_input_files(FILES / file)
    bam(page, "Tải lên và gắn vào buổi")
    expect(page.get_by_role("link", name=title).first).to_be_visible()


def soan_trac_nghiem(page: Page) -> None:
    page.get_by_role("link", name="Soạn bài trắc nghiệm").click()
    page.get_by_label("Thời gian làm bài (phút)").fill("10")
    bam(page, "Sang soạn câu hỏi")
    page.get_by_role("link", name="Soạn câu hỏi").click()
    for number, (stem, right, wrong, explanation) in enumerate(CAU_HOI, start=1):
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Câu {number}")
        page.get_by_label("Câu hỏi", exact=False).first.fill(stem)
        for letter, text in zip("ABCDEF", (*wrong[:1], right, *wrong[1:]), strict=False):
            page.get_by_role("textbox", name=f"Phương án {letter}").fill(text)
        page.get_by_label("B là đáp án đúng").check()
        page.get_by_label("Giải thích").fill(explanation)
        bam(page, "Lưu và soạn câu tiếp" if number < len(CAU_HOI) else "Lưu và kết thúc")


def phat_hanh(page: Page) -> None:
    expect(page.locator(".question-line")).to_have_count(len(CAU_HOI))
    bam(page, "Phát hành và báo đảng viên")
    thay(page, "Đang mở")


def giao_tham_luan(page: Page, author: str, title: str) -> None:
    page.get_by_role("link", name="Tham luận", exact=True).click()
    chon(page, "Người viết tham luận", author)
    dien(page, {"Nội dung cần viết": title, "Hạn nộp": f"{hom_nay() + dt.timedelta(days=1):%Y-%m-%d}T17:00"})
    bam(page, "Giao tham luận")
    expect(page.get_by_role("row", name=title)).to_contain_text(author)


def trieu_tap(page: Page) -> None:
    bam(page, "Triệu tập đảng viên")
    expect(page.get_by_role("heading", level=1)).to_have_text("Trả lời triệu tập")
    thay(page, "16 chưa trả lời")
