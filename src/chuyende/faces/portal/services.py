"""Everything that one can do with the public site."""

import uuid
from collections.abc import Collection
from functools import partial
from typing import TypedDict, Unpack

from django.core.files.base import File
from django.db import transaction
from django.db.models.fields.files import ImageFieldFile
from django.urls import reverse
from django.utils.translation import gettext as _
from easy_thumbnails.files import get_thumbnailer

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import clock
from chuyende.foundation.core.audit import record
from chuyende.foundation.core.errors import EditedMeanwhile
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.core.intake import MB, PHOTOS, FileRefused, check_upload
from chuyende.foundation.core.marking import marking_in_lines
from chuyende.foundation.core.photos import clean_photo
from chuyende.foundation.core.vietnamese import fold
from chuyende.foundation.notifications.services import notify
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.foundation.review.enums import ReviewStatus
from chuyende.foundation.review.models import Review
from chuyende.foundation.review.services import require_editable, start_review, submit_review
from chuyende.meeting.meetings.models import Meeting

from . import queries
from .drafts import compose
from .enums import Naming
from .errors import (
    ArticleUnfinished,
    MarkedAsSecret,
    MeetingNotClosed,
    NotPublished,
    NotReadyToPublish,
    PrivacyUnchecked,
    ReasonMissing,
)
from .models import TEXT_FIELDS, Article, CounterStart, Edition
from .texts import clean_html, plain_text, slug_of, spelled

#: a photograph of a phone is 3 to 12 MB
PHOTO_LIMIT = 20 * MB


class Words(TypedDict):
    """The words of an article as an editor types them."""

    category: str
    title: str
    lead: str
    body: str
    caption: str
    alt_text: str
    author_name: str
    author_title: str


@transaction.atomic
def draft_article(
    *,
    actor: User,
    organisation: Organisation,
    meeting: Meeting | None = None,
    naming: Collection[Naming] = (),
    id: uuid.UUID | None = None,
) -> Article:
    """Begin an article of `organisation`; with `meeting`, from those of its facts that may be public.

    `naming` says which of chair, presenter and authors of papers the draft names. The same `id` again returns
    the article already begun. Raises `MeetingNotClosed`.
    """
    subject = Article(organisation=meeting.organisation if meeting else organisation, created_by=actor)
    require(actor, Perm.ARTICLE_CHANGE, subject)
    if meeting is not None and meeting.closed_at is None:
        raise MeetingNotClosed
    if id is not None and (begun := Article.objects.filter(pk=id, created_by=actor).first()):
        return begun
    article = Article(
        id=id or new_id(),
        organisation=subject.organisation,
        meeting=meeting,
        author_name=actor.get_full_name()[:120],
        author_title=queries.unit_of(actor)[:200],
        created_by=actor,
        edited_by=actor,
    )
    if meeting is not None:
        draft = compose(queries.facts_of(meeting, naming))
        article.title, article.lead, article.body = draft.title, draft.lead, draft.body
        article.category = _("Thematic meetings")
    article.slug = _free_slug(article)
    article.review = start_review(
        actor=actor, kind="article", organisation=article.organisation, title=str(article)
    )
    article.save()
    record(actor, "article_drafted", article, organisation=article.organisation, named=sorted(naming))
    return article


@transaction.atomic
def save_article(
    *,
    actor: User,
    article: Article,
    revision: int,
    photo: File[bytes] | None = None,
    remove_photo: bool = False,
    **words: Unpack[Words],
) -> Article:
    """Keep the text as `actor` has it, cleaned; `revision` is the one that the actor began from.

    Raises `NotEditableNow`, `FileRefused` for the photograph, and `EditedMeanwhile` when somebody else saved
    after the actor had opened the text. The same text sent twice is saved once.
    """
    require(actor, Perm.ARTICLE_CHANGE, article)
    article = Article.objects.select_for_update(of=("self",), no_key=True).get(pk=article.pk)
    require_editable(article.review)
    typed = {name: str(text).strip() for name, text in words.items()} | {"body": clean_html(words["body"])}
    is_same = photo is None and all(getattr(article, name) == text for name, text in typed.items())
    if is_same and not (remove_photo and article.photo):
        return article
    if article.revision != revision:
        raise EditedMeanwhile(
            _(
                "%(name)s saved this article after you had opened it. Your text is still here and theirs is shown "
                "below: take over what is needed and save again."
            )
            % {"name": article.edited_by.get_full_name()},
            theirs=plain_text(article.body),
        )
    for name, text in typed.items():
        setattr(article, name, text)
    if photo is not None or remove_photo:
        _change_photo(article, photo)
    if article.published_at is None:
        article.slug = _free_slug(article)
    article.revision, article.edited_by = article.revision + 1, actor
    article.save()
    return article


@transaction.atomic
def submit_article(*, actor: User, article: Article, note: str = "") -> Review:
    """Confirm the list «before it goes out» for the text as it stands, and hand it in for approval.

    Raises `ArticleUnfinished` or `NotEditableNow`.
    """
    require(actor, Perm.ARTICLE_CHANGE, article)
    article = Article.objects.select_for_update(of=("self",), no_key=True).get(pk=article.pk)
    article.checked_revision, article.checked_by = article.revision, actor
    article.save(update_fields=["checked_revision", "checked_by", "updated_at"])
    review = submit_review(actor=actor, review=article.review, note=note)
    record(
        actor,
        "article_privacy_checked",
        article,
        organisation=article.organisation,
        revision=article.revision,
        version=review.version,
    )
    return review


