import datetime as dt
import uuid

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chuyende.foundation.core import clock
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.review.queries import reviews_waiting_for
from chuyende.foundation.ui.toasts import toast
from chuyende.planning.programmes.quarters import ROMAN

from . import queries, services

_GAPS_AT_FIRST = 8


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Cells × quarters of a year: what is planned, approved, held or missing, each opening its facts."""
    places, place, year, years = _asked(request)
    facts = queries.facts_of(place, year, clock.today())
    gaps = queries.gaps_of(facts)
    shown = gaps if request.GET.get("thieu") == "tat-ca" else gaps[:_GAPS_AT_FIRST]
    return render(
        request,
        "insights/overview.html",
        {
            "facts": facts,
            "years": years,
            "columns": [_("Quarter %(roman)s") % {"roman": roman} for roman in ROMAN[1:]],
            "rows": queries.rows_of(facts, request.user),
            "members": queries.headcount_words(facts.headcounts[place.path], of_all=True),
            "now": clock.now(),
            "gaps": _with_reminders(request, shown, year),
            "more_gaps": len(gaps) - len(shown),
            "waiting": reviews_waiting_for(request.user).filter(kind="topic").count(),
            "committees": [each for each in places if each.kind == "committee"],
        },
    )


@require_GET
def evidence(request: HttpRequest) -> HttpResponse:
    """The meetings behind the figures of a year, one by one."""
    _places, place, year, _years = _asked(request)
    facts = queries.facts_of(place, year, clock.today())
    rows = [(meeting, facts.figures[meeting.pk]) for meeting in reversed(facts.held)]
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    context = {"facts": facts, "page": page, "total": facts.total}
    return render(request, "insights/evidence.html", context)


@require_POST
def secretary_remind(request: HttpRequest, pk: uuid.UUID, year: int, quarter: int) -> HttpResponse:
    """Remind the head of a cell of a missing meeting."""
    cell = get_object_or_404(queries.places_visible_to(request.user), pk=pk)
    if quarter not in (1, 2, 3, 4) or not dt.MINYEAR < year < dt.MAXYEAR:
        raise Http404
    services.remind_secretary(
        actor=request.user,  # type: ignore[arg-type]  # signed in
        organisation=cell,
        year=year,
        quarter=quarter,
    )
    toast(request, _("%(cell)s has been reminded.") % {"cell": cell.short_name})
    return redirect(f"{reverse('insights:overview')}?nam={year}")


def _asked(request: HttpRequest) -> tuple[list[Organisation], Organisation, int, list[int]]:
    """The places to choose from, the place and year that the address names, and the years to choose from.

    By default the highest place, and the last year with facts. The cells under a committee are no places to
    choose: they are its rows.
    """
    visible = queries.places_visible_to(request.user)
    places = list(visible.filter(kind="committee")) or list(visible[:1])
    chosen = request.GET.get("to-chuc", "")
    place = next((each for each in places if str(each.pk) == chosen), None if chosen else (*places, None)[0])
    if place is None:
        raise Http404
    years = queries.years_of(place)
    offered = sorted({*years, clock.today().year}, reverse=True)
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdecimal() and int(asked) in offered else queries.year_to_show(years)
    return places, place, year, offered


def _with_reminders(request: HttpRequest, gaps: list[queries.Gap], year: int) -> list[tuple[object, ...]]:
    """Each gap with when its cell was last reminded and where its evidence is."""
    reminders = queries.last_reminders([gap.cell for gap in gaps], year)
    return [
        (
            gap,
            reminders.get((gap.cell.pk, gap.quarter)),
            queries.evidence_url(gap.cell, year, gap.planned, request.user),
        )
        for gap in gaps
    ]
