"""The attendance sheet: one tap one fact, and nobody's tap undoes another's."""

import pytest

from chuyende.foundation.core.errors import NotAllowed
from chuyende.foundation.core.models import AuditEntry
from chuyende.meeting.meetings import errors, queries, services
from chuyende.meeting.meetings.enums import AttendanceSource, AttendanceStatus, MeetingStage
from chuyende.planning.governance.models import RuleSet
from tests.factories import Body, make_body

from . import factories

pytestmark = pytest.mark.django_db
PRESENT, LATE, EXCUSED, UNEXCUSED, EXEMPT = AttendanceStatus


@pytest.fixture
def body() -> Body:
    return make_body()


@pytest.fixture
def meeting(body):
    return factories.make_meeting(body, stage=MeetingStage.OPEN)


def record(body, meeting, member, status, **given):
    given = {"actor": body.secretary.user} | given
    return services.record_attendance(meeting=meeting, member=member, status=status, **given)


def test_counts_follow_the_marks(body, meeting):
    record(body, meeting, body.secretary, PRESENT)
    record(body, meeting, body.probationary, LATE)
    record(body, meeting, body.member, EXCUSED, reason="Ốm")
    record(body, meeting, body.deputy, UNEXCUSED)

    counts = queries.attendance_counts(meeting)

    assert (counts.total, counts.official, counts.probationary) == (7, 6, 1)
    assert (counts.present, counts.official_present, counts.probationary_present) == (2, 1, 1)
    assert (counts.late, counts.excused, counts.unexcused, counts.unmarked) == (1, 1, 1, 3)
    assert (counts.exempt, counts.exempt_present) == (1, 0)
    assert counts.percent == 28.6
    assert (counts.quorum_needed, counts.quorum_met) == (5, False)


def test_an_exempt_member_who_comes_is_in_no_denominator(body, meeting):
    record(body, meeting, body.exempt, PRESENT)
    counts = queries.attendance_counts(meeting)
    assert (counts.total, counts.present, counts.exempt, counts.exempt_present) == (7, 0, 1, 1)

    services.clear_attendance(actor=body.secretary.user, meeting=meeting, member=body.exempt)

    assert meeting.attendances.get(member=body.exempt).status == EXEMPT


def test_exemption_is_not_marked_at_the_door(body, meeting):
    with pytest.raises(errors.StatusDecidesExemption):
        record(body, meeting, body.member, EXEMPT)
    with pytest.raises(errors.StatusDecidesExemption):
        record(body, meeting, body.exempt, UNEXCUSED)


def test_the_quorum_is_the_rule_of_the_day_or_nobody_is_warned(body, meeting):
    services.record_rest_present(actor=body.secretary.user, meeting=meeting)
    assert queries.attendance_counts(meeting).quorum_met is True
    RuleSet.objects.filter(code="attendance_quorum").delete()
    assert queries.attendance_counts(meeting).quorum_met is None


def test_an_excuse_has_a_reason(body, meeting):
    with pytest.raises(errors.ReasonMissing):
        record(body, meeting, body.member, EXCUSED, reason="  ")


def test_a_mark_says_who_made_it_and_from_what(body, meeting):
    mark = record(
        body, meeting, body.member, PRESENT, actor=body.minute_taker.user, source=AttendanceSource.PAPER
    )
    assert (mark.recorded_by, mark.source) == (body.minute_taker, AttendanceSource.PAPER)
    entry = AuditEntry.objects.filter(verb="attendance_recorded").get()
    assert (entry.about, entry.detail["after"]) == (body.member.user.pk, "present")


def test_the_reason_of_an_absence_is_not_in_the_log(body, meeting):
    record(body, meeting, body.member, EXCUSED, reason="Điều trị ở bệnh viện")
    assert not any("bệnh viện" in f"{e.subject_label}{e.detail}" for e in AuditEntry.objects.all())


def test_the_same_tap_again_changes_nothing(body, meeting):
    record(body, meeting, body.member, PRESENT)
    record(body, meeting, body.member, PRESENT)
    assert AuditEntry.objects.filter(verb="attendance_recorded").count() == 1


def test_a_stale_page_does_not_undo_anothers_mark(body, meeting):
    record(body, meeting, body.member, EXCUSED, reason="Đi công tác", seen="")

    with pytest.raises(errors.MarkedMeanwhile) as refused:
        record(body, meeting, body.member, PRESENT, actor=body.minute_taker.user, seen="")

    assert refused.value.attendance.status == EXCUSED
    assert record(body, meeting, body.member, PRESENT, seen="excused").status == PRESENT


def test_rest_present_touches_no_mark_that_stands(body, meeting):
    record(body, meeting, body.member, EXCUSED, reason="Ốm")

    marked = services.record_rest_present(actor=body.minute_taker.user, meeting=meeting)

    assert len(marked) == 6
    assert body.member not in marked
    assert meeting.attendances.get(member=body.member).status == EXCUSED
    assert services.record_rest_present(actor=body.secretary.user, meeting=meeting) == []


def test_who_leaves_counts_as_having_come_and_not_as_there(body, meeting):
    services.record_rest_present(actor=body.secretary.user, meeting=meeting)
    services.record_departure(actor=body.secretary.user, meeting=meeting, member=body.member)
    counts = queries.attendance_counts(meeting)
    assert (counts.present, counts.official_present, counts.official_now, counts.left) == (7, 6, 5, 1)
    services.record_departure(actor=body.secretary.user, meeting=meeting, member=body.member, has_left=False)
    assert queries.attendance_counts(meeting).left == 0


def test_only_those_who_record_mark(body, meeting):
    for person in (body.member, body.other_secretary, body.party_secretary, body.inspector):
        with pytest.raises(NotAllowed):
            record(body, meeting, body.member, PRESENT, actor=person.user)
    with pytest.raises(errors.NotOnTheList):
        record(body, meeting, body.other_member, PRESENT)


def test_the_sheet_is_one_list_in_the_order_of_given_names(body, meeting):
    names = [row.member.full_name.split()[-1] for row in queries.attendance_sheet(meeting)]
    assert names == ["Bích", "Cường", "Duyên", "Đào", "Êm", "Giàng", "Hoà", "Khé"]


def test_status_of_the_day_stays_when_the_member_becomes_official_later(body, meeting):
    record(body, meeting, body.probationary, PRESENT)
    body.probationary.memberships.update(status="official")
    assert queries.attendance_counts(meeting).probationary_present == 1
