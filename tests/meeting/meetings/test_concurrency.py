"""Two at once: on both databases, with real threads and connections of their own."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections

from chuyende.foundation.assignments.models import Task
from chuyende.foundation.core import audit
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.core.models import AuditEntry
from chuyende.meeting.meetings import errors, events, queries, services
from chuyende.meeting.meetings.enums import AttendanceStatus, MeetingStage
from chuyende.meeting.meetings.models import Meeting
from tests.factories import Body, make_body, make_member

from . import factories

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def body() -> Body:
    return make_body()


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do every act in a thread of its own, all let go together; return what each gave or raised."""
    gate = threading.Barrier(len(acts))
    results: list[object] = [None] * len(acts)

    def do(number: int, act: Callable[[], object]) -> None:
        try:
            gate.wait(timeout=30)
            results[number] = act()
        except Exception as error:  # noqa: BLE001  # what was raised is the result that the test looks at
            results[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=do, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    connection.ensure_connection()
    return results


def test_two_secretaries_marking_at_once_lose_no_mark(body):
    members = [make_member(body.cell, f"Nguyễn Văn Số {number}") for number in range(12)]
    meeting = factories.make_meeting(body, stage=MeetingStage.OPEN)

    def mark(actor, chosen, status, reason=""):
        for member in chosen:
            services.record_attendance(
                actor=actor, meeting=meeting, member=member, status=status, reason=reason, seen=""
            )

    results = at_once(
        lambda: mark(body.secretary.user, members[:6], AttendanceStatus.PRESENT),
        lambda: mark(body.minute_taker.user, members[6:], AttendanceStatus.EXCUSED, "Ốm"),
    )

    assert results == [None, None]
    statuses = dict(meeting.attendances.filter(member__in=members).values_list("member", "status"))
    assert [statuses[member.pk] for member in members] == ["present"] * 6 + ["excused"] * 6
    assert list(audit.broken_entries()) == []


def test_one_member_marked_by_two_keeps_the_first_and_tells_the_second(body):
    meeting = factories.make_meeting(body, stage=MeetingStage.OPEN)

    def mark(actor, status):
        return services.record_attendance(
            actor=actor, meeting=meeting, member=body.member, status=status, seen=""
        )

    results = at_once(
        lambda: mark(body.secretary.user, AttendanceStatus.PRESENT),
        lambda: mark(body.minute_taker.user, AttendanceStatus.UNEXCUSED),
    )

    refused = [result for result in results if isinstance(result, errors.MarkedMeanwhile)]
    kept = [result for result in results if not isinstance(result, Exception)]
    assert (len(refused), len(kept)) == (1, 1)
    assert meeting.attendances.get(member=body.member).status == kept[0].status


def test_everybody_else_present_pressed_twice_at_once(body):
    meeting = factories.make_meeting(body, stage=MeetingStage.OPEN)
    factories.mark(body, meeting, body.member, AttendanceStatus.EXCUSED, "Ốm")

    results = at_once(
        lambda: len(services.record_rest_present(actor=body.secretary.user, meeting=meeting)),
        lambda: len(services.record_rest_present(actor=body.minute_taker.user, meeting=meeting)),
    )

    assert sorted(results) == [0, 6]
    assert queries.attendance_counts(meeting).excused == 1


def test_closing_twice_at_once_closes_once(body):
    meeting = factories.make_meeting(body, stage=MeetingStage.OPEN)
    factories.finish(body, meeting)
    heard = []

    def hear(meeting, **_signal):
        heard.append(meeting.pk)

    events.meeting_closed.connect(hear)
    try:
        results = at_once(
            lambda: services.close_meeting(actor=body.secretary.user, meeting=meeting).closed_at,
            lambda: services.close_meeting(actor=body.deputy.user, meeting=meeting).closed_at,
        )
    finally:
        events.meeting_closed.disconnect(hear)

    assert heard == [meeting.pk]
    assert results[0] == results[1]
    assert AuditEntry.objects.filter(verb="meeting_closed").count() == 1


def test_nothing_slips_in_while_the_meeting_is_being_closed(body):
    meeting = factories.make_meeting(body, stage=MeetingStage.OPEN)
    factories.finish(body, meeting)
    before = queries.attendance_counts(meeting)

    results = at_once(
        lambda: services.close_meeting(actor=body.secretary.user, meeting=meeting),
        lambda: services.clear_attendance(actor=body.minute_taker.user, meeting=meeting, member=body.member),
    )

    meeting.refresh_from_db()
    if meeting.closed_at:  # the mark came too late: it was refused, and the facts are those that were closed
        assert isinstance(results[1], errors.WrongStage)
        assert queries.attendance_counts(meeting) == before
    else:  # the mark was first: the closing saw that it is missing
        assert isinstance(results[0], errors.MeetingIncomplete)


def test_convening_twice_at_once_makes_one_meeting(body):
    topic, pk = factories.make_topic(body.cell, body.member), new_id()

    def convene(actor, given):
        return services.convene_meeting(
            actor=actor, topic=topic, starts_at=factories.at_hour(14, days=5), place="A2", id=given
        )

    results = at_once(
        lambda: convene(body.secretary.user, pk),
        lambda: convene(body.secretary.user, pk),
        lambda: convene(body.deputy.user, new_id()),
    )

    assert Meeting.objects.count() == 1
    assert all(
        isinstance(result, Meeting | errors.TopicAlreadyConvened | errors.CellIsBusy) for result in results
    )


def test_next_step_pressed_by_two_goes_one_step(body):
    meeting = factories.make_meeting(body, stage=MeetingStage.OPEN)
    first = services.advance_agenda(actor=body.secretary.user, meeting=meeting, after=None)

    at_once(
        lambda: services.advance_agenda(actor=body.secretary.user, meeting=meeting, after=first.pk),
        lambda: services.advance_agenda(actor=body.minute_taker.user, meeting=meeting, after=first.pk),
    )

    assert queries.run_of_show(meeting).current.step == "presentation"


def test_a_conclusion_sent_twice_at_once_gives_one_task(body):
    meeting = factories.make_meeting(body, stage=MeetingStage.OPEN)
    pk, task = new_id(), new_id()

    def conclude():
        order = services.TaskOrder(
            title="Nộp bản đăng ký", owner=body.member, due_on=factories.at_hour(8, days=3).date(), id=task
        )
        return services.add_conclusion(
            actor=body.secretary.user, meeting=meeting, text="Đăng ký", tasks=[order], id=pk
        )

    at_once(conclude, conclude)

    assert meeting.conclusions.count() == 1
    assert Task.objects.count() == 1
