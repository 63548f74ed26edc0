"""The article that the product is drawn from goes in through the editor and comes out with all that its page showed."""

import re

import pytest
from django.utils.html import escape, linebreaks

from chuyende.faces.portal.models import Article, VisitDay
from chuyende.foundation.core import clock
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.review.services import approve_review
from tests.factories import make_body

from .factories import READER, make_photo, make_published

pytestmark = pytest.mark.django_db
LINES = {"opinions": "on", "names": "on", "details": "on", "secrets": "on", "picture": "on"}


@pytest.fixture
def original(seed):
    """The parts of the page as it once stood: title, lead, paragraphs, caption, author, unit."""
    text = (seed / "article.txt").read_text(encoding="utf-8")
    blocks = [block.strip() for block in text.split("\n\n") if block.strip()]
    title, views = blocks[0].split("\n")
    unit = blocks.index("Khoa Xây dựng Đảng Trường Chính trị tỉnh")
    caption = blocks.index("Quang cảnh một buổi sinh hoạt chuyên đề")
    return {
        "title": title,
        "views": views,
        "lead": blocks[1],
        "caption": blocks[caption],
        "paragraphs": blocks[caption + 1 : unit - 1],
        "author_name": blocks[unit - 1],
        "author_title": blocks[unit],
    }


def pasted_from_word(paragraphs: list[str]) -> str:
    """The paragraphs as Word puts them on the clipboard."""
    lines = "\n".join(
        "<p class=MsoNormal style='text-align:justify;text-indent:36.0pt'><span lang=VI "
        f"style='font-size:14.0pt;font-family:\"Times New Roman\",serif'>{escape(text)}<o:p></o:p></span></p>"
        for text in paragraphs
    )
    return f"<html><head><style>p.MsoNormal{{margin:0}}</style></head><body lang=VI>{lines}<script>gui()</script></body></html>"


def test_the_article_goes_through_the_editor_and_shows_all_that_its_page_showed(client_of, original):
    people = make_body()
    newest = make_published(people, title="Lịch sinh hoạt tháng 10")
    editor, visitor = client_of(people.editor.user), client_of()
    assert len(original["paragraphs"]) == 5

    # written: begun, typed and pasted, a photograph of a telephone put in
    begun = editor.post("/bien-tap/moi/", {"id": str(new_id()), "organisation": str(people.committee.pk)})
    article = Article.objects.get(title="")
    words = {
        "revision": article.revision,
        "category": "Xây dựng Đảng",
        "title": original["title"],
        "lead": original["lead"],
        "body": pasted_from_word(original["paragraphs"]),
        "photo": make_photo(2000, 1333),
        "caption": original["caption"],
        "alt_text": "Đảng viên ngồi theo dãy bàn trong hội trường, một đồng chí đang phát biểu",
        "author_name": original["author_name"],
        "author_title": original["author_title"],
    }
    saved = editor.post(begun.url, words)
    assert saved.url == f"/bien-tap/{article.pk}/"

    # checked, approved by the Party committee, published
    assert editor.post(f"{saved.url}gui-duyet/", LINES).url == saved.url
    article.refresh_from_db()
    approve_review(actor=people.party_secretary.user, review=article.review)
    assert editor.post(f"{saved.url}dang/").url == saved.url

    # the counters of the old site are brought over
    views = re.search(r"\d+", original["views"])[0]
    editor.post(f"{saved.url}luot-xem/", {"views": views})
    start = {"total": "899.025", "note": "Bộ đếm của trang cũ"}
    assert editor.post("/bien-tap/thong-ke/", start).status_code == 302

    # read by a visitor
    article.refresh_from_db()
    response = visitor.get(f"/tin-bai/{article.slug}/", HTTP_USER_AGENT=READER)
    html = response.content.decode()
    assert f'<h1 class="article-title">{original["title"]}</h1>' in html
    assert f"<span>{original['views']}</span>" in html  # «Lượt xem: 948»
    assert f"<figcaption>{original['caption']}</figcaption>" in html
    assert original["lead"] in html
    for paragraph in original["paragraphs"]:
        assert f"<p>{paragraph}</p>" in html
    assert f'<p class="byline">{original["author_name"]}<span>{original["author_title"]}</span></p>' in html
    assert "<h2>Thông tin mới nhất</h2>" in html
    assert f'<a href="/tin-bai/{newest.slug}/">Lịch sinh hoạt tháng 10</a>' in html
    assert re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html) == [
        ("Đang online", "0"),
        ("Hôm nay", "0"),
        ("Trong tuần", "0"),
        ("Tất cả", "899.025"),
    ]
    assert "Đăng nhập" in html
    assert "Mso" not in html
    assert "gui()" not in html

    # and the counters rise
    html = visitor.get(f"/tin-bai/{article.slug}/", HTTP_USER_AGENT=READER).content.decode()
    assert "Lượt xem: 949" in html
    assert re.findall(r"<dd>(.*?)</dd>", html) == ["1", "1", "1", "899.026"]


def test_large_numbers_are_written_as_vietnamese_readers_write_them(client_of):
    people = make_body()
    make_published(people)
    VisitDay.objects.create(day=clock.today(), views=1014)
    html = client_of().get("/").content.decode()
    assert "<dt>Hôm nay</dt><dd>1.014</dd>" in html


def test_the_article_typed_without_javascript_becomes_the_same_paragraphs(client_of, original):
    people = make_body()
    editor = client_of(people.editor.user)
    begun = editor.post("/bien-tap/moi/", {"id": str(new_id()), "organisation": str(people.committee.pk)})
    article = Article.objects.get()
    typed = "\r\n\r\n".join(original["paragraphs"])
    editor.post(begun.url, {"revision": 0, "title": original["title"], "body": typed})
    article.refresh_from_db()
    assert article.body == linebreaks("\n\n".join(original["paragraphs"]))
