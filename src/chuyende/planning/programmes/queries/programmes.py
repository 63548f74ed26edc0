"""Programmes: their tree, their lines, and how far each is, derived from the tasks given for it."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from chuyende.foundation.organisation.policy import AnyUser
from chuyende.foundation.review.kinds import Sections

from .. import rules
from ..enums import LineState, ProgrammeLevel
from ..models import Programme, ProgrammeLine
from ..quarters import quarter_end, quarter_start


def programmes_visible_to(user: AnyUser) -> QuerySet[Programme]:
    found = Programme.objects.select_related("organisation", "review", "term", "parent")
    return rules.VIEW_PROGRAMME.filter(found, user)


_UPWARDS = {
    ProgrammeLevel.YEAR: ProgrammeLevel.TERM,
    ProgrammeLevel.QUARTER: ProgrammeLevel.YEAR,
    ProgrammeLevel.MONTH: ProgrammeLevel.QUARTER,
}


def programme_above(programme: Programme) -> Programme | None:
    """The programme one level up that covers this one's period: month → quarter → year → term."""
    above = _UPWARDS.get(ProgrammeLevel(programme.level))
    if above is None:
        return None
    found = Programme.objects.filter(organisation=programme.organisation, term=programme.term, level=above)
    if above != ProgrammeLevel.TERM:
        found = found.filter(year=programme.year)
    if above == ProgrammeLevel.QUARTER:
        found = found.filter(quarter=programme.quarter)
    return found.first()


def programmes_below(programme: Programme) -> QuerySet[Programme]:
    """The programmes one level down whose period this one covers."""
    level = next((low for low, high in _UPWARDS.items() if high == programme.level), None)
    found = Programme.objects.filter(organisation=programme.organisation, term=programme.term, level=level)
    if programme.level != ProgrammeLevel.TERM:
        found = found.filter(year=programme.year)
    if programme.level == ProgrammeLevel.QUARTER:
        found = found.filter(quarter=programme.quarter)
    return found


def as_tree(programmes: Iterable[Programme]) -> list[Programme]:
    """Order programmes as a tree is read: each with those under it right after it; `depth` says how deep."""
    listed = list(programmes)
    known = {programme.pk for programme in listed}
    below: dict[uuid.UUID | None, list[Programme]] = defaultdict(list)
    for programme in listed:
        below[programme.parent_id if programme.parent_id in known else None].append(programme)

    def walk(parent: uuid.UUID | None, depth: int) -> Iterable[Programme]:
        for programme in below[parent]:
            programme.depth = depth  # type: ignore[attr-defined]  # for the page alone
            yield programme
            yield from walk(programme.pk, depth + 1)

    return list(walk(None, 0))


def period_of(programme: Programme) -> tuple[dt.date, dt.date]:
    """The first and last day that a programme covers."""
    year = programme.year
    if year is None:
        return programme.term.since, programme.term.until or dt.date.max
    if programme.month:
        first = dt.date(year, programme.month, 1)
        following = dt.date(year + programme.month // 12, programme.month % 12 + 1, 1)
        return first, following - dt.timedelta(days=1)
    if programme.quarter:
        return quarter_start(year, programme.quarter), quarter_end(year, programme.quarter)
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def lines_of(programme: Programme) -> QuerySet[ProgrammeLine]:
    return programme.lines.select_related("responsible", "provision__document__replaced_by", "task")


def line_state(line: ProgrammeLine, day: dt.date) -> LineState:
    """Where a line stands on `day`: by its task, and by its deadline."""
    if line.task is not None and line.task.done_at:
        return LineState.DONE
    deadline = line.task.due_on if line.task is not None else line.deadline
    if deadline < day:
        return LineState.OVERDUE
    return LineState.IN_PROGRESS if line.task is not None else LineState.NOT_GIVEN


@dataclass
class Progress:
    """How far a programme is, the programmes under it included."""

    total: int = 0
    done: int = 0
    overdue: int = 0

    def add(self, other: "Progress") -> None:
        self.total += other.total
        self.done += other.done
        self.overdue += other.overdue


def progress_of(programmes: Iterable[Programme], day: dt.date) -> dict[uuid.UUID, Progress]:
    """The progress of each programme, rolled up from month to term. Two queries at any size."""
    listed = list(programmes)
    places = {programme.organisation_id for programme in listed}
    above = dict(Programme.objects.filter(organisation__in=places).order_by().values_list("pk", "parent"))
    late = Q(task=None, deadline__lt=day) | Q(task__done_at=None, task__due_on__lt=day)
    counted = (
        ProgrammeLine.objects.filter(programme__organisation__in=places)
        .order_by()
        .values_list("programme")
        .annotate(
            total=Count("pk"),
            done=Count("pk", filter=Q(task__done_at__isnull=False)),
            overdue=Count("pk", filter=late),
        )
    )
    progress: dict[uuid.UUID, Progress] = defaultdict(Progress)
    for programme, total, done, overdue in counted:
        node = programme
        while node is not None:
            progress[node].add(Progress(total, done, overdue))
            node = above.get(node)
    return {programme.pk: progress[programme.pk] for programme in listed}


def programme_sections(programme: Programme) -> Sections:
    """The programme as headings and text: what a version keeps and compares."""
    lines = [
        (
            f"{number}. {line.content}",
            _("%(person)s, by %(day)s: %(product)s. Rests on: %(provision)s.")
            % {
                "person": line.responsible.full_name,
                "day": f"{line.deadline:%d/%m/%Y}",
                "product": line.product,
                "provision": line.provision,
            },
        )
        for number, line in enumerate(lines_of(programme), start=1)
    ]
    return [(_("Title"), programme.title), (_("Purpose and requirements"), programme.purpose), *lines]
