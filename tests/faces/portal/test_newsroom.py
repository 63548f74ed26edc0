import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chuyende.faces.portal import services
from chuyende.faces.portal.models import Article
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.organisation.enums import Role
from tests.factories import make_body, make_member

from .factories import WORDS, approve, make_draft, make_photo, make_published

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return make_body()


def change(client, article, *, revision=None, **changes):
    words = {**WORDS, **changes}
    words["revision"] = article.revision if revision is None else revision
    return client.post(f"/bien-tap/{article.pk}/sua/", words)


def test_newsroom_shows_each_office_what_is_its_own(client_of, body):
    mine = make_draft(body, title="Bài của chi bộ 1")
    theirs = make_draft(body, organisation=body.other_cell, title="Bài của chi bộ 2")

    def seen(person):
        return {article.title for article in client_of(person.user).get("/bien-tap/").context["page"]}

    for person in (body.editor, body.party_secretary, body.inspector):
        assert seen(person) == {mine.title, theirs.title}
    assert seen(body.secretary) == {mine.title}
    assert seen(body.other_secretary) == {theirs.title}
    for person in (body.member, body.administrator, body.minute_taker):
        assert client_of(person.user).get("/bien-tap/").status_code == 404


def test_article_draft_is_for_those_who_may_write_somewhere(client_of, body):
    for person in (body.member, body.inspector, body.administrator, body.party_member_of_committee):
        assert client_of(person.user).get("/bien-tap/moi/").status_code == 404
    for person in (body.secretary, body.editor, body.party_secretary):
        assert client_of(person.user).get("/bien-tap/moi/").status_code == 200


def test_newsroom_sorts_by_what_there_is_to_do(client_of, body):
    make_draft(body, title="Đang viết")
    services.submit_article(actor=body.editor.user, article=make_draft(body, title="Chờ duyệt"))
    approve(body, make_draft(body, title="Chờ đăng"))
    make_published(body, title="Đã đăng")
    gone = make_published(body, title="Đã gỡ")
    services.withdraw_article(actor=body.editor.user, article=gone, reason="Sai")
    client = client_of(body.editor.user)
    for work, title in (
        ("viet", "Đang viết"),
        ("cho-duyet", "Chờ duyệt"),
        ("cho-dang", "Chờ đăng"),
        ("da-dang", "Đã đăng"),
        ("da-go", "Đã gỡ"),
    ):
        page = client.get("/bien-tap/", {"viec": work}).context["page"]
        assert [article.title for article in page] == [title]


def test_newsroom_asks_no_more_for_three_articles_than_for_one(
    client_of, body, django_assert_max_num_queries
):
    client = client_of(body.editor.user)
    make_draft(body)
    with CaptureQueriesContext(connection) as one:
        assert client.get("/bien-tap/").status_code == 200
    before = len(one)
    make_draft(body)
    make_published(body)
    with django_assert_max_num_queries(before):
        assert client.get("/bien-tap/").status_code == 200


@pytest.mark.parametrize("page", ["", "sua/", "xem-truoc/", "gui-duyet/", "anh/480.webp"])
def test_a_draft_is_nobodys_but_those_of_its_office(client_of, body, page):
    article = make_draft(body, photo=make_photo(640, 400), caption="Ảnh", alt_text="Hội trường")
    address = f"/bien-tap/{article.pk}/{page}"
    assert client_of(body.editor.user).get(address).status_code == 200
    for stranger in (body.member, body.other_secretary, body.administrator):
        assert client_of(stranger.user).get(address).status_code == 404
    assert client_of().get(address).status_code == 302  # to the sign-in


def test_a_draft_is_read_but_not_written_by_those_who_approve_and_inspect(client_of, body):
    article = make_draft(body)
    for reader in (body.party_secretary, body.inspector, body.committee_member):
        client = client_of(reader.user)
        assert client.get(f"/bien-tap/{article.pk}/").status_code == 200
        assert client.get(f"/bien-tap/{article.pk}/sua/").status_code == 403
        assert change(client, article, title="Khác").status_code == 403
    article.refresh_from_db()
    assert article.title == WORDS["title"]


def test_article_draft_on_something_else(client_of, body):
    client = client_of(body.editor.user)
    assert client.get("/bien-tap/moi/").status_code == 200
    sent = {"id": str(new_id()), "organisation": str(body.committee.pk), "meeting": ""}
    response = client.post("/bien-tap/moi/", sent)
    again = client.post("/bien-tap/moi/", sent)
    article = Article.objects.get()
    assert response.url == again.url == f"/bien-tap/{article.pk}/sua/"
    assert article.organisation == body.committee


