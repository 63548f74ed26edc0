import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.server import HERE


def chuyende(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "chuyende", *words],
        env={**os.environ, **HERE, "CHUYENDE_DATA_DIR": str(folder), "CHUYENDE_DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("words", [(), ("--help",), ("-h",)])
def test_command_alone_names_what_it_can_do(tmp_path: Path, words: tuple[str, ...]) -> None:
    told = chuyende(tmp_path, *words)

    assert told.returncode == 0
    assert all(f"chuyende {word}" in told.stdout for word in ("serve", "sample", "check"))


def test_check_of_an_empty_place_names_the_missing_database_and_how_to_make_it(tmp_path: Path) -> None:
    told = chuyende(tmp_path, "check")

    assert told.returncode == 1
    assert "LỖI: Cơ sở dữ liệu còn thiếu" in told.stdout
    assert "Cách sửa: chạy lại chuyende serve, hoặc chuyende migrate." in told.stdout
    assert "Traceback" not in told.stderr


def test_other_words_go_to_django(tmp_path: Path) -> None:
    told = chuyende(tmp_path, "showmigrations", "core")

    assert told.returncode == 0
    assert "0001_initial" in told.stdout


def test_unknown_word_is_refused(tmp_path: Path) -> None:
    told = chuyende(tmp_path, "frobnicate")

    assert told.returncode == 1
    assert "Unknown command: 'frobnicate'" in told.stderr
