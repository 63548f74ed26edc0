"""The first page: the next meeting, what to do before it, and the year so far."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chuyende.faces.paperwork.queries import minutes_to_sign
from chuyende.foundation.accounts.models import User
from chuyende.foundation.assignments.models import Task
from chuyende.foundation.assignments.queries import days_late, open_tasks_of
from chuyende.foundation.core import clock
from chuyende.foundation.organisation.enums import COUNTED
from chuyende.foundation.organisation.models import Member
from chuyende.foundation.organisation.policy import reach_of
from chuyende.foundation.review.queries import reviews_waiting_for
from chuyende.meeting.discussion.models import Contribution, Paper
from chuyende.meeting.live.queries import sittings_to_join
from chuyende.meeting.meetings.enums import AttendanceStatus
from chuyende.meeting.meetings.models import Attendance, Meeting, MeetingMaterial, Summons
from chuyende.meeting.quizzes.enums import QuizMode
from chuyende.meeting.quizzes.models import Attempt, Quiz
from chuyende.meeting.quizzes.queries import attempts_in_words
from chuyende.planning.library.models import Viewing

CAME = (AttendanceStatus.PRESENT, AttendanceStatus.LATE)


@dataclass(frozen=True, kw_only=True)
class ToDo:
    """One thing that this person is to do: its name, when, and the word of the link that does it."""

    title: str
    url: str
    action: str
    due: str = ""
    overdue: str = ""


@dataclass(frozen=True, kw_only=True)
class YearSoFar:
    """A member's year in numbers; each opens the record that it is counted from."""

    year: int
    held: int
    attended: int
    spoken: int
    tasks_done: int
    tasks_open: int


@dataclass(frozen=True, kw_only=True)
class Today:
    member: Member | None
    meeting: Meeting | None
    summons: Summons | None
    days_left: int | None
    before_meeting: list[ToDo]
    other: list[ToDo]
    year: YearSoFar | None


def today_of(user: User) -> Today:
    """Everything that the first page shows to `user`."""
    member = reach_of(user).member
    summons = _next_summons(member) if member else None
    meeting = summons.meeting if summons else None
    days_left = (timezone.localdate(meeting.starts_at) - clock.today()).days if meeting else None
    return Today(
        member=member,
        meeting=meeting,
        summons=summons,
        days_left=days_left,
        before_meeting=list(_before(member, meeting)) if member and meeting else [],
        other=[*_halls(user), *_decisions(user), *(_tasks(member) if member else [])],
        year=_year_so_far(member) if member else None,
    )


def _halls(user: User) -> Iterator[ToDo]:
    """The halls that are open now: whoever comes late goes in from here."""
    for sitting in sittings_to_join(user).filter(ended_at=None).select_related("quiz"):
        yield ToDo(
            title=sitting.quiz.title,
            url=reverse("live:sitting_phone", args=[sitting.pk]),
            action=_("Take your seat in the hall"),
            due=_("under way now"),
        )


def _next_summons(member: Member) -> Summons | None:
    """The nearest meeting that the member is called to and that has not ended."""
    return (
        Summons.objects.filter(member=member, meeting__closed_at=None, meeting__cancelled_at=None)
        .filter(meeting__starts_at__gte=clock.now() - dt.timedelta(hours=12))
        .select_related("meeting__chair", "meeting__organisation")
        .order_by("meeting__starts_at")
        .first()
    )


def _before(member: Member, meeting: Meeting) -> Iterator[ToDo]:
    yield from _reading(member, meeting)
    yield from _quizzes(member, meeting)
    yield from _papers(member, meeting)


def _reading(member: Member, meeting: Meeting) -> Iterator[ToDo]:
    done = Viewing.objects.filter(member=member, finished_at__isnull=False).values("material")
    waiting = MeetingMaterial.objects.filter(meeting=meeting).exclude(material__in=done)
    for use in waiting.select_related("material"):
        is_clip = use.material.kind == "clip"
        yield ToDo(
            title=use.material.title,
            url=reverse("library:material_detail", args=[use.material_id]),
            action=_("Watch") if is_clip else _("Read"),
            due=_length(use),
        )