def test_article_draft_of_a_place_that_is_not_ones_own_is_refused(client_of, body):
    client = client_of(body.secretary.user)
    response = client.post("/bien-tap/moi/", {"id": str(new_id()), "organisation": str(body.other_cell.pk)})
    assert response.status_code == 422
    assert not Article.objects.exists()


def test_article_change_keeps_what_was_typed(client_of, body):
    article = make_draft(body)
    client = client_of(body.editor.user)
    assert WORDS["title"] in client.get(f"/bien-tap/{article.pk}/sua/").content.decode()
    response = change(
        client,
        article,
        title="Tiêu đề mới",
        body="<p>Nội dung mới</p>",
        photo=make_photo(),
        caption="A",
        alt_text="B",
    )
    assert response.url == f"/bien-tap/{article.pk}/"
    article.refresh_from_db()
    assert (article.title, article.body) == ("Tiêu đề mới", "<p>Nội dung mới</p>")
    assert article.photo_width == 1600


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("anh.jpg", b"\xff\xd8\xff\xe0" + b"\0" * (50 * 1024 * 1024), "50 MB"),
        ("anh.jpg", b"MZ\x90\x00 program", "không đúng loại"),
        ("anh.svg", b"<svg onload='alert(1)'/>", "không đúng loại"),
    ],
)
def test_article_change_with_a_wrong_photo_says_why_and_loses_nothing(client_of, body, name, content, said):
    article = make_draft(body)
    wrong = SimpleUploadedFile(name, content, "image/jpeg")
    response = change(client_of(body.editor.user), article, body="<p>Gõ cả buổi sáng</p>", photo=wrong)
    html = response.content.decode()
    assert response.status_code == 422
    assert said in html
    assert "Gõ cả buổi sáng" in html
    assert response.context["form"].errors["photo"]


def test_article_change_by_two_editors_shows_both_texts_and_saves_what_is_chosen(client_of, body):
    other = make_member(body.other_cell, "Lò Văn Thắng", role=Role.EDITOR, at=body.committee)
    article = make_draft(body)
    opened = article.revision
    change(client_of(other.user), article, body="<p>Bản của đồng chí Thắng</p>")
    client = client_of(body.editor.user)
    response = change(client, article, revision=opened, body="<p>Bản của tôi</p>")
    html = response.content.decode()
    assert response.status_code == 422
    assert "Bản của đồng chí Thắng" in html
    assert "Bản của tôi" in html
    revision = re.search(r'name="revision" value="(\d+)"', html)[1]
    assert change(client, article, revision=revision, body="<p>Bản gộp</p>").status_code == 302
    article.refresh_from_db()
    assert article.body == "<p>Bản gộp</p>"


def test_article_change_after_it_was_handed_in_loses_nothing(client_of, body):
    article = make_draft(body)
    services.submit_article(actor=body.editor.user, article=article)
    client = client_of(body.editor.user)
    response = change(client, article, body="<p>Gõ sau khi đã gửi</p>")
    assert response.status_code == 422
    assert "Gõ sau khi đã gửi" in response.content.decode()
    assert client.get(f"/bien-tap/{article.pk}/sua/").url == f"/bien-tap/{article.pk}/"
    assert client.get(f"/bien-tap/{article.pk}/gui-duyet/").url == f"/bien-tap/{article.pk}/"


def test_article_preview_is_the_public_page_with_a_remark(client_of, body):
    article = make_draft(body, photo=make_photo(640, 400), caption="Ảnh", alt_text="Hội trường")
    html = client_of(body.editor.user).get(f"/bien-tap/{article.pk}/xem-truoc/").content.decode()
    assert "Bản xem trước" in html
    assert WORDS["title"] in html
    assert f"/bien-tap/{article.pk}/anh/800.webp" in html


def test_draft_photo_is_kept_by_no_cache_between(client_of, body):
    article = make_draft(body, photo=make_photo(640, 400))
    response = client_of(body.editor.user).get(f"/bien-tap/{article.pk}/anh/480.webp")
    assert response.headers["Cache-Control"] == "private, max-age=300"


