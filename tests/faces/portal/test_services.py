import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from chuyende.faces.portal import services
from chuyende.faces.portal.errors import (
    ArticleUnfinished,
    MarkedAsSecret,
    NotPublished,
    NotReadyToPublish,
    PrivacyUnchecked,
    ReasonMissing,
)
from chuyende.faces.portal.models import Article, CounterStart, Edition
from chuyende.faces.portal.queries import published, statistics
from chuyende.foundation.core.errors import EditedMeanwhile, NotAllowed
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.core.intake import FileRefused
from chuyende.foundation.core.models import AuditEntry
from chuyende.foundation.organisation.enums import Role
from chuyende.foundation.review.enums import ReviewStatus
from chuyende.foundation.review.errors import NotEditableNow
from chuyende.foundation.review.services import amend_review, approve_review, return_review, submit_review
from tests.factories import make_body, make_member

from .factories import WORDS, approve, make_draft, make_photo, make_published

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return make_body()


def save(people, article, /, *, revision=None, actor=None, **changes):
    words = {**WORDS, **changes}
    return services.save_article(
        actor=actor or people.editor.user,
        article=article,
        revision=article.revision if revision is None else revision,
        **words,
    )


def test_draft_article_begins_a_review_and_names_its_author(body):
    article = services.draft_article(actor=body.editor.user, organisation=body.cell)
    assert article.review.status == ReviewStatus.DRAFT
    assert article.author_name == "Hà Thị Quyên"
    assert article.author_title == "Chi bộ 2"
    assert str(article) == "Bài chưa có tiêu đề"


def test_draft_article_sent_twice_makes_one(body):
    made = new_id()
    first = services.draft_article(actor=body.editor.user, organisation=body.cell, id=made)
    again = services.draft_article(actor=body.editor.user, organisation=body.cell, id=made)
    assert first == again
    assert Article.objects.count() == 1


def test_draft_article_belongs_to_editors_and_to_the_cells_own_chairs(body):
    services.draft_article(actor=body.secretary.user, organisation=body.cell)
    for stranger in (
        body.member,
        body.other_secretary,
        body.minute_taker,
        body.administrator,
        body.inspector,
    ):
        with pytest.raises(NotAllowed):
            services.draft_article(actor=stranger.user, organisation=body.cell)


def test_save_article_cleans_what_was_pasted(body):
    article = make_draft(body, body='<p style="x" onclick="y">Một</p><script>alert(1)</script>')
    assert article.body == "<p>Một</p>"


def test_save_article_makes_the_address_of_the_title_and_keeps_it_once_published(body):
    article = make_published(body)
    other = make_draft(body)
    assert article.slug == "chi-bo-1-thi-trac-nghiem-truoc-gio-sinh-hoat-chuyen-de"
    assert other.slug == article.slug + "-2"
    amend_review(actor=body.editor.user, review=article.review, reason="Sửa tiêu đề")
    renamed = save(body, Article.objects.get(pk=article.pk), title="Tiêu đề mới")
    assert renamed.slug == article.slug


def test_save_article_takes_a_photograph_and_what_the_camera_wrote_into_it_is_gone(body):
    article = make_draft(body, photo=make_photo(1600, 1000))
    assert (article.photo_width, article.photo_height) == (1600, 1000)
    with Image.open(article.photo.open()) as kept:
        assert dict(kept.getexif()) == {}


def test_save_article_refuses_what_is_no_photograph_and_keeps_the_old_text(body):
    article = make_draft(body)
    for wrong in (
        SimpleUploadedFile("anh.jpg", b"MZ\x90\x00 not a picture", "image/jpeg"),
        SimpleUploadedFile("anh.jpg", b"", "image/jpeg"),
        SimpleUploadedFile("anh.jpg", b"\xff\xd8\xff\xe0" + b"\0" * (50 * 1024 * 1024), "image/jpeg"),
    ):
        with pytest.raises(FileRefused) as refused:
            save(body, article, title="Tiêu đề khác", photo=wrong)
        assert refused.value.field == "photo"
    article.refresh_from_db()
    assert article.title == WORDS["title"]


def test_save_article_replaces_the_file_of_a_photograph_that_nobody_sees(
    body, django_capture_on_commit_callbacks
):
    article = make_draft(body, photo=make_photo())
    first = article.photo.name
    with django_capture_on_commit_callbacks(execute=True):
        article = save(body, article, photo=make_photo(800, 600))
    assert not default_storage.exists(first)
    assert default_storage.exists(article.photo.name)


