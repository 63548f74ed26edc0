import json
import re
from datetime import date
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from chuyende.faces.portal import services
from chuyende.planning.governance.models import Document
from tests.factories import make_body

from .factories import GOOGLE, READER, make_draft, make_photo, make_published

pytestmark = pytest.mark.django_db
PHOTO = {"caption": "Quang cảnh buổi sinh hoạt", "alt_text": "Đảng viên ngồi trong hội trường"}


@pytest.fixture
def body():
    return make_body()


@pytest.fixture
def visitor(client_of):
    client = client_of()
    client.defaults["HTTP_USER_AGENT"] = READER
    return client


def text_of(response) -> str:
    """What a reader sees: no tags, single spaces."""
    html = response.content.decode()
    html = re.sub(r"(?s)<(script|style|head)\b.*?</\1>", " ", html)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


PAGES = [
    "/",
    "/tin-bai/",
    "/gioi-thieu/",
    "/van-ban-cong-khai/",
    "/tim-kiem/",
    "/tim-kiem/?q=chi+bo",
    "/thong-ke-truy-cap/",
    "/so-do-trang/",
]


@pytest.mark.parametrize("address", PAGES)
def test_public_pages_answer_before_there_is_anything(visitor, address):
    assert visitor.get(address).status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_public_pages_answer_everybody_in_vietnamese(visitor, client_of, body, address):
    make_published(body)
    response = visitor.get(address)
    assert response.status_code == 200
    said = text_of(response)
    assert "Đảng bộ Trường Chính trị tỉnh" in said
    assert "Thống kê truy cập Đang online" in said
    assert "Đăng nhập" in said
    assert client_of(body.member.user).get(address).status_code == 200


def test_article_read_shows_the_article(visitor, body):
    article = make_published(body, photo=make_photo(), **PHOTO)
    services.set_views_before(actor=body.editor.user, article=article, views=948)
    response = visitor.get(f"/tin-bai/{article.slug}/")
    said = text_of(response)
    assert response.status_code == 200
    assert "Chi bộ 1 thi trắc nghiệm trước giờ sinh hoạt chuyên đề" in said
    assert "Lượt xem: 948" in said
    assert "In trang" in said
    assert "Quang cảnh buổi sinh hoạt" in said
    assert "Hà Thị Quyên Khoa Xây dựng Đảng" in said
    html = response.content.decode()
    assert 'alt="Đảng viên ngồi trong hội trường"' in html
    assert 'width="800" height="500"' in html
    assert '<link rel="canonical" href="http://testserver/tin-bai/' in html


def test_article_read_leads_on_to_others(visitor, body):
    first = make_published(body, title="Bài thứ nhất")
    second = make_published(body, title="Bài thứ hai")
    third = make_published(body, title="Bài thứ ba", category="Khác", organisation=body.other_cell)
    said = text_of(visitor.get(f"/tin-bai/{second.slug}/"))
    assert "Bài liên quan Bài thứ nhất" in said
    assert "Bài trước Bài thứ nhất Bài sau Bài thứ ba" in said
    assert "Bài sau Bài thứ hai" in text_of(visitor.get(f"/tin-bai/{first.slug}/"))
    assert "Bài trước Bài thứ hai" in text_of(visitor.get(f"/tin-bai/{third.slug}/"))


def test_article_read_in_structured_data_cannot_end_its_element(visitor, body):
    article = make_published(body, title="</script><script>alert(1)</script>", lead="Một <b>câu</b>")
    html = visitor.get(f"/tin-bai/{article.slug}/").content.decode()
    assert "<script>alert(1)" not in html
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1]
    assert json.loads(data)["headline"] == "</script><script>alert(1)</script>"


@pytest.mark.parametrize(
    "field", ["title", "lead", "category", "caption", "alt_text", "author_name", "author_title"]
)
def test_article_read_escapes_every_line_that_was_typed(visitor, body, field):
    hostile = "<img src=x onerror=alert(1)>\"'"
    article = make_published(body, photo=make_photo(640, 400), **{**PHOTO, field: hostile})
    for address in (
        "/",
        "/tin-bai/",
        f"/tin-bai/{article.slug}/",
        f"/tin-bai/{article.slug}/in/",
        "/tim-kiem/?q=chi",
    ):
        assert "<img src=x" not in visitor.get(address).content.decode()


