"""Years of meetings of many cells, written in bulk and in the shape that the services give: for measuring."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from chuyende.faces.paperwork.models import Minutes
from chuyende.foundation.accounts.models import User
from chuyende.foundation.assignments.models import Task
from chuyende.foundation.core import clock
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.foundation.review.enums import ReviewLevel, ReviewStatus, StepAction
from chuyende.foundation.review.models import Review, ReviewStep, ReviewVersion
from chuyende.meeting.discussion.models import Contribution, Paper, Vote
from chuyende.meeting.meetings.enums import AttendanceStatus
from chuyende.meeting.meetings.models import AgendaItem, Attendance, Conclusion, Meeting, Summons
from chuyende.meeting.quizzes.models import Attempt, Quiz
from chuyende.planning.governance.models import Provision
from chuyende.planning.programmes.enums import GroundingKind
from chuyende.planning.programmes.models import FunctionArea, Grounding, MeetingForm, Topic

from .content import speeches
from .content.topics import QUIZ, THIS_YEAR
from .people import SampleBody

BATCH = 2000
STEPS = (("opening", 10), ("presentation", 20), ("discussion", 40), ("conclusion", 15), ("minutes", 5))
STEP_TITLES = (
    "Nêu mục đích, yêu cầu",
    "Trình bày chuyên đề",
    "Thảo luận",
    "Kết luận, phân công",
    "Thông qua biên bản",
)


@dataclass
class Rows:
    """Rows waiting to be written, by model, in the order in which they may refer to one another."""

    order: tuple[type[models.Model], ...]
    waiting: dict[type[models.Model], list[Any]] = field(default_factory=dict)

    def add(self, *rows: models.Model) -> None:
        for row in rows:
            self.waiting.setdefault(type(row), []).append(row)

    def write(self) -> int:
        """Write everything that waits; return how many rows that was."""
        written = 0
        for model in self.order:
            rows = self.waiting.pop(model, [])
            model._default_manager.bulk_create(rows, batch_size=BATCH)
            written += len(rows)
        return written


_ORDER: tuple[type[models.Model], ...] = (
    Review,
    ReviewVersion,
    ReviewStep,
    Topic,
    Grounding,
    Meeting,
    AgendaItem,
    Summons,
    Attendance,
    Contribution,
    Paper,
    Vote,
    Conclusion,
    Task,
    Quiz,
    Attempt,
    Minutes,
)


@dataclass(frozen=True)
class _Ground:
    """What every topic of the sample cites, and where it is filed."""

    provisions: list[Provision]
    area: FunctionArea
    form: MeetingForm
    approver: User


def build_years(body: SampleBody, years: int, seed: int = 11) -> int:
    """Write `years` past years of quarterly meetings of every cell; return the number of rows."""
    ground = _Ground(
        provisions=list(Provision.objects.order_by("created_at")[:3]),
        area=FunctionArea.objects.all()[0],
        form=MeetingForm.objects.all()[0],
        approver=body.party_secretary,
    )
    chance = random.Random(seed)  # noqa: S311  # invented attendance, not secrets
    written = 0
    for number, (cell, members) in enumerate(zip(body.cells, body.members, strict=True)):
        rows, links = Rows(_ORDER), _Links()
        for year, quarter in _quarters(years):
            _quarter(rows, links, ground, cell, members, number, year, quarter, chance)
        with transaction.atomic():
            written += rows.write() + links.write()
    return written


@dataclass
class _Links:
    """Rows of the two many-to-many tables."""

    forms: list[Any] = field(default_factory=list)
    tasks: list[Any] = field(default_factory=list)

    def write(self) -> int:
        Topic.forms.through.objects.bulk_create(self.forms, batch_size=BATCH)
        Conclusion.tasks.through.objects.bulk_create(self.tasks, batch_size=BATCH)
        return len(self.forms) + len(self.tasks)


def _quarters(years: int) -> Iterator[tuple[int, int]]:
    today = clock.today()
    this = (today.year, (today.month - 1) // 3 + 1)
    for year in range(today.year - years + 1, today.year + 1):
        for quarter in (1, 2, 3, 4):
            if (year, quarter) < this:
                yield year, quarter


def _quarter(
    rows: Rows,
    links: _Links,
    ground: _Ground,
    cell: Organisation,
    members: list[Member],
    number: int,
    year: int,
    quarter: int,
    chance: random.Random,
) -> None:
    title, _area, form, objective = THIS_YEAR[number % len(THIS_YEAR)][quarter - 1]
    secretary, taker = members[0], members[min(3, len(members) - 1)]
    starts = timezone.make_aware(
        dt.datetime.combine(dt.date(year, quarter * 3 - 1, 3 + number % 20), dt.time(14))
    )
    review = _approved_review(rows, ground, cell, secretary, "topic", title, starts - dt.timedelta(days=40))
    topic = Topic(
        organisation=cell,
        year=year,
        quarter=quarter,
        title=title,
        function_area=ground.area,
        objective=objective,
        author=members[2 % len(members)],
        presenter=members[2 % len(members)],
        review=review,
    )
    rows.add(topic)
    links.forms.append(Topic.forms.through(topic=topic, meetingform=ground.form))
    for kind, provision in zip(GroundingKind, ground.provisions, strict=False):
        rows.add(Grounding(topic=topic, kind=kind, provision=provision, explanation=objective))
    if chance.random() < 0.04:
        return  # planned and not held: what the board is there to show
    meeting = Meeting(
        organisation=cell,
        topic=topic,
        title=title,
        purpose=objective,
        starts_at=starts,
        planned_minutes=90,
        place="Phòng họp A2",
        chair=secretary,
        minute_taker=taker,
        summoned_at=starts - dt.timedelta(days=3),
        opened_at=starts,
        closed_at=starts + dt.timedelta(minutes=95),
    )
    rows.add(meeting)
    for position, ((step, minutes), words) in enumerate(zip(STEPS, STEP_TITLES, strict=True), start=1):
        rows.add(AgendaItem(meeting=meeting, position=position, step=step, title=words, minutes=minutes))
    _hold(rows, links, meeting, members, chance)
    if form == QUIZ:
        _quiz(rows, meeting, members, chance)
    _minutes(rows, ground, meeting, secretary, taker)


def _hold(rows: Rows, links: _Links, meeting: Meeting, members: list[Member], chance: random.Random) -> None:
    starts, there = meeting.starts_at, []
    for member in members:
        dice = chance.random()
        status = (
            AttendanceStatus.PRESENT
            if dice < 0.9
            else AttendanceStatus.LATE
            if dice < 0.94
            else AttendanceStatus.EXCUSED
            if dice < 0.99
            else AttendanceStatus.UNEXCUSED
        )
        if status in (AttendanceStatus.PRESENT, AttendanceStatus.LATE):
            there.append(member)
        rows.add(
            Summons(meeting=meeting, member=member, status="official"),
            Attendance(
                meeting=meeting,
                member=member,
                membership_status="official",
                status=status,
                reason=chance.choice(speeches.EXCUSES) if status == AttendanceStatus.EXCUSED else "",
                recorded_by=meeting.minute_taker,
            ),
        )
    speakers = chance.sample(there, min(len(there), 5))
    for minute, member in enumerate(speakers, start=30):
        rows.add(
            Contribution(
                meeting=meeting,
                member=member,
                summary=chance.choice(speeches.SPEECHES),
                spoken_at=starts + dt.timedelta(minutes=minute),
                recorded_by=meeting.minute_taker,
            )
        )
    if there:
        rows.add(
            Paper(
                meeting=meeting,
                author=there[-1],
                title=chance.choice(speeches.PAPER_TITLES),
                body=speeches.PAPER_BODY,
                submitted_at=starts - dt.timedelta(days=2),
                presented_at=starts,
            ),
            Vote(
                meeting=meeting,
                question="Thông qua kết luận của buổi sinh hoạt",
                basis="summoned",
                base=len(members),
                present=len(there),
                majority_over="1/2",
                citation="Hướng dẫn đang có hiệu lực",
                in_favour=len(there),
                against=0,
                other=0,
            ),
        )
    for position, text in enumerate(speeches.CONCLUSIONS, start=1):
        conclusion = Conclusion(meeting=meeting, position=position, text=text)
        due = timezone.localdate(starts) + dt.timedelta(days=30)
        done = meeting.closed_at if chance.random() < 0.85 else None
        task = Task(
            organisation=meeting.organisation,
            title=speeches.TASKS[position - 1],
            owner=chance.choice(members),
            due_on=due,
            origin=meeting.title,
            reported_at=done,
            proof="Đã báo cáo chi bộ" if done else "",
            done_at=done,
        )
        rows.add(conclusion, task)
        links.tasks.append(Conclusion.tasks.through(conclusion=conclusion, task=task))


def _quiz(rows: Rows, meeting: Meeting, members: list[Member], chance: random.Random) -> None:
    opens = meeting.starts_at - dt.timedelta(days=3)
    quiz = Quiz(
        organisation=meeting.organisation,
        meeting=meeting,
        title=f"Trắc nghiệm: {meeting.title}"[:250],
        opens_at=opens,
        closes_at=meeting.starts_at,
        published_at=opens,
    )
    rows.add(quiz)
    for member in members:
        if chance.random() < 0.9:
            seconds = chance.randint(120, 900)
            started = opens + dt.timedelta(hours=chance.randint(1, 60))
            rows.add(
                Attempt(
                    quiz=quiz,
                    member=member,
                    seed=chance.randint(0, 2**31 - 1),
                    started_at=started,
                    deadline=started + dt.timedelta(minutes=15),
                    submitted_at=started + dt.timedelta(seconds=seconds),
                    score=chance.randint(5, 12),
                    seconds=seconds,
                )
            )


def _minutes(rows: Rows, ground: _Ground, meeting: Meeting, secretary: Member, taker: Member) -> None:
    signed = meeting.closed_at or meeting.starts_at
    review = _approved_review(
        rows,
        ground,
        meeting.organisation,
        taker,
        "minutes",
        meeting.title,
        signed,
        status=ReviewStatus.LOCKED,
    )
    rows.add(
        Minutes(
            meeting=meeting,
            review=review,
            taker_signed_by=taker.user,
            taker_signed_at=signed,
            chair_signed_by=secretary.user,
            chair_signed_at=signed,
        )
    )


def _approved_review(
    rows: Rows,
    ground: _Ground,
    cell: Organisation,
    author: Member,
    kind: str,
    title: str,
    at: dt.datetime,
    *,
    status: ReviewStatus = ReviewStatus.APPROVED,
) -> Review:
    review = Review(
        id=new_id(),
        kind=kind,
        organisation=cell,
        author=author.user,
        title=title,
        status=status,
        levels=[ReviewLevel.CELL, ReviewLevel.COMMITTEE],
        submitted_at=at,
        decided_at=at,
        version=1,
    )
    rows.add(review, ReviewVersion(review=review, number=1, sections=[["Tên", title]], made_by=author.user))
    for action, actor in ((StepAction.SUBMITTED, author.user), (StepAction.APPROVED, ground.approver)):
        rows.add(ReviewStep(review=review, action=action, actor=actor, version=1))
    return review
