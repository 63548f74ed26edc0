"""The organisers' pages: cancelled results, ties, announcing the results."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.ui.toasts import toast

from .. import queries, services
from ..enums import ContestStage
from ..forms import ReasonForm, TieForm
from ..models import Contest


@require_GET
def contest_direct(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """What is left to do before the results are announced, and whether they still are as announced."""
    return render(request, "contests/contest_direct.html", _page(_directed(request, pk), ReasonForm()))


@require_http_methods(["GET", "POST"])
def tie_decide(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The first tie that is left to decide: a place for each, and why."""
    contest = _directed(request, pk)
    ties = queries.ties_to_decide(contest) if contest.announced_at else []
    if not ties:
        return redirect("contests:contest_direct", pk)
    form = TieForm(request.POST or None, rows=ties[0].rows)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            services.decide_tie(actor=request.user, contest=contest, order=form.order(), reason=reason)
        except DomainError as error:
            form.add_error(error.field, str(error))
        else:
            toast(request, _("The tie is decided."))
            return redirect("contests:contest_direct", pk)
    context = {"contest": contest, "tie": ties[0], "form": form}
    return render(request, "contests/tie_decide.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def contest_close(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """What will be announced and to how many; then it is announced."""
    contest = _directed(request, pk)
    if request.method == "POST":
        services.close_contest(actor=request.user, contest=contest)
        toast(request, _("The results are announced, and the members have been told."))
        return redirect("contests:contest_standings", pk)
    if queries.stage_of(contest) != ContestStage.RECKONING:
        return redirect("contests:contest_detail", pk)
    standings = queries.reckoned(contest)
    context = {
        "contest": contest,
        "content": queries.content_of(contest, standings),
        "told": len(queries.who_is_told(contest)),
        "unsettled": contest.disqualifications.filter(settled_at=None).count(),
        "undecided": len(standings.undecided),
    }
    return render(request, "contests/contest_close.html", context)


@require_POST
def contest_announce_again(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    contest, form = _directed(request, pk), ReasonForm(request.POST)
    if form.is_valid():
        try:
            services.announce_again(actor=request.user, contest=contest, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field, str(error))
        else:
            toast(request, _("The corrected results are announced, and the members have been told."))
            return redirect("contests:contest_standings", pk)
    return render(request, "contests/contest_direct.html", _page(contest, form), status=422)


def _page(contest: Contest, form: ReasonForm) -> dict[str, Any]:
    stage, result = queries.stage_of(contest), queries.last_result(contest)
    is_over = stage in (ContestStage.RECKONING, ContestStage.CLOSED)
    standings = queries.reckoned(contest) if is_over else None
    content = queries.content_of(contest, standings) if standings else {}
    return {
        "contest": contest,
        "stage": stage,
        "is_over": is_over,
        "cases": contest.disqualifications.select_related("member", "cell"),
        "ties": queries.ties_among(standings, content) if standings else [],
        "results": contest.results.select_related("announced_by"),
        "changes": len(list(queries.changes_since(result, content))) if result else 0,
        "form": form,
    }


def _directed(request: SignedInRequest, pk: uuid.UUID) -> Contest:
    return get_object_or_404(queries.contests_to_direct(request.user), pk=pk)