def test_drafts_and_withdrawn_articles_are_not_public(visitor, body):
    draft = make_draft(body, photo=make_photo(640, 400), **PHOTO)
    gone = make_published(body, title="Bài đã gỡ", photo=make_photo(640, 400), **PHOTO)
    photo = f"/anh/{gone.edition_id}/480.webp"
    assert visitor.get(photo).status_code == 200
    services.withdraw_article(actor=body.editor.user, article=gone, reason="Sai số liệu")
    for article in (draft, gone):
        for address in (f"/tin-bai/{article.slug}/", f"/tin-bai/{article.slug}/in/"):
            assert visitor.get(address).status_code == 404
    assert visitor.get(photo).status_code == 404
    assert visitor.get(f"/anh/{draft.pk}/480.webp").status_code == 404
    for address in ("/", "/tin-bai/", "/tim-kiem/?q=chi+bo", "/rss.xml", "/sitemap.xml"):
        assert "Bài đã gỡ" not in visitor.get(address).content.decode()


def test_uploaded_files_have_no_address_of_their_own(visitor, body):
    article = make_published(body, photo=make_photo(640, 400), **PHOTO)
    assert visitor.get(f"/media/{article.photo.name}").status_code in (302, 404)
    assert visitor.get(f"/media/{article.photo.name}").headers.get("Content-Type") != "image/jpeg"


def test_article_photo_comes_in_the_sizes_of_screens_and_may_be_kept(visitor, body):
    article = make_published(body, photo=make_photo(1600, 1000), **PHOTO)
    sizes = {}
    for size in ("480", "800", "1200", "the"):
        response = visitor.get(f"/anh/{article.edition_id}/{size}.webp")
        assert response.headers["Content-Type"] == "image/webp"
        assert response.headers["Cache-Control"] == "public, max-age=86400"
        sizes[size] = response.content
        again = visitor.get(f"/anh/{article.edition_id}/{size}.webp")
        assert again.content == response.content
    assert {name: Image.open(BytesIO(content)).size for name, content in sizes.items()} == {
        "480": (480, 300),
        "800": (800, 500),
        "1200": (1200, 750),
        "the": (480, 320),
    }
    assert all(Image.open(BytesIO(content)).format == "WEBP" for content in sizes.values())
    assert visitor.get(f"/anh/{article.edition_id}/9999.webp").status_code == 404


def test_article_photo_whose_file_is_gone_is_not_found(visitor, body):
    article = make_published(body, photo=make_photo(640, 400), **PHOTO)
    article.photo.storage.delete(article.photo.name)
    assert visitor.get(f"/anh/{article.edition_id}/480.webp").status_code == 404


def test_article_print_is_the_article_alone(visitor, body):
    article = make_published(body)
    said = text_of(visitor.get(f"/tin-bai/{article.slug}/in/"))
    assert "Sau phần trắc nghiệm" in said
    assert "Thông tin mới nhất" not in said


def test_article_list_pages_and_keeps_to_a_category(visitor, body):
    for number in range(13):
        make_published(body, title=f"Tin số {number}", category="Xây dựng Đảng" if number else "Hoạt động")
    first = text_of(visitor.get("/tin-bai/"))
    assert "Trang 1 trên 2" in first
    assert "Tin số 12" in first
    assert "Tin số 0" in text_of(visitor.get("/tin-bai/?page=2"))
    only = visitor.get("/tin-bai/?chuyen-muc=Ho%E1%BA%A1t+%C4%91%E1%BB%99ng")
    assert [article.title for article in only.context["page"]] == ["Tin số 0"]


def make_document(body, symbol, **fields):
    return Document.objects.create(
        organisation=body.committee,
        symbol=symbol,
        type="guideline",
        title="Nâng cao chất lượng sinh hoạt chi bộ",
        issuer="Ban Tổ chức Trung ương",
        issued_on=date(2018, 7, 6),
        effective_from=date(2018, 7, 6),
        **fields,
    )


