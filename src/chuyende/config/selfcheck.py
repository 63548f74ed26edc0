"""`chuyende check`: what an operator can mend, each finding with its cure."""

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import Error, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from chuyende.foundation.core import clock

from .worker import heartbeat

PACKAGE = Path(__file__).resolve().parent.parent
LEAST_FREE_BYTES = 1024**3
ALIVE_SECONDS = 60
WAITING = timedelta(minutes=10)


@dataclass(frozen=True)
class Finding:
    """What is wrong, and what to do; `grave` when the program cannot work so."""

    what: str
    cure: str
    grave: bool = True


def report() -> int:
    """Print every finding and return the exit code: 1 when one of them is grave."""
    findings = [finding for look in LOOKS for finding in look()]
    for finding in findings:
        print(f"{'LỖI' if finding.grave else 'LƯU Ý'}: {finding.what}\n     Cách sửa: {finding.cure}")  # noqa: T201  # a command line prints
    if not findings:
        print("Mọi thứ đều ổn.")  # noqa: T201  # same
    return int(any(finding.grave for finding in findings))


def configuration() -> Iterator[Finding]:
    try:
        call_command("check", verbosity=0)
    except SystemCheckError as error:
        yield Finding(f"Cấu hình sai:\n{error}", "sửa biến môi trường theo docs/operate/settings.md.")


def database() -> Iterator[Finding]:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("CREATE TABLE chuyende_selfcheck (one integer)")
            transaction.set_rollback(True)
    except Error as error:
        yield Finding(
            f"Không ghi được vào cơ sở dữ liệu: {error}",
            f"kiểm tra quyền ghi thư mục {settings.DATA_DIR}, hoặc biến CHUYENDE_DATABASE_URL.",
        )
        return
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode")
            (mode,) = cursor.fetchone()
        if mode != "wal":
            yield Finding(
                "Cơ sở dữ liệu SQLite không bật được chế độ WAL.",
                f"để {settings.DATA_DIR} trên ổ đĩa của chính máy này, không để trên ổ mạng.",
            )


def migrations() -> Iterator[Finding]:
    try:
        executor = MigrationExecutor(connection)
    except Error:
        return  # told by `database`
    if plan := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield Finding(
            f"Cơ sở dữ liệu còn thiếu {len(plan)} bước cập nhật.",
            "chạy lại chuyende serve, hoặc chuyende migrate.",
        )


def disk() -> Iterator[Finding]:
    free = shutil.disk_usage(settings.DATA_DIR).free
    if free < LEAST_FREE_BYTES:
        yield Finding(
            f"Ổ đĩa chứa {settings.DATA_DIR} chỉ còn {free // 1024**2} MB.",
            "dọn bớt tệp hoặc chuyển CHUYENDE_DATA_DIR sang ổ lớn hơn; cần ít nhất 1 GB.",
        )


def assets() -> Iterator[Finding]:
    if not (PACKAGE / "foundation/ui/static/ui/dist/app.css").exists():
        yield Finding(
            "Thiếu giao diện đã dựng (CSS, JavaScript).", "chạy make assets, hoặc cài lại từ tệp .whl."
        )


def translations() -> Iterator[Finding]:
    sources = list(PACKAGE.glob("*/*/locale/vi/LC_MESSAGES/django.po"))
    if missing := [po for po in sources if not po.with_suffix(".mo").exists()]:
        yield Finding(f"{len(missing)} tệp tiếng Việt chưa được dịch mã.", "chạy make messages.")


def worker() -> Iterator[Finding]:
    from django_tasks_db.models import DBTaskResult

    beat = heartbeat()
    if not beat.exists() or time.time() - beat.stat().st_mtime > ALIVE_SECONDS:
        yield Finding(
            "Tiến trình làm việc nền không chạy: thư và văn bản sẽ chờ.", "chạy chuyende serve.", grave=False
        )
    try:
        late = DBTaskResult.objects.ready().filter(enqueued_at__lt=clock.now() - WAITING).count()
        failed = DBTaskResult.objects.failed().count()
    except Error:
        return  # told by `migrations`
    if late:
        yield Finding(f"{late} việc nền chờ quá 10 phút.", "khởi động lại chuyende serve.")
    if failed:
        yield Finding(
            f"{failed} việc nền không làm được.",
            'xem nguyên nhân: chuyende shell -c "from django_tasks_db.models import DBTaskResult as j; '
            'print(j.objects.failed().first().traceback)"',
            grave=False,
        )


LOOKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    configuration,
    database,
    migrations,
    disk,
    assets,
    translations,
    worker,
)
