import uuid
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chuyende.foundation.accounts.queries import one_time_password
from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core import clock
from chuyende.foundation.organisation import forms, queries, services
from chuyende.foundation.organisation.models import Organisation, RoleRequirement
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.rules import SECOND_FACTOR_REQUIRE
from chuyende.foundation.ui.toasts import toast

from .answers import allowed
from .members import visible


def _act(request: SignedInRequest, pk: uuid.UUID, do: Callable[..., Any], done: str, to: str) -> HttpResponse:
    do(actor=request.user, member=visible(request, pk))
    toast(request, done)
    return redirect(f"organisation:{to}", pk=pk)


@require_POST
def account_create(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    done = _("The account is open. Hand the one-time password over.")
    return _act(request, pk, services.create_account, done, "account_password")


@require_POST
def account_reset(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    done = _("A new one-time password is issued. The old one no longer works.")
    return _act(request, pk, services.reset_password, done, "account_password")


@require_POST
def account_forbid(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    return _act(
        request, pk, services.forbid_account, _("The account can no longer sign in."), "member_detail"
    )


@require_POST
def account_allow(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    return _act(request, pk, services.allow_account, _("The account can sign in again."), "member_detail")


@require_POST
def second_factor_reset(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    done = _("The second factor is taken back. The member signs in with the password and sets up a new one.")
    return _act(request, pk, services.reset_second_factor, done, "member_detail")


@require_safe
def account_password(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The password that was issued within the hour, to hand over."""
    member = visible(request, pk)
    allowed(request, Perm.ACCOUNT_MANAGE, member)
    password = one_time_password(member.user) if member.user else None
    if password is None:
        raise Http404
    services.record_passwords_read(actor=request.user, member=member)
    return render(request, "organisation/account_password.html", {"member": member, "password": password})


@require_http_methods(["GET", "POST"])
def second_factor(request: SignedInRequest) -> HttpResponse:
    """Which positions need a second factor."""
    own = SECOND_FACTOR_REQUIRE.filter(Organisation.objects.all(), request.user).order_by("path")[:1]
    organisation = get_object_or_404(own)
    kept = list(RoleRequirement.objects.filter(organisation=organisation).values_list("role", flat=True))
    form = forms.RequiredRolesForm(request.POST or None, initial={"roles": kept})
    if request.method == "POST" and form.is_valid():
        services.set_required_roles(actor=request.user, organisation=organisation, **form.cleaned_data)
        toast(request, _("Saved. Whoever lacks a second factor is asked for it at the next page."))
        return redirect("organisation:second_factor")
    lacking = queries.positions_without_second_factor(organisation, clock.today())
    return render(
        request,
        "organisation/second_factor.html",
        {"form": form, "organisation": organisation, "lacking": lacking},
    )
