"""How long one meeting's minutes take as PDF and as Word, from the facts in the database to the bytes."""

import statistics
import time
from collections.abc import Callable, Iterator

from benchmarks import bodies
from benchmarks.figures import Figure
from chuyende.faces.paperwork.engine import Layout, render_docx, render_pdf
from chuyende.faces.paperwork.models import Minutes
from chuyende.faces.paperwork.services.issuing import draft_of_minutes
from chuyende.planning.governance.queries import rule_in_force

ROUNDS = 15


def run() -> Iterator[Figure]:
    bodies.load_school()
    minutes = Minutes.objects.select_related("meeting__organisation").order_by("meeting__starts_at")[0]
    day = minutes.meeting.starts_at.date()
    layout = Layout.from_parameters(rule_in_force("paper_layout", day=day).parameters)
    for figure, render in (("pdf_ms", render_pdf), ("docx_ms", render_docx)):
        taken = _milliseconds(lambda render=render: render(draft_of_minutes(minutes), layout))
        facts_only = _milliseconds(lambda: draft_of_minutes(minutes))
        yield Figure("minutes", figure, taken, "ms", facts_only, bodies.database())


def _milliseconds(work: Callable[[], object]) -> float:
    taken = []
    for _round in range(ROUNDS + 2):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken[2:])
