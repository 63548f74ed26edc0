"""What everybody of the contest sees: the contests, one contest, its rules, its standings."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core import clock
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can, reach_of
from chuyende.foundation.ui.toasts import toast

from .. import queries, services
from ..enums import ContestStage
from ..forms import PredictionForm
from ..models import Contest

PLACES_A_PAGE = 100
_HELD = (ContestStage.RECKONING, ContestStage.CLOSED)


@require_GET
def contest_list(request: SignedInRequest) -> HttpResponse:
    """Every contest that the reader may see, latest first; for whoever holds them, where to begin one."""
    contests = queries.with_rounds(queries.contests_visible_to(request.user))
    page = Paginator(contests, 30).get_page(request.GET.get("page"))
    now = clock.now()
    context = {
        "page": page,
        "rows": [(one, one.stage_at(now, list(one.rounds.all()))) for one in page],
        "places": queries.places_to_hold_at(request.user),
    }
    return render(request, "contests/contest_list.html", context)


@require_GET
def contest_detail(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One contest: what it is, its rounds with the own results, the prediction, and what may be done."""
    contest = _visible(request, pk)
    entry = queries.prediction_of(contest, request.user)
    form = PredictionForm(initial={"predicted": entry.predicted if entry else None})
    return render(
        request, "contests/contest_detail.html", _page(request, contest) | {"form": form, "entry": entry}
    )


@require_POST
def contest_predict(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    contest, form = _visible(request, pk), PredictionForm(request.POST)
    if form.is_valid():
        try:
            services.predict(actor=request.user, contest=contest, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field, str(error))
        else:
            toast(request, _("Your prediction is kept."))
            return redirect("contests:contest_detail", pk)
    context = _page(request, contest) | {"form": form, "entry": queries.prediction_of(contest, request.user)}
    return render(request, "contests/contest_detail.html", context, status=422)


@require_GET
def contest_rules(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The rules page, to read and to print: from the frozen rules, or from those in force while it is a draft."""
    contest = _visible(request, pk)
    rounds = queries.rounds_of(contest)
    rule = contest.rule_set or queries.rules_today(contest.organisation)
    parameters = contest.rules or rule.parameters
    context = {
        "contest": contest,
        "rounds": rounds,
        "rule": rule,
        "sections": queries.rules_in_words(contest, parameters, rounds),
    }
    return render(request, "contests/contest_rules.html", context)


@require_GET
def contest_standings(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The standings of members and cells: as announced, or for the organisers as they are before that."""
    contest = get_object_or_404(queries.contest_results_visible_to(request.user), pk=pk)
    stage = queries.stage_of(contest)
    content = queries.standings_shown(contest) if stage in _HELD else None
    members, member = content["members"] if content else [], reach_of(request.user).member
    own = str(member.pk) if member else ""
    context = {
        "contest": contest,
        "stage": stage,
        "content": content,
        "page": Paginator(members, PLACES_A_PAGE).get_page(request.GET.get("page")),
        "own": own,
        "own_row": next((row for row in members if row["id"] == own), None),
        "result": queries.last_result(contest),
        "may_direct": can(request.user, Perm.CONTEST_DIRECT, contest),
    }
    return render(request, "contests/contest_standings.html", context)


@require_GET
def contest_cell(request: SignedInRequest, pk: uuid.UUID, cell: uuid.UUID) -> HttpResponse:
    """Who of a cell has taken part and who has not yet: for the cell's own committee."""
    contest = get_object_or_404(queries.contests_visible_to(request.user).exclude(announced_at=None), pk=pk)
    place = get_object_or_404(queries.cells_followed_by(contest, request.user), pk=cell)
    rows = queries.who_took_part(contest, place)
    context = {
        "contest": contest,
        "cell": place,
        "rows": rows,
        "done": sum(row.rounds > 0 for row in rows),
        "rounds": contest.rounds.count(),
    }
    return render(request, "contests/contest_cell.html", context)


def _page(request: SignedInRequest, contest: Contest) -> dict[str, Any]:
    rounds, user = queries.rounds_of(contest), request.user
    stage = contest.stage_at(clock.now(), rounds)
    may_direct = can(user, Perm.CONTEST_DIRECT, contest)
    return {
        "contest": contest,
        "stage": stage,
        "rows": queries.own_rows(contest, rounds, user),
        "case": queries.own_case(contest, user),
        "predicts": (contest.rules or queries.rules_today(contest.organisation).parameters)["predicts"],
        "may_take": can(user, Perm.CONTEST_TAKE_PART, contest),
        "may_change": stage == ContestStage.DRAFT and can(user, Perm.CONTEST_CHANGE, contest),
        "may_analyse": stage != ContestStage.DRAFT and can(user, Perm.CONTEST_CHANGE, contest),
        "may_announce": stage == ContestStage.DRAFT and may_direct,
        "may_direct": stage in _HELD and may_direct,
        "may_view_results": stage in _HELD and can(user, Perm.CONTEST_VIEW_RESULTS, contest),
        "cells": queries.cells_followed_by(contest, user) if contest.announced_at else [],
    }


def _visible(request: SignedInRequest, pk: uuid.UUID) -> Contest:
    return get_object_or_404(queries.contests_visible_to(request.user), pk=pk)
