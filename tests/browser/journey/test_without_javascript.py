"""An old phone, JavaScript off: the news is read, one signs in, a quiz is taken, all by plain pages and forms."""

import re
from collections.abc import Callable

from django.contrib.auth.hashers import make_password
from playwright.sync_api import Page, expect

from tests import factories
from tests.faces.portal.factories import make_published
from tests.meeting.quizzes.factories import CHOICES, make_quiz

from .trang import bam, o, thay
from .world import OWN_PASSWORD

OpenPage = Callable[..., Page]


def test_khong_can_javascript(open_phone: OpenPage, axe: Callable[[Page], None]) -> None:
    body = factories.make_body()
    article, quiz = make_published(body), make_quiz(body)
    user = body.member.user
    assert user is not None
    user.password = make_password(OWN_PASSWORD, hasher="pbkdf2_sha256")  # as the server does
    user.save()

    page = open_phone(java_script_enabled=False)
    doc_va_tim_tin(page, article.title, "thi trac nghiem")
    dang_nhap(page, user.username)
    lam_bai(page, quiz.title)

    with_script = open_phone(user)  # axe needs JavaScript: the same pages, by the same person
    for place in ("/viec/", page.url):
        with_script.goto(place)
        axe(with_script)


def doc_va_tim_tin(page: Page, title: str, words: str) -> None:
    """The news, found again by words without marks."""
    page.goto("/")
    page.get_by_role("link", name=title).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.get_by_role("link", name="Tìm kiếm").first.click()
    page.get_by_role("searchbox").first.fill(words)
    page.get_by_role("searchbox").first.press("Enter")
    expect(page.get_by_role("main").get_by_role("link", name=title).first).to_be_visible()


def dang_nhap(page: Page, username: str) -> None:
    page.get_by_role("link", name="Đăng nhập").first.click()
    o(page, "Tên đăng nhập hoặc e-mail").fill(username)
    o(page, "Mật khẩu").fill(OWN_PASSWORD)
    bam(page, "Đăng nhập")
    expect(page).to_have_url(re.compile("/viec/$"))


def lam_bai(page: Page, title: str) -> None:
    """All questions stand on one page; two answers are right, one is wrong."""
    page.get_by_role("link", name=re.compile("^Học")).click()
    page.get_by_role("link", name=re.compile(re.escape(title))).first.click()
    bam(page, "Bắt đầu làm bài")
    for number in (1, 2, 3):
        question = page.get_by_role("group").filter(has_text=f"Nguyên tắc tổ chức số {number} ")
        question.get_by_text(CHOICES[number % 4 if number < 3 else 0], exact=True).click()
    bam(page, "Xem lại và nộp bài")
    thay(page, "3/3", "Đã trả lời tất cả các câu.")
    bam(page, "Nộp bài")
    thay(page, "2/3")
