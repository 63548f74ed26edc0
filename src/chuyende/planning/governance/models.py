from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.models import Record
from chuyende.foundation.organisation.models import Organisation

from .enums import DocumentType


class Document(Record):
    """A governing document: a regulation, a guideline, a congress resolution, a working regulation.

    `organisation` is the node from which it binds downwards. A document marked secret is never stored:
    `paper_only` keeps its symbol and where the paper lies, and nothing of its content.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="documents")
    symbol = models.CharField(_("symbol"), max_length=60)
    type = models.CharField(_("type"), max_length=20, choices=DocumentType)
    title = models.CharField(_("abstract"), max_length=400)
    issuer = models.CharField(_("issuer"), max_length=200)
    issued_on = models.DateField(_("issued on"))
    effective_from = models.DateField(_("in force from"))
    effective_to = models.DateField(_("in force until"), null=True, blank=True)
    replaced_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replaces")
    file = models.FileField(_("file"), upload_to="documents/", blank=True)
    is_public = models.BooleanField(_("shown on the public site"), default=False)
    paper_only = models.BooleanField(_("kept on paper only"), default=False)
    paper_place = models.CharField(_("where the paper is kept"), max_length=200, blank=True)
    source_note = models.CharField(_("how the source was checked"), max_length=200, blank=True)

    class Meta:
        ordering = ["-issued_on", "symbol"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "symbol", "issued_on"], name="document_once"),
            models.CheckConstraint(
                name="document_paper_only_holds_no_file", condition=Q(paper_only=False) | Q(file="")
            ),
        ]

    def __str__(self) -> str:
        return self.symbol


class Provision(Record):
    """A place in a document that may be cited. Its id is the anchor: renumbering changes the label only."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="provisions")
    position = models.PositiveIntegerField(default=0)
    part = models.CharField(_("part, chapter or section"), max_length=80, blank=True)
    article = models.CharField(_("article"), max_length=20, blank=True)
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
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="rule_sets"
    )
    citation = models.CharField(_("what it rests on"), max_length=300)
    effective_from = models.DateField(_("in force from"))
    effective_to = models.DateField(_("in force until"), null=True, blank=True)
    parameters: models.JSONField[Any, Any] = models.JSONField(_("parameters"))

    class Meta:
        ordering = ["code", "-effective_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "organisation", "effective_from"],
                name="rule_set_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.citation})"
