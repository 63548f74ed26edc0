from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.models import Record
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.review.models import Review
from chuyende.meeting.meetings.models import Meeting


class Article(Record):
    """A piece of news on the public site: drafted, reviewed, published."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="articles")
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="articles")
    slug = models.SlugField(max_length=200, unique=True)
    category = models.CharField(_("category"), max_length=80, blank=True)
    title = models.CharField(_("title"), max_length=250)
    lead = models.TextField(_("lead"), blank=True)
    body = models.TextField(_("text"))
    photo = models.ImageField(_("photograph"), upload_to="articles/", blank=True)
    caption = models.CharField(_("caption"), max_length=250, blank=True)
    alt_text = models.CharField(_("what the photograph shows"), max_length=250, blank=True)
    author_name = models.CharField(_("author"), max_length=120)
    author_title = models.CharField(_("author's unit"), max_length=200, blank=True)
    folded = models.TextField(editable=False, blank=True)
    review = models.OneToOneField(Review, models.PROTECT, related_name="article")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    views = models.PositiveBigIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-published_at", "-created_at"]
        constraints = [
            models.CheckConstraint(
                name="article_photo_has_caption_and_alt",
                condition=Q(photo="") | (~Q(caption="") & ~Q(alt_text="")) | Q(published_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.title


class VisitDay(models.Model):
    """How many pages were viewed on one day, robots left out."""

    day = models.DateField(primary_key=True)
    views = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.day}: {self.views}"


class Visitor(models.Model):
    """Somebody seen lately: a keyed hash that changes every day, and when last seen. No address is kept."""

    key = models.CharField(primary_key=True, max_length=32)
    seen_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key


class CounterStart(Record):
    """What earlier counters had reached, brought over: added to the total."""

    total = models.PositiveBigIntegerField()
    note = models.CharField(max_length=200, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return str(self.total)
