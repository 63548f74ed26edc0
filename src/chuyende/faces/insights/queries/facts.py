"""The facts of one year under one node, read in a fixed number of queries however many cells there are."""

import datetime as dt
import uuid
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from chuyende.faces.paperwork.models import Minutes
from chuyende.foundation.organisation.enums import COUNTED, OrganisationKind
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.organisation.queries import Headcount, headcounts
from chuyende.foundation.review.enums import ReviewLevel, ReviewStatus
from chuyende.meeting.discussion.models import Contribution, Paper
from chuyende.meeting.meetings.enums import AttendanceStatus
from chuyende.meeting.meetings.models import Attendance, Conclusion, Meeting, Summons
from chuyende.planning.governance.models import RuleSet
from chuyende.planning.governance.queries import rules_of
from chuyende.planning.programmes.models import Topic
from chuyende.planning.programmes.quarters import quarter_end

from ..engine import Entry, Square, square_of
from ..enums import SquareState

QUARTERS = (1, 2, 3, 4)
_CAME = (AttendanceStatus.PRESENT, AttendanceStatus.LATE)
_BY_STATUS = {
    ReviewStatus.DRAFT: SquareState.DRAFT,
    ReviewStatus.RETURNED: SquareState.RETURNED,
    ReviewStatus.APPROVED: SquareState.APPROVED,
    ReviewStatus.LOCKED: SquareState.APPROVED,
}


@dataclass(frozen=True)
class Planned:
    """A topic with its forms of meeting and its standing meeting, if it has one."""

    topic: Topic
    forms: tuple[str, ...]
    meeting: Meeting | None


@dataclass
class Figures:
    """What one meeting, or all together, amount to. Exempt members are in no number."""

    summoned: int = 0
    present: int = 0
    spoke: int = 0
    conclusions: int = 0
    conclusions_done: int = 0

    def add(self, other: "Figures") -> None:
        self.summoned += other.summoned
        self.present += other.present
        self.spoke += other.spoke
        self.conclusions += other.conclusions
        self.conclusions_done += other.conclusions_done


@dataclass
class YearFacts:
    """One year under one node: cells, their quarters, and the figures of the meetings held."""

    place: Organisation
    year: int
    today: dt.date
    cells: list[Organisation]
    headcounts: dict[str, Headcount]
    squares: dict[tuple[uuid.UUID, int], Square[Planned]]
    needed: dict[tuple[uuid.UUID, int], RuleSet]
    held: list[Meeting]
    figures: dict[uuid.UUID, Figures] = field(default_factory=dict)

    @property
    def total_needed(self) -> int:
        """How many meetings the rules ask of all cells in the year."""
        return sum(
            rule.whole("per_quarter")
            for key, rule in self.needed.items()
            if self.squares[key].state is not SquareState.ABSENT
        )

    @property
    def total(self) -> Figures:
        added = Figures()
        for figures in self.figures.values():
            added.add(figures)
        return added


def facts_of(place: Organisation, year: int, today: dt.date) -> YearFacts:
    """Read the year of every cell under `place`. Nine queries at any size."""
    cells = list(_cells(place, year))
    by_pk = {cell.pk: cell for cell in cells}
    by_quarter: dict[tuple[uuid.UUID, int], list[Entry[Planned]]] = defaultdict(list)
    meetings = _meetings(place, year, by_pk)
    standing = {meeting.topic_id: meeting for meeting in meetings}
    forms = _forms(place, year)
    for topic in _topics(place, year):
        if topic.organisation_id not in by_pk:
            continue
        topic.organisation = by_pk[topic.organisation_id]
        planned = Planned(topic, forms.get(topic.pk, ()), standing.get(topic.pk))
        by_quarter[topic.organisation_id, topic.quarter].append(_entry(planned, today))
    frequency = rules_of("thematic_frequency")
    needed, squares = {}, {}
    for cell in cells:
        for quarter in QUARTERS:
            last_day = quarter_end(year, quarter)
            rule = frequency.in_force(last_day, cell)
            needed[cell.pk, quarter] = rule
            squares[cell.pk, quarter] = square_of(
                by_quarter[cell.pk, quarter],
                needed=rule.whole("per_quarter"),
                last_day=last_day,
                exists=cell.holds_on(last_day),
                today=today,
            )
    held = [meeting for meeting in meetings if meeting.closed_at]
    return YearFacts(
        place=place,
        year=year,
        today=today,
        cells=cells,
        headcounts=headcounts([place, *cells], min(today, dt.date(year, 12, 31))),
        squares=squares,
        needed=needed,
        held=held,
        figures=_figures(place, year, held),
    )


