"""The process that does the jobs of the queue, hands in attempts whose time is over and, once an hour, keeps house.

A process, not a thread of the server: beside a busy job the slowest hundredth of pages took 13 ms, as without a job;
with the job in a thread 118 ms (two cores).

It lives beside `chuyende serve`, which starts it, starts it again should it fall, and stops it. Its standard input is a
pipe from the server: when the server dies, however it dies, the pipe closes and the worker leaves. A database that is
away or busy it waits for.
"""

import os
import signal
import socket
import sys
import threading
import time
from pathlib import Path

import structlog
from django.conf import settings
from django.core.management import call_command
from django.db import Error, close_old_connections, connection

log = structlog.get_logger(__name__)

POLL_SECONDS = 0.5
RETRY_SECONDS = 2
HOUSEKEEPING_SECONDS = 60 * 60
CLOSING_SECONDS = 10
KEEP_JOBS_DAYS = 14
#: A job that took its worker down this many times is not tried again.
MOST_ATTEMPTS = 3


def heartbeat() -> Path:
    """Return the file that the worker touches each time it has looked at the queue."""
    return Path(settings.DATA_DIR) / "worker.alive"


def keep_house() -> None:
    """Take back lost jobs, remind of deadlines, and remove what has had its day: sessions, records of jobs, photographs
    of answer sheets."""
    from chuyende.foundation.review.services import remind_of_deadlines
    from chuyende.meeting.quizzes.services import discard_old_photo_files

    take_back_lost_jobs()
    remind_of_deadlines()
    call_command("clearsessions", verbosity=0)
    call_command("prune_db_task_results", queue_name="*", min_age_days=KEEP_JOBS_DAYS, verbosity=0)
    discard_old_photo_files()


def take_back_lost_jobs() -> None:
    """Put the jobs back that a worker of this machine had in hand when it was killed: they are done again.

    Called between two jobs: what this process has in hand then was lost when the database went away.
    """
    from django_tasks import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    for job in DBTaskResult.objects.running():
        machine, _, process = str(job.worker_ids[-1]).rpartition(":")
        is_at_work = Path(f"/proc/{process}").exists() and process != str(os.getpid())
        if machine != socket.gethostname() or is_at_work:
            continue
        if len(job.worker_ids) >= MOST_ATTEMPTS:
            job.set_failed(RuntimeError(f"the worker was lost {MOST_ATTEMPTS} times during this job"))
        else:
            DBTaskResult.objects.filter(pk=job.pk).update(status=TaskResultStatus.READY)


def run(stopping: threading.Event) -> None:
    """Do jobs as they come until `stopping` is set; the job in hand is finished first."""
    from django_tasks_db.management.commands.db_worker import Worker
    from django_tasks_db.models import DBTaskResult

    from chuyende.meeting.quizzes.services import close_overdue_attempts

    worker = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id=f"{socket.gethostname()}:{os.getpid()}",
        excluded_queue_names=[],
    )
    next_housekeeping = next_closing = time.monotonic()
    while not stopping.is_set():
        close_old_connections()
        heartbeat().touch()
        try:
            if time.monotonic() >= next_closing:
                close_overdue_attempts()
                next_closing = time.monotonic() + CLOSING_SECONDS
            if DBTaskResult.objects.ready().exists():  # a look takes no lock, fetching a job does
                worker._run_tasks = 0
                worker.run()
                continue
            if time.monotonic() >= next_housekeeping:
                keep_house()
                next_housekeeping = time.monotonic() + HOUSEKEEPING_SECONDS
        except Error as error:
            log.warning("the database does not answer the worker; trying again", error=str(error))
            connection.close()
            next_housekeeping = time.monotonic()  # a job may have been lost
            stopping.wait(RETRY_SECONDS)
        stopping.wait(POLL_SECONDS)


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuyende.config.settings")
    django.setup()
    stopping = threading.Event()

    def leave_with_the_server() -> None:
        while os.read(sys.stdin.fileno(), 1):
            pass
        stopping.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    threading.Thread(target=leave_with_the_server, daemon=True).start()
    try:
        run(stopping)
    finally:
        heartbeat().unlink(missing_ok=True)


if __name__ == "__main__":
    main()
