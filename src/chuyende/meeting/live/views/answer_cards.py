"""Answer cards of members without a phone: who holds which, given and taken back, printed."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.ui.toasts import toast

from .. import queries, services
from ..forms import AnswerCardForm


@require_http_methods(["GET", "POST"])
def answer_card_list(request: SignedInRequest, organisation: uuid.UUID) -> HttpResponse:
    """The cards in force, and giving one more."""
    node = _organisation(request, organisation)
    members = queries.members_without_answer_card(node)
    form = AnswerCardForm(request.POST or None, members=members)
    if request.method == "POST" and form.is_valid():
        try:
            card = services.give_answer_card(actor=request.user, organisation=node, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            toast(request, _("Card %(n)s is %(name)s's now.") % {"n": card.number, "name": card.member})
            return redirect("live:answer_card_list", organisation)
    context = {
        "form": form,
        "organisation": node,
        "cards": queries.answer_cards_of(node),
        "lacking": members.count(),
    }
    return render(request, "live/answer_card_list.html", context, status=422 if form.errors else 200)


@require_POST
def answer_cards_give(request: SignedInRequest, organisation: uuid.UUID) -> HttpResponse:
    """Give a card to each member who holds none."""
    node = _organisation(request, organisation)
    given = services.give_answer_cards(actor=request.user, organisation=node)
    toast(request, ngettext("%(n)s card is given.", "%(n)s cards are given.", given) % {"n": given})
    return redirect("live:answer_card_list", organisation)


@require_POST
def answer_card_take_back(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Let a card's number be free for somebody else."""
    card = get_object_or_404(queries.answer_cards_to_take_back(request.user), pk=pk)
    services.take_answer_card_back(actor=request.user, card=card)
    toast(request, _("Card %(n)s is taken back.") % {"n": card.number})
    return redirect("live:answer_card_list", card.organisation_id)


@require_GET
def answer_cards_print(request: SignedInRequest, organisation: uuid.UUID) -> HttpResponse:
    """The cards in force, to be printed and cut."""
    node = _organisation(request, organisation)
    if not queries.answer_cards_of(node).exists():
        raise Http404
    headers = {"Content-Disposition": 'inline; filename="phieu-gio.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(queries.answer_cards_file(node), content_type="application/pdf", headers=headers)


def _organisation(request: SignedInRequest, pk: uuid.UUID) -> Organisation:
    return get_object_or_404(queries.organisations_with_answer_cards(request.user), pk=pk)
