"""Cancelled results: cancelling, the member's reply, the conclusion."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core import clock
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.organisation.models import Member
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can
from chuyende.foundation.ui.toasts import toast

from .. import queries, services
from ..forms import CancelForm, ReplyForm, SettleForm
from ..models import Disqualification


@require_http_methods(["GET", "POST"])
def result_cancel(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Whose result does not count, and why."""
    contest = get_object_or_404(queries.contests_to_direct(request.user), pk=pk)
    placed = Member.objects.filter(pk__in=[member.pk for member in queries.members_with_results(contest)])
    form = CancelForm(request.POST or None, members=placed if queries.is_over(contest) else placed.none())
    if request.method == "POST" and form.is_valid():
        try:
            case = services.cancel_result(actor=request.user, contest=contest, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field, str(error))
        else:
            toast(request, _("The result is cancelled for now, and the member has been told."))
            return redirect("contests:case_detail", case.pk)
    context = {"form": form, "contest": contest}
    return render(request, "contests/result_cancel.html", context, status=422 if form.errors else 200)


@require_GET
def case_detail(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """A cancelled result: what was found, what the member says, the conclusion."""
    return render(request, "contests/case_detail.html", _page(request, _visible(request, pk)))


@require_POST
def case_reply(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    case, form = _visible(request, pk), ReplyForm(request.POST)
    if form.is_valid():
        try:
            services.reply_to_cancelling(actor=request.user, case=case, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field, str(error))
        else:
            toast(request, _("Your reply is sent to the organisers."))
            return redirect("contests:case_detail", pk)
    context = _page(request, case) | {"reply_form": form}
    return render(request, "contests/case_detail.html", context, status=422)


@require_POST
def case_settle(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    case, form = _visible(request, pk), SettleForm(request.POST)
    if form.is_valid():
        try:
            services.settle_case(actor=request.user, case=case, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field, str(error))
        else:
            toast(request, _("The case is settled, and the member has been told."))
            return redirect("contests:case_detail", pk)
    context = _page(request, case) | {"settle_form": form}
    return render(request, "contests/case_detail.html", context, status=422)


def _visible(request: SignedInRequest, pk: uuid.UUID) -> Disqualification:
    return get_object_or_404(queries.cases_visible_to(request.user), pk=pk)


def _page(request: SignedInRequest, case: Disqualification) -> dict[str, Any]:
    is_own = case.member.user_id == request.user.pk
    may_settle = not case.is_settled and can(request.user, Perm.DISQUALIFICATION_SETTLE, case)
    return {
        "case": case,
        "may_reply": not case.is_settled and can(request.user, Perm.DISQUALIFICATION_REPLY, case),
        "may_settle": may_settle and not is_own and (case.replied_at or clock.now() >= case.reply_until),
        "waits": may_settle and not is_own and not case.replied_at and clock.now() < case.reply_until,
        "may_direct": can(request.user, Perm.CONTEST_DIRECT, case.contest),
        "reply_form": ReplyForm(initial={"reply": case.reply}),
        "settle_form": SettleForm(),
    }
