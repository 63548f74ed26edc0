"""The bank as files of other formats."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from chuyende.foundation.accounts.requests import SignedInRequest

from .. import exports, queries
from ..forms import BankFilter


@require_GET
def question_export(request: SignedInRequest) -> HttpResponse:
    """Which formats there are, and how many of the questions that the bank shows each can hold."""
    rows = queries.with_secrecy(BankFilter(request.GET, bank=queries.bank_seen(request.user)).found())
    open_rows = [row.version for row in rows if not row.is_secret]
    context = {
        "rooms": exports.rooms_for([exports.words_to_export(version) for version in open_rows]),
        "count": len(open_rows),
        "secret": len(rows) - len(open_rows),
        "back": reverse("questions:question_bank"),
        "query": request.GET.urlencode(),
    }
    return render(request, "questions/question_export.html", context)


@require_GET
def question_export_file(request: SignedInRequest, code: str) -> HttpResponse:
    """The questions that the bank shows, as a file. One that is being asked is in none."""
    rows = queries.with_secrecy(BankFilter(request.GET, bank=queries.bank_seen(request.user)).found())
    try:
        return exports.questions_file(code, [row.version for row in rows if not row.is_secret])
    except KeyError:
        raise Http404 from None
