"""Viewings as an Excel file."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from chuyende.foundation.core.spreadsheets import table_file

from .models import Material
from .queries import Watcher


def viewings_file(material: Material, rows: Iterable[Watcher]) -> bytes:
    """Return who has opened, watched or read the material, one member a row."""
    return table_file(
        title=material.title,
        headings=[
            _("Full name"),
            _("Cell"),
            pgettext("material", "Opened at"),
            _("Seen (%)"),
            _("Finished at"),
        ],
        rows=[
            [
                row.membership.member.full_name,
                row.membership.organisation.short_name,
                row.viewing and timezone.make_naive(row.viewing.opened_at),
                row.percent,
                row.viewing and row.viewing.finished_at and timezone.make_naive(row.viewing.finished_at),
            ]
            for row in rows
        ],
    )
