"""Convening, agenda, summons, running, closing."""

import datetime as dt

import pytest

from chuyende.foundation.assignments.models import Task
from chuyende.foundation.core import clock
from chuyende.foundation.core.errors import EditedMeanwhile, NotAllowed
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.core.models import AuditEntry
from chuyende.foundation.notifications.models import Notification
from chuyende.foundation.organisation.enums import MembershipStatus, Role
from chuyende.foundation.organisation.models import Position
from chuyende.foundation.review.enums import ReviewStatus
from chuyende.meeting.meetings import errors, events, queries, services
from chuyende.meeting.meetings.enums import AttendanceStatus, MeetingMode, MeetingStage, ResponseAnswer
from chuyende.meeting.meetings.models import Meeting
from tests.factories import Body, make_body, make_member

from . import factories

pytestmark = pytest.mark.django_db
STAGES = MeetingStage


@pytest.fixture
def body() -> Body:
    return make_body()


def convene(body: Body, **given: object) -> Meeting:
    defaults = {
        "actor": body.secretary.user,
        "topic": None,
        "starts_at": factories.at_hour(14, days=5),
        "place": "Phòng họp A2",
    }
    given = defaults | given
    given["topic"] = given["topic"] or factories.make_topic(body.cell, body.member)
    return services.convene_meeting(**given)


# --- convening ----------------------------------------------------------------------------------------


def test_convene_fills_in_what_is_known(body):
    topic = factories.make_topic(body.cell, body.member)

    meeting = convene(body, topic=topic)

    assert meeting.title == topic.title
    assert meeting.purpose == topic.objective
    assert (meeting.chair, meeting.minute_taker) == (body.secretary, body.minute_taker)
    assert meeting.planned_minutes == 90
    assert meeting.stage == STAGES.PREPARED
    agenda = list(meeting.agenda.all())
    assert [item.step for item in agenda] == [
        "opening", "presentation", "discussion", "conclusion", "minutes",
    ]  # fmt: skip
    assert [item.presenter for item in agenda] == [
        body.secretary, body.member, None, body.secretary, body.minute_taker,
    ]  # fmt: skip
    assert sum(item.minutes for item in agenda) == 90


def test_convene_takes_the_procedure_of_the_day_of_the_meeting(body):
    long_ago = factories.at_hour(14).replace(year=2022, month=5, day=17)

    meeting = convene(body, starts_at=long_ago)

    assert meeting.agenda.first().title == "Nêu mục đích, yêu cầu của chuyên đề"


def test_convene_next_to_the_monthly_meeting_is_longer(body):
    assert convene(body, joined_to_monthly=True).planned_minutes == 120


def test_convene_twice_with_one_id_makes_one_meeting(body):
    topic, pk = factories.make_topic(body.cell, body.member), new_id()

    first = convene(body, topic=topic, id=pk)
    second = convene(body, topic=topic, id=pk)

    assert first == second
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize("status", [ReviewStatus.DRAFT, ReviewStatus.SUBMITTED, ReviewStatus.RETURNED])
def test_convene_on_a_topic_not_approved_is_refused(body, status):
    with pytest.raises(errors.TopicNotApproved):
        convene(body, topic=factories.make_topic(body.cell, body.member, status=status))


def test_convene_a_second_meeting_on_one_topic_is_refused_until_the_first_is_cancelled(body):
    topic = factories.make_topic(body.cell, body.member)
    first = convene(body, topic=topic)
    with pytest.raises(errors.TopicAlreadyConvened):
        convene(body, topic=topic, starts_at=factories.at_hour(14, days=9))

    services.cancel_meeting(actor=body.secretary.user, meeting=first, reason="Hoãn theo lịch của Đảng uỷ.")

    assert convene(body, topic=topic, starts_at=factories.at_hour(14, days=9)).stage == STAGES.PREPARED


@pytest.mark.parametrize(("hour", "clashes"), [(13, True), (15, True), (16, False), (12, False)])
def test_one_cell_does_not_meet_twice_at_once(body, hour, clashes):
    convene(body, planned_minutes=120)
    other = factories.make_topic(body.cell, body.member, title="Thực hành tiết kiệm")
    kwargs = {"topic": other, "starts_at": factories.at_hour(hour, days=5), "planned_minutes": 120}

    if clashes:
        with pytest.raises(errors.CellIsBusy) as refused:
            convene(body, **kwargs)
        assert refused.value.field == "starts_at"
    else:
        assert convene(body, **kwargs)


