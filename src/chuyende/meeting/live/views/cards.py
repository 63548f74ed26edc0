"""Members' cards for the hall: printed, revoked, shown at the door instead of a sign-in."""

import uuid

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.ui.toasts import toast

from .. import queries, services
from ..codes import qr_svg
from ..errors import NothingRunning
from .pages import phone_page


@login_not_required
@require_GET
def seat_card_join(request: HttpRequest, code: str) -> HttpResponse:
    """The seat of a card's member in what runs in their cell now; the card stands for the sign-in."""
    card = queries.card_of_code(code)
    if card is None:
        raise Http404
    try:
        sitting = queries.running_sitting_of(card.member)
        if sitting is None:
            raise NothingRunning
        seat = services.take_seat_by_card(card=card, sitting=sitting)
    except DomainError as error:
        return render(request, "live/seat_card_refused.html", {"reason": str(error)}, status=409)
    return phone_page(request, seat, reverse("live:seat_card_join", args=[code]))


@require_GET
def seat_cards_print(request: SignedInRequest, organisation: uuid.UUID) -> HttpResponse:
    """The cards of a cell, to be printed and cut."""
    cell = get_object_or_404(queries.cells_with_cards(request.user), pk=organisation)
    rows = [
        (row, qr_svg(_address(request, row.code)) if row.card else "") for row in queries.member_cards(cell)
    ]
    context = {"cell": cell, "rows": rows, "lacking": sum(row.card is None for row, _qr in rows)}
    answer = render(request, "live/seat_cards_print.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def seat_cards_issue(request: SignedInRequest, organisation: uuid.UUID) -> HttpResponse:
    """Issue a card to each member who has none."""
    cell = get_object_or_404(queries.cells_with_cards(request.user), pk=organisation)
    issued = services.issue_cards(actor=request.user, organisation=cell)
    toast(request, ngettext("%(n)s card is issued.", "%(n)s cards are issued.", issued) % {"n": issued})
    return redirect("live:seat_cards_print", organisation)


@require_POST
def seat_card_revoke(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Let a lost card open nothing any more."""
    card = get_object_or_404(queries.seat_cards_to_revoke(request.user), pk=pk)
    services.revoke_card(actor=request.user, card=card)
    toast(request, _("The card is revoked. Issue cards again to give the member a new one."))
    return redirect("live:seat_cards_print", card.organisation_id)


def _address(request: HttpRequest, code: str) -> str:
    return request.build_absolute_uri(reverse("live:seat_card_join", args=[code]))
