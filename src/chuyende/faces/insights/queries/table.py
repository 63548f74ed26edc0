"""Squares in words: the table cells × quarters."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import AnyUser, can
from chuyende.foundation.organisation.queries import Headcount
from chuyende.foundation.ui.parts import HeatCell, HeatRow
from chuyende.planning.programmes.models import Topic
from chuyende.planning.programmes.quarters import quarter_end, quarter_start

from ..engine import Square
from ..enums import SquareState
from .facts import QUARTERS, Planned, YearFacts

_TITLES = {
    SquareState.OVERDUE: gettext_lazy("Not held"),
    SquareState.PASSED_BY: gettext_lazy("Not opened"),
    SquareState.IN_SESSION: gettext_lazy("In session"),
    SquareState.CONVENED: gettext_lazy("Convened"),
    SquareState.APPROVED: gettext_lazy("Approved"),
    SquareState.WAITING_COMMITTEE: gettext_lazy("Waiting for the Party committee"),
    SquareState.WAITING_CELL: gettext_lazy("Waiting for the cell's committee"),
    SquareState.RETURNED: gettext_lazy("Returned for revision"),
    SquareState.DRAFT: gettext_lazy("Being drafted"),
}
_LOOK = {
    SquareState.HELD: "done",
    SquareState.MINUTES_WAITING: "done",
    SquareState.OVERDUE: "late",
    SquareState.PASSED_BY: "late",
    SquareState.APPROVED: "plan",
    SquareState.CONVENED: "plan",
    SquareState.IN_SESSION: "plan",
    SquareState.WAITING_COMMITTEE: "plan",
}


def rows_of(facts: YearFacts, user: AnyUser) -> list[HeatRow]:
    """One row a cell, one square a quarter; each opens the topic or meeting that it tells of."""
    return [
        HeatRow(
            title=cell.short_name,
            detail=headcount_words(facts.headcounts[cell.path]),
            url=_plan_url(cell, facts.year) if can(user, Perm.PLAN_VIEW, cell) else "",
            cells=[_heat_cell(facts, cell, quarter, user) for quarter in QUARTERS],
        )
        for cell in facts.cells
    ]


def headcount_words(count: Headcount, *, of_all: bool = False) -> str:
    """«15 đảng viên, 1 dự bị»; `of_all`, for the whole body: «45 đảng viên, trong đó 2 dự bị»."""
    members = ngettext("%(n)s Party member", "%(n)s Party members", count.total) % {"n": count.total}
    if not count.probationary:
        return members
    probationary = _("%(n)s of them probationary") if of_all else _("%(n)s probationary")
    return f"{members}, {probationary % {'n': count.probationary}}"


def square_words(facts: YearFacts, cell: Organisation, quarter: int) -> tuple[str, str]:
    """A square in two lines: what, and how far or since when."""
    square = facts.squares[cell.pk, quarter]
    planned = square.entry.thing if square.entry else None
    if square.state in (SquareState.HELD, SquareState.MINUTES_WAITING) and planned:
        return _forms(planned), _after(facts, square, planned)
    if square.state is SquareState.MISSING:
        started = quarter_start(facts.year, quarter) <= facts.today
        return _("No topic yet"), _by(quarter_end(facts.year, quarter)) if started else ""
    title = str(_TITLES.get(square.state, ""))
    if square.is_late:
        return title, ngettext("%(n)s day overdue", "%(n)s days overdue", square.days) % {"n": square.days}
    if square.state is SquareState.APPROVED:
        return title, _("no day set")
    if square.state in (SquareState.CONVENED, SquareState.IN_SESSION) and planned and planned.meeting:
        return title, f"{timezone.localtime(planned.meeting.starts_at):%d/%m, %H:%M}"
    waits = square.state in (SquareState.WAITING_CELL, SquareState.WAITING_COMMITTEE)
    return title, _waiting(planned.topic) if waits and planned else ""


def _heat_cell(facts: YearFacts, cell: Organisation, quarter: int, user: AnyUser) -> HeatCell:
    square = facts.squares[cell.pk, quarter]
    planned = square.entry.thing if square.entry else None
    title, detail = square_words(facts, cell, quarter)
    if square.more:
        detail = ", ".join(filter(None, [detail, _("%(n)s more") % {"n": square.more}]))
    return HeatCell(
        title=title,
        detail=detail,
        state=_LOOK.get(square.state, "none"),  # type: ignore[arg-type]  # the four looks of a square
        url=evidence_url(cell, facts.year, planned, user),
    )


def evidence_url(cell: Organisation, year: int, planned: Planned | None, user: AnyUser) -> str:
    """Where the facts behind a square are: the meeting, the topic, or the plan that lacks one."""
    if planned and planned.meeting:
        return reverse("meetings:meeting_detail", args=[planned.meeting.pk])
    if planned:
        return _topic_url(planned.topic, user)
    return _plan_url(cell, year) if can(user, Perm.PLAN_VIEW, cell) else ""


def _topic_url(topic: Topic, user: AnyUser) -> str:
    return reverse("programmes:topic_detail", args=[topic.pk]) if can(user, Perm.TOPIC_VIEW, topic) else ""


def _plan_url(cell: Organisation, year: int) -> str:
    return f"{reverse('programmes:organisation_plan', args=[cell.pk])}?nam={year}"


def _forms(planned: Planned) -> str:
    return ", ".join(planned.forms) or _("Held")


def _after(facts: YearFacts, square: Square[Planned], planned: Planned) -> str:
    if square.state is SquareState.MINUTES_WAITING or planned.meeting is None:
        return _("minutes to be signed")
    figures = facts.figures[planned.meeting.pk]
    return _("%(present)s of %(summoned)s attended") % {
        "present": figures.present,
        "summoned": figures.summoned,
    }


def _by(day: dt.date) -> str:
    return _("by %(day)s") % {"day": f"{day:%d/%m}"}


def _waiting(topic: Topic) -> str:
    if topic.review.due_on:
        return _by(topic.review.due_on)
    sent = topic.review.submitted_at
    return _("sent %(day)s") % {"day": f"{timezone.localtime(sent):%d/%m}"} if sent else ""