def check_article(article: Article) -> None:
    """Stop what is not fit to go before the public: asked when it is handed in and when it is approved.

    Raises `ArticleUnfinished`, `MarkedAsSecret` or `PrivacyUnchecked`.
    """
    for missing, field, message in (
        (not article.title, "title", _("The article has no title yet.")),
        (not plain_text(article.body), "body", _("The article has no text yet.")),
        (not article.author_name, "author_name", _("Write who the author is.")),
        (
            article.photo and not article.caption,
            "caption",
            _("Write a caption under the photograph: what, where, when."),
        ),
        (
            article.photo and not article.alt_text,
            "alt_text",
            _("Describe the photograph in a sentence for those who cannot see it."),
        ),
    ):
        if missing:
            raise ArticleUnfinished(message, field=field)
    lines = [article.title, *article.lead.splitlines(), *plain_text(article.body).splitlines()]
    if marking := marking_in_lines(lines):
        raise MarkedAsSecret(marking)
    if article.checked_revision != article.revision:
        raise PrivacyUnchecked


@transaction.atomic
def publish_article(*, actor: User, article: Article) -> Article:
    """Put the approved text on the public site; again after it was taken off. Pressing twice publishes once.

    Raises `NotReadyToPublish`.
    """
    require(actor, Perm.ARTICLE_PUBLISH, article)
    article = (
        Article.objects.select_for_update(of=("self",), no_key=True)
        .select_related("review")
        .get(pk=article.pk)
    )
    if article.review.status not in (ReviewStatus.APPROVED, ReviewStatus.LOCKED):
        raise NotReadyToPublish
    shown = article.edition
    if shown is not None and shown.number == article.review.version:
        if article.withdrawn_at is None:
            return article
    else:
        article.edition = _new_edition(article, actor)
    article.published_at = article.published_at or clock.now()
    article.withdrawn_at, article.withdrawn_reason = None, ""
    article.save()
    record(
        actor,
        "article_published",
        article,
        organisation=article.organisation,
        version=article.review.version,
    )
    if actor.pk != article.created_by_id:
        notify(
            recipients=[article.created_by],
            title=_("Your article is on the public site: %(title)s") % {"title": article.title},
            url=reverse("portal:article_read", args=[article.slug]),
        )
    return article


@transaction.atomic
def withdraw_article(*, actor: User, article: Article, reason: str) -> Article:
    """Take the article off the public site at once, with the reason. Raises `NotPublished`, `ReasonMissing`."""
    require(actor, Perm.ARTICLE_PUBLISH, article)
    article = Article.objects.select_for_update(of=("self",), no_key=True).get(pk=article.pk)
    if not article.is_public:
        raise NotPublished
    if not reason.strip():
        raise ReasonMissing
    article.withdrawn_at, article.withdrawn_reason = clock.now(), reason.strip()
    article.save()
    record(actor, "article_withdrawn", article, organisation=article.organisation, reason=reason.strip())
    return article


@transaction.atomic
def set_views_before(*, actor: User, article: Article, views: int) -> Article:
    """Bring over how often an article had been viewed on an earlier site: added to what is counted here."""
    require(actor, Perm.STATISTICS_CHANGE, article.organisation)
    article = Article.objects.select_for_update(of=("self",), no_key=True).get(pk=article.pk)
    before, article.views_before = article.views_before, views
    article.save(update_fields=["views_before", "updated_at"])
    record(actor, "article_views_set", article, organisation=article.organisation, before=before, after=views)
    return article


@transaction.atomic
def set_counter_start(*, actor: User, organisation: Organisation, total: int, note: str) -> CounterStart:
    """Bring over what an earlier visitor counter had reached: added to the total from now on."""
    require(actor, Perm.STATISTICS_CHANGE, organisation)
    start = CounterStart.objects.create(total=total, note=note.strip(), set_by=actor)
    record(actor, "counter_start_set", start, organisation=organisation, total=total, note=start.note)
    return start


def _new_edition(article: Article, actor: User) -> Edition:
    text = {name: getattr(article, name) for name in TEXT_FIELDS}
    text["photo"] = article.photo.name  # the same file: opening it again is not needed
    findable = "\n".join((article.title, article.lead, plain_text(article.body), article.author_name))
    return Edition.objects.create(
        article=article,
        number=article.review.version,
        published_by=actor,
        spelled=spelled(findable),
        folded=fold(findable),
        **text,
    )


def _change_photo(article: Article, photo: File[bytes] | None) -> None:
    """Put `photo`, cleaned, in place of the article's; the old file goes unless an edition shows it."""
    content = None
    if photo is not None:
        try:
            check_upload(photo, kinds=PHOTOS, max_bytes=PHOTO_LIMIT)
            content = clean_photo(photo)
        except FileRefused as refused:
            refused.field = "photo"
            raise
    old = article.photo.name
    if old and not Edition.objects.filter(photo=old).exists():
        transaction.on_commit(partial(_delete_file, old))
    if content is None:
        article.photo = ""
    else:
        article.photo.save(str(content.name), content, save=False)


def _delete_file(name: str) -> None:
    photo = ImageFieldFile(Article(), Article._meta.get_field("photo"), name)
    get_thumbnailer(photo).delete_thumbnails()
    photo.storage.delete(name)


def _free_slug(article: Article) -> str:
    wanted = slug_of(article.title)
    taken = set(
        Article.objects.filter(slug__startswith=wanted).exclude(pk=article.pk).values_list("slug", flat=True)
    )
    numbers = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbers) if slug not in taken)
