"""The program's source as the architecture tests read it."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "chuyende"
DOCS = ROOT / "docs"
Function = ast.FunctionDef | ast.AsyncFunctionDef


def python_files(*floors: str) -> Iterator[Path]:
    """Yield the program's Python files, migrations left out; with `floors`, only those: `python_files("services")`."""
    for file in sorted(PACKAGE.rglob("*.py")):
        place = file.relative_to(PACKAGE).with_suffix("").parts
        if "migrations" not in place and (not floors or set(place[2:]) & set(floors)):
            yield file


def templates() -> list[Path]:
    return sorted(PACKAGE.glob("*/*/templates/**/*.html"))


def functions(file: Path) -> Iterator[Function]:
    """Yield the functions of a module, methods left out."""
    for node in ast.parse(file.read_text()).body:
        if isinstance(node, Function):
            yield node


def short(file: Path) -> str:
    return str(file.relative_to(ROOT))