def _cells(place: Organisation, year: int) -> QuerySet[Organisation]:
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    during = Q(until=None) | Q(until__gte=first)
    return Organisation.objects.filter(
        during, path__startswith=place.path, kind=OrganisationKind.CELL, since__lte=last
    ).order_by("path")


def _topics(place: Organisation, year: int) -> QuerySet[Topic]:
    found = Topic.objects.filter(organisation__path__startswith=place.path, year=year)
    shown = ("organisation_id", "quarter", "title", "author_id", "presenter_id")
    asked = ("status", "level", "due_on", "submitted_at", "decided_at")
    return found.select_related("review").only(*shown, *(f"review__{name}" for name in asked))


def _forms(place: Organisation, year: int) -> dict[uuid.UUID, tuple[str, ...]]:
    """The names of the forms of each topic."""
    chosen = Topic.forms.through.objects.filter(
        topic__organisation__path__startswith=place.path, topic__year=year
    ).order_by("meetingform__position")
    names: dict[uuid.UUID, tuple[str, ...]] = {}
    for topic, name in chosen.values_list("topic", "meetingform__name"):
        names[topic] = (*names.get(topic, ()), name)
    return names


def _meetings(place: Organisation, year: int, cells: dict[uuid.UUID, Organisation]) -> list[Meeting]:
    """The standing meetings of the year's topics, the earliest first; `is_signed`: their minutes were issued."""
    found = Meeting.objects.filter(
        organisation__path__startswith=place.path, topic__year=year, cancelled_at=None
    ).annotate(is_signed=Exists(Minutes.objects.filter(meeting=OuterRef("pk"), issued__isnull=False)))
    shown = ("organisation_id", "topic_id", "title", "starts_at", "opened_at", "closed_at", "cancelled_at")
    meetings: list[Meeting] = list(found.only(*shown).order_by("starts_at"))
    for meeting in meetings:
        if meeting.organisation_id in cells:
            meeting.organisation = cells[meeting.organisation_id]
    return meetings


def _entry(planned: Planned, today: dt.date) -> Entry[Planned]:
    meeting = planned.meeting
    if meeting is None:
        review = planned.topic.review
        waits_above = review.level == ReviewLevel.COMMITTEE
        waiting = SquareState.WAITING_COMMITTEE if waits_above else SquareState.WAITING_CELL
        return Entry(_BY_STATUS.get(ReviewStatus(review.status), waiting), planned)
    day = timezone.localtime(meeting.starts_at).date()
    if meeting.closed_at:
        signed = meeting.is_signed  # type: ignore[attr-defined]  # annotated above
        return Entry(SquareState.HELD if signed else SquareState.MINUTES_WAITING, planned, day)
    if meeting.opened_at:
        return Entry(SquareState.IN_SESSION, planned, day)
    return Entry(SquareState.PASSED_BY if day < today else SquareState.CONVENED, planned, day)


def _figures(place: Organisation, year: int, held: list[Meeting]) -> dict[uuid.UUID, Figures]:
    figures = {meeting.pk: Figures() for meeting in held}
    under = {"meeting__organisation__path__startswith": place.path, "meeting__topic__year": year}
    over = {**under, "meeting__closed_at__isnull": False, "meeting__cancelled_at": None}
    summoned = Summons.objects.filter(**over).order_by().values_list("meeting").annotate(Count("pk"))
    for meeting, count in summoned:
        figures[meeting].summoned = count
    same = {"meeting": OuterRef("meeting")}
    said = Exists(Contribution.objects.filter(**same, member=OuterRef("member")))
    presented = Exists(Paper.objects.filter(**same, author=OuterRef("member"), presented_at__isnull=False))
    came = (
        Attendance.objects.filter(**over, status__in=_CAME, membership_status__in=COUNTED)
        .alias(spoke=said | presented)
        .order_by()
        .values_list("meeting")
        .annotate(present=Count("pk"), spoken=Count("pk", filter=Q(spoke=True)))
    )
    for meeting, present, spoken in came:
        figures[meeting].present, figures[meeting].spoke = present, spoken
    given = Q(tasks__isnull=False, tasks__withdrawn_at=None)
    conclusions = (
        Conclusion.objects.filter(**over)
        .order_by()
        .annotate(
            given=Count("tasks", filter=given),
            done=Count("tasks", filter=given & Q(tasks__done_at__isnull=False)),
        )
        .filter(given__gt=0)
        .values_list("meeting", "given", "done")
    )
    for meeting, tasks, done in conclusions:
        figures[meeting].conclusions += 1
        figures[meeting].conclusions_done += tasks == done
    return figures