def test_document_list_shows_only_what_was_made_public(visitor, body):
    shown = make_document(body, "12-HD/BTCTW", is_public=True)
    shown.file.save("hd12.pdf", ContentFile(b"%PDF-1.4 12"))
    hidden = make_document(body, "05-NQ/ĐU", is_public=False)
    hidden.file.save("nq05.pdf", ContentFile(b"%PDF-1.4 05"))
    said = text_of(visitor.get("/van-ban-cong-khai/"))
    assert "12-HD/BTCTW" in said
    assert "05-NQ/ĐU" not in said
    assert "12-HD/BTCTW" in text_of(visitor.get("/"))
    answer = visitor.get(f"/van-ban-cong-khai/{shown.pk}/tep/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 12"
    assert "12-HD-BTCTW.pdf" in answer.headers["Content-Disposition"]
    assert visitor.get(f"/van-ban-cong-khai/{hidden.pk}/tep/").status_code == 404


def test_search_finds_with_and_without_marks_the_exact_first(visitor, body):
    make_published(body, title="Đổi mới hình thức", body="<p>Nội dung</p>", lead="")
    make_published(body, title="Doi moi khong dau", body="<p>Noi dung</p>", lead="")
    make_published(body, title="Không liên quan", body="<p>Chuyện khác</p>", lead="")

    def found(asked):
        return [article.title for article in visitor.get("/tim-kiem/", {"q": asked}).context["page"]]

    assert found("đổi mới") == ["Đổi mới hình thức", "Doi moi khong dau"]
    assert found("doi moi") == ["Doi moi khong dau", "Đổi mới hình thức"]
    assert found("MỚI hình") == ["Đổi mới hình thức"]
    assert found("hình đổi") == ["Đổi mới hình thức"]  # the words apart
    assert found("hoà") == found("hòa")  # both placements of the tone
    assert found("tuyết") == []
    assert found("") == []


def test_search_marks_what_it_found_and_escapes_it(visitor, body):
    make_published(body, lead="", body="<p>a &lt;script&gt; b</p>")
    html = visitor.get("/tim-kiem/", {"q": "<script>"}).content.decode()
    assert "<mark>&lt;script&gt;</mark>" in html
    assert "<mark><script>" not in html


def test_about_is_the_organisations_own_words(visitor, body):
    assert "Lãnh đạo công tác đào tạo, bồi dưỡng cán bộ." in text_of(visitor.get("/gioi-thieu/"))


def test_feed_holds_the_latest_articles(visitor, body):
    article = make_published(body)
    response = visitor.get("/rss.xml")
    assert response.headers["Content-Type"].startswith("application/rss+xml")
    item = ET.fromstring(response.content).find("channel/item")
    assert item.findtext("title") == article.title
    assert item.findtext("link") == f"http://testserver/tin-bai/{article.slug}/"
    assert item.findtext("category") == "Xây dựng Đảng"


def test_sitemap_and_robots_name_what_is_public(visitor, body):
    article = make_published(body)
    found = ET.fromstring(visitor.get("/sitemap.xml").content)
    addresses = [place.text for place in found.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert f"http://testserver/tin-bai/{article.slug}/" in addresses
    assert "http://testserver/gioi-thieu/" in addresses
    robots = visitor.get("/robots.txt").content.decode()
    assert "Disallow: /bien-tap/" in robots
    assert "Sitemap: http://testserver/sitemap.xml" in robots


def test_public_pages_take_no_posts(visitor, body):
    article = make_published(body)
    for address in ("/", "/tin-bai/", f"/tin-bai/{article.slug}/", "/rss.xml"):
        assert visitor.post(address).status_code == 405


def test_public_pages_set_no_cookie(visitor, body):
    article = make_published(body)
    for address in (*PAGES, f"/tin-bai/{article.slug}/"):
        assert visitor.get(address).cookies == {}


def test_article_read_asks_the_database_little(client, body, django_assert_max_num_queries):
    for number in range(8):
        article = make_published(body, title=f"Tin {number}", photo=make_photo(640, 400), **PHOTO)
    with django_assert_max_num_queries(12):
        page = client.get(f"/tin-bai/{article.slug}/", HTTP_USER_AGENT=GOOGLE)  # not counted: the page alone
    assert page.status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_public_pages_ask_no_more_for_many_articles_than_for_one(
    visitor, body, address, django_assert_max_num_queries
):
    make_published(body, title="Tin chi bộ")
    visitor.get(address)
    with CaptureQueriesContext(connection) as one:
        assert visitor.get(address).status_code == 200
    before = len(one)
    for number in range(3):
        make_published(body, title=f"Tin chi bộ {number}", photo=make_photo(320, 200), **PHOTO)
    with django_assert_max_num_queries(before):
        assert visitor.get(address).status_code == 200


def test_the_footer_names_the_licence_and_where_the_source_is(visitor, body, settings):
    assert "giấy phép AGPL-3.0 trở lên." in text_of(visitor.get("/"))

    settings.SOURCE_URL = "https://kho.example.vn/chuyende"

    assert '<a href="https://kho.example.vn/chuyende">mã nguồn</a>' in visitor.get("/").content.decode()
