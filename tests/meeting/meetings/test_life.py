"""The life of a meeting under any order of acts: it never goes back, and its facts are fixed when it is over."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from chuyende.foundation.core import clock
from chuyende.foundation.core.errors import DomainError
from chuyende.meeting.meetings import queries, services
from chuyende.meeting.meetings.enums import AttendanceStatus, MeetingStage, ResponseAnswer
from chuyende.meeting.meetings.models import Meeting
from tests.factories import make_body

from . import factories

#: where a meeting can come from, to stand where it stands
BEFORE = {
    MeetingStage.PREPARED: {MeetingStage.PREPARED},
    MeetingStage.SUMMONED: {MeetingStage.PREPARED, MeetingStage.SUMMONED},
    MeetingStage.OPEN: {MeetingStage.SUMMONED, MeetingStage.OPEN},
    MeetingStage.CLOSED: {MeetingStage.OPEN, MeetingStage.CLOSED},
    MeetingStage.CANCELLED: {
        MeetingStage.PREPARED,
        MeetingStage.SUMMONED,
        MeetingStage.OPEN,
        MeetingStage.CANCELLED,
    },
}
OVER = (MeetingStage.CLOSED, MeetingStage.CANCELLED)


class MeetingLife(RuleBasedStateMachine):
    @initialize()
    def convene(self):
        self.body = make_body()
        self.secretary = self.body.secretary.user
        self.meeting = factories.make_meeting(self.body, starts_at=clock.now() - dt.timedelta(minutes=5))
        self.stage = MeetingStage.PREPARED
        self.facts_when_over = None

    def attempt(self, service, **given):
        """Do it, or be refused for a reason of the field; nothing else may happen."""
        refused = ""
        try:
            service(actor=self.secretary, **given)
        except DomainError as error:
            refused = str(error)
        return not refused

    def facts(self):
        meeting = self.meeting
        return (
            list(meeting.attendances.order_by("pk").values("member", "status", "reason", "left_at")),
            list(meeting.summons.order_by("pk").values("member", "status", "answer")),
            list(meeting.conclusions.order_by("pk").values("text", "no_task_reason")),
            list(meeting.agenda.order_by("pk").values("title", "position", "started_at", "ended_at")),
            list(meeting.guests.order_by("pk").values("full_name")),
            Meeting.objects.filter(pk=meeting.pk)
            .values("opened_at", "closed_at", "cancelled_at", "place")
            .get(),
        )

    def member(self, number):
        people = [row.member for row in queries.attendance_sheet(self.meeting)]
        return people[number % len(people)] if people else self.body.member

    @rule()
    def summon(self):
        self.attempt(services.summon_members, meeting=self.meeting)

    @rule(number=st.integers(0, 7), answer=st.sampled_from(ResponseAnswer))
    def answer(self, number, answer):
        if row := self.meeting.summons.order_by("pk").first():
            self.attempt(services.answer_summons, summons=row, answer=answer, reason="Đi công tác")
            self.attempt(services.acknowledge_apology, summons=row)

    @rule()
    def open(self):
        self.attempt(services.open_meeting, meeting=self.meeting)

    @rule(number=st.integers(0, 7), status=st.sampled_from(AttendanceStatus))
    def mark(self, number, status):
        given = {"meeting": self.meeting, "member": self.member(number)}
        self.attempt(services.record_attendance, status=status, reason="Ốm", **given)

    @rule(number=st.integers(0, 7))
    def clear(self, number):
        self.attempt(services.clear_attendance, meeting=self.meeting, member=self.member(number))

    @rule()
    def mark_the_rest(self):
        self.attempt(services.record_rest_present, meeting=self.meeting)

    @rule()
    def next_step(self):
        running = queries.run_of_show(self.meeting).current
        self.attempt(services.advance_agenda, meeting=self.meeting, after=running.pk if running else None)

    @rule(minutes=st.integers(0, 30), up=st.booleans())
    def edit_the_agenda(self, minutes, up):
        self.attempt(services.add_agenda_item, meeting=self.meeting, title="Xem clip", minutes=minutes)
        self.attempt(services.move_agenda_item, item=self.meeting.agenda.last(), up=up)

    @rule(reason=st.sampled_from(["", "Đã làm xong"]))
    def conclude(self, reason):
        self.attempt(services.add_conclusion, meeting=self.meeting, text="Kết luận", no_task_reason=reason)

    @rule()
    def take_the_last_conclusion_back(self):
        if conclusion := self.meeting.conclusions.last():
            self.attempt(services.remove_conclusion, conclusion=conclusion)

    @rule()
    def move_to_another_place(self):
        self.attempt(services.change_meeting, meeting=self.meeting, place="Hội trường lớn")

    @rule()
    def close(self):
        missing = services.missing_to_close(self.meeting)
        was_open = self.stage == MeetingStage.OPEN
        done = self.attempt(services.close_meeting, meeting=self.meeting)
        if was_open:
            assert done is not bool(missing)

    @precondition(lambda self: self.stage != MeetingStage.PREPARED)
    @rule(reason=st.sampled_from(["", "Mưa lũ"]))
    def cancel(self, reason):
        self.attempt(services.cancel_meeting, meeting=self.meeting, reason=reason)

    @invariant()
    def never_goes_back_and_is_fixed_when_over(self):
        if not hasattr(self, "meeting"):
            return
        self.meeting.refresh_from_db()
        now = self.meeting.stage
        assert self.stage in BEFORE[now]
        self.stage = now
        if now in OVER:
            facts = self.facts()
            assert self.facts_when_over in (None, facts)
            self.facts_when_over = facts

    @invariant()
    def counts_add_up(self):
        if not hasattr(self, "meeting"):
            return
        counts = queries.attendance_counts(self.meeting)
        assert counts.total == counts.official + counts.probationary
        assert counts.present == counts.official_present + counts.probationary_present
        assert counts.total == counts.present + counts.absent + counts.unmarked
        positions = list(self.meeting.agenda.values_list("position", flat=True))
        assert len(set(positions)) == len(positions)
        assert self.meeting.agenda.filter(started_at__isnull=False, ended_at=None).count() <= 1


class TestMeetingLife(TestCase, MeetingLife.TestCase):
    """Each example runs in a transaction of its own."""


TestMeetingLife.settings = settings(
    max_examples=15,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
pytestmark = pytest.mark.slow
