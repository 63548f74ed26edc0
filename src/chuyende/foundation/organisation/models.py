import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node, MP_NodeManager

from chuyende.foundation.core import vietnamese
from chuyende.foundation.core.models import Record

from .enums import EndReason, MembershipStatus, OrganisationKind, Role, Sex


class DatedQuerySet(models.QuerySet[Any]):
    """Rows that hold from a first day to a last day, both included; no last day means still."""

    def on(self, day: dt.date) -> "DatedQuerySet":
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


class Dated(Record):
    """A fact with its first and last day. Ended, never overwritten."""

    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects: ClassVar[Any] = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_days_in_order",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            )
        ]

    def holds_on(self, day: dt.date) -> bool:
        return self.since <= day and (self.until is None or self.until >= day)


class OrganisationManager(MP_NodeManager, models.Manager["Organisation"]):
    """Nodes in the order of the tree."""


class Organisation(MP_Node, Record):
    """A node of the tree: a Party committee with the cells that it leads."""

    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=80)
    #: the line above the issuer on a paper, when the superior organisation keeps no node here
    superior_name = models.CharField(_("superior organisation"), max_length=200, blank=True)
    place = models.CharField(_("place written on papers"), max_length=80, blank=True)
    code = models.CharField(
        _("organisation code"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^\d{2}(\.\d{3}){1,4}$", _("Write the code as 38.168.053.000.001."))],
    )
    function = models.TextField(_("function and tasks"), blank=True)
    since = models.DateField(_("founded"))
    until = models.DateField(_("closed"), null=True, blank=True)

    node_order_by: ClassVar[list[str]] = []

    objects: ClassVar[OrganisationManager] = OrganisationManager()

    class Meta:
        ordering = ["path"]

    def __str__(self) -> str:
        return self.name

    def holds_on(self, day: dt.date) -> bool:
        return self.since <= day and (self.until is None or self.until >= day)


class Department(Record):
    """A faculty or an office of the school, where a member works."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="departments")
    name = models.CharField(_("name"), max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="department_name_once")]

    def __str__(self) -> str:
        return self.name


class Term(Dated):
    """The years between two congresses: every programme, number and score hangs from one."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="terms")
    name = models.CharField(_("name"), max_length=80)
    congress_on = models.DateField(_("day of the congress"), null=True, blank=True)

    class Meta(Dated.Meta):
        ordering = ["-since"]

    def __str__(self) -> str:
        return self.name


class Member(Record):
    """A Party member: the least that planning, holding and counting meetings needs."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="member"
    )
    full_name = models.CharField(_("full name"), max_length=150)
    sort_key = models.CharField(max_length=600, editable=False, db_index=True)
    folded_name = models.CharField(max_length=200, editable=False, db_index=True)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    sex = models.CharField(_("sex"), max_length=10, choices=Sex, blank=True)
    joined_on = models.DateField(_("joined the Party on"), null=True, blank=True)
    official_on = models.DateField(_("official since"), null=True, blank=True)
    department = models.ForeignKey(Department, models.SET_NULL, null=True, blank=True, related_name="members")
    job_title = models.CharField(_("post"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)

    class Meta:
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive_from_name()
        super().save(*args, **kwargs)

    def derive_from_name(self) -> None:
        """Fill the two columns that are functions of the name, so that both databases sort and find alike."""
        self.sort_key = vietnamese.sort_key(self.full_name)
        self.folded_name = vietnamese.fold(self.full_name)


class Membership(Dated):
    """A member's time in one cell with one status.

    No two of a member share a day: the database keeps that, by an exclusion constraint on PostgreSQL and by
    triggers on SQLite (migration 0002). SQLite makes a table anew when a column changes and forgets its
    triggers: a migration that alters this table ends with `keep_days_apart` of migration 0002.
    """

    member = models.ForeignKey(Member, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    status = models.CharField(_("status"), max_length=20, choices=MembershipStatus)
    end_reason = models.CharField(_("reason of the end"), max_length=20, choices=EndReason, blank=True)
    decision = models.CharField(_("decision"), max_length=150, blank=True)

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["organisation", "since", "until"], name="membership_days")]

    def __str__(self) -> str:
        return f"{self.member}, {self.organisation}"


class Position(Dated):
    """A role held by a member at a node of the tree, with its days."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="positions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="positions")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    title = models.CharField(_("title written on papers"), max_length=120, blank=True)

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["organisation", "role"], name="position_role")]

    def __str__(self) -> str:
        return self.title or self.get_role_display()


class RosterImport(Record):
    """One confirmed roster import, kept so that it can be undone."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="roster_imports")
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    #: the first day in the cell of those for whom the file tells no later one
    since = models.DateField()
    #: what the dry run read; emptied at the confirmation
    rows: models.JSONField[Any, Any] = models.JSONField(default=list)
    problems: models.JSONField[Any, Any] = models.JSONField(default=list)
    #: columns that were not known or are not kept, lines that name nobody
    notes: models.JSONField[Any, Any] = models.JSONField(default=dict)
    #: ids of what the import made, by kind: what undoing removes
    created: models.JSONField[Any, Any] = models.JSONField(default=dict)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.file_name


class RoleRequirement(Record):
    """Whoever holds the role at this node or under it must have a second factor to sign in."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="role_requirements")
    role = models.CharField(_("role"), max_length=20, choices=Role)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "role"], name="role_requirement_once")]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.organisation}"
