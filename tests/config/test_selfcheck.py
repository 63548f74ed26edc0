import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from chuyende.config import selfcheck
from chuyende.config.worker import heartbeat

pytestmark = pytest.mark.django_db


@task
def nothing() -> None: ...


@pytest.fixture
def beating() -> Iterator[Path]:
    """A worker that has just looked at the queue."""
    heartbeat().touch()
    yield heartbeat()
    heartbeat().unlink(missing_ok=True)


def whats(look: str) -> list[str]:
    return [finding.what for finding in getattr(selfcheck, look)()]


def test_a_machine_in_order_has_nothing_to_mend(beating: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert [
        what for look in ("configuration", "database", "migrations", "disk", "worker") for what in whats(look)
    ] == []


def test_every_finding_comes_with_its_cure_and_a_grave_one_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(selfcheck, "LEAST_FREE_BYTES", 2**62)

    assert selfcheck.report() == 1

    told = capsys.readouterr().out
    assert "LỖI: Ổ đĩa chứa" in told
    assert told.count("Cách sửa: ") == told.count("LỖI: ") + told.count("LƯU Ý: ")


def test_a_worker_that_has_stopped_is_told_as_a_warning(beating: Path) -> None:
    old = time.time() - 3600
    os.utime(beating, (old, old))

    (finding,) = selfcheck.worker()

    assert finding.what == "Tiến trình làm việc nền không chạy: thư và văn bản sẽ chờ."
    assert finding.cure == "chạy chuyende serve."
    assert not finding.grave


def test_jobs_that_wait_too_long_and_jobs_that_failed_are_told(beating: Path) -> None:
    late = nothing.enqueue()
    failed = nothing.enqueue()
    DBTaskResult.objects.filter(pk=late.id).update(
        enqueued_at=timezone.now() - timezone.timedelta(minutes=11)
    )
    DBTaskResult.objects.filter(pk=failed.id).update(status=TaskResultStatus.FAILED)

    assert whats("worker") == ["1 việc nền chờ quá 10 phút.", "1 việc nền không làm được."]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="write-ahead mode is SQLite's")
@pytest.mark.django_db(transaction=True)
def test_a_database_without_write_ahead_mode_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    # a database in memory has no write-ahead log; the file of the tests may be in use by a running server
    in_memory = DatabaseWrapper({**connection.settings_dict, "NAME": ":memory:"}, alias="default")
    monkeypatch.setattr(selfcheck, "connection", in_memory)
    try:
        assert whats("database") == ["Cơ sở dữ liệu SQLite không bật được chế độ WAL."]
    finally:
        in_memory.close()
