import datetime as dt
import os
import socket
import threading
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from chuyende.config import worker
from chuyende.meeting.quizzes.models import GRACE, Attempt
from tests import factories
from tests.config.jobs import add_line, add_line_and_wait, fail
from tests.meeting.quizzes.factories import begin, make_quiz
from with_postgres import Cluster

pytestmark = pytest.mark.django_db

NO_PROCESS = 2**22 + 1  # above what Linux gives


def in_hand_of(process: int, *, attempts: int = 1, machine: str | None = None) -> DBTaskResult:
    """A job that a worker with this process number has taken and not finished."""
    job = DBTaskResult.objects.get(pk=fail.enqueue().id)
    job.status = TaskResultStatus.RUNNING
    job.worker_ids = [f"{machine or socket.gethostname()}:{process}"] * attempts
    job.save()
    return job


@pytest.mark.django_db(transaction=True)
def test_worker_hands_in_an_attempt_whose_time_is_over() -> None:
    body = factories.make_body()
    attempt = begin(make_quiz(body), body.member)
    ended = attempt.started_at - GRACE - dt.timedelta(seconds=1)
    Attempt.objects.update(started_at=ended - dt.timedelta(minutes=15), deadline=ended)
    stopping = threading.Event()
    thread = threading.Thread(target=worker.run, args=(stopping,))

    thread.start()
    while Attempt.objects.get().submitted_at is None:
        assert thread.is_alive()
    stopping.set()
    thread.join()

    assert (Attempt.objects.get().submitted_at, Attempt.objects.get().ran_out) == (ended, True)


@pytest.mark.django_db(transaction=True)
def test_worker_does_the_queue_and_stops_when_asked(tmp_path: Path) -> None:
    for _ in range(3):
        add_line.enqueue(str(tmp_path / "lines"))
    broken = fail.enqueue()
    stopping = threading.Event()
    thread = threading.Thread(target=worker.run, args=(stopping,))

    thread.start()
    while DBTaskResult.objects.finished().count() < 4:
        assert thread.is_alive()
    stopping.set()
    thread.join(timeout=10)

    assert not thread.is_alive()
    assert (tmp_path / "lines").read_text() == "done\n" * 3
    assert "on purpose" in DBTaskResult.objects.get(pk=broken.id).traceback
    assert worker.heartbeat().exists()


@pytest.mark.django_db(transaction=True)
def test_worker_outlives_a_database_that_goes_away_and_does_the_job_again(
    own_database: Cluster | None, tmp_path: Path
) -> None:
    if own_database is None:
        pytest.skip("SQLite lives inside the worker")
    lines, enough = tmp_path / "lines", tmp_path / "enough"
    job = add_line_and_wait.enqueue(str(lines), str(enough))
    stopping = threading.Event()
    thread = threading.Thread(target=worker.run, args=(stopping,))

    thread.start()
    while not lines.exists():
        assert thread.is_alive()
    own_database.stop()
    enough.touch()  # the job ends, and nobody can write that down
    own_database.start()
    connection.close()
    while DBTaskResult.objects.finished().count() == 0:
        assert thread.is_alive()
    stopping.set()
    thread.join(timeout=10)

    assert lines.read_text() == "done\n" * 2
    assert DBTaskResult.objects.get(pk=job.id).status == TaskResultStatus.SUCCESSFUL


@pytest.mark.parametrize(
    ("process", "machine", "attempts", "status"),
    [
        (NO_PROCESS, None, 1, TaskResultStatus.READY),
        (NO_PROCESS, None, 3, TaskResultStatus.FAILED),
        (NO_PROCESS, "another-machine", 1, TaskResultStatus.RUNNING),
        (os.getppid(), None, 1, TaskResultStatus.RUNNING),
        (os.getpid(), None, 1, TaskResultStatus.READY),
    ],
    ids=["lost", "lost again and again", "of another machine", "still at work", "its own"],
)
def test_job_of_a_killed_worker_is_done_again(
    process: int, machine: str | None, attempts: int, status: TaskResultStatus
) -> None:
    job = in_hand_of(process, attempts=attempts, machine=machine)

    worker.take_back_lost_jobs()

    job.refresh_from_db()
    assert job.status == status


def test_housekeeping_removes_what_has_ended_and_keeps_the_rest() -> None:
    now = timezone.now()
    long_ago = now - timezone.timedelta(days=worker.KEEP_JOBS_DAYS + 1)
    Session.objects.create(
        session_key="ended", session_data="", expire_date=now - timezone.timedelta(hours=1)
    )
    Session.objects.create(session_key="open", session_data="", expire_date=now + timezone.timedelta(hours=1))
    for finished_at in (long_ago, now):
        job = DBTaskResult.objects.get(pk=fail.enqueue().id)
        DBTaskResult.objects.filter(pk=job.pk).update(
            status=TaskResultStatus.SUCCESSFUL, finished_at=finished_at
        )
    waiting = fail.enqueue()

    worker.keep_house()

    assert [session.session_key for session in Session.objects.all()] == ["open"]
    assert [job.finished_at for job in DBTaskResult.objects.finished()] == [now]
    assert DBTaskResult.objects.filter(pk=waiting.id).exists()
