from django.db import models
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.models import Record
from chuyende.foundation.organisation.models import Member, Organisation


class Task(Record):
    """Something that one member is to do by a day. Open until done with proof, or withdrawn with a reason."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="tasks")
    title = models.CharField(_("task"), max_length=300)
    owner = models.ForeignKey(Member, models.PROTECT, related_name="tasks")
    due_on = models.DateField(_("deadline"))
    origin = models.CharField(_("where it comes from"), max_length=300, blank=True)
    origin_url = models.CharField(max_length=300, blank=True)
    assigned_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    reported_at = models.DateTimeField(null=True, blank=True)
    proof = models.TextField(_("result and proof"), blank=True)
    proof_file = models.FileField(upload_to="tasks/", blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["organisation", "due_on"], name="task_due")]

    def __str__(self) -> str:
        return self.title


class Postponement(Record):
    """An unfinished task carried over: the old day, the new day, and why."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="postponements")
    from_day = models.DateField()
    to_day = models.DateField()
    reason = models.TextField()

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return f"{self.task}: {self.to_day:%d/%m/%Y}"
