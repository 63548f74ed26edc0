"""Who came: counted from what was fixed at summoning and marked at the door, never typed."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from django.db.models import CharField, DateTimeField, QuerySet, Value

from chuyende.foundation.organisation.enums import COUNTED, VOTING, MembershipStatus
from chuyende.foundation.organisation.models import Member
from chuyende.meeting.meetings.enums import AttendanceStatus
from chuyende.meeting.meetings.models import Attendance, Meeting, Summons
from chuyende.planning.governance.errors import RuleMissing
from chuyende.planning.governance.models import RuleSet
from chuyende.planning.governance.queries import rule_in_force

from .meetings import day_of

CAME = (AttendanceStatus.PRESENT, AttendanceStatus.LATE)


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Attendance of one meeting in numbers.

    `total` is who was summoned: official and probationary members. Exempt members stand beside it: they are
    in no denominator, also when they come. `present` came, late ones included; `left` of them have gone.
    """

    total: int
    official: int
    probationary: int
    present: int
    official_present: int
    probationary_present: int
    official_now: int
    late: int
    excused: int
    unexcused: int
    unmarked: int
    left: int
    exempt: int
    exempt_present: int
    quorum_rule: RuleSet | None

    @property
    def absent(self) -> int:
        return self.excused + self.unexcused

    @property
    def percent(self) -> float:
        """Share of the summoned members who came, in percent with one decimal."""
        return round(100 * self.present / self.total, 1) if self.total else 0.0

    @property
    def quorum_needed(self) -> int | None:
        """How many of the summoned members must be there so that nobody is warned."""
        if self.quorum_rule is None:
            return None
        return ceil(Fraction(str(self.quorum_rule.parameters["warn_below"])) * self.total)

    @property
    def quorum_met(self) -> bool | None:
        needed = self.quorum_needed
        return None if needed is None else self.present - self.left >= needed


@dataclass(frozen=True, kw_only=True)
class SheetRow:
    """One line of the attendance sheet: a member, the status of the day, and the mark (or none yet)."""

    member: Member
    membership_status: str
    attendance: Attendance | None
    summons: Summons | None

    @property
    def is_exempt(self) -> bool:
        return self.membership_status not in COUNTED

    @property
    def is_probationary(self) -> bool:
        return self.membership_status == MembershipStatus.PROBATIONARY

    @property
    def status(self) -> str:
        return self.attendance.status if self.attendance else ""

    @property
    def has_come(self) -> bool:
        return self.status in CAME


def attendance_counts(meeting: Meeting) -> Counts:
    """Count the attendance of `meeting` as it stands now."""
    called, marks = _called_and_marked(meeting)
    summoned = Counter(called)
    counted = [mark for mark in marks if mark[0] in COUNTED]
    by_status = Counter(status for _class, status, _left in counted)
    came = [(held, left) for held, status, left in counted if status in CAME]
    official_came = [left for held, left in came if held in VOTING]
    return Counts(
        total=summoned.total(),
        official=sum(summoned[status] for status in VOTING),
        probationary=summoned[MembershipStatus.PROBATIONARY],
        present=len(came),
        official_present=len(official_came),
        probationary_present=len(came) - len(official_came),
        official_now=sum(left is None for left in official_came),
        late=by_status[AttendanceStatus.LATE],
        excused=by_status[AttendanceStatus.EXCUSED],
        unexcused=by_status[AttendanceStatus.UNEXCUSED],
        unmarked=summoned.total() - len(counted),
        left=sum(left is not None for _held, left in came),
        exempt=len(marks) - len(counted),
        exempt_present=sum(held not in COUNTED and status in CAME for held, status, _left in marks),
        quorum_rule=_quorum_rule(meeting),
    )


def attendance_sheet(meeting: Meeting) -> list[SheetRow]:
    """Everybody who can be marked, in one list in the order of Vietnamese names."""
    marks = {mark.member_id: mark for mark in meeting.attendances.select_related("member", "recorded_by")}
    summons = {row.member_id: row for row in meeting.summons.select_related("member")}
    rows = [
        SheetRow(
            member=(summons.get(pk) or marks[pk]).member,
            membership_status=summons[pk].status if pk in summons else marks[pk].membership_status,
            attendance=marks.get(pk),
            summons=summons.get(pk),
        )
        for pk in summons.keys() | marks.keys()
    ]
    return sorted(rows, key=lambda row: (row.member.sort_key, str(row.member.pk)))


def unmarked_members(meeting: Meeting) -> QuerySet[Member]:
    """Summoned members of whom nobody has said whether they came."""
    marked = Attendance.objects.filter(meeting=meeting).values("member_id")
    return Member.objects.filter(summons__meeting=meeting).exclude(pk__in=marked).order_by("sort_key")


def _called_and_marked(
    meeting: Meeting,
) -> tuple[list[str], list[tuple[str, str, dt.datetime | None]]]:
    """Return the status of everybody called, and (status of the day, mark, when gone) of everybody marked.

    In one query: the counts stand on many pages and are asked for every few seconds.
    """
    no_mark = Value("", output_field=CharField())
    never = Value(None, output_field=DateTimeField())
    called = meeting.summons.order_by().values_list("status", no_mark, never)
    marked = meeting.attendances.order_by().values_list("membership_status", "status", "left_at")
    rows = list(called.union(marked, all=True))
    return [row[0] for row in rows if not row[1]], [row for row in rows if row[1]]


def _quorum_rule(meeting: Meeting) -> RuleSet | None:
    try:
        return rule_in_force("attendance_quorum", day=day_of(meeting), organisation=meeting.organisation)
    except RuleMissing:
        return None  # no rule on that day: nobody is warned
