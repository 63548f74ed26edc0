"""Databases to measure on: a school, and a district of 300 cells with years of meetings."""

from io import StringIO

from django.core.management import call_command
from django.db import connection


def empty_database() -> None:
    """Bring the tables up to date and take everything out of them."""
    call_command("migrate", verbosity=0)
    call_command("flush", interactive=False, verbosity=0)


def load_school() -> None:
    empty_database()
    call_command("sample", stdout=StringIO())


def load_district(cells: int, members: int, years: int) -> None:
    empty_database()
    call_command("sample", cells=cells, members=members, years=years, stdout=StringIO())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def database() -> str:
    return str(connection.vendor)
