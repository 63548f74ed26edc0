from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.models import Record
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.meeting.meetings.models import Meeting
from chuyende.meeting.quizzes.models import Quiz

from .enums import RewardForm, RewardStage


class Reward(Record):
    """A reward for one member: proposed by a cell, decided by whoever the rules in force allow.

    `decider` is the node that may decide; the decision's number and paper are kept by paperwork's register.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="rewards")
    decider = models.ForeignKey(Organisation, models.PROTECT, related_name="rewards_to_decide")
    member = models.ForeignKey(Member, models.PROTECT, related_name="rewards")
    form = models.CharField(_("form"), max_length=15, choices=RewardForm)
    reason = models.CharField(_("achievement"), max_length=400)
    quiz = models.ForeignKey(Quiz, models.PROTECT, null=True, blank=True, related_name="rewards")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="rewards")
    citation = models.CharField(max_length=300)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    stage = models.CharField(max_length=10, choices=RewardStage, default=RewardStage.PROPOSED)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    decline_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "quiz", "form"],
                name="reward_once_a_quiz",
                condition=~Q(stage="declined"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_form_display()}: {self.member}"

    @property
    def tone(self) -> str:
        return RewardStage(self.stage).tone