def test_online_needs_a_reason(body):
    with pytest.raises(errors.ModeNeedsReason):
        convene(body, mode=MeetingMode.ONLINE)
    assert convene(body, mode=MeetingMode.ONLINE, mode_reason="Bão số 3, các xã bị chia cắt.")


def test_chair_does_not_take_the_minutes(body):
    with pytest.raises(errors.ChairTakesMinutes):
        convene(body, minute_taker=body.secretary)


def test_chair_and_minute_taker_belong_to_the_cell_on_that_day(body):
    with pytest.raises(errors.NotOfThisCell) as refused:
        convene(body, chair=body.other_secretary)
    assert refused.value.field == "chair"
    with pytest.raises(errors.NotOfThisCell):
        convene(body, minute_taker=body.exempt)


def test_deputy_chairs_where_there_is_no_secretary(body):
    Position.objects.filter(role=Role.SECRETARY, organisation=body.cell).delete()
    assert convene(body, actor=body.deputy.user).chair == body.deputy


def test_only_the_cells_own_committee_convenes(body):
    topic = factories.make_topic(body.cell, body.member)
    for person in (body.member, body.minute_taker, body.other_secretary, body.administrator, body.inspector):
        with pytest.raises(NotAllowed):
            convene(body, topic=topic, actor=person.user)
    assert Meeting.objects.count() == 0


def test_convene_tells_the_apps_above_and_the_log(body):
    heard = []

    def hear(meeting, actor, **_signal):
        heard.append((meeting, actor))

    events.meeting_convened.connect(hear)
    try:
        meeting = convene(body)
    finally:
        events.meeting_convened.disconnect(hear)
    assert heard == [(meeting, body.secretary.user)]
    assert AuditEntry.objects.filter(verb="meeting_convened", subject_id=meeting.pk).count() == 1


def test_what_the_last_meeting_left_open_is_heard_first(body):
    factories.make_meeting(body, stage=STAGES.CLOSED)

    following = convene(
        body, topic=factories.make_topic(body.cell, body.member, title="Chuyển đổi số trong giảng dạy")
    )

    assert following.agenda.first().step == "previous_tasks"
    assert [task.title for task in queries.unfinished_tasks_before(following)] == [
        "Nộp bản đăng ký việc làm theo"
    ]


# --- changing, cancelling -----------------------------------------------------------------------------


def test_change_after_summoning_tells_everybody_who_was_called(body):
    meeting = factories.make_meeting(body, stage=STAGES.SUMMONED)
    Notification.objects.all().delete()

    services.change_meeting(actor=body.secretary.user, meeting=meeting, place="Hội trường lớn")

    told = set(Notification.objects.values_list("recipient__member__full_name", flat=True))
    assert body.member.full_name in told
    assert body.exempt.full_name not in told


def test_change_of_the_day_brings_the_list_of_the_called_up_to_date(body):
    meeting = factories.make_meeting(body, stage=STAGES.SUMMONED)
    newcomer = make_member(body.cell, "Ma Thị Tâm", since=clock.today() + dt.timedelta(days=20))

    services.change_meeting(
        actor=body.secretary.user, meeting=meeting, starts_at=factories.at_hour(14, days=30)
    )

    assert meeting.summons.filter(member=newcomer).exists()


def test_change_in_session_is_refused(body):
    meeting = factories.make_meeting(body, stage=STAGES.OPEN)
    with pytest.raises(errors.WrongStage):
        services.change_meeting(actor=body.secretary.user, meeting=meeting, place="Hội trường lớn")


def test_cancel_needs_a_reason_and_tells_everybody(body):
    meeting = factories.make_meeting(body, stage=STAGES.SUMMONED)
    with pytest.raises(errors.ReasonMissing):
        services.cancel_meeting(actor=body.secretary.user, meeting=meeting, reason="  ")

    cancelled = services.cancel_meeting(actor=body.secretary.user, meeting=meeting, reason="Mưa lũ.")

    assert cancelled.stage == STAGES.CANCELLED
    assert Notification.objects.filter(recipient=body.member.user, body="Mưa lũ.").count() == 1
    assert (
        services.cancel_meeting(actor=body.secretary.user, meeting=meeting, reason="x").cancelled_reason
        == "Mưa lũ."
    )


