import datetime as dt
from fractions import Fraction
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core import vietnamese
from chuyende.foundation.core.models import Record
from chuyende.foundation.organisation.models import Organisation

from .engine import share_of
from .enums import Certainty, DocumentType


class Document(Record):
    """A governing document: a regulation, a guideline, a congress resolution, a working regulation.

    `organisation` is the node from which it binds downwards. A document marked secret is never stored:
    `paper_only` keeps its symbol and where the paper lies, and nothing of its content, not even its abstract.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="documents")
    symbol = models.CharField(_("symbol"), max_length=60)
    type = models.CharField(_("type"), max_length=20, choices=DocumentType)
    title = models.CharField(_("abstract"), max_length=400, blank=True)
    issuer = models.CharField(_("issuer"), max_length=200, blank=True)
    issued_on = models.DateField(_("issued on"))
    effective_from = models.DateField(_("in force from"))
    effective_to = models.DateField(_("in force until"), null=True, blank=True)
    replaced_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replaces")
    file = models.FileField(_("file"), upload_to="documents/", blank=True)
    is_public = models.BooleanField(_("shown on the public site"), default=False)
    paper_only = models.BooleanField(_("kept on paper only"), default=False)
    paper_place = models.CharField(_("where the paper is kept"), max_length=200, blank=True)
    source_note = models.CharField(_("how the source was checked"), max_length=200, blank=True)
    folded = models.CharField(max_length=700, editable=False, default="")

    class Meta:
        ordering = ["-issued_on", "symbol"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "symbol", "issued_on"], name="document_once"),
            models.CheckConstraint(
                name="document_paper_only_holds_nothing",
                condition=Q(paper_only=False) | Q(file="", title="", is_public=False),
            ),
            models.CheckConstraint(
                name="document_days_in_order",
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=F("effective_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.symbol

    def save(self, *args: Any, **kwargs: Any) -> None:
        # a function of three columns, so that both databases find with and without marks alike
        self.folded = vietnamese.fold(f"{self.symbol} {self.title} {self.issuer}")
        super().save(*args, **kwargs)


class Provision(Record):
    """A place in a document that may be cited. Its id is the anchor: renumbering changes the label only."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="provisions")
    position = models.PositiveIntegerField(default=0)
    part = models.CharField(_("part, chapter or section"), max_length=80, blank=True)
    article = models.CharField(_("article of the document"), max_length=20, blank=True)
    clause = models.CharField(_("clause"), max_length=20, blank=True)
    point = models.CharField(_("point"), max_length=20, blank=True)
    page = models.PositiveIntegerField(_("page"), null=True, blank=True)
    text = models.TextField(_("text"))

    class Meta:
        ordering = ["document", "position", "id"]

    def __str__(self) -> str:
        return f"{self.label}, {self.document.symbol}"

    @property
    def label(self) -> str:
        """The place as it is cited: «điểm a, khoản 2, Điều 5»."""
        parts = [
            (_("point %s"), self.point),
            (_("clause %s"), self.clause),
            (_("Article %s"), self.article),
        ]
        named = [str(pattern) % value for pattern, value in parts if value]
        return ", ".join([*named, *([self.part] if self.part else [])])


class RuleSet(Record):
    """Parameters of one subject, valid for a time, resting on a document.

    `organisation` is the node whose rule it is (a cell's own regulation), or none for everybody. What is
    asked for a day is answered by the nearest node upwards that has a rule in force on that day.
    """

    code = models.CharField(_("subject"), max_length=40, db_index=True)
    title = models.CharField(_("title"), max_length=200)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="rule_sets"
    )
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="rule_sets")
    citation = models.CharField(_("what it rests on"), max_length=300)
    effective_from = models.DateField(_("in force from"))
    effective_to = models.DateField(_("in force until"), null=True, blank=True)
    certainty = models.CharField(_("how sure it is"), max_length=20, choices=Certainty, default=Certainty.OWN)
    source_note = models.CharField(_("how the source was checked"), max_length=300, blank=True)
    parameters: models.JSONField[Any, Any] = models.JSONField(_("parameters"))

    class Meta:
        ordering = ["code", "-effective_from"]
        constraints = [
            # two, because SQLite takes every null for a different one
            models.UniqueConstraint(fields=["code", "organisation", "effective_from"], name="rule_set_once"),
            models.UniqueConstraint(
                fields=["code", "effective_from"],
                name="general_rule_set_once",
                condition=Q(organisation__isnull=True),
            ),
            models.CheckConstraint(
                name="rule_set_days_in_order",
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=F("effective_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.citation})"

    def holds_on(self, day: dt.date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or self.effective_to >= day)

    def whole(self, key: str) -> int:
        """Return the count under `key`."""
        return int(self.parameters[key])

    def share(self, key: str) -> Fraction:
        """Return the share under `key`, exactly: «2/3» is two thirds, not 0.666…"""
        return share_of(self.parameters[key])

    def text(self, key: str) -> str:
        """Return the word or text under `key`."""
        return str(self.parameters[key])
