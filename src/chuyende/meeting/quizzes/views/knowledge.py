"""The map of knowledge: cells and fields of work, one cell by quarters, and what a square rests on."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core import clock
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.organisation.policy import reach_of
from chuyende.foundation.ui.parts import HeatCell, HeatRow
from chuyende.planning.programmes.models import FunctionArea
from chuyende.planning.programmes.quarters import ROMAN

from .. import findings, queries
from ..rules import FOLLOWING_ROLES

QUARTERS = (1, 2, 3, 4)


@require_GET
def knowledge(request: SignedInRequest) -> HttpResponse:
    """Cells and what they know of each field of work, in a year or a quarter of it."""
    years, year = _asked_year(request)
    quarter = _quarter(request)
    known = queries.knowledge_of_year(request.user, year, quarter=quarter)
    rows = [
        HeatRow(
            title=cell.name,
            url=f"{reverse('quizzes:knowledge_cell', args=[cell.pk])}?nam={year}",
            cells=[_square(known, cell, area, year, quarter) for area in known.areas],
        )
        for cell in known.cells
    ]
    context = {
        "years": years,
        "year": year,
        "quarter": quarter,
        "quarters": [(number, ROMAN[number]) for number in QUARTERS],
        "rows": rows,
        "columns": [area.name for area in known.areas],
        **_limits(known),
    }
    return render(request, "quizzes/knowledge.html", context)


@require_GET
def knowledge_cell(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One cell: what it knows of each field of work, quarter by quarter."""
    years, year = _asked_year(request)
    cell = get_object_or_404(Organisation, pk=pk)
    if not queries.quiz_results_visible_to(request.user).filter(organisation=cell).exists():
        raise Http404
    known = queries.knowledge_of_cell(request.user, cell, year)
    rows = [HeatRow(title=area.name, cells=_quarters(known, cell, area, year)) for area in known.areas]
    context = {
        "cell": cell,
        "years": years,
        "year": year,
        "rows": rows,
        "columns": [_("Quarter %(roman)s") % {"roman": ROMAN[quarter]} for quarter in QUARTERS],
        **_limits(known),
    }
    return render(request, "quizzes/knowledge_cell.html", context)


@require_GET
def knowledge_evidence(request: SignedInRequest, cell: uuid.UUID, area: uuid.UUID) -> HttpResponse:
    """The quizzes on which one square rests."""
    _years, year = _asked_year(request)
    place, field = get_object_or_404(Organisation, pk=cell), get_object_or_404(FunctionArea, pk=area)
    quarter = _quarter(request)
    behind = list(queries.quizzes_behind(request.user, place, field, year, quarter=quarter))
    if not behind:
        raise Http404
    context = {
        "cell": place,
        "area": field,
        "year": year,
        "roman": ROMAN[quarter] if quarter else "",
        "rows": [(quiz, findings.percent(queries.mean_share(quiz))) for quiz in behind],
    }
    return render(request, "quizzes/knowledge_evidence.html", context)


def _limits(known: queries.KnowledgeMap) -> dict[str, object]:
    rule = known.rule
    return {
        "rule": rule,
        "firm_from": rule.share("knowledge_firm_from"),
        "weak_below": rule.share("knowledge_weak_below"),
    }


def _square(
    known: queries.KnowledgeMap, cell: Organisation, area: FunctionArea, year: int, quarter: int | None
) -> HeatCell:
    """A square of the whole map: of the year, or of one quarter."""
    address = reverse("quizzes:knowledge_evidence", args=[cell.pk, area.pk])
    url = f"{address}?nam={year}" + (f"&quy={quarter}" if quarter else "")
    return findings.knowledge_square(known.squares.get((cell.pk, area.pk, year)), known.rule, url=url)


def _quarters(
    known: queries.KnowledgeMap, cell: Organisation, area: FunctionArea, year: int
) -> list[HeatCell]:
    """The four squares of one field of work in one cell."""
    address = reverse("quizzes:knowledge_evidence", args=[cell.pk, area.pk])
    return [
        findings.knowledge_square(
            known.squares.get((cell.pk, area.pk, quarter)),
            known.rule,
            url=f"{address}?nam={year}&quy={quarter}",
        )
        for quarter in QUARTERS
    ]


def _asked_year(request: SignedInRequest) -> tuple[list[int], int]:
    """The years of which something is known, and the one that is asked for; the latest unless another is."""
    if not reach_of(request.user).has_role(*FOLLOWING_ROLES):
        raise Http404
    years = queries.years_of_knowledge(request.user)
    asked = request.GET.get("nam", "")
    return years, int(asked) if asked.isdecimal() and int(asked) in years else next(
        iter(years), clock.today().year
    )


def _quarter(request: SignedInRequest) -> int | None:
    asked = request.GET.get("quy", "")
    return int(asked) if asked in {"1", "2", "3", "4"} else None
