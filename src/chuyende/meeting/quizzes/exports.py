"""Results of a quiz as an Excel file."""

from django.utils import timezone
from django.utils.translation import gettext as _

from chuyende.foundation.core.spreadsheets import table_file

from . import queries
from .models import Quiz


def results_file(quiz: Quiz) -> bytes:
    """Return the result of every member whom the cell counts, best first, then those who have not handed in."""
    rows = queries.results(quiz)
    return table_file(
        title=quiz.title,
        headings=[
            _("Rank"),
            _("Full name"),
            _("Right answers"),
            _("Questions"),
            _("Time (seconds)"),
            _("Started at"),
            _("Handed in at"),
        ],
        rows=[
            [
                row.standing and row.standing.rank,
                row.member.full_name,
                row.standing and row.standing.score,
                row.attempt.size if row.attempt else quiz.size,
                row.attempt and row.attempt.seconds,
                row.attempt and timezone.make_naive(row.attempt.started_at),
                row.attempt and row.attempt.submitted_at and timezone.make_naive(row.attempt.submitted_at),
            ]
            for row in rows
        ],
    )
