from typing import Any

from django.db import models

from . import clock
from .acts import name_of
from .ids import new_id


class Record(models.Model):
    """What every stored thing has: an id that a phone may have made, and two moments."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)

    class Meta:
        abstract = True


class AuditEntry(models.Model):
    """One act in the append-only, hash-chained log.

    `hash` covers the entry and the hash before it, so that a changed or removed entry breaks the chain.
    `about` is the account of the person whom the act concerns: that person may read the entry.
    """

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=200, blank=True)
    verb = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=80)
    subject_id = models.UUIDField(null=True)
    subject_label = models.CharField(max_length=300, blank=True)
    organisation = models.UUIDField(null=True, db_index=True)
    about = models.UUIDField(null=True, db_index=True)
    detail: models.JSONField[Any, Any] = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["sequence"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="audit_subject")]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb} {self.subject_label}"

    @property
    def act(self) -> str:
        """What was done, in words."""
        return name_of(self.verb)
