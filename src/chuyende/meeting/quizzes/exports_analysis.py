"""The analysis of a quiz as an Excel file."""

from django.utils.translation import gettext as _

from chuyende.foundation.core.spreadsheets import table_file
from chuyende.meeting.questions.enums import Kind

from .findings import findings_of
from .queries import QuizAnalysis
from .queries.asking import LETTERS


def analysis_file(analysis: QuizAnalysis) -> bytes:
    """Return a row for each question: its numbers, their intervals, who chose what, and what that says."""
    widest = max((one.report.statistics.item.choices for one in analysis.questions), default=0)
    return table_file(
        title=_("Analysis of the questions"),
        headings=[
            _("Question"),
            _("Kind"),
            _("Text"),
            _("Version"),
            _("Answers"),
            _("Share right"),
            _("Share right, at least"),
            _("Share right, at most"),
            _("Tells apart"),
            _("Tells apart, at least"),
            _("Tells apart, at most"),
            *(_("Chose %(letter)s") % {"letter": letter} for letter in LETTERS[:widest]),
            _("Left empty"),
            _("What that says"),
        ],
        rows=[_row(analysis, place, widest) for place in range(len(analysis.questions))],
    )


def _row(analysis: QuizAnalysis, place: int, widest: int) -> list[object]:
    one = analysis.questions[place]
    numbers, words = one.report.statistics, one.question.words
    share, apart = numbers.facility_interval, numbers.discrimination_interval
    counts = {row.choice: row.total for row in one.report.choices.counts} if one.report.choices else {}
    empty = counts.get(None, 0) if one.report.choices else None
    return [
        one.number,
        str(Kind(words.kind.value).label),
        words.stem,
        one.question.version.number,
        numbers.answers,
        _rounded(numbers.facility),
        _rounded(share and share.low),
        _rounded(share and share.high),
        _rounded(numbers.discrimination),
        _rounded(apart and apart.low),
        _rounded(apart and apart.high),
        *(counts.get(choice) for choice in range(widest)),
        empty,
        " ".join(finding.sentence for finding in findings_of(one.report.verdicts, words)),
    ]


def _rounded(value: object) -> float | None:
    return None if value is None else round(float(value), 3)  # type: ignore[arg-type]  # a share or an index
