from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.assignments.models import Task
from chuyende.foundation.core.models import Record
from chuyende.foundation.organisation.enums import MembershipStatus
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.planning.library.models import Material
from chuyende.planning.programmes.models import Topic

from .enums import AttendanceSource, AttendanceStatus, MeetingMode, MeetingStage, ResponseAnswer


class Meeting(Record):
    """One thematic meeting of a cell: convened on an approved topic, held, closed."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="meetings")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="meetings")
    title = models.CharField(_("title"), max_length=300)
    purpose = models.TextField(_("purpose and requirements"), blank=True)
    starts_at = models.DateTimeField(_("starts at"))
    planned_minutes = models.PositiveIntegerField(_("planned length in minutes"), default=120)
    place = models.CharField(_("place"), max_length=200)
    mode = models.CharField(_("mode"), max_length=10, choices=MeetingMode, default=MeetingMode.IN_PERSON)
    mode_reason = models.TextField(_("why not in person"), blank=True)
    joined_to_monthly = models.BooleanField(_("right before or after the monthly meeting"), default=False)
    chair = models.ForeignKey(
        Member, models.PROTECT, related_name="chaired_meetings", verbose_name=_("chair")
    )
    minute_taker = models.ForeignKey(
        Member, models.PROTECT, related_name="minuted_meetings", verbose_name=_("minute taker")
    )
    summoned_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_reason = models.TextField(blank=True)
    #: when the papers were put into the national handbook app, for the rules of one day before, two after
    handbook_before_at = models.DateTimeField(null=True, blank=True)
    handbook_after_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-starts_at"]
        indexes = [models.Index(fields=["organisation", "starts_at"], name="meeting_day")]
        constraints = [
            models.CheckConstraint(
                name="meeting_closes_after_opening",
                condition=Q(closed_at__isnull=True)
                | Q(opened_at__isnull=False, closed_at__gte=F("opened_at")),
            ),
            models.CheckConstraint(
                name="meeting_not_in_person_has_reason",
                condition=Q(mode="in_person") | ~Q(mode_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stage(self) -> MeetingStage:
        if self.cancelled_at:
            return MeetingStage.CANCELLED
        if self.closed_at:
            return MeetingStage.CLOSED
        if self.opened_at:
            return MeetingStage.OPEN
        return MeetingStage.SUMMONED if self.summoned_at else MeetingStage.PREPARED


class AgendaItem(Record):
    """One step of the procedure, with its minutes and who leads it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    position = models.PositiveIntegerField()
    step = models.SlugField(_("step of the procedure"), blank=True)
    title = models.CharField(_("content of the step"), max_length=300)
    minutes = models.PositiveIntegerField(_("length in minutes"), default=10)
    presenter = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="agenda_items")
    notes = models.TextField(_("notes of the chair"), blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["meeting", "position"], name="agenda_position_once")]

    def __str__(self) -> str:
        return self.title


class MeetingMaterial(Record):
    """A material given to the members for a meeting, or shown at one step of it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="materials")
    material = models.ForeignKey(Material, models.PROTECT, related_name="uses")
    agenda_item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="materials"
    )
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["meeting", "material"], name="meeting_material_once")]

    def __str__(self) -> str:
        return str(self.material)


class Summons(Record):
    """That one member was called to one meeting, with the status held on that day: fixed at summoning."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="summons")
    member = models.ForeignKey(Member, models.PROTECT, related_name="summons")
    status = models.CharField(max_length=20, choices=MembershipStatus)
    answer = models.CharField(_("answer"), max_length=10, choices=ResponseAnswer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["member__sort_key"]
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="summons_once")]

    def __str__(self) -> str:
        return f"{self.member}: {self.meeting}"


class Attendance(Record):
    """How one member attended: status, reason, who recorded it, when, from what."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    member = models.ForeignKey(Member, models.PROTECT, related_name="attendances")
    #: the member's status on the day of the meeting, so that later changes of status change no past count
    membership_status = models.CharField(max_length=20, choices=MembershipStatus)
    status = models.CharField(_("attendance"), max_length=10, choices=AttendanceStatus)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    source = models.CharField(max_length=10, choices=AttendanceSource, default=AttendanceSource.SECRETARY)
    recorded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["member__sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="attendance_once"),
            models.CheckConstraint(
                name="attendance_excused_has_reason", condition=~Q(status="excused") | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_status_display()}"


class Guest(Record):
    """Somebody invited or sent from the upper level."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="guests")
    full_name = models.CharField(_("full name"), max_length=150)
    position = models.CharField(_("position held"), max_length=200)
    from_superior = models.BooleanField(_("from the upper level"), default=False)

    class Meta:
        ordering = ["-from_superior", "created_at"]

    def __str__(self) -> str:
        return self.full_name


class Conclusion(Record):
    """What the chair concludes: with tasks, or with the reason why none is needed."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="conclusions")
    position = models.PositiveIntegerField()
    text = models.TextField(_("conclusion"))
    no_task_reason = models.CharField(_("why no task is needed"), max_length=300, blank=True)
    tasks = models.ManyToManyField(Task, related_name="conclusions", blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.text[:80]
