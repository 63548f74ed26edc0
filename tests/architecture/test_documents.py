"""The documents tell what the program has."""

import ast
import re

from tests.architecture.source import DOCS, PACKAGE, ROOT, python_files


def test_every_setting_is_documented() -> None:
    read = (PACKAGE / "config" / "settings.py").read_text()
    names = {f"CHUYENDE_{name}" for name in re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"", read)}
    names |= set(
        re.findall(r"environ(?:\.get\(|\[)\"([A-Z_]+)\"", (PACKAGE / "config" / "command.py").read_text())
    )
    documented = (DOCS / "operate" / "settings.md").read_text()

    assert sorted(name for name in names if f"`{name}`" not in documented) == []


def test_every_event_is_documented() -> None:
    told = (DOCS / "architecture.md").read_text()
    events = [
        target.id
        for file in python_files("events")
        for node in ast.parse(file.read_text()).body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
        for target in node.targets
        if isinstance(target, ast.Name)
    ]

    assert [event for event in events if f"`{event}`" not in told] == []


def test_links_between_the_documents_lead_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in [*ROOT.glob("*.md"), *ROOT.glob("benchmarks/*.md"), *DOCS.rglob("*.md")]
        for link in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text())
        if not (page.parent / link).exists()
    ]

    assert broken == []


def test_every_scenario_of_the_benchmarks_is_documented() -> None:
    told = (ROOT / "benchmarks" / "README.md").read_text()
    scenarios = [file.stem for file in (ROOT / "benchmarks" / "scenarios").glob("[!_]*.py")]

    assert sorted(name for name in scenarios if f"| `{name}` |" not in told) == []
