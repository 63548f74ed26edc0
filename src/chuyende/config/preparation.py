"""What must be in place before the first page: the database's tables and the collected static files."""

import hashlib
import sqlite3
from pathlib import Path

import structlog
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

log = structlog.get_logger(__name__)


def prepare_database() -> None:
    """Apply the migrations that are missing. An SQLite database that holds something is copied beforehand."""
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return
    if executor.loader.applied_migrations and connection.vendor == "sqlite":
        _copy_database(before=f"{plan[0][0].app_label}-{plan[0][0].name}")
    call_command("migrate", interactive=False, verbosity=0)
    log.info("database prepared", migrations=len(plan))


def _copy_database(*, before: str) -> None:
    """Keep the database as it was before the migration called `before`; an older copy of that name stays."""
    folder = Path(settings.DATA_DIR) / "before-upgrade"
    folder.mkdir(exist_ok=True)
    target = folder / f"{before}.sqlite3"
    if target.exists():
        return
    connection.ensure_connection()
    with sqlite3.connect(target) as copy:
        connection.connection.backup(copy)
    copy.close()


def prepare_static_files() -> None:
    """Collect the static files into the data directory, unless exactly these were collected before."""
    if settings.DEBUG:
        return
    kept = Path(settings.STATIC_ROOT) / ".collected"
    wanted = _fingerprint()
    if kept.exists() and kept.read_text() == wanted:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    kept.write_text(wanted)
    log.info("static files collected")


def _fingerprint() -> str:
    """Return a digest over the path, size and time of every static file of the program."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list(ignore_patterns=None):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
