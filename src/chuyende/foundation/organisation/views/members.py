import uuid
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.forms.models import model_to_dict
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chuyende.foundation.accounts.queries import has_second_factor, one_time_password
from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core import clock, vietnamese
from chuyende.foundation.organisation import exports, forms, queries, services
from chuyende.foundation.organisation.enums import MembershipStatus, OrganisationKind
from chuyende.foundation.organisation.models import Member, Membership, Organisation, Position
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can

from .answers import allowed, form_page

PER_PAGE = 50
_SORTS = {
    "ten": ["member__sort_key"],
    "dien": ["status", "member__sort_key"],
    "chi-bo": ["organisation__path", "member__sort_key"],
    "khoa": ["member__department__name", "member__sort_key"],
}


def page_of(member: Member) -> str:
    return reverse("organisation:member_detail", args=[member.pk])


def visible(request: SignedInRequest, pk: uuid.UUID) -> Member:
    known = queries.members_visible_to(request.user).select_related("user", "department")
    return get_object_or_404(known, pk=pk)


def member_rows(memberships: Iterable[Membership]) -> list[tuple[Membership, str]]:
    """Memberships, each with the titles of the positions held today: one query for all."""
    listed = list(memberships)
    held: dict[uuid.UUID, list[str]] = {}
    today = Position.objects.on(clock.today()).filter(member__in=[each.member_id for each in listed])
    for position in today.order_by("organisation__path", "since"):
        held.setdefault(position.member_id, []).append(str(position))
    return [(each, ", ".join(held.get(each.member_id, []))) for each in listed]


def _listed(request: SignedInRequest) -> Any:
    """Today's memberships that the reader may see, filtered and sorted as the address says."""
    held = Membership.objects.on(clock.today()).select_related("member__department", "organisation")
    held = held.filter(member__in=queries.members_visible_to(request.user))
    if words := request.GET.get("ten", "").strip():
        held = held.filter(member__folded_name__contains=vietnamese.fold(words))
    if (status := request.GET.get("dien", "")) in MembershipStatus.values:
        held = held.filter(status=status)
    if place := _chosen(request):
        held = held.filter(organisation__path__startswith=place.path)
    key = request.GET.get("sort", "ten")
    order = _SORTS.get(key.removeprefix("-"), _SORTS["ten"])
    return held.order_by(*(f"-{field}" if key.startswith("-") else field for field in order), "pk")


def _chosen(request: SignedInRequest) -> Organisation | None:
    try:
        wanted = uuid.UUID(request.GET.get("chi-bo", ""))
    except ValueError:
        return None
    return queries.organisations_visible_to(request.user).filter(pk=wanted).first()


@require_safe
def member_list(request: SignedInRequest) -> HttpResponse:
    """Every member whose name the reader may see, to search, filter and sort."""
    page = Paginator(_listed(request), PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = member_rows(page.object_list)
    cells = queries.organisations_visible_to(request.user).filter(kind=OrganisationKind.CELL)
    chosen = _chosen(request)
    return render(
        request,
        "organisation/member_list.html",
        {
            "page": page,
            "cells": cells.exclude(until__lt=clock.today()),
            "statuses": MembershipStatus.choices,
            "may_export": queries.members_known_to(request.user).exclude(user=request.user).exists(),
            "chosen": chosen.pk if chosen else None,
            "query": request.GET.urlencode(),
        },
    )


@require_safe
def member_export(request: SignedInRequest) -> HttpResponse:
    """The listed members, as far as the reader may know their details, as a list that the import reads back."""
    body = _chosen(request) or queries.organisations_visible_to(request.user).order_by("path").first()
    known = _listed(request).filter(member__in=queries.members_known_to(request.user))
    if body is None or not known.exclude(member__user=request.user).exists():
        raise Http404
    memberships = list(known)
    positions = queries.positions_on(body, clock.today())
    services.record_members_exported(actor=request.user, organisation=body, members=len(memberships))
    return exports.xlsx_answer(exports.roster_of(memberships, positions), "danh-sach-dang-vien.xlsx")


@require_safe
def member_detail(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One member: the name for whoever may see it; dates, addresses and history for whoever keeps the records."""
    member = visible(request, pk)
    known = can(request.user, Perm.MEMBER_VIEW_DETAILS, member)
    if known:
        services.record_member_read(actor=request.user, member=member)
    manages = can(request.user, Perm.ACCOUNT_MANAGE, member)
    account = member.user if manages else None
    return render(
        request,
        "organisation/member_detail.html",
        {
            "member": member,
            "known": known,
            "manages": manages,
            "membership": queries.membership_on(member, clock.today()),
            "memberships": member.memberships.select_related("organisation").order_by("-since"),
            "positions": member.positions.select_related("organisation").order_by("-since"),
            "today": clock.today(),
            "has_second_factor": account is not None and has_second_factor(account),
            "has_new_password": account is not None and one_time_password(account) is not None,
        },
    )


@require_http_methods(["GET", "POST"])
def member_admit(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    cell = get_object_or_404(
        queries.organisations_visible_to(request.user), pk=pk, kind=OrganisationKind.CELL
    )
    allowed(request, Perm.MEMBER_ADMIT, cell)
    form = forms.AdmitForm(
        request.POST or None, departments=queries.departments_for(cell), initial={"since": clock.today()}
    )
    return form_page(
        request,
        form,
        partial(services.admit_member, actor=request.user, organisation=cell),
        title=_("Add a member"),
        button=_("Add to the cell"),
        done=_("The member belongs to the cell now."),
        back=reverse("organisation:organisation_detail", args=[pk]),
        to=page_of,
        eyebrow=cell.name,
    )


@require_http_methods(["GET", "POST"])
def member_change(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    member = visible(request, pk)
    allowed(request, Perm.MEMBER_CHANGE, member)
    services.record_member_read(actor=request.user, member=member)
    departments = queries.departments_around(member)
    initial = model_to_dict(member, fields=["full_name", *services.DETAILS])
    return form_page(
        request,
        forms.MemberForm(request.POST or None, departments=departments, initial=initial),
        partial(services.change_member, actor=request.user, member=member),
        title=_("Correct the member's data"),
        button=_("Save the data"),
        done=_("The data is saved."),
        back=page_of(member),
        eyebrow=member.full_name,
    )
