"""Khai mạc, điểm danh, trình bày, phát biểu, biểu quyết, kết luận, bế mạc: the meeting itself."""

import datetime as dt

from playwright.sync_api import Page, expect

from chuyende.foundation.core import clock
from chuyende.meeting.quizzes.models import Quiz

from .trang import bam, chon, dien, thay
from .world import hom_nay


def het_gio_trac_nghiem() -> None:
    """Time passes: the quiz closes, as it does on the day after it was published."""
    now = clock.now()
    Quiz.objects.update(opens_at=now - dt.timedelta(hours=26), closes_at=now - dt.timedelta(hours=2))


def chap_nhan_vang(page: Page, meeting: str, name: str) -> None:
    page.goto(f"{meeting}giay-bao/")
    row = page.get_by_role("row", name=name)
    bam(row, "Chấp nhận")
    expect(page.get_by_role("row", name=name)).to_contain_text("đã chấp nhận")


def khai_mac(page: Page, meeting: str) -> None:
    page.goto(meeting)
    bam(page, "Khai mạc")
    thay(page, "Đã khai mạc.")


def danh_dau(page: Page, name: str, mark: str) -> None:
    """One tap on the attendance sheet."""
    row = page.get_by_role("listitem").filter(has=page.get_by_role("group", name=name))
    bam(row, mark)
    expect(row.get_by_role("button", name=mark, exact=True)).to_have_attribute("aria-pressed", "true")


def con_lai_co_mat(page: Page) -> None:
    bam(page, "Còn lại đều có mặt")
    expect(page.get_by_text("chưa ghi")).to_be_hidden()


def so_lieu(page: Page, present: int, *parts: str) -> None:
    """The counts that everybody looks at."""
    counts = page.locator("#counts")
    expect(counts.locator("b").first).to_have_text(str(present), timeout=20_000)
    for part in parts:
        expect(counts).to_contain_text(part)


def buoc_tiep(page: Page, title: str) -> None:
    """Press «next step» until this step of the agenda is on."""
    heading = page.locator(".now h2")
    for _step in range(12):
        before = heading.inner_text()
        if title in before:
            return
        bam(page, "Bước tiếp theo")
        expect(heading).not_to_have_text(before)
    raise AssertionError(f"no step «{title}» in the agenda")


def ghi_dai_bieu(page: Page, name: str, position: str) -> None:
    page.get_by_text("Ghi đại biểu", exact=True).click()
    dien(page, {"Họ và tên đại biểu": name, "Chức vụ, đơn vị": position})
    page.get_by_label("Cấp trên cử dự").check()
    bam(page, "Ghi đại biểu này")
    thay(page, name)


def ghi_phat_bieu(page: Page, name: str, words: str) -> None:
    """Two taps and a line."""
    page.get_by_label(name, exact=True).check()
    page.get_by_label("Nội dung phát biểu").fill(words)
    bam(page, "Ghi ý kiến này")
    expect(page.get_by_role("listitem").filter(has_text=words)).to_contain_text(name)


def bieu_quyet(page: Page, question: str, in_favour: int) -> None:
    dien(page, {"Nội dung biểu quyết": question})
    page.get_by_label("Tán thành", exact=False).first.fill(str(in_favour))
    bam(page, "Ghi kết quả biểu quyết")


def ghi_ket_luan(page: Page, words: str, task: str, owner: str) -> None:
    due = hom_nay() + dt.timedelta(days=14)
    dien(page, {"Nội dung kết luận": words, "Thời hạn": f"{due:%Y-%m-%d}"})
    page.get_by_role("textbox", name="Việc", exact=True).fill(task)
    chon(page, "Người thực hiện", owner)
    bam(page, "Ghi kết luận này")
    thay(page, words, task)
