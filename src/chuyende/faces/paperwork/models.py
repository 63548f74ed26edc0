from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chuyende.followup.rewards.models import Reward
from chuyende.foundation.core import vietnamese
from chuyende.foundation.core.models import Record
from chuyende.foundation.organisation.models import Member, Organisation, Term
from chuyende.foundation.review.models import Review
from chuyende.meeting.meetings.models import Meeting
from chuyende.planning.programmes.models import Topic

from .enums import PaperType


class IssuedPaper(Record):
    """A paper that went out: its number in the register, its content as issued, its two files, its hash.

    Numbers run from 1 for each type and each term of the issuing organisation, without a gap. A paper amended
    after signing keeps its number: the new version `replaces` the old one, whose files stay as they were.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="issued_papers")
    term = models.ForeignKey(Term, models.PROTECT, related_name="issued_papers")
    type = models.CharField(_("type"), max_length=10, choices=PaperType)
    number = models.PositiveIntegerField(_("number"))
    version = models.PositiveIntegerField(_("version"), default=1)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    symbol = models.CharField(_("symbol"), max_length=60)
    title = models.CharField(_("abstract"), max_length=400)
    issued_on = models.DateField(_("date"))
    signed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="signed_papers")
    #: what the paper says, as the engine of papers keeps it (`engine.keeping`)
    content: models.JSONField[Any, Any] = models.JSONField()
    docx = models.FileField(upload_to="papers/issued/")
    pdf = models.FileField(upload_to="papers/issued/")
    #: of the PDF file: whoever holds a copy can compare
    sha256 = models.CharField(max_length=64)
    #: short code printed on the paper, by which anybody can check that this paper was issued
    code = models.CharField(max_length=16, unique=True)
    folded = models.CharField(max_length=500, editable=False, default="")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="issued_papers")
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="issued_papers")
    reward = models.OneToOneField(Reward, models.PROTECT, null=True, blank=True, related_name="issued_paper")

    class Meta:
        ordering = ["-issued_on", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "term", "type", "number", "version"], name="issued_paper_number_once"
            )
        ]

    def __str__(self) -> str:
        return self.symbol

    def save(self, *args: Any, **kwargs: Any) -> None:
        # a function of two columns, so that both databases find with and without marks alike
        self.folded = vietnamese.fold(f"{self.symbol} {self.title}")[:500]
        super().save(*args, **kwargs)

    @property
    def full_title(self) -> str:
        """How lists call it: «Biên bản sinh hoạt chi bộ chuyên đề quý I»."""
        return f"{self.get_type_display().capitalize()} {self.title}"


class Minutes(Record):
    """The minutes of one meeting: composed from the facts at closing, edited, signed by two, locked."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes")
    review = models.OneToOneField(Review, models.PROTECT, related_name="minutes")
    taker_signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taker_signed_at = models.DateTimeField(null=True, blank=True)
    chair_signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    chair_signed_at = models.DateTimeField(null=True, blank=True)
    issued = models.OneToOneField(IssuedPaper, models.PROTECT, null=True, blank=True, related_name="minutes")

    class Meta:
        verbose_name_plural = "minutes"

    def __str__(self) -> str:
        return str(self.meeting)


class MinutesSection(Record):
    """One part of the minutes, saved by itself, so that two writers do not undo each other.

    `composed` is the text as the facts gave it; `body` is the text as it stands; `revision` counts saves.
    """

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="sections")
    position = models.PositiveIntegerField()
    key = models.SlugField()
    heading = models.CharField(max_length=200, blank=True)
    composed = models.TextField(blank=True)
    body = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["minutes", "key"], name="minutes_section_once")]

    def __str__(self) -> str:
        return self.heading or self.key
