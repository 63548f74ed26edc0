"""One month of meetings, quiz windows and deadlines."""

import calendar
import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chuyende.foundation.accounts.models import User
from chuyende.foundation.assignments.queries import open_tasks_of
from chuyende.foundation.core import clock
from chuyende.foundation.organisation.policy import reach_of
from chuyende.meeting.meetings.queries import meetings_visible_to
from chuyende.meeting.quizzes.enums import QuizMode
from chuyende.meeting.quizzes.queries import quizzes_visible_to


@dataclass(frozen=True, kw_only=True)
class Entry:
    title: str
    url: str
    time: str = ""
    kind: str = ""


@dataclass(frozen=True, kw_only=True)
class Day:
    date: dt.date
    in_month: bool
    is_today: bool
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Month:
    first: dt.date
    previous: dt.date
    following: dt.date
    weeks: list[list[Day]]

    @property
    def busy_days(self) -> list[Day]:
        """The days of the month on which something stands: the list for a phone."""
        return [day for week in self.weeks for day in week if day.in_month and day.entries]


def month_of(user: User, year: int, month: int) -> Month:
    """Return the calendar of a month as `user` may see it."""
    first = dt.date(year, month, 1)
    days = calendar.Calendar(firstweekday=0).monthdatescalendar(year, month)
    entries = _entries(user, days[0][0], days[-1][-1])
    today = clock.today()
    return Month(
        first=first,
        previous=(first - dt.timedelta(days=1)).replace(day=1),
        following=(first + dt.timedelta(days=31)).replace(day=1),
        weeks=[
            [
                Day(
                    date=day,
                    in_month=day.month == month,
                    is_today=day == today,
                    entries=sorted(entries[day], key=lambda entry: entry.time),
                )
                for day in week
            ]
            for week in days
        ],
    )


def _entries(user: User, start: dt.date, end: dt.date) -> dict[dt.date, list[Entry]]:
    found: dict[dt.date, list[Entry]] = defaultdict(list)
    span = (_midnight(start), _midnight(end + dt.timedelta(days=1)))
    meetings = meetings_visible_to(user).filter(starts_at__range=span, cancelled_at=None)
    for meeting in meetings.select_related("organisation"):
        starts = timezone.localtime(meeting.starts_at)
        found[starts.date()].append(
            Entry(
                title=f"{meeting.organisation.short_name}: {meeting.title}",
                url=reverse("meetings:meeting_detail", args=[meeting.pk]),
                time=f"{starts:%H:%M}",
                kind="meeting",
            )
        )
    quizzes = quizzes_visible_to(user).filter(
        mode=QuizMode.ALONE, closes_at__range=span, published_at__isnull=False
    )
    for quiz in quizzes:
        closes = timezone.localtime(quiz.closes_at)
        found[closes.date()].append(
            Entry(
                title=_("Quiz closes: %(title)s") % {"title": quiz.title},
                url=reverse("quizzes:quiz_detail", args=[quiz.pk]),
                time=f"{closes:%H:%M}",
                kind="quiz",
            )
        )
    member = reach_of(user).member
    for task in open_tasks_of(member).filter(due_on__range=(start, end)) if member else []:
        found[task.due_on].append(
            Entry(
                title=_("Due: %(title)s") % {"title": task.title},
                url=reverse("assignments:task_detail", args=[task.pk]),
                kind="task",
            )
        )
    return found


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
