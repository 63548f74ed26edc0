"""The hall in the hands of those who hold the quiz."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.foundation.ui.toasts import toast
from chuyende.meeting.quizzes.queries import home_of, quizzes_visible_to

from .. import queries, services
from ..codes import qr_svg
from ..forms import SittingForm, TeamForm


@require_http_methods(["GET", "POST"])
def sitting_create(request: SignedInRequest, quiz: uuid.UUID) -> HttpResponse:
    """Open a quiz of the hall."""
    found = get_object_or_404(quizzes_visible_to(request.user), pk=quiz)
    require(request.user, Perm.SITTING_CREATE, found)
    form = SittingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            sitting = services.create_sitting(actor=request.user, quiz=found, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            return redirect("live:team_list" if sitting.team_mode else "live:sitting_detail", sitting.pk)
    context = {"form": form, "quiz": found}
    return render(request, "live/sitting_create.html", context, status=422 if form.errors else 200)


@require_GET
def sitting_host(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The remote. Any keeper of the cell's quizzes opens it, on any machine, as often as needed."""
    sitting = get_object_or_404(queries.sittings_to_host(request.user), pk=pk)
    context = {
        "sitting": sitting,
        "ticket": services.host_ticket(actor=request.user, sitting=sitting),
        "title": sitting.quiz.title,
        "code": sitting.code,
        "screen_url": reverse("live:sitting_screen", args=[pk]),
        "home_url": home_of(sitting.quiz),
        "results_url": reverse("live:sitting_detail", args=[pk]),
        "cards_url": reverse("live:answer_card_list", args=[sitting.organisation_id]),
    }
    answer = render(request, "live/sitting_host.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@require_GET
def sitting_screen(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The projector's page: how to come in, then questions, counts and standings."""
    sitting = get_object_or_404(queries.sittings_to_host(request.user), pk=pk)
    join_url = request.build_absolute_uri(reverse("live:sitting_phone", args=[pk]))
    context = {
        "sitting": sitting,
        "ticket": services.screen_ticket(actor=request.user, sitting=sitting),
        "title": sitting.quiz.title,
        "unit": sitting.organisation.name,
        "code": sitting.code,
        "join_url": join_url,
        "join_address": f"{request.get_host()}{reverse('live:sitting_join')}",
        "qr": qr_svg(join_url),
    }
    answer = render(request, "live/sitting_screen.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def sitting_end(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """End a sitting that nobody holds any more; the remote does the same by its own button."""
    sitting = get_object_or_404(queries.sittings_to_host(request.user), pk=pk)
    services.end_sitting(actor=request.user, sitting=sitting)
    toast(request, _("The quiz in the hall is over. Its results are being written."))
    return redirect("live:sitting_detail", pk)


@require_http_methods(["GET", "POST"])
def team_list(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The teams of a sitting, made before its first question."""
    sitting = get_object_or_404(queries.sittings_to_host(request.user), pk=pk)
    form = TeamForm(request.POST or None, members=queries.members_for_a_team(sitting))
    if request.method == "POST" and form.is_valid():
        try:
            services.make_team(actor=request.user, sitting=sitting, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            return redirect("live:team_list", pk)
    context = {"form": form, "sitting": sitting, "teams": sitting.teams.prefetch_related("members")}
    return render(request, "live/team_list.html", context, status=422 if form.errors else 200)


@require_POST
def team_remove(request: SignedInRequest, pk: uuid.UUID, team: uuid.UUID) -> HttpResponse:
    sitting = get_object_or_404(queries.sittings_to_host(request.user), pk=pk)
    services.remove_team(actor=request.user, team=get_object_or_404(sitting.teams, pk=team))
    return redirect("live:team_list", pk)
