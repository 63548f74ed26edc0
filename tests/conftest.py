"""What every test may use. How to write one: docs/howto/write-a-test.md."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.test.signals import template_rendered

import messages
from tests import templates
from tests.kills import database_of_its_own
from with_postgres import Cluster

#: how long a job may take that another worker has in hand
JOB_SECONDS = 30
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only", action="store_true", help="run only the tests that touch the database"
    )
    parser.addoption(
        "--every-template",
        action="store_true",
        help="fail when a template was rendered by no test of this run",
    )


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        messages.compile_all()  # tests read the screens in Vietnamese
        if config.getoption("--every-template"):
            templates.start(config)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Files are numbered, not spelt: a packed one holds the second of its making, and processes must agree on names."""
    return argname if isinstance(val, bytes) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--database-only"):
        return
    touching = [item for item in items if touches_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in touching])
    items[:] = touching


def touches_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & DATABASE_FIXTURES)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    templates.stop(session)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    templates.tell(terminalreporter)


@pytest.fixture(scope="session")
def django_db_modify_db_settings_xdist_suffix() -> None:
    """On SQLite each process has its own data directory, so its database needs no name of its own."""
    from django.conf import settings
    from pytest_django.fixtures import _set_suffix_to_test_databases

    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker and not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        _set_suffix_to_test_databases(suffix=worker)


@pytest.fixture(autouse=True, scope="session")
def _record_templates() -> Iterator[None]:
    template_rendered.connect(templates.record)
    yield
    template_rendered.disconnect(templates.record)


@pytest.fixture
def client_of() -> Callable[..., Client]:
    """`client_of(user)`: a test client signed in as `user`; `client_of()` is a visitor."""

    def make(user: object | None = None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user, backend="chuyende.foundation.accounts.backends.AccountBackend")
        return client

    return make


@pytest.fixture
def run_jobs(transactional_db: None) -> Callable[[], int]:
    """`run_jobs()`: let a real worker do every job in the queue; a job that fails fails the test.

    A worker reads with connections of its own, so the test runs on committed rows. Where the browser's server runs, its
    worker may have taken a job first: that one is waited for, and what it leads to is done.
    """
    from django_tasks_db.management.commands.db_worker import Worker
    from django_tasks_db.models import DBTaskResult

    def run() -> int:
        before = set(DBTaskResult.objects.finished().values_list("pk", flat=True))
        until = time.monotonic() + JOB_SECONDS
        while (DBTaskResult.objects.ready() | DBTaskResult.objects.running()).exists():  # one look, not two
            assert time.monotonic() < until, "a job does not end"
            Worker(
                queue_names=["*"],
                interval=0,
                batch=True,
                backend_name="default",
                startup_delay=False,
                max_tasks=None,
                worker_id="tests",
                excluded_queue_names=[],
            ).run()
            time.sleep(0.02)
        done = [job for job in DBTaskResult.objects.finished() if job.pk not in before]
        failed = [f"{job.task_path}: {job.traceback}" for job in done if job.exception_class_path]
        assert failed == []
        return len(done)

    return run


@pytest.fixture
def own_database(transactional_db: None) -> Iterator[Cluster | None]:
    """A PostgreSQL that the test may stop and kill, with what the test's database holds; None on SQLite."""
    with database_of_its_own() as own:
        yield own


@pytest.fixture
def seed() -> Path:
    """The folder of real documents and files that tests read."""
    return Path(__file__).parent / "files"
