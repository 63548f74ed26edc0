import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from chuyende.foundation.core import clock
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can, reach_of
from chuyende.foundation.organisation.queries import home_of

from .. import queries
from ..forms import PlaceForm


@require_GET
def plan(request: HttpRequest) -> HttpResponse:
    """Go to the plan of one's own cell, or of the first organisation in one's charge."""
    return redirect("programmes:organisation_plan", own_place(request).pk)


@require_GET
def organisation_plan(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The year of one organisation, quarter by quarter: topics, where they stand, what is missing."""
    places = queries.plans_visible_to(request.user)
    chosen = PlaceForm(request.GET, places=places)
    if chosen.is_valid() and chosen.cleaned_data["to-chuc"].pk != pk:
        return redirect("programmes:organisation_plan", chosen.cleaned_data["to-chuc"].pk)
    organisation = get_object_or_404(places, pk=pk)
    years = queries.years_to_show(organisation)
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else clock.today().year
    quarters = queries.year_plan(organisation, year, request.user)
    return render(
        request,
        "programmes/organisation_plan.html",
        {
            "organisation": organisation,
            "quarters": quarters,
            "missing": [quarter for quarter in quarters if quarter.missing],
            "year": year,
            "years": years,
            "place_form": PlaceForm(places=places, shown=organisation) if len(places[:2]) > 1 else None,
            "may_propose": can(request.user, Perm.TOPIC_PROPOSE, organisation)
            and organisation.kind == "cell",
        },
    )


def own_place(request: HttpRequest) -> Organisation:
    """The reader's cell, or the first organisation whose plan the reader may see; 404 without one."""
    member = reach_of(request.user).member
    places = queries.plans_visible_to(request.user)
    home = home_of(member) if member else None
    place = places.filter(pk=home.pk).first() if home else None
    place = place or places.first()
    if place is None:
        raise Http404
    return place
