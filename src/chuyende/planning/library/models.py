from django.db import models
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.intake import FileKind
from chuyende.foundation.core.models import Record
from chuyende.foundation.organisation.models import Member, Organisation

from .enums import MaterialKind


class Material(Record):
    """Something to study: a document to read or a clip to watch."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="materials")
    kind = models.CharField(_("kind"), max_length=10, choices=MaterialKind)
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    file = models.FileField(_("file"), upload_to="materials/")
    content_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    seconds = models.PositiveIntegerField(_("length in seconds"), null=True, blank=True)
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    added_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.title

    @property
    def file_kind(self) -> FileKind:
        return FileKind(str(self.file.name).rsplit(".", 1)[-1])

    @property
    def minutes(self) -> int:
        """Length of a clip in whole minutes, at least one."""
        return max(1, round((self.seconds or 0) / 60))


class Viewing(Record):
    """What one member has seen of one material: opened, how far, which seconds, finished.

    `watched` holds merged [from, to] ranges in seconds; watching a part again adds nothing and costs nothing.
    """

    material = models.ForeignKey(Material, models.CASCADE, related_name="viewings")
    member = models.ForeignKey(Member, models.CASCADE, related_name="viewings")
    opened_at = models.DateTimeField()
    position = models.FloatField(default=0)
    watched = models.JSONField(default=list)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["material", "member"], name="viewing_once")]

    def __str__(self) -> str:
        return f"{self.member}: {self.material}"
