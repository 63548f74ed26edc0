"""The hall for whoever belongs to the cell: what runs, what was, the own seat."""

import uuid

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can
from chuyende.meeting.quizzes.queries import home_of, standings

from .. import queries, services
from ..forms import CodeForm
from .pages import phone_page


@require_GET
def sitting_list(request: SignedInRequest) -> HttpResponse:
    """Sittings that the reader sees, running ones first."""
    sittings = queries.sittings_visible_to(request.user).order_by("-ended_at", "-started_at")
    page = Paginator(sittings.filter(ended_at__isnull=False), 30).get_page(request.GET.get("page"))
    context = {
        "running": sittings.filter(ended_at=None),
        "page": page,
        "form": CodeForm(),
        "cells": queries.cells_with_cards(request.user),
        "answer_card_nodes": queries.organisations_with_answer_cards(request.user),
    }
    return render(request, "live/sitting_list.html", context)


@require_GET
def sitting_detail(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One sitting: the ways in while it runs, who sat there and the standings afterwards."""
    sitting = get_object_or_404(queries.sittings_visible_to(request.user), pk=pk)
    told = [] if sitting.is_running else standings(sitting.quiz)
    context = {
        "sitting": sitting,
        "home": home_of(sitting.quiz),
        "may_host": can(request.user, Perm.SITTING_HOST, sitting),
        "may_join": can(request.user, Perm.SITTING_JOIN, sitting),
        "seats": queries.seats_with_times(sitting),
        "standings": told,
        "is_being_written": not sitting.is_running and not told and queries.results_to_come(sitting),
    }
    return render(request, "live/sitting_detail.html", context)


@require_GET
def sitting_join(request: SignedInRequest) -> HttpResponse:
    """The way in by the digits on the screen: they find the sitting, the sign-in opens it."""
    form = CodeForm(request.GET or None)
    if form.is_valid():
        if sitting := queries.sitting_by_code(request.user, form.cleaned_data["code"]):
            return redirect("live:sitting_phone", sitting.pk)
        form.add_error("code", _("No quiz of your cell runs under this code."))
    return render(request, "live/sitting_join.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
def sitting_phone(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The own seat. The page keeps it ready; it counts as taken when the phone comes in."""
    sitting = get_object_or_404(queries.sittings_to_join(request.user), pk=pk)
    seat = services.take_seat(actor=request.user, sitting=sitting)
    return phone_page(request, seat, home_of(sitting.quiz))


@login_not_required
@require_GET
def sitting_file(request: HttpRequest, pk: uuid.UUID, file: uuid.UUID, code: str) -> FileResponse:
    """A picture or sound of a question, for those who were sent its address."""
    kept = queries.file_of(pk, file, code)
    if kept is None:
        raise Http404
    headers = {"Cache-Control": "private, max-age=86400, immutable", "X-Content-Type-Options": "nosniff"}
    return FileResponse(kept.file.open("rb"), content_type=kept.content_type, headers=headers)
