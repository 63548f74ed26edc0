"""Which templates the run rendered: each process writes its list, the first one reads them all at the end."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from django.template import Template

SOURCE = Path(__file__).resolve().parent.parent / "src" / "chuyende"
PLACE = "CHUYENDE_TESTS_RENDERED"
rendered: set[str] = set()
unseen: list[str] = []


def record(sender: Template, template: Template, **_kwargs: object) -> None:
    if template.name:
        rendered.add(str(template.name))


def start(config: pytest.Config) -> None:
    os.environ[PLACE] = tempfile.mkdtemp(prefix="chuyende-rendered-")


def stop(session: pytest.Session) -> None:
    if PLACE not in os.environ:
        return
    place = Path(os.environ[PLACE])
    (place / str(os.getpid())).write_text("\n".join(rendered))
    if hasattr(session.config, "workerinput"):
        return
    seen = {name for file in place.iterdir() for name in file.read_text().split("\n")}
    shutil.rmtree(place)
    del os.environ[PLACE]
    unseen.extend(sorted(set(all_templates()) - seen))
    if unseen:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def tell(terminal: pytest.TerminalReporter) -> None:
    """Name the templates that no test rendered, among the failures of the run."""
    if unseen:
        terminal.section(f"{len(unseen)} templates were rendered by no test", red=True)
        for name in unseen:
            terminal.line(name)


def all_templates() -> list[str]:
    """Return the name of every template of the program."""
    return [
        str(file.relative_to(folder))
        for folder in SOURCE.glob("*/*/templates")
        for file in folder.rglob("*")
        if file.is_file()
    ]
