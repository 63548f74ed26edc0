import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.models import Record
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.meeting.quizzes.models import GRACE, Quiz
from chuyende.planning.governance.models import RuleSet

from .engine import Rules
from .enums import ContestStage, Offence, Outcome


class Contest(Record):
    """A contest held by a Party committee for all its cells, or by a cell for its members, in one round or several.

    `rule_set` is where its rules come from; `rules` are its parameters as they stood when it was announced, and stay.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="contests")
    title = models.CharField(_("title"), max_length=200)
    purpose = models.TextField(_("purpose"), blank=True)
    asks_prediction = models.BooleanField(_("members predict a number"), default=True)
    rule_set = models.ForeignKey(RuleSet, models.PROTECT, null=True, blank=True, related_name="contests")
    rules: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    announced_at = models.DateTimeField(null=True, blank=True)
    announced_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                name="contest_announced_with_rules",
                condition=Q(announced_at__isnull=True) | Q(rule_set__isnull=False),
            ),
            models.CheckConstraint(
                name="contest_closed_after_announcing",
                condition=Q(closed_at__isnull=True) | Q(announced_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def rules_for_reckoning(self) -> Rules:
        """The frozen rules; KeyError before the contest is announced."""
        return Rules.of(self.rules, asks_prediction=self.asks_prediction)

    def stage_at(self, moment: dt.datetime, rounds: Sequence["Round"]) -> ContestStage:
        """`rounds`: its own, with their quizzes."""
        if not self.announced_at:
            return ContestStage.DRAFT
        if self.closed_at:
            return ContestStage.CLOSED
        if moment < min(one.quiz.opens_at for one in rounds):
            return ContestStage.ANNOUNCED
        last = max(one.quiz.closes_at for one in rounds)
        return ContestStage.OPEN if moment < last + GRACE else ContestStage.RECKONING


class Round(Record):
    """One round: its number, and the quiz that everybody of the contest takes alone in its window."""

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField(_("number"))
    quiz = models.OneToOneField(Quiz, models.PROTECT, related_name="contest_round")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["contest", "number"], name="contest_round_once")]

    def __str__(self) -> str:
        return f"{self.contest}: {self.number}"


class ContestEntry(Record):
    """What one member predicted, as last written before the last round closed."""

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="entries")
    member = models.ForeignKey(Member, models.PROTECT, related_name="contest_entries")
    predicted = models.PositiveIntegerField(_("prediction"))
    predicted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contest", "member"], name="contest_entry_once")]

    def __str__(self) -> str:
        return f"{self.member}: {self.predicted}"


class Disqualification(Record):
    """A result that does not count: why, who says so, what the member replied, how it was settled.

    The attempts stay as they are. `cell`: where the member belonged when it was cancelled.
    """

    contest = models.ForeignKey(Contest, models.PROTECT, related_name="disqualifications")
    member = models.ForeignKey(Member, models.PROTECT, related_name="disqualifications")
    cell = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    offence = models.CharField(_("reason"), max_length=10, choices=Offence)
    facts = models.TextField(_("what was found"))
    cancelled_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    reply_until = models.DateTimeField()
    reply = models.TextField(_("reply of the member"), blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=6, choices=Outcome, blank=True)
    outcome_reason = models.TextField(blank=True)
    settled_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "member"],
                name="disqualification_once",
                condition=~Q(outcome=Outcome.LIFTED),
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.contest}"

    @property
    def is_settled(self) -> bool:
        return self.settled_at is not None

    @property
    def holds(self) -> bool:
        """Whether the result is cancelled."""
        return self.outcome != Outcome.LIFTED


class TieDecision(Record):
    """The order that the organisers gave to members, or cells, whom the rules cannot tell apart: ids, the best first."""

    contest = models.ForeignKey(Contest, models.PROTECT, related_name="tie_decisions")
    order: models.JSONField[Any, Any] = models.JSONField()
    reason = models.TextField(_("reason"))
    decided_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.contest}: {self.reason}"


class ContestResult(Record):
    """Results as they were announced, for the `number`-th time; `digest` is the SHA-256 of `content`.

    `content` is what `queries.content_of` makes; `reason`: why they were announced again, empty the first time.
    """

    contest = models.ForeignKey(Contest, models.PROTECT, related_name="results")
    number = models.PositiveSmallIntegerField()
    content: models.JSONField[Any, Any] = models.JSONField()
    digest = models.CharField(max_length=64)
    reason = models.TextField(_("why it is announced again"), blank=True)
    announced_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["contest", "number"], name="contest_result_once")]

    def __str__(self) -> str:
        return f"{self.contest}: {self.digest[:12]}"