def _length(use: MeetingMaterial) -> str:
    material = use.material
    if material.seconds:
        minutes = max(round(material.seconds / 60), 1)
        return ngettext("clip of %(n)s minute", "clip of %(n)s minutes", minutes) % {"n": minutes}
    if material.pages:
        return ngettext("%(n)s page", "%(n)s pages", material.pages) % {"n": material.pages}
    return ""


def _quizzes(member: Member, meeting: Meeting) -> Iterator[ToDo]:
    now = clock.now()
    submitted = Attempt.objects.filter(member=member, submitted_at__isnull=False).values("quiz")
    started = set(Attempt.objects.filter(member=member, submitted_at=None).values_list("quiz", flat=True))
    quizzes = (
        Quiz.objects.filter(
            meeting=meeting, mode=QuizMode.ALONE, published_at__isnull=False, closes_at__gt=now
        )
        .exclude(pk__in=submitted)
        .annotate(brought_size=Count("quiz_questions"))
    )
    for quiz in quizzes:
        words = {"n": quiz.size, "day": _moment(quiz.closes_at), "attempts": attempts_in_words(quiz)}
        yield ToDo(
            title=ngettext("Quiz of %(n)s question", "Quiz of %(n)s questions", quiz.size) % words,
            url=reverse("quizzes:quiz_detail", args=[quiz.pk]),
            action=_("Go on") if quiz.pk in started else _("Take it"),
            due=_("open until %(day)s, %(attempts)s") % words
            if quiz.opens_at <= now
            else _("opens at %(day)s") % {"day": _moment(quiz.opens_at)},
        )


def _papers(member: Member, meeting: Meeting) -> Iterator[ToDo]:
    now = clock.now()
    for paper in Paper.objects.filter(meeting=meeting, author=member, submitted_at=None):
        late = (now - paper.due_at).days + 1 if paper.due_at and paper.due_at < now else 0
        yield ToDo(
            title=_("Write the paper: %(title)s") % {"title": paper.title},
            url=reverse("discussion:paper_write", args=[paper.pk]),
            action=_("Go on writing") if paper.body else _("Write"),
            due=_("due %(day)s") % {"day": _moment(paper.due_at)} if paper.due_at and not late else "",
            overdue=_late(late),
        )


def _tasks(member: Member) -> Iterator[ToDo]:
    today = clock.today()
    for task in open_tasks_of(member)[:20]:
        late = days_late(task, today)
        yield ToDo(
            title=task.title,
            url=reverse("assignments:task_detail", args=[task.pk]),
            action=_("Report") if task.reported_at is None else _("Open"),
            due="" if late else _("due %(day)s") % {"day": date_format(task.due_on, "SHORT_DATE_FORMAT")},
            overdue=_late(late),
        )


def _decisions(user: User) -> Iterator[ToDo]:
    if waiting := reviews_waiting_for(user).count():
        yield ToDo(
            title=ngettext("%(n)s thing to decide", "%(n)s things to decide", waiting) % {"n": waiting},
            url=reverse("review:inbox"),
            action=_("Decide"),
        )
    for minutes in minutes_to_sign(user):
        yield ToDo(
            title=_("Sign the minutes: %(title)s") % {"title": minutes.meeting.title},
            url=reverse("paperwork:minutes_detail", args=[minutes.pk]),
            action=_("Read and sign"),
        )


def _year_so_far(member: Member) -> YearSoFar:
    year = clock.today().year
    attendance = Attendance.objects.filter(
        member=member, meeting__closed_at__year=year, membership_status__in=COUNTED
    ).aggregate(held=Count("pk"), attended=Count("pk", filter=Q(status__in=CAME)))
    tasks = Task.objects.filter(owner=member, withdrawn_at=None).aggregate(
        done=Count("pk", filter=Q(done_at__year=year)), open=Count("pk", filter=Q(done_at=None))
    )
    return YearSoFar(
        year=year,
        held=attendance["held"],
        attended=attendance["attended"],
        spoken=Contribution.objects.filter(member=member, meeting__closed_at__year=year).count(),
        tasks_done=tasks["done"],
        tasks_open=tasks["open"],
    )


def _late(days: int) -> str:
    return ngettext("%(n)s day overdue", "%(n)s days overdue", days) % {"n": days} if days else ""


def _moment(at: dt.datetime) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")