def test_cancel_of_a_meeting_with_conclusions_is_refused(body):
    meeting = factories.make_meeting(body, stage=STAGES.OPEN)
    factories.finish(body, meeting)
    with pytest.raises(errors.HasConclusions):
        services.cancel_meeting(actor=body.secretary.user, meeting=meeting, reason="Mưa lũ.")


# --- agenda -------------------------------------------------------------------------------------------


def test_agenda_add_move_change_remove(body):
    meeting = factories.make_meeting(body)
    actor = body.secretary.user
    opening, presentation = meeting.agenda.all()[:2]

    added = services.add_agenda_item(
        actor=actor, meeting=meeting, title="Xem clip", minutes=15, after=opening
    )
    assert [i.step or i.title for i in meeting.agenda.all()][:3] == ["opening", "Xem clip", "presentation"]

    services.move_agenda_item(actor=actor, item=added, up=False)
    assert [i.step or i.title for i in meeting.agenda.all()][:3] == ["opening", "presentation", "Xem clip"]

    services.move_agenda_item(actor=actor, item=presentation, up=True)
    assert [i.step or i.title for i in meeting.agenda.all()][:3] == ["presentation", "opening", "Xem clip"]

    services.change_agenda_item(actor=actor, item=added, title="Xem phim tư liệu", minutes=20)
    added.refresh_from_db()
    assert (added.title, added.minutes) == ("Xem phim tư liệu", 20)

    services.remove_agenda_item(actor=actor, item=added)
    services.remove_agenda_item(actor=actor, item=added)
    assert meeting.agenda.count() == 5


def test_agenda_item_at_the_edge_stays(body):
    meeting = factories.make_meeting(body)
    first = meeting.agenda.first()
    assert services.move_agenda_item(actor=body.secretary.user, item=first, up=True).position == 1


def test_agenda_item_that_has_begun_is_neither_moved_nor_removed(body):
    meeting = factories.make_meeting(body, stage=STAGES.OPEN)
    item = services.advance_agenda(actor=body.secretary.user, meeting=meeting, after=None)
    with pytest.raises(errors.ItemAlreadyStarted):
        services.move_agenda_item(actor=body.secretary.user, item=item, up=False)
    with pytest.raises(errors.ItemAlreadyStarted):
        services.remove_agenda_item(actor=body.secretary.user, item=item)


@pytest.mark.parametrize(
    ("title", "minutes", "error"), [("  ", 5, errors.NothingWritten), ("Xem clip", 0, errors.TooShort)]
)
def test_agenda_item_needs_words_and_minutes(body, title, minutes, error):
    meeting = factories.make_meeting(body)
    with pytest.raises(error):
        services.add_agenda_item(actor=body.secretary.user, meeting=meeting, title=title, minutes=minutes)


def test_notes_are_the_chairs_own(body):
    meeting = factories.make_meeting(body)
    item = meeting.agenda.first()
    with pytest.raises(NotAllowed):
        services.change_agenda_item(
            actor=body.deputy.user, item=item, title=item.title, minutes=5, notes="Hỏi kỹ phần liên hệ"
        )
    services.change_agenda_item(
        actor=body.secretary.user, item=item, title=item.title, minutes=5, notes="Hỏi kỹ phần liên hệ"
    )
    item.refresh_from_db()
    assert item.notes == "Hỏi kỹ phần liên hệ"


# --- summons ------------------------------------------------------------------------------------------


def test_summon_calls_those_who_take_part_with_the_status_of_the_day(body):
    suspended = make_member(body.cell, "Lò Văn Ún", status=MembershipStatus.SUSPENDED)

    meeting = factories.make_meeting(body, stage=STAGES.SUMMONED)

    called = {row.member: row.status for row in meeting.summons.all()}
    assert called[body.secretary] == MembershipStatus.OFFICIAL
    assert called[body.probationary] == MembershipStatus.PROBATIONARY
    assert body.exempt not in called
    assert suspended not in called
    assert len(called) == 7


