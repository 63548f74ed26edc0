import uuid
from functools import partial

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core import clock
from chuyende.foundation.organisation import forms, queries, rules, services
from chuyende.foundation.organisation.enums import OrganisationKind
from chuyende.foundation.organisation.models import Organisation, Position
from chuyende.foundation.organisation.permissions import Perm

from .answers import allowed, form_page
from .members import page_of, visible


def _cells(request: SignedInRequest) -> QuerySet[Organisation]:
    """Today's cells into which the reader may admit somebody."""
    found = rules.MEMBER_ADMIT.filter(Organisation.objects.filter(kind=OrganisationKind.CELL), request.user)
    return found.exclude(until__lt=clock.today()).order_by("path")


@require_http_methods(["GET", "POST"])
def status_change(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    member = visible(request, pk)
    allowed(request, Perm.MEMBER_CHANGE, member)
    return form_page(
        request,
        forms.StatusForm(request.POST or None, initial={"since": clock.today()}),
        partial(services.change_status, actor=request.user, member=member),
        title=_("Change the status"),
        button=_("Change from this day"),
        done=_("The status is changed; the one before stays in the history."),
        back=page_of(member),
        eyebrow=member.full_name,
    )


@require_http_methods(["GET", "POST"])
def member_move(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    member = visible(request, pk)
    allowed(request, Perm.MEMBER_CHANGE, member)
    cells = _cells(request)
    return form_page(
        request,
        forms.MoveForm(request.POST or None, cells=cells, initial={"since": clock.today()}),
        partial(services.move_member, actor=request.user, member=member),
        title=_("Move to another cell"),
        button=_("Move from this day"),
        done=_("The member is moved; the time in the old cell stays in the history."),
        back=page_of(member),
        eyebrow=member.full_name,
        intro=_("Positions in the cell left end the day before."),
    )


@require_http_methods(["GET", "POST"])
def member_transfer(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    member = visible(request, pk)
    allowed(request, Perm.MEMBER_CHANGE, member)
    return form_page(
        request,
        forms.TransferForm(request.POST or None, initial={"on": clock.today()}),
        partial(services.transfer_member, actor=request.user, member=member),
        title=_("End the membership"),
        button=_("End on this day"),
        done=_("The membership is ended; its time stays in the history."),
        back=page_of(member),
        eyebrow=member.full_name,
        intro=_("All positions end on the same day."),
    )


@require_http_methods(["GET", "POST"])
def member_readmit(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    member = visible(request, pk)
    allowed(request, Perm.MEMBER_CHANGE, member)
    cells = _cells(request)
    return form_page(
        request,
        forms.ReadmitForm(request.POST or None, cells=cells, initial={"since": clock.today()}),
        partial(services.readmit_member, actor=request.user, member=member),
        title=_("Admit to a cell"),
        button=_("Admit from this day"),
        done=_("The member belongs to the cell now."),
        back=page_of(member),
        eyebrow=member.full_name,
    )


@require_http_methods(["GET", "POST"])
def position_appoint(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    member = visible(request, pk)
    places = rules.MINUTE_TAKER_CHANGE.filter(Organisation.objects.all(), request.user)
    places = places.exclude(until__lt=clock.today()).order_by("path")
    if not places.exists():
        allowed(
            request,
            Perm.POSITION_CHANGE,
            get_object_or_404(queries.organisations_visible_to(request.user)[:1]),
        )
    home = queries.home_of(member)
    initial = {"since": clock.today(), "organisation": home.pk if home else None}
    return form_page(
        request,
        forms.PositionForm(request.POST or None, organisations=places, initial=initial),
        partial(services.appoint_member, actor=request.user, member=member),
        title=_("Give a position"),
        button=_("Appoint from this day"),
        done=_("The position is given."),
        back=page_of(member),
        eyebrow=member.full_name,
        intro=_(
            "A cell's secretary appoints the minute taker; the other positions are given by the Party committee."
        ),
    )


@require_http_methods(["GET", "POST"])
def position_end(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    seen = Position.objects.filter(organisation__in=queries.organisations_visible_to(request.user))
    position = get_object_or_404(seen.select_related("member", "organisation"), pk=pk)
    services.require_appointing(request.user, position.organisation, position.role)
    return form_page(
        request,
        forms.PositionEndForm(request.POST or None, initial={"until": clock.today()}),
        partial(services.end_position, actor=request.user, position=position),
        title=_("End the position"),
        button=_("End on this day"),
        done=_("The position is ended; its time stays in the history."),
        back=reverse("organisation:member_detail", args=[position.member_id]),
        eyebrow=f"{position.member}: {position}",
    )


@require_safe
def position_list(request: SignedInRequest) -> HttpResponse:
    """Who holds which position today: known to the whole body."""
    held = Position.objects.on(clock.today()).filter(
        organisation__in=queries.organisations_visible_to(request.user)
    )
    positions = queries.by_rank(held.select_related("member", "organisation"))
    seen = set(queries.members_visible_to(request.user).values_list("pk", flat=True))
    return render(
        request,
        "organisation/position_list.html",
        {"positions": positions, "seen": seen, "today": clock.today()},
    )
