from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.assignments.models import Task
from chuyende.foundation.core.models import Record
from chuyende.foundation.organisation.models import Member, Organisation, Term
from chuyende.foundation.review.models import Review
from chuyende.planning.governance.models import Provision

from .enums import GroundingKind, ProgrammeLevel
from .quarters import ROMAN


class FunctionArea(Record):
    """A field of the cells' work that topics are grouped by."""

    code = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=120)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class MeetingForm(Record):
    """A form of thematic meeting, as data: quiz, clip then papers, discussion, fieldwork…"""

    code = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=120)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class Programme(Record):
    """A programme of work of one organisation for a term, a year, a quarter or a month."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="programmes")
    term = models.ForeignKey(Term, models.PROTECT, related_name="programmes")
    level = models.CharField(_("level"), max_length=10, choices=ProgrammeLevel)
    year = models.PositiveIntegerField(_("year"), null=True, blank=True)
    quarter = models.PositiveSmallIntegerField(_("quarter"), null=True, blank=True)
    month = models.PositiveSmallIntegerField(_("month"), null=True, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    title = models.CharField(_("title"), max_length=250)
    purpose = models.TextField(_("purpose and requirements"), blank=True)
    review = models.OneToOneField(Review, models.PROTECT, related_name="programme")
    #: counts the saves, so that two people do not undo each other
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["year", "quarter", "month", "title"]
        constraints = [
            # one for each level, because SQLite takes every null for a different one
            models.UniqueConstraint(
                fields=["organisation", "term"], name="term_programme_once", condition=Q(level="term")
            ),
            models.UniqueConstraint(
                fields=["organisation", "year"], name="year_programme_once", condition=Q(level="year")
            ),
            models.UniqueConstraint(
                fields=["organisation", "year", "quarter"],
                name="quarter_programme_once",
                condition=Q(level="quarter"),
            ),
            models.UniqueConstraint(
                fields=["organisation", "year", "month"],
                name="month_programme_once",
                condition=Q(level="month"),
            ),
            models.CheckConstraint(
                name="programme_period_fits_level",
                condition=Q(level="term", year=None, quarter=None, month=None)
                | Q(level="year", year__isnull=False, quarter=None, month=None)
                | Q(level="quarter", year__isnull=False, quarter__range=(1, 4), month=None)
                | Q(level="month", year__isnull=False, quarter__range=(1, 4), month__range=(1, 12)),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProgrammeLine(Record):
    """One piece of work in a programme: who, by when, with what product, resting on which provision."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField(default=0)
    content = models.CharField(_("content"), max_length=400)
    responsible = models.ForeignKey(Member, models.PROTECT, related_name="programme_lines")
    deadline = models.DateField(_("deadline"))
    product = models.CharField(_("product"), max_length=200)
    provision = models.ForeignKey(Provision, models.PROTECT, related_name="programme_lines")
    #: given to the responsible person when the programme has been approved; the line's state is the task's
    task = models.OneToOneField(
        Task, models.SET_NULL, null=True, blank=True, related_name="programme_line", editable=False
    )

    class Meta:
        ordering = ["position", "deadline"]

    def __str__(self) -> str:
        return self.content


class Topic(Record):
    """What a thematic meeting of a cell is about, in one quarter, with its three groundings."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="topics")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="topics")
    year = models.PositiveIntegerField(_("year"))
    quarter = models.PositiveSmallIntegerField(_("quarter"))
    title = models.CharField(_("title"), max_length=300)
    function_area = models.ForeignKey(FunctionArea, models.PROTECT, related_name="topics")
    objective = models.TextField(_("objective"))
    forms = models.ManyToManyField(MeetingForm, related_name="topics", verbose_name=_("forms of meeting"))
    author = models.ForeignKey(
        Member, models.PROTECT, related_name="authored_topics", verbose_name=_("prepares the lead paper")
    )
    presenter = models.ForeignKey(
        Member, models.PROTECT, related_name="presented_topics", verbose_name=_("presenter")
    )
    review = models.OneToOneField(Review, models.PROTECT, related_name="topic")
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["year", "quarter", "title"]
        indexes = [models.Index(fields=["organisation", "year", "quarter"], name="topic_quarter")]
        constraints = [
            models.CheckConstraint(name="topic_quarter_exists", condition=Q(quarter__range=(1, 4)))
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def roman(self) -> str:
        """The quarter as it is written: «III»."""
        return ROMAN[self.quarter]


class Grounding(Record):
    """Why this topic: one of the three grounds, with the provision that it cites."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="groundings")
    kind = models.CharField(_("ground"), max_length=10, choices=GroundingKind)
    provision = models.ForeignKey(Provision, models.PROTECT, related_name="groundings")
    explanation = models.TextField(_("what the topic takes from it"))

    class Meta:
        ordering = ["kind"]
        constraints = [models.UniqueConstraint(fields=["topic", "kind"], name="grounding_once_a_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.provision}"