def test_summon_tells_members_and_once_the_committee_above(body):
    meeting = factories.make_meeting(body, stage=STAGES.SUMMONED)
    told = Notification.objects.filter(url__contains=str(meeting.pk))
    assert told.filter(recipient=body.member.user).count() == 1
    assert told.filter(recipient=body.exempt.user).count() == 0
    assert told.filter(recipient=body.party_secretary.user).count() == 1

    services.summon_members(actor=body.secretary.user, meeting=meeting)

    assert told.filter(recipient=body.member.user).count() == 1


def test_summon_again_calls_only_newcomers(body):
    meeting = factories.make_meeting(body, stage=STAGES.SUMMONED)
    newcomer = make_member(body.cell, "Ma Thị Tâm")

    services.summon_members(actor=body.secretary.user, meeting=meeting)

    assert meeting.summons.filter(member=newcomer).count() == 1
    assert Notification.objects.filter(recipient=newcomer.user).count() == 1


def test_apology_needs_a_reason_and_tells_the_chair(body):
    meeting = factories.make_meeting(body, stage=STAGES.SUMMONED)
    summons = meeting.summons.get(member=body.member)
    with pytest.raises(errors.ReasonMissing):
        services.answer_summons(actor=body.member.user, summons=summons, answer=ResponseAnswer.APOLOGY)

    services.answer_summons(
        actor=body.member.user, summons=summons, answer=ResponseAnswer.APOLOGY, reason="Đi công tác"
    )

    assert Notification.objects.filter(recipient=body.secretary.user, body="Đi công tác").count() == 1


def test_accepted_apology_stands_on_the_sheet_and_a_new_answer_takes_it_back(body):
    meeting = factories.make_meeting(body, stage=STAGES.SUMMONED)
    summons = meeting.summons.get(member=body.member)
    services.answer_summons(
        actor=body.member.user, summons=summons, answer=ResponseAnswer.APOLOGY, reason="Đi công tác"
    )

    services.acknowledge_apology(actor=body.secretary.user, summons=summons)
    mark = meeting.attendances.get(member=body.member)
    assert (mark.status, mark.reason, mark.source) == ("excused", "Đi công tác", "apology")

    services.answer_summons(actor=body.member.user, summons=summons, answer=ResponseAnswer.COMING)
    assert not meeting.attendances.filter(member=body.member).exists()


def test_answer_for_another_member_only_by_those_who_record(body):
    meeting = factories.make_meeting(body, stage=STAGES.SUMMONED)
    summons = meeting.summons.get(member=body.paper_member)
    with pytest.raises(NotAllowed):
        services.answer_summons(actor=body.member.user, summons=summons, answer=ResponseAnswer.COMING)

    services.answer_summons(actor=body.minute_taker.user, summons=summons, answer=ResponseAnswer.COMING)

    entry = AuditEntry.objects.filter(verb="summons_answered").get()
    assert entry.actor == body.minute_taker.user.pk


# --- running ------------------------------------------------------------------------------------------


def test_open_before_the_day_is_refused(body):
    meeting = factories.make_meeting(body, stage=STAGES.SUMMONED)
    with pytest.raises(errors.NotYetTheDay):
        services.open_meeting(actor=body.secretary.user, meeting=meeting)


def test_open_unsummoned_is_refused(body):
    meeting = factories.make_meeting(body, starts_at=clock.now())
    with pytest.raises(errors.WrongStage):
        services.open_meeting(actor=body.secretary.user, meeting=meeting)


def test_facts_entered_afterwards_keep_their_true_hour(body):
    meeting = factories.make_meeting(
        body, stage=STAGES.SUMMONED, starts_at=clock.now() - dt.timedelta(hours=5)
    )
    opened, closed = clock.now() - dt.timedelta(hours=5), clock.now() - dt.timedelta(hours=3)
    actor = body.secretary.user

    services.open_meeting(actor=actor, meeting=meeting, at=opened)
    factories.finish(body, meeting)
    with pytest.raises(errors.BeforeTheOpening):
        services.close_meeting(actor=actor, meeting=meeting, at=opened - dt.timedelta(minutes=1))
    with pytest.raises(errors.InTheFuture):
        services.close_meeting(actor=actor, meeting=meeting, at=clock.now() + dt.timedelta(minutes=1))
    meeting = services.close_meeting(actor=actor, meeting=meeting, at=closed)

    assert (meeting.opened_at, meeting.closed_at) == (opened, closed)


