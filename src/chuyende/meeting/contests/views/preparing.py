"""A contest in the hands of those who prepare it."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.ui.toasts import toast
from chuyende.meeting.questions.queries import misgivings_about
from chuyende.meeting.quizzes.queries import questions_of

from .. import queries, services
from ..forms import ContestForm, NewContestForm, NewRoundForm, RoundForm, contest_values, round_values
from ..models import Contest, Round


@require_http_methods(["GET", "POST"])
def contest_create(request: SignedInRequest, organisation: uuid.UUID) -> HttpResponse:
    """Begin a contest at one organisation."""
    place = get_object_or_404(queries.places_to_hold_at(request.user), pk=organisation)
    form = NewContestForm(request.POST or None, initial={"asks_prediction": True})
    if request.method == "POST" and form.is_valid():
        try:
            contest = services.create_contest(actor=request.user, organisation=place, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field, str(error))
        else:
            return redirect("contests:contest_detail", contest.pk)
    context = {"form": form, "place": place}
    return render(request, "contests/contest_create.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def contest_change(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    contest = _draft(request, pk)
    form = ContestForm(request.POST or None, initial=contest_values(contest))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_contest(actor=request.user, contest=contest, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field, str(error))
        else:
            toast(request, _("The contest is changed."))
            return redirect("contests:contest_detail", pk)
    context = {"form": form, "contest": contest}
    return render(request, "contests/contest_change.html", context, status=422 if form.errors else 200)


@require_POST
def contest_remove(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    services.remove_contest(actor=request.user, contest=_draft(request, pk))
    toast(request, _("The draft is removed. Its questions are still in the bank."))
    return redirect("contests:contest_list")


@require_http_methods(["GET", "POST"])
def round_add(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Add a round; its questions are written next."""
    contest = _draft(request, pk)
    form = NewRoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            one = services.add_round(actor=request.user, contest=contest, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field, str(error))
        else:
            return redirect("quizzes:quiz_prepare", one.quiz_id)
    context = {"form": form, "contest": contest, "number": contest.rounds.count() + 1}
    return render(request, "contests/round_add.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def round_change(request: SignedInRequest, pk: uuid.UUID, one: uuid.UUID) -> HttpResponse:
    found = _round(request, pk, one)
    form = RoundForm(request.POST or None, initial=round_values(found))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_round(actor=request.user, one=found, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field, str(error))
        else:
            toast(request, _("The round is changed."))
            return redirect("contests:contest_detail", pk)
    context = {"form": form, "contest": found.contest, "one": found}
    return render(request, "contests/round_change.html", context, status=422 if form.errors else 200)


@require_POST
def round_remove(request: SignedInRequest, pk: uuid.UUID, one: uuid.UUID) -> HttpResponse:
    services.remove_round(actor=request.user, one=_round(request, pk, one))
    toast(request, _("The round is removed. Its questions are still in the bank."))
    return redirect("contests:contest_detail", pk)


@require_http_methods(["GET", "POST"])
def contest_announce(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """What will go out and to how many; then it goes out."""
    contest = get_object_or_404(queries.contests_to_direct(request.user), pk=pk)
    if request.method == "POST":
        services.announce_contest(actor=request.user, contest=contest)
        toast(request, _("The contest is announced, and the members have been told."))
        return redirect("contests:contest_detail", pk)
    if contest.announced_at:
        return redirect("contests:contest_detail", pk)
    rounds = queries.rounds_of(contest)
    context = {
        "contest": contest,
        "rounds": rounds,
        "misgivings": misgivings_about(
            question.version for one in rounds for question in questions_of(one.quiz)
        ),
        "missing": [one.number for one in rounds if not one.quiz.pool_size],
        "told": len(queries.who_is_told(contest)),
        "rule": queries.rules_today(contest.organisation),
    }
    return render(request, "contests/contest_announce.html", context)


def _draft(request: SignedInRequest, pk: uuid.UUID) -> Contest:
    return get_object_or_404(queries.contests_to_change(request.user), pk=pk)


def _round(request: SignedInRequest, pk: uuid.UUID, one: uuid.UUID) -> Round:
    contest = _draft(request, pk)
    return get_object_or_404(
        contest.rounds.select_related("quiz__organisation", "contest__organisation"), pk=one
    )
