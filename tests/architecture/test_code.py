"""How the code is written, where a machine can tell."""

import ast
import re
import subprocess
import warnings
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, ROOT, functions, python_files, short, templates

MOST_LINES, MANY_LINES = 600, 400
MOST_LINES_OF_A_VIEW = 25
SILENCED = re.compile(r"#\s*(?:noqa|type:\s*ignore)\b")
WITH_REASON = re.compile(r"#\s*(?:noqa: [A-Z0-9, ]+|type:\s*ignore\[[\w, -]+\])\s+#\s*\S")
INLINE = re.compile(
    r"""\s(?:style|on[a-z]+)=["']|<script(?![^>]*(?:\b(?:src|nonce)=|application/json))|<style(?![^>]*\bnonce=)"""
)


def lines_of(file: Path) -> int:
    return file.read_text().count("\n")


def test_no_file_is_longer_than_one_can_read() -> None:
    files = [
        f for kind in ("py", "html", "css", "ts") for f in PACKAGE.rglob(f"*.{kind}") if "dist" not in f.parts
    ]
    files += [f for kind in ("ts", "css") for f in (ROOT / "frontend" / "src").rglob(f"*.{kind}")]
    files += [*(ROOT / "tests").rglob("*.py"), *(ROOT / "tools").rglob("*.py")]
    sizes = {short(file): lines_of(file) for file in files if "migrations" not in file.parts}
    for name, lines in sizes.items():
        if MANY_LINES < lines <= MOST_LINES:
            warnings.warn(f"{name} has {lines} lines: time to make it a package", stacklevel=1)

    assert {name: lines for name, lines in sizes.items() if lines > MOST_LINES} == {}


def test_no_module_is_a_drawer_for_anything() -> None:
    assert [short(f) for f in python_files() if f.stem in {"utils", "helpers", "common", "misc"}] == []


def test_every_public_service_and_query_says_what_it_does() -> None:
    silent = [
        f"{short(file)}:{function.lineno} {function.name}"
        for file in python_files("services", "queries")
        for function in functions(file)
        if not function.name.startswith("_")
        and not function.name.endswith("_visible_to")  # the name says it all,
        and len(function.body) > 1  # and of a function of one line too
        and not ast.get_docstring(function)
    ]

    assert silent == []


def test_every_view_is_short() -> None:
    long = []
    for file in python_files("views"):
        for function in functions(file):
            first = (
                function.body[1]
                if ast.get_docstring(function) and len(function.body) > 1
                else function.body[0]
            )
            lines = (function.end_lineno or 0) - first.lineno + 1
            if lines > MOST_LINES_OF_A_VIEW:
                long.append(f"{short(file)}:{function.lineno} {function.name} has {lines} lines")

    assert long == []


def test_whoever_silences_a_check_says_why() -> None:
    files = [*python_files(), *(ROOT / "tests").rglob("*.py"), *(ROOT / "tools").rglob("*.py")]
    unexplained = [
        f"{short(file)}:{number}"
        for file in files
        if file != Path(__file__)
        for number, line in enumerate(file.read_text().split("\n"), start=1)
        if SILENCED.search(line) and not WITH_REASON.search(line)
    ]

    assert unexplained == []


def own_clocks(code: str) -> list[int]:
    """Return the lines that ask another clock than `core.clock`."""
    lines = []
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Attribute(attr="now" | "utcnow" | "today", value=owner):
                asks = getattr(owner, "attr", getattr(owner, "id", "")) in ("timezone", "datetime", "date")
            case ast.Call(func=ast.Attribute(attr="localdate" | "localtime"), args=[], keywords=[]):
                asks = True
            case ast.ImportFrom(module="django.utils.timezone", names=names):
                asks = not {name.name for name in names}.isdisjoint({"now", "localdate", "localtime"})
            case _:
                asks = False
        if asks:
            lines.append(node.lineno)
    return lines


def test_the_program_has_one_clock() -> None:
    # the clock itself, and the sample, which sets the clock to past days and must know the true one
    files = [
        f for f in python_files() if f != PACKAGE / "foundation/core/clock.py" and "sample" not in f.parts
    ]

    assert {short(f): lines for f in files if (lines := own_clocks(f.read_text()))} == {}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("clock.now()", []),
        ("clock.today()", []),
        ("timezone.localtime(meeting.starts_at)", []),
        ("timezone.now()", [1]),
        ("DateTimeField(default=timezone.now)", [1]),
        ("timezone.localdate()", [1]),
        ("dt.datetime.now(tz)", [1]),
        ("date.today()", [1]),
        ("from django.utils.timezone import now", [1]),
    ],
)
def test_the_rule_for_clocks(line: str, found: list[int]) -> None:
    assert own_clocks(line) == found


@pytest.mark.parametrize(
    ("line", "fine"),
    [
        ("x = 1  # noqa: S105  # not a password", True),
        ("x = 1  # type: ignore[attr-defined]  # the library has no types", True),
        ("x = 1  # noqa", False),
        ("x = 1  # noqa: S105", False),
        ("x = 1  # type: ignore  # no code", False),
    ],
)
def test_the_rule_for_silenced_checks(line: str, fine: bool) -> None:
    assert bool(WITH_REASON.search(line)) == fine


def test_no_template_has_inline_style_script_or_handler() -> None:
    found = [
        f"{short(file)}:{number}"
        for file in templates()
        for number, line in enumerate(file.read_text().split("\n"), start=1)
        if INLINE.search(line)
    ]

    assert found == []


def test_a_row_is_locked_without_its_key() -> None:
    """A plain lock waits for whoever wrote a row that points here, and two such wait for each other (PostgreSQL)."""
    lock = re.compile(r"select_for_update\((?!.*no_key=True)")
    found = [
        f"{short(file)}:{number}"
        for file in python_files()
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if lock.search(line)
    ]

    assert found == []


def test_nothing_unfinished_is_left() -> None:
    mark = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
    found = [short(file) for file in [*python_files(), *templates()] if mark.search(file.read_text())]

    assert found == []


def test_built_files_are_not_in_the_repository() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    built = re.compile(r"\.(?:mo|sqlite3|pyc)$|/dist/|/node_modules/")

    assert [file for file in tracked.split("\n") if built.search(file)] == []