def test_next_step_pressed_twice_goes_one_step(body):
    meeting = factories.make_meeting(body, stage=STAGES.OPEN)
    actor = body.secretary.user
    first = services.advance_agenda(actor=actor, meeting=meeting, after=None)

    second = services.advance_agenda(actor=actor, meeting=meeting, after=first.pk)
    again = services.advance_agenda(actor=actor, meeting=meeting, after=first.pk)

    assert (first.step, second.step, again) == ("opening", "presentation", second)
    first.refresh_from_db()
    assert first.ended_at is not None


def test_next_step_after_the_last_item_ends_it(body):
    meeting = factories.make_meeting(body, stage=STAGES.OPEN)
    running = None
    for _step in range(6):
        running = services.advance_agenda(
            actor=body.secretary.user, meeting=meeting, after=running.pk if running else None
        )
    assert running is None
    assert meeting.agenda.filter(ended_at=None).count() == 0


def test_an_item_can_be_gone_back_to(body):
    meeting = factories.make_meeting(body, stage=STAGES.OPEN)
    actor = body.secretary.user
    first = services.advance_agenda(actor=actor, meeting=meeting, after=None)
    services.advance_agenda(actor=actor, meeting=meeting, after=first.pk)

    services.start_item(actor=actor, item=first)

    assert queries.run_of_show(meeting).current == first


# --- conclusions, closing -----------------------------------------------------------------------------


def test_close_names_everything_that_is_missing(body):
    meeting = factories.make_meeting(body, stage=STAGES.OPEN)
    factories.mark(body, meeting, body.secretary, AttendanceStatus.PRESENT)

    with pytest.raises(errors.MeetingIncomplete) as refused:
        services.close_meeting(actor=body.secretary.user, meeting=meeting)

    assert len(refused.value.missing) == 2
    assert body.member.full_name in refused.value.missing[0]
    services.record_rest_present(actor=body.secretary.user, meeting=meeting)
    services.add_conclusion(actor=body.secretary.user, meeting=meeting, text="Nghe báo cáo.")
    with pytest.raises(errors.MeetingIncomplete) as refused:
        services.close_meeting(actor=body.secretary.user, meeting=meeting)
    assert len(refused.value.missing) == 1
    assert "Nghe báo cáo." in refused.value.missing[0]
    meeting.refresh_from_db()
    assert meeting.closed_at is None


def test_close_ends_the_running_item_and_is_done_once(body):
    meeting = factories.make_meeting(body, stage=STAGES.OPEN)
    services.advance_agenda(actor=body.secretary.user, meeting=meeting, after=None)
    factories.finish(body, meeting)
    heard = []

    def hear(meeting, **_signal):
        heard.append(meeting)

    events.meeting_closed.connect(hear)
    try:
        closed = services.close_meeting(actor=body.secretary.user, meeting=meeting)
        again = services.close_meeting(actor=body.secretary.user, meeting=meeting)
    finally:
        events.meeting_closed.disconnect(hear)

    assert heard == [closed]
    assert again.closed_at == closed.closed_at
    assert meeting.agenda.filter(started_at__isnull=False, ended_at=None).count() == 0


def test_minute_taker_records_but_does_not_close(body):
    meeting = factories.make_meeting(body, stage=STAGES.OPEN)
    services.record_rest_present(actor=body.minute_taker.user, meeting=meeting)
    with pytest.raises(NotAllowed):
        services.close_meeting(actor=body.minute_taker.user, meeting=meeting)


def test_conclusion_gives_its_task_to_the_owner(body):
    meeting = factories.make_meeting(body, stage=STAGES.OPEN)
    factories.finish(body, meeting)
    task = Task.objects.get()
    assert task.owner == body.member
    assert meeting.title in task.origin
    assert [t for c in meeting.conclusions.all() for t in c.tasks.all()] == [task]


def test_conclusion_sent_twice_is_one(body):
    meeting = factories.make_meeting(body, stage=STAGES.OPEN)
    pk = new_id()
    for _press in range(2):
        services.add_conclusion(
            actor=body.secretary.user, meeting=meeting, text="Nghe.", no_task_reason="Đã làm xong", id=pk
        )
    assert meeting.conclusions.count() == 1


