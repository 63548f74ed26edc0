"""`python -m benchmarks [SCENARIO…]`: measure, print a table, write build/bench.jsonl. A run that lost an answer fails.

The program runs with its real settings on a data directory of its own; CHUYENDE_DATABASE_URL chooses PostgreSQL
(`.venv/bin/python tools/with_postgres.py make bench`).
"""

import importlib
import os
import pkgutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import scenarios
from benchmarks.figures import Figure, told

ROOT = Path(__file__).resolve().parent.parent


def main(chosen: list[str]) -> None:
    known = sorted(module.name for module in pkgutil.iter_modules(scenarios.__path__))
    if unknown := set(chosen) - set(known):
        sys.exit(f"no such scenario: {', '.join(sorted(unknown))}; there are: {', '.join(known)}")
    with tempfile.TemporaryDirectory(prefix="chuyende-bench-") as folder:
        os.environ.update(CHUYENDE_DATA_DIR=folder, DJANGO_SETTINGS_MODULE="chuyende.config.settings")
        import django

        django.setup()
        refuse_a_database_in_use()
        figures = list(told(measured(chosen or known), ROOT / "build" / "bench.jsonl"))
    if failed := [f"{one.figure}: {one.value:,.0f} {one.unit}" for one in figures if one.is_too_high]:
        sys.exit(f"this must not be: {', '.join(failed)}")


def refuse_a_database_in_use() -> None:
    """A scenario empties its database: end the run before that if the database already holds an organisation."""
    from django.db import connection

    from chuyende.foundation.organisation.models import Organisation

    made = Organisation._meta.db_table in connection.introspection.table_names()
    if made and Organisation.objects.exists():
        sys.exit("the database of CHUYENDE_DATABASE_URL is in use: measure on an empty one")


def measured(names: list[str]) -> Iterator[Figure]:
    for name in names:
        yield from importlib.import_module(f"benchmarks.scenarios.{name}").run()


if __name__ == "__main__":
    main(sys.argv[1:])
