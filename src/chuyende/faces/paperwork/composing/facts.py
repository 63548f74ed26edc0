"""What is known of one meeting, read once."""

from functools import cached_property

from django.db.models import Count, Q
from django.utils import timezone

from chuyende.foundation.organisation.enums import MembershipStatus
from chuyende.meeting.discussion.models import Contribution, Paper, Vote
from chuyende.meeting.discussion.queries import contributions_of, votes_of
from chuyende.meeting.meetings.enums import AttendanceStatus
from chuyende.meeting.meetings.models import (
    AgendaItem,
    Attendance,
    Conclusion,
    Guest,
    Meeting,
    MeetingMaterial,
)
from chuyende.meeting.meetings.queries import Counts, attendance_counts
from chuyende.meeting.quizzes.models import Quiz
from chuyende.planning.library.enums import MaterialKind
from chuyende.planning.library.models import Viewing

from .voice import Voice, voice_of

_CAME = (AttendanceStatus.PRESENT, AttendanceStatus.LATE)
_EXEMPT = (MembershipStatus.EXEMPT, MembershipStatus.TEMPORARILY_EXEMPT)


class Facts:
    """The facts of one meeting in the order in which minutes tell them."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = Meeting.objects.select_related(
            "organisation", "topic__author", "topic__presenter", "chair", "minute_taker"
        ).get(pk=meeting.pk)
        self.opened = timezone.localtime(self.meeting.opened_at or self.meeting.starts_at)
        self.closed = timezone.localtime(self.meeting.closed_at) if self.meeting.closed_at else None
        self.day = self.opened.date()

    @cached_property
    def voice(self) -> Voice:
        return voice_of(self.meeting.organisation, self.day)

    @cached_property
    def counts(self) -> Counts:
        return attendance_counts(self.meeting)

    @cached_property
    def attendances(self) -> list[Attendance]:
        """In the order of Vietnamese names."""
        return list(self.meeting.attendances.select_related("member").order_by("member__sort_key"))

    def marked(self, status: AttendanceStatus) -> list[Attendance]:
        return [
            mark
            for mark in self.attendances
            if mark.status == status and mark.membership_status not in _EXEMPT
        ]

    def exempt(self, held: MembershipStatus) -> list[Attendance]:
        """Exempt members, those who came nevertheless among them."""
        return [mark for mark in self.attendances if mark.membership_status == held]

    @property
    def left_early(self) -> list[Attendance]:
        return [mark for mark in self.attendances if mark.left_at and mark.status in _CAME]

    @cached_property
    def guests(self) -> list[Guest]:
        return list(self.meeting.guests.all())

    @cached_property
    def agenda(self) -> list[AgendaItem]:
        return list(self.meeting.agenda.select_related("presenter"))

    def step(self, step: str) -> AgendaItem | None:
        """The line of the agenda for one step of the procedure."""
        return next((item for item in self.agenda if item.step == step), None)

    def took_place(self, item: AgendaItem | None) -> bool:
        """Tell whether a line was gone through; where nobody pressed «next step», all of them were."""
        timed = any(each.started_at for each in self.agenda)
        return item is not None and (not timed or item.started_at is not None)

    @cached_property
    def papers(self) -> list[Paper]:
        """Papers presented, in that order, then those that were only handed in."""
        handed_in = self.meeting.papers.filter(Q(submitted_at__isnull=False) | Q(presented_at__isnull=False))
        found = list(handed_in.select_related("author"))
        return sorted(
            found, key=lambda paper: (paper.presented_at is None, paper.presented_at or paper.submitted_at)
        )

    @cached_property
    def materials(self) -> list[MeetingMaterial]:
        return list(self.meeting.materials.select_related("material", "agenda_item"))

    @cached_property
    def finished(self) -> dict[object, int]:
        """How many of those called have seen a material to its end, by the material's id."""
        called = self.meeting.summons.values("member")
        seen = Viewing.objects.filter(
            material__uses__meeting=self.meeting, member__in=called, finished_at__isnull=False
        )
        return dict(seen.values_list("material").annotate(n=Count("pk")))

    @property
    def clips(self) -> list[MeetingMaterial]:
        return [each for each in self.materials if each.material.kind == MaterialKind.CLIP]

    @property
    def documents(self) -> list[MeetingMaterial]:
        return [each for each in self.materials if each.material.kind != MaterialKind.CLIP]

    @cached_property
    def quizzes(self) -> list[tuple[Quiz, int]]:
        """Published quizzes with how many questions each has."""
        published = self.meeting.quizzes.filter(published_at__isnull=False).order_by("opens_at")
        return [(quiz, quiz.size) for quiz in published]

    @cached_property
    def contributions(self) -> list[Contribution]:
        return list(contributions_of(self.meeting))

    @cached_property
    def votes(self) -> list[Vote]:
        return list(votes_of(self.meeting))

    @cached_property
    def conclusions(self) -> list[Conclusion]:
        return list(self.meeting.conclusions.prefetch_related("tasks__owner"))