def test_article_submit_asks_for_every_line_of_the_list(client_of, body):
    article = make_draft(body, body="<p>Đồng chí Hoàng Văn Êm phát biểu.</p>")
    client = client_of(body.editor.user)
    address = f"/bien-tap/{article.pk}/gui-duyet/"
    assert "Hoàng Văn Êm." in " ".join(client.get(address).content.decode().split())  # named: ask for consent
    lines = {"opinions": "on", "names": "on", "details": "on", "secrets": "on"}
    for missing in lines:
        response = client.post(address, {key: "on" for key in lines if key != missing})
        assert response.status_code == 422
        assert list(response.context["form"].errors) == [missing]
    assert client.post(address, lines).url == f"/bien-tap/{article.pk}/"
    article.refresh_from_db()
    assert article.review.status == "submitted"
    assert article.checked_by == body.editor.user


def test_article_submit_of_a_photograph_asks_about_it_too(client_of, body):
    article = make_draft(body, photo=make_photo(640, 400), caption="Ảnh", alt_text="Hội trường")
    lines = {"opinions": "on", "names": "on", "details": "on", "secrets": "on"}
    response = client_of(body.editor.user).post(f"/bien-tap/{article.pk}/gui-duyet/", lines)
    assert list(response.context["form"].errors) == ["picture"]


def test_article_submit_says_what_the_article_lacks(client_of, body):
    article = make_draft(body, author_name="")
    lines = {"opinions": "on", "names": "on", "details": "on", "secrets": "on"}
    response = client_of(body.editor.user).post(f"/bien-tap/{article.pk}/gui-duyet/", lines)
    assert response.status_code == 422
    assert "Hãy ghi tên tác giả." in response.content.decode()


def test_article_goes_out_and_off_by_one_press_each(client_of, body):
    article = approve(body, make_draft(body))
    editor, visitor = client_of(body.editor.user), client_of()
    page = f"/bien-tap/{article.pk}/"
    assert "Đăng lên trang công khai" in editor.get(page).content.decode()
    assert editor.post(f"{page}dang/").url == page
    assert editor.post(f"{page}dang/").url == page  # a double click
    assert visitor.get(f"/tin-bai/{article.slug}/").status_code == 200
    refused = editor.post(f"{page}go/", {"reason": ""})
    assert refused.status_code == 422
    assert "Hãy ghi lý do gỡ bài." in refused.content.decode()
    assert editor.post(f"{page}go/", {"reason": "Sai số liệu"}).url == page
    assert visitor.get(f"/tin-bai/{article.slug}/").status_code == 404
    assert "Sai số liệu" in editor.get(page).content.decode()


def test_article_publish_before_approval_says_so(client_of, body):
    article = make_draft(body)
    client = client_of(body.editor.user)
    page = f"/bien-tap/{article.pk}/"
    response = client.post(f"{page}dang/", headers={"referer": f"http://testserver{page}"})
    assert response.url == f"http://testserver{page}"
    assert "Chỉ đăng bài sau khi Đảng uỷ duyệt." in client.get(page).content.decode()


def test_article_detail_offers_each_reader_only_what_is_theirs(client_of, body):
    article = approve(body, make_draft(body))
    page = f"/bien-tap/{article.pk}/"
    for reader in (body.inspector, body.secretary, body.party_member_of_committee):
        assert "Đăng lên trang công khai" not in client_of(reader.user).get(page).content.decode()


def test_article_views_brings_a_number_over(client_of, body):
    article = make_published(body)
    client = client_of(body.editor.user)
    page = f"/bien-tap/{article.pk}/"
    assert client.post(f"{page}luot-xem/", {"views": "một nghìn"}).status_code == 422
    assert client.post(f"{page}luot-xem/", {"views": "1.948"}).url == page
    assert "1.948" in client.get(page).content.decode()
    assert client_of(body.secretary.user).post(f"{page}luot-xem/", {"views": "5"}).status_code == 403


@pytest.mark.parametrize("typed", ["899025", "899.025", "899,025", "899 025"])
def test_counter_start_is_typed_as_people_write_numbers(client_of, body, typed):
    client = client_of(body.administrator.user)
    assert client.post("/bien-tap/thong-ke/", {"total": typed, "note": "Trang cũ"}).status_code == 302
    html = client.get("/bien-tap/thong-ke/").content.decode()
    assert "899.025" in html
    assert "Cao Văn Sơn" in html


def test_counter_start_is_nobody_elses(client_of, body):
    for stranger in (body.member, body.secretary, body.party_secretary, body.inspector):
        client = client_of(stranger.user)
        assert client.get("/bien-tap/thong-ke/").status_code == 404
        assert client.post("/bien-tap/thong-ke/", {"total": "5", "note": "x"}).status_code == 404
    response = client_of(body.editor.user).post("/bien-tap/thong-ke/", {"total": "-5", "note": ""})
    assert response.status_code == 422
