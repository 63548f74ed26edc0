from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chuyende.followup.rewards.models import Reward
from chuyende.foundation.core.models import Record
from chuyende.foundation.organisation.models import Member, Organisation, Term
from chuyende.foundation.review.models import Review
from chuyende.meeting.meetings.models import Meeting
from chuyende.planning.programmes.models import Topic

from .enums import PaperType


class IssuedPaper(Record):
    """A paper that went out: its number in the register, its content as issued, its two files, its hash.

    Numbers run from 1 for each type and each term of the issuing organisation, without a gap.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="issued_papers")
    term = models.ForeignKey(Term, models.PROTECT, related_name="issued_papers")
    type = models.CharField(_("type"), max_length=10, choices=PaperType)
    number = models.PositiveIntegerField(_("number"))
    symbol = models.CharField(_("symbol"), max_length=60)
    title = models.CharField(_("abstract"), max_length=400)
    issued_on = models.DateField(_("date"))
    signed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="signed_papers")
    content: models.JSONField[Any, Any] = models.JSONField()
    docx = models.FileField(upload_to="papers/issued/")
    pdf = models.FileField(upload_to="papers/issued/")
    sha256 = models.CharField(max_length=64)
    #: short code printed on the paper, by which anybody can check that this paper was issued
    code = models.CharField(max_length=16, unique=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="issued_papers")
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="issued_papers")
    reward = models.OneToOneField(
        Reward, models.PROTECT, null=True, blank=True, related_name="issued_paper"
    )

    class Meta:
        ordering = ["-issued_on", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "term", "type", "number"], name="issued_paper_number_once"
            )
        ]

    def __str__(self) -> str:
        return self.symbol


class Minutes(Record):
    """The minutes of one meeting: composed from the facts at closing, edited, signed by two, locked."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes")
    review = models.OneToOneField(Review, models.PROTECT, related_name="minutes")
    taker_signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taker_signed_at = models.DateTimeField(null=True, blank=True)
    chair_signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    chair_signed_at = models.DateTimeField(null=True, blank=True)
    issued = models.OneToOneField(
        IssuedPaper, models.PROTECT, null=True, blank=True, related_name="minutes"
    )

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
