from fractions import Fraction

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core import clock
from chuyende.foundation.core.models import Record
from chuyende.foundation.organisation.models import Member
from chuyende.meeting.meetings.models import AgendaItem, Guest, Meeting

from .enums import PaperState, VoteBasis, VoteMethod


class Paper(Record):
    """A discussion paper (tham luận): asked of a member, written or uploaded, submitted, presented."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="papers")
    author = models.ForeignKey(Member, models.PROTECT, related_name="papers")
    title = models.CharField(_("title"), max_length=300)
    due_at = models.DateTimeField(_("to be submitted by"), null=True, blank=True)
    body = models.TextField(_("text"), blank=True)
    file = models.FileField(_("file"), upload_to="papers/", blank=True)
    revision = models.PositiveIntegerField(default=0)
    submitted_at = models.DateTimeField(null=True, blank=True)
    agenda_item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="papers")
    presented_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(
                name="paper_submitted_has_content",
                condition=Q(submitted_at__isnull=True) | ~Q(body="") | ~Q(file=""),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> PaperState:
        if self.presented_at:
            return PaperState.PRESENTED
        if self.submitted_at:
            return PaperState.SUBMITTED
        return PaperState.DRAFT if self.body or self.file else PaperState.REQUESTED

    @property
    def is_late(self) -> bool:
        """Not handed in though the time is over, or handed in after it."""
        return self.due_at is not None and (self.submitted_at or clock.now()) > self.due_at


class Contribution(Record):
    """What one person said, by name, in the order spoken."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="contributions")
    agenda_item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="contributions"
    )
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="contributions")
    guest = models.ForeignKey(Guest, models.PROTECT, null=True, blank=True, related_name="contributions")
    summary = models.TextField(_("what was said"))
    spoken_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["spoken_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="contribution_has_one_speaker",
                condition=Q(member__isnull=False, guest__isnull=True)
                | Q(member__isnull=True, guest__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.speaker}: {self.summary[:60]}"

    @property
    def speaker(self) -> str:
        """The name under which it stands in the minutes."""
        return str(self.member or self.guest)


class Vote(Record):
    """One question put to the vote, with its counts. Percentages and the result are derived."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="votes")
    agenda_item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="votes")
    question = models.CharField(_("what is voted on"), max_length=400)
    method = models.CharField(_("method"), max_length=10, choices=VoteMethod, default=VoteMethod.HANDS)
    basis = models.CharField(_("counted against"), max_length=10, choices=VoteBasis)
    base = models.PositiveIntegerField(_("base"))
    present = models.PositiveIntegerField(_("official members present"))
    #: numerator and denominator that the count must exceed, and where that stands: copied from the rule
    majority_over = models.CharField(max_length=10)
    citation = models.CharField(max_length=300)
    in_favour = models.PositiveIntegerField(_("in favour"))
    against = models.PositiveIntegerField(_("against"))
    other = models.PositiveIntegerField(_("other opinions"))
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(
                name="vote_not_more_than_present",
                condition=Q(present__gte=F("in_favour") + F("against") + F("other")),
            ),
            models.CheckConstraint(name="vote_present_within_base", condition=Q(base__gt=0)),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def ratio(self) -> Fraction:
        """Share of the base that is in favour."""
        return Fraction(self.in_favour, self.base)

    @property
    def percent(self) -> float:
        return round(float(100 * self.ratio), 1)

    @property
    def is_passed(self) -> bool:
        """Whether the share exceeds what the rule asks (by default more than one half)."""
        return self.ratio > Fraction(self.majority_over)

    @property
    def silent(self) -> int:
        """Official members present whose hand was not counted."""
        return self.present - self.in_favour - self.against - self.other
