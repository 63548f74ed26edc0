import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from chuyende.foundation.assignments import errors, queries, services
from chuyende.foundation.assignments.models import Task
from chuyende.foundation.core.errors import DomainError, NotAllowed
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.notifications.models import Notification
from tests.factories import make_body

pytestmark = pytest.mark.django_db
TODAY = dt.date(2022, 10, 7)
DUE = dt.date(2022, 10, 31)


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2022-10-07 14:00+07:00", tick=False)


@pytest.fixture
def body():
    return make_body()


@pytest.fixture
def task(body):
    return services.assign_task(
        actor=body.secretary.user, organisation=body.cell, title="Viết bài", owner=body.member, due_on=DUE
    )


def test_assign_task_tells_its_owner(body, task):
    told = Notification.objects.get(recipient=body.member.user)
    assert "Viết bài" in told.title
    assert "31/10/2022" in told.body


def test_assign_task_sent_twice_gives_one_task(body):
    again = new_id()
    for _ in range(2):
        services.assign_task(
            actor=body.secretary.user,
            organisation=body.cell,
            title="Viết",
            owner=body.member,
            due_on=DUE,
            id=again,
        )
    assert Task.objects.count() == 1
    assert Notification.objects.count() == 1


@pytest.mark.parametrize("who", ["member", "probationary", "other_secretary", "party_secretary", "inspector"])
def test_assign_task_is_for_the_cells_own_committee(body, who):
    with pytest.raises(NotAllowed):
        services.assign_task(
            actor=getattr(body, who).user, organisation=body.cell, title="Viết", owner=body.member, due_on=DUE
        )


def test_assign_task_to_somebody_of_another_cell_is_refused(body):
    with pytest.raises(errors.OwnerNotOfOrganisation):
        services.assign_task(
            actor=body.secretary.user,
            organisation=body.cell,
            title="Viết",
            owner=body.other_member,
            due_on=DUE,
        )


def test_assign_task_with_a_deadline_in_the_past_is_refused(body):
    with pytest.raises(errors.DeadlinePassed):
        services.assign_task(
            actor=body.secretary.user,
            organisation=body.cell,
            title="Viết",
            owner=body.member,
            due_on=TODAY - dt.timedelta(days=1),
        )


def test_a_task_is_open_until_its_reported_result_is_accepted(body, task):
    with pytest.raises(errors.NotReported):
        services.close_task(actor=body.secretary.user, task=task)
    services.report_task(actor=body.member.user, task=task, proof="Đã đăng nội san số 3")
    assert list(queries.open_tasks(body.cell)) == [task]
    services.close_task(actor=body.secretary.user, task=task)
    assert list(queries.open_tasks(body.cell)) == []


def test_report_task_needs_proof(body, task):
    with pytest.raises(errors.ProofMissing):
        services.report_task(actor=body.member.user, task=task, proof="  ")


def test_report_task_refuses_a_program_named_as_a_document(body, task):
    file = SimpleUploadedFile("bao-cao.pdf", b"MZ\x90\x00 this is a program")
    with pytest.raises(DomainError):
        services.report_task(actor=body.member.user, task=task, proof="", file=file)
    task.refresh_from_db()
    assert task.reported_at is None


def test_report_task_by_another_member_is_refused(body, task):
    with pytest.raises(NotAllowed):
        services.report_task(actor=body.probationary.user, task=task, proof="Tôi làm hộ")


def test_close_task_twice_says_so(body, task):
    services.report_task(actor=body.member.user, task=task, proof="Xong")
    services.close_task(actor=body.secretary.user, task=task)
    with pytest.raises(errors.TaskAlreadyClosed):
        services.close_task(actor=body.secretary.user, task=task)


def test_postpone_task_keeps_the_old_day_and_the_reason(body, task):
    later = DUE + dt.timedelta(days=30)
    services.postpone_task(actor=body.secretary.user, task=task, to_day=later, reason="Chờ số liệu")
    task.refresh_from_db()
    assert task.due_on == later
    kept = task.postponements.get()
    assert (kept.from_day, kept.to_day, kept.reason) == (DUE, later, "Chờ số liệu")


def test_postpone_task_to_an_earlier_day_is_refused(body, task):
    with pytest.raises(errors.NotLater):
        services.postpone_task(actor=body.secretary.user, task=task, to_day=DUE, reason="Chờ số liệu")


def test_withdraw_task_needs_a_reason(body, task):
    with pytest.raises(errors.ReasonMissing):
        services.withdraw_task(actor=body.secretary.user, task=task, reason="")
    services.withdraw_task(actor=body.secretary.user, task=task, reason="Đã giao đồng chí khác")
    assert list(queries.open_tasks_of(body.member)) == []


def test_days_late_counts_from_the_deadline_of_an_open_task(body, task):
    assert queries.days_late(task, DUE) == 0
    assert queries.days_late(task, DUE + dt.timedelta(days=5)) == 5
    services.withdraw_task(actor=body.secretary.user, task=task, reason="Không cần nữa")
    task.refresh_from_db()
    assert queries.days_late(task, DUE + dt.timedelta(days=5)) == 0


def test_tasks_are_seen_by_the_cell_and_by_those_over_it_only(body, task):
    sees = {
        who: queries.tasks_visible_to(getattr(body, who).user).filter(pk=task.pk).exists()
        for who in (
            "member",
            "probationary",
            "secretary",
            "party_secretary",
            "inspector",
            "other_secretary",
            "editor",
        )
    }
    assert sees == {
        "member": True,
        "probationary": True,
        "secretary": True,
        "party_secretary": True,
        "inspector": True,
        "other_secretary": False,
        "editor": False,
    }