def test_save_article_keeps_the_file_that_the_public_sees(body, django_capture_on_commit_callbacks):
    article = make_published(body, photo=make_photo(), caption="Quang cảnh", alt_text="Hội trường")
    amend_review(actor=body.editor.user, review=article.review, reason="Bỏ ảnh")
    with django_capture_on_commit_callbacks(execute=True):
        save(body, Article.objects.get(pk=article.pk), remove_photo=True)
    shown = published().get(pk=article.pk).edition
    assert default_storage.exists(shown.photo.name)


def test_save_article_over_somebody_elses_text_is_refused_and_shows_theirs(body):
    other_editor = make_member(body.other_cell, "Lò Văn Thắng", role=Role.EDITOR, at=body.committee)
    article = make_draft(body)
    mine = Article.objects.get(pk=article.pk)
    save(body, article, actor=other_editor.user, body="<p>Bản của đồng chí Thắng</p>")
    with pytest.raises(EditedMeanwhile) as refused:
        save(body, mine, body="<p>Bản của tôi</p>")
    assert refused.value.theirs == "Bản của đồng chí Thắng"
    assert "Lò Văn Thắng" in str(refused.value)
    mine.refresh_from_db()
    assert mine.body == "<p>Bản của đồng chí Thắng</p>"


def test_save_article_sent_twice_saves_once(body):
    article = make_draft(body)
    before = Article.objects.get(pk=article.pk)
    first = save(body, before, title="Tiêu đề mới")
    again = save(body, before, title="Tiêu đề mới")
    assert first.revision == again.revision == before.revision + 1


def test_save_article_that_has_been_handed_in_is_refused(body):
    article = make_draft(body)
    services.submit_article(actor=body.editor.user, article=article)
    with pytest.raises(NotEditableNow):
        save(body, article, title="Khác")


@pytest.mark.parametrize(
    ("words", "error", "field"),
    [
        ({"title": " "}, ArticleUnfinished, "title"),
        ({"body": "<p> </p>"}, ArticleUnfinished, "body"),
        ({"author_name": ""}, ArticleUnfinished, "author_name"),
        ({"photo": "photo", "caption": "", "alt_text": "Hội trường"}, ArticleUnfinished, "caption"),
        ({"photo": "photo", "caption": "Quang cảnh", "alt_text": ""}, ArticleUnfinished, "alt_text"),
        ({"body": "<p>TỐI MẬT</p><p>Nội dung</p>"}, MarkedAsSecret, "body"),
    ],
)
def test_submit_article_says_what_is_missing(body, words, error, field):
    if words.get("photo"):
        words = words | {"photo": make_photo(640, 400)}
    article = make_draft(body, **words)
    with pytest.raises(error) as refused:
        services.submit_article(actor=body.editor.user, article=article)
    assert refused.value.field == field
    article.refresh_from_db()
    assert article.review.status == ReviewStatus.DRAFT
    assert article.checked_revision is None


def test_the_panel_of_the_review_does_not_get_round_the_check_of_privacy(body):
    article = make_draft(body)
    with pytest.raises(PrivacyUnchecked):
        submit_review(actor=body.editor.user, review=article.review)


def test_text_changed_after_the_check_of_privacy_is_checked_again(body):
    article = make_draft(body)
    review = services.submit_article(actor=body.editor.user, article=article)
    return_review(actor=body.party_secretary.user, review=review, reason="Thêm số liệu")
    article = save(body, Article.objects.get(pk=article.pk), lead="Câu mở đầu khác.")
    with pytest.raises(PrivacyUnchecked):
        submit_review(actor=body.editor.user, review=article.review)


def test_submit_article_by_another_editor_of_the_committee(body):
    other_editor = make_member(body.other_cell, "Lò Văn Thắng", role=Role.EDITOR, at=body.committee)
    review = services.submit_article(actor=other_editor.user, article=make_draft(body))
    assert review.status == ReviewStatus.SUBMITTED
    assert review.level == "committee"


def test_publish_article_needs_the_party_committees_approval(body):
    article = make_draft(body)
    with pytest.raises(NotReadyToPublish):
        services.publish_article(actor=body.editor.user, article=article)
    services.submit_article(actor=body.editor.user, article=article)
    with pytest.raises(NotReadyToPublish):
        services.publish_article(actor=body.editor.user, article=article)
    assert not published().exists()