def test_conclusion_changed_by_two_writers_loses_neither(body):
    meeting = factories.make_meeting(body, stage=STAGES.OPEN)
    conclusion = services.add_conclusion(actor=body.secretary.user, meeting=meeting, text="Bản đầu")
    services.change_conclusion(
        actor=body.secretary.user, conclusion=conclusion, text="Bản của bí thư", seen="Bản đầu"
    )
    with pytest.raises(EditedMeanwhile) as refused:
        services.change_conclusion(
            actor=body.minute_taker.user, conclusion=conclusion, text="Bản của thư ký", seen="Bản đầu"
        )
    assert refused.value.theirs == "Bản của bí thư"


def test_conclusion_taken_back_withdraws_its_tasks(body):
    meeting = factories.make_meeting(body, stage=STAGES.OPEN)
    factories.finish(body, meeting)
    services.remove_conclusion(actor=body.secretary.user, conclusion=meeting.conclusions.get())
    assert Task.objects.get().withdrawn_at is not None
    assert meeting.conclusions.count() == 0


def test_guest_sent_twice_is_one_and_can_be_taken_back(body):
    meeting = factories.make_meeting(body, stage=STAGES.OPEN)
    pk = new_id()
    for _press in range(2):
        guest = services.add_guest(
            actor=body.secretary.user,
            meeting=meeting,
            full_name="Phan Thị Vân",
            position="Đảng uỷ viên phụ trách",
            from_superior=True,
            id=pk,
        )
    assert meeting.guests.count() == 1
    services.remove_guest(actor=body.secretary.user, guest=guest)
    assert meeting.guests.count() == 0


def test_handbook_dates_are_judged_by_the_rules_days(body):
    meeting = factories.make_meeting(body, stage=STAGES.SUMMONED)
    actor = body.secretary.user
    with pytest.raises(errors.WrongStage):
        services.record_handbook_upload(actor=actor, meeting=meeting, papers="after")

    meeting = services.record_handbook_upload(actor=actor, meeting=meeting, papers="before")

    before = queries.handbook_deadlines(meeting)["before"]
    assert before.due_at == meeting.starts_at - dt.timedelta(days=1)
    assert not before.is_late


def test_nothing_is_recorded_after_closing(body):
    meeting = factories.make_meeting(body, stage=STAGES.CLOSED)
    actor = body.secretary.user
    conclusion, item, guest_name = meeting.conclusions.get(), meeting.agenda.first(), "Phan Thị Vân"
    attempts = [
        lambda: services.record_attendance(
            actor=actor, meeting=meeting, member=body.member, status=AttendanceStatus.UNEXCUSED
        ),
        lambda: services.record_rest_present(actor=actor, meeting=meeting),
        lambda: services.clear_attendance(actor=actor, meeting=meeting, member=body.member),
        lambda: services.record_departure(actor=actor, meeting=meeting, member=body.member),
        lambda: services.add_conclusion(actor=actor, meeting=meeting, text="Thêm"),
        lambda: services.change_conclusion(actor=actor, conclusion=conclusion, text="Sửa"),
        lambda: services.remove_conclusion(actor=actor, conclusion=conclusion),
        lambda: services.add_agenda_item(actor=actor, meeting=meeting, title="Thêm", minutes=5),
        lambda: services.change_agenda_item(actor=actor, item=item, title="Sửa", minutes=5),
        lambda: services.move_agenda_item(actor=actor, item=item, up=False),
        lambda: services.remove_agenda_item(actor=actor, item=item),
        lambda: services.start_item(actor=actor, item=item),
        lambda: services.advance_agenda(actor=actor, meeting=meeting, after=None),
        lambda: services.add_guest(actor=actor, meeting=meeting, full_name=guest_name, position=""),
        lambda: services.summon_members(actor=actor, meeting=meeting),
        lambda: services.change_meeting(actor=actor, meeting=meeting, place="Khác"),
        lambda: services.cancel_meeting(actor=actor, meeting=meeting, reason="Nhầm"),
        lambda: services.open_meeting(actor=actor, meeting=meeting),
    ]
    for attempt in attempts:
        with pytest.raises(errors.WrongStage):
            attempt()
