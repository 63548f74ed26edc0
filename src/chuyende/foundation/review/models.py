from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core import clock
from chuyende.foundation.core.models import Record
from chuyende.foundation.organisation.models import Organisation

from .enums import ReviewLevel, ReviewStatus, StepAction


class Review(Record):
    """The way of one thing (topic, programme, minutes, article) from draft to locked.

    `levels` are those still to pass when it was started; `level` is where it waits now, empty while it is
    in its author's hands. The thing itself holds a one-to-one key named `review`; `kind` says what it is.
    """

    kind = models.CharField(max_length=20, db_index=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="reviews")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="authored_reviews")
    title = models.CharField(_("title"), max_length=300)
    status = models.CharField(_("state"), max_length=12, choices=ReviewStatus, default=ReviewStatus.DRAFT)
    levels: models.JSONField[Any, Any] = models.JSONField(default=list)
    level = models.CharField(_("level"), max_length=12, choices=ReviewLevel, blank=True)
    #: the one person who decides at the level of the chair
    decider = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(_("deadline"), null=True, blank=True)
    #: the last day on which those who decide were told of the deadline
    reminded_on = models.DateField(null=True, blank=True, editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["due_on", "-submitted_at"]
        indexes = [models.Index(fields=["status", "level"], name="review_waiting")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_overdue(self) -> bool:
        """Past its deadline and still waiting for a decision."""
        waits = self.status == ReviewStatus.SUBMITTED
        return waits and self.due_on is not None and self.due_on < clock.today()

    @property
    def waits_at(self) -> str:
        """Which version waits at which level: a page sends it back, so that it decides what it showed and no more."""
        return f"{self.version}.{self.level}"


class ReviewVersion(Record):
    """The text as it was submitted: a list of (heading, text) pairs. Never changed."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    sections: models.JSONField[Any, Any] = models.JSONField()
    note = models.TextField(_("what was changed and why"), blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="review_version_once")]

    def __str__(self) -> str:
        return f"{self.review}, {self.number}"


class ReviewStep(Record):
    """One act on the way, with its reason."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="steps")
    action = models.CharField(max_length=12, choices=StepAction)
    level = models.CharField(max_length=12, choices=ReviewLevel, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.review}"
