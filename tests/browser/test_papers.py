"""A secretary with a phone: photographs of filled-in sheets are read, a doubt is decided, the sheet is recorded."""

import re
from collections.abc import Callable
from pathlib import Path

from django.urls import reverse
from playwright.sync_api import Page, expect

from chuyende.meeting.quizzes.models import Attempt
from tests import factories
from tests.meeting.quizzes.factories import make_quiz
from tests.meeting.quizzes.sheets import photograph, print_for, right_rows
from tests.server import Server

Open = Callable[..., Page]


def test_a_sheet_is_photographed_looked_at_and_recorded(
    live: Server, open_phone: Open, axe: Callable, tmp_path: Path
) -> None:
    body = factories.make_body()
    quiz = make_quiz(body)
    edition = print_for(quiz, body.secretary, body.paper_member, body.member)
    first, second = edition.sheets.all()
    rows = right_rows(first)
    files = [tmp_path / "IMG_1.jpg", tmp_path / "IMG_2.jpg"]
    files[0].write_bytes(photograph(first, [[0, 1], rows[1], rows[2]]))
    files[1].write_bytes(photograph(second, right_rows(second)))
    page = open_phone(body.secretary.user)
    page.goto(reverse("quizzes:quiz_results", args=[quiz.pk]))
    page.get_by_role("link", name="Phiếu giấy").click()
    axe(page)
    page.get_by_role("link", name="Lần in 1").click()
    axe(page)

    page.get_by_label("Chụp một tờ phiếu").set_input_files(files[1])
    expect(page.get_by_text("Sẵn sàng ghi nhận")).to_be_visible(timeout=30_000)
    page.locator("#chooser_photos").set_input_files(files[0])
    page.get_by_role("button", name="Gửi các ảnh đã chọn").click()
    expect(page.get_by_text("1 dòng chưa rõ")).to_be_visible(timeout=30_000)
    axe(page)

    page.get_by_role("link", name="Lý Thị Khé").click()
    expect(page.get_by_text("tô hơn một ô")).to_be_visible()
    record = page.get_by_role("button", name="Ghi nhận phiếu của đồng chí Lý Thị Khé")
    expect(record).to_be_disabled()
    expect(page.get_by_alt_text("Dòng 1 trong ảnh")).to_have_js_property("complete", True)
    axe(page)
    page.get_by_role("button", name=f"Câu 1: {'ABCD'[rows[0][0]]}", exact=True).click()
    expect(page.get_by_text("Đã xem và chọn")).to_be_visible()
    record.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Hoàng Văn Êm")
    assert Attempt.objects.get().score == 3
    page.get_by_role("button", name=re.compile("Ghi nhận phiếu")).click()
    expect(page.get_by_text("Đã ghi nhận 2/2 phiếu")).to_be_visible()
    assert Attempt.objects.count() == 2


def test_a_sheet_is_sent_and_recorded_without_javascript(
    live: Server, open_phone: Open, tmp_path: Path
) -> None:
    body = factories.make_body()
    edition = print_for(make_quiz(body), body.secretary, body.paper_member)
    sheet = edition.sheets.get()
    file = tmp_path / "IMG_1.jpg"
    file.write_bytes(photograph(sheet, right_rows(sheet)))
    page = open_phone(body.secretary.user, java_script_enabled=False)
    page.goto(reverse("quizzes:edition_detail", args=[edition.pk]))

    page.get_by_label("Chụp một tờ phiếu").set_input_files(file)
    page.get_by_role("button", name="Gửi ảnh vừa chụp").click()
    expect(page.get_by_text("Đã nhận 1 ảnh")).to_be_visible()
    again = page.get_by_role("link", name="Xem lại")
    link = page.get_by_role("link", name="Lý Thị Khé")
    while not link.is_visible():  # each look is a request: the page has nothing that waits by itself
        again.click()
    link.click()
    page.get_by_role("button", name="Ghi nhận phiếu của đồng chí Lý Thị Khé").click()

    expect(page.get_by_text("Đã ghi nhận 1/1 phiếu")).to_be_visible()
    assert Attempt.objects.get().score == 3
