"""A secretary brings in a Word file in which much is doubtful, mends it beside the original, and takes it back."""

from collections.abc import Callable
from pathlib import Path

from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from chuyende.meeting.questions.models import Question, QuestionVersion
from tests import factories
from tests.browser.page import violations
from tests.server import Server

Open = Callable[..., Page]
#: seven questions, each with something that nobody can know for certain: corpus/by_hand/doubtful.py
MESSY = Path(__file__).parents[1] / "meeting" / "questions" / "corpus" / "by_hand" / "lon-xon.docx"


def row(page: Page, number: int) -> Locator:
    return page.locator(f"#cau-{number}")


def mend(page: Page, number: int, right: str) -> None:
    """Choose another key in the form that takes the row's place."""
    row(page, number).get_by_role("link", name="Sửa").click()
    expect(row(page, number).get_by_text("Nguyên văn trong tệp")).to_be_visible()
    assert violations(page) == []
    row(page, number).locator("label.key-choice-mark", has_text=f"{right} là đáp án đúng").click()
    row(page, number).get_by_role("button", name="Lưu và lấy câu này").click()
    expect(row(page, number)).to_contain_text("Đã sửa")


def test_a_messy_word_file_is_mended_taken_over_and_taken_back(
    live: Server, open_phone: Open, axe: Callable[[Page], None]
) -> None:
    body = factories.make_body()
    page = open_phone(body.secretary.user)
    page.goto(reverse("questions:question_bank"))
    page.get_by_role("link", name="Lấy từ tệp").click()
    axe(page)
    page.locator("input[type=file]").set_input_files(MESSY)
    page.get_by_role("button", name="Đọc tệp").click()
    expect(page.locator("#import-numbers")).to_contain_text("7 câu, 7 câu cần xem lại", timeout=30_000)
    axe(page)
    take = page.locator("#import-button")
    expect(take).to_be_disabled()

    mend(page, 1, "B")  # the file says red and «Đáp án: C»
    row(page, 2).get_by_role("button", name="Đúng rồi, lấy câu này").click()
    mend(page, 4, "A")  # the file says nothing
    row(page, 5).get_by_role("button", name="Bỏ câu này").click()
    expect(page.locator("#import-numbers")).to_contain_text("3 câu cần xem lại")
    axe(page)
    take.click()

    expect(page.get_by_text("Đã đưa 3 câu vào ngân hàng")).to_be_visible()
    keys = {version.stem: version.words.keys for version in QuestionVersion.objects.all()}
    assert keys == {
        "Đảng bộ cơ sở được lập khi có từ bao nhiêu đảng viên?": (1,),
        "Đại hội chi bộ trực thuộc họp mấy năm một lần?": (0,),
        "Điều lệ Đảng do cơ quan nào thông qua?": (0,),
    }

    page.get_by_role("button", name="Hoàn tác").first.click()
    expect(page.get_by_text("Đã gỡ 3 câu khỏi ngân hàng")).to_be_visible()
    assert not Question.objects.exists()
