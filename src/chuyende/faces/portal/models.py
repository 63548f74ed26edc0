from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.models import Record
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.review.models import Review
from chuyende.meeting.meetings.models import Meeting

from .enums import PublicState


class ArticleText(models.Model):
    """What a reader sees of an article: the same in the text being written and in each published edition."""

    category = models.CharField(pgettext_lazy("article", "category"), max_length=80, blank=True)
    title = models.CharField(pgettext_lazy("article", "title"), max_length=250, blank=True)
    lead = models.TextField(pgettext_lazy("article", "lead"), blank=True)
    body = models.TextField(pgettext_lazy("article", "text"), blank=True)
    photo = models.ImageField(
        _("photograph"),
        upload_to="articles/%Y/%m/",
        blank=True,
        width_field="photo_width",
        height_field="photo_height",
    )
    photo_width = models.PositiveIntegerField(null=True, editable=False)
    photo_height = models.PositiveIntegerField(null=True, editable=False)
    caption = models.CharField(_("caption"), max_length=250, blank=True)
    alt_text = models.CharField(_("what the photograph shows"), max_length=250, blank=True)
    author_name = models.CharField(pgettext_lazy("article", "author"), max_length=120, blank=True)
    author_title = models.CharField(_("author's unit"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title or gettext("Untitled article")


#: the names of the fields of `ArticleText`: what an edition copies
TEXT_FIELDS = tuple(field.name for field in ArticleText._meta.local_fields)


class Article(Record, ArticleText):
    """A piece of news: its text as it is being written, its way to approval, and what the public sees of it.

    The public reads `edition`, a copy made at publishing; writing on changes nothing for the public until the
    new text has been approved and published too.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="articles")
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="articles")
    slug = models.SlugField(max_length=200, unique=True)
    review = models.OneToOneField(Review, models.PROTECT, related_name="article")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=0)
    #: the revision for which the list «before it goes out» was confirmed, and who confirmed it
    checked_revision = models.PositiveIntegerField(null=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    edition = models.OneToOneField("Edition", models.PROTECT, null=True, related_name="shown_for")
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)
    views = models.PositiveBigIntegerField(default=0)
    #: what the counter of an earlier site had reached for this article
    views_before = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["-published_at", "-created_at"]
        indexes = [models.Index(fields=["-published_at"], name="article_published")]
        constraints = [
            models.CheckConstraint(
                name="article_public_has_edition",
                condition=Q(edition__isnull=True, published_at__isnull=True)
                | Q(edition__isnull=False, published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="article_withdrawn_has_reason",
                condition=Q(withdrawn_at__isnull=True)
                | (Q(published_at__isnull=False) & ~Q(withdrawn_reason="")),
            ),
        ]

    @property
    def views_shown(self) -> int:
        return self.views_before + self.views

    @property
    def public_state(self) -> PublicState:
        if self.published_at is None:
            return PublicState.NEVER
        return PublicState.WITHDRAWN if self.withdrawn_at else PublicState.PUBLIC

    @property
    def is_public(self) -> bool:
        return self.public_state == PublicState.PUBLIC


class Edition(Record, ArticleText):
    """An article's text as it was published, with the version of its review. Never changed."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    #: title, lead and text for finding: as typed in one spelling, and without marks
    spelled = models.TextField(editable=False)
    folded = models.TextField(editable=False)

    class Meta:
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="edition_once"),
            models.CheckConstraint(
                name="edition_photo_has_caption_and_alt",
                condition=Q(photo="") | (~Q(caption="") & ~Q(alt_text="")),
            ),
            models.CheckConstraint(name="edition_has_text", condition=~Q(title="") & ~Q(body="")),
        ]


class VisitDay(models.Model):
    """How many public pages were viewed on one day, robots left out."""

    day = models.DateField(primary_key=True)
    views = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.day}: {self.views}"


class VisitSalt(models.Model):
    """The random salt of today's keys. That of yesterday is deleted when today's is drawn."""

    day = models.DateField(primary_key=True)
    salt = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return str(self.day)


class Visitor(models.Model):
    """Somebody seen lately: a keyed hash that changes every day, and when last seen. No address is kept."""

    key = models.CharField(primary_key=True, max_length=32)
    seen_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key


class Reading(models.Model):
    """That somebody read some article lately, so that it is not counted again. The key tells neither of them."""

    key = models.CharField(primary_key=True, max_length=32)
    read_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key


class CounterStart(Record):
    """What earlier counters had reached, brought over: added to the total. The latest one counts."""

    total = models.PositiveBigIntegerField(_("visits counted before"))
    note = models.CharField(_("where the number comes from"), max_length=200)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return str(self.total)
