import sqlite3
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import Settings

from chuyende.config.preparation import prepare_database, prepare_static_files


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite is copied by the program itself")
@pytest.mark.django_db(transaction=True)
def test_database_behind_the_program_is_copied_and_brought_up(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    call_command("migrate", "sessions", "zero", verbosity=0)

    prepare_database()

    (copy,) = (tmp_path / "before-upgrade").iterdir()
    assert copy.name == "sessions-0001_initial.sqlite3"
    with sqlite3.connect(copy) as before:
        tables = {name for (name,) in before.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert "organisation_member" in tables
    assert "django_session" not in tables
    assert "django_session" in connection.introspection.table_names()


@pytest.mark.django_db(transaction=True)
def test_database_that_is_up_to_date_is_left_alone(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / "data"

    prepare_database()

    assert list((tmp_path / "data").iterdir()) == []


def test_static_files_are_collected_once_and_again_when_one_changed(
    settings: Settings, tmp_path: Path
) -> None:
    source, target = tmp_path / "source", tmp_path / "static"
    source.mkdir()
    (source / "a.css").write_text("a{}")
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [source]
    settings.STATIC_ROOT = target

    prepare_static_files()
    (target / "mark").write_text("still here")
    prepare_static_files()
    assert (target / "mark").exists()

    (source / "b.css").write_text("b{}")
    prepare_static_files()

    assert {file.name for file in target.iterdir()} >= {"a.css", "b.css"}
    assert not (target / "mark").exists()