def test_publish_article_is_not_the_cells_own_to_do(body):
    article = approve(body, make_draft(body))
    for other in (
        body.secretary,
        body.member,
        body.administrator,
        body.inspector,
        body.party_member_of_committee,
    ):
        with pytest.raises(NotAllowed):
            services.publish_article(actor=other.user, article=article)
    services.publish_article(actor=body.party_secretary.user, article=article)


def test_publish_article_pressed_twice_publishes_once(body):
    article = approve(body, make_draft(body))
    first = services.publish_article(actor=body.editor.user, article=article)
    again = services.publish_article(actor=body.editor.user, article=article)
    assert first.published_at == again.published_at
    assert Edition.objects.count() == 1
    assert AuditEntry.objects.filter(verb="article_published").count() == 1


def test_publish_article_tells_its_author(body):
    article = approve(body, make_draft(body))
    services.publish_article(actor=body.party_secretary.user, article=article)
    told = body.editor.user.notifications.get(title__startswith="Bài của đồng chí đã được đăng")
    assert told.url == f"/tin-bai/{article.slug}/"


def test_an_amendment_reaches_the_public_only_when_approved_and_published_again(body):
    article = make_published(body)
    amend_review(actor=body.editor.user, review=article.review, reason="Sửa số liệu")
    article = save(body, Article.objects.get(pk=article.pk), title="Tiêu đề sửa")
    assert published().get().edition.title == WORDS["title"]
    article = approve(body, article)
    assert published().get().edition.title == WORDS["title"]
    first_day = article.published_at
    article = services.publish_article(actor=body.editor.user, article=article)
    assert published().get().edition.title == "Tiêu đề sửa"
    assert article.published_at == first_day
    assert [edition.number for edition in article.editions.all()] == [1, 2]


def test_withdraw_article_takes_it_off_for_a_reason_and_it_can_come_back(body):
    article = make_published(body)
    with pytest.raises(ReasonMissing):
        services.withdraw_article(actor=body.editor.user, article=article, reason=" ")
    services.withdraw_article(actor=body.editor.user, article=article, reason="Ảnh chưa được đồng ý")
    assert not published().exists()
    with pytest.raises(NotPublished):
        services.withdraw_article(actor=body.editor.user, article=article, reason="Lần nữa")
    services.publish_article(actor=body.editor.user, article=article)
    assert published().get() == article
    assert list(
        AuditEntry.objects.filter(subject_id=article.pk).order_by("sequence").values_list("verb", flat=True)
    ) == [
        "article_drafted",
        "article_privacy_checked",
        "article_published",
        "article_withdrawn",
        "article_published",
    ]


def test_the_committees_own_news_needs_the_committee_too(body):
    article = make_draft(body, organisation=body.committee)
    review = services.submit_article(actor=body.editor.user, article=article)
    approve_review(actor=body.party_member_of_committee.user, review=review)
    services.publish_article(actor=body.party_secretary.user, article=article)
    assert published().get() == article


def test_set_counter_start_is_added_to_the_total_and_says_who_set_it(body):
    for stranger in (body.member, body.secretary, body.party_secretary, body.inspector):
        with pytest.raises(NotAllowed):
            services.set_counter_start(actor=stranger.user, organisation=body.committee, total=5, note="x")
    services.set_counter_start(actor=body.editor.user, organisation=body.committee, total=100, note="Gõ nhầm")
    services.set_counter_start(
        actor=body.administrator.user, organisation=body.committee, total=899_025, note="Trang cũ"
    )
    assert statistics().total == 899_025
    assert CounterStart.objects.first().set_by == body.administrator.user


def test_set_views_before_is_added_to_what_is_counted_here(body):
    article = make_published(body)
    Article.objects.filter(pk=article.pk).update(views=8)
    with pytest.raises(NotAllowed):
        services.set_views_before(actor=body.secretary.user, article=article, views=940)
    article = services.set_views_before(actor=body.editor.user, article=article, views=940)
    assert article.views_shown == 948


def test_a_photograph_is_kept_at_a_sensible_size(body):
    article = make_draft(body, photo=make_photo(4000, 3000))
    assert (article.photo_width, article.photo_height) == (2400, 1800)
