"""The public site as a visitor sees it, and the newsroom on a phone."""

import re

from playwright.sync_api import expect

from chuyende.faces.portal.models import Article
from tests.browser.page import reload_until
from tests.faces.portal.factories import READER, make_draft, make_photo, make_published
from tests.factories import make_body

PHOTO = {"caption": "Quang cảnh một buổi sinh hoạt chuyên đề", "alt_text": "Đảng viên ngồi trong hội trường"}


def test_a_visitor_reads_an_article_on_a_phone_and_the_counters_rise(live, open_phone, axe):
    article = make_published(make_body(), photo=make_photo(), **PHOTO)
    page = open_phone(user_agent=READER)
    page.goto("/")
    axe(page)
    page.get_by_role("link", name=article.title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(article.title)
    photo = page.get_by_alt_text("Đảng viên ngồi trong hội trường")
    expect(photo).to_be_visible()
    page.wait_for_function("document.querySelector('.article img').naturalWidth > 0")
    axe(page)
    reload_until(page, "Lượt xem: 1")
    expect(page.locator("dl.visitor-statistics dd").first).to_have_text("1")
    for address in (
        "/tin-bai/",
        "/tim-kiem/?q=chi+bo",
        "/thong-ke-truy-cap/",
        "/gioi-thieu/",
        "/so-do-trang/",
    ):
        page.goto(address)
        axe(page)


def test_a_visitor_copies_the_link_of_an_article(live, open_wide):
    article = make_published(make_body())
    page = open_wide()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/tin-bai/{article.slug}/")
    page.get_by_role("button", name="Sao chép liên kết").click()
    expect(page.get_by_role("button", name="Đã sao chép")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_the_public_site_is_read_without_javascript(live, open_phone):
    article = make_published(make_body(), photo=make_photo(), **PHOTO)
    page = open_phone(java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name=article.title).click()
    expect(page.get_by_text("Buổi sinh hoạt thiết thực.")).to_be_visible()
    expect(page.get_by_label("Liên kết tới bài này")).to_have_value(re.compile(f"/tin-bai/{article.slug}/$"))
    expect(page.get_by_role("button", name="Sao chép liên kết")).to_be_hidden()
    page.get_by_role("link", name="In trang").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(article.title)


def test_an_editor_writes_on_a_phone_and_what_is_pasted_is_cleaned(live, open_phone, axe, tmp_path):
    people = make_body()
    article = make_draft(people)
    page = open_phone(people.editor.user)
    page.goto("/bien-tap/")
    axe(page)
    page.get_by_role("link", name=article.title).click()
    axe(page)
    page.get_by_role("link", name="Viết tiếp").click()
    writing = page.locator(".ProseMirror")
    writing.click()
    page.keyboard.press("Control+A")
    writing.evaluate(
        """(element) => {
            const data = new DataTransfer();
            data.setData("text/html", "<p class=MsoNormal style='font-size:14pt'>Đoạn dán từ Word<o:p></o:p></p><script>window.hacked = 1</script>");
            element.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }"""
    )
    expect(writing).to_have_text("Đoạn dán từ Word")
    photo = tmp_path / "anh.jpg"
    photo.write_bytes(make_photo().read())
    page.locator("input[type=file]").set_input_files(photo)
    page.get_by_label("Chú thích ảnh").fill(PHOTO["caption"])
    page.get_by_label("Mô tả ảnh").fill(PHOTO["alt_text"])
    axe(page)
    page.get_by_role("button", name="Lưu bài").click()
    expect(page.get_by_text("Đã lưu bài.")).to_be_visible()
    article = Article.objects.get(pk=article.pk)
    assert article.body == "<p>Đoạn dán từ Word</p>"
    assert article.photo_width == 1600
    page.get_by_role("link", name="Rà soát và gửi duyệt").click()
    axe(page)
