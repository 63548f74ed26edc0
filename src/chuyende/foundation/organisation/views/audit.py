from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core.errors import NotAllowed
from chuyende.foundation.organisation import queries, rules
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.organisation.permissions import Perm

PER_PAGE = 50


@require_safe
def audit_log(request: SignedInRequest) -> HttpResponse:
    """Who did what in the organisations that the reader watches over, newest first."""
    watched = rules.AUDIT_VIEW.filter(Organisation.objects.all(), request.user)
    if not watched.exists():
        raise NotAllowed(Perm.AUDIT_VIEW)
    acts = queries.acts_visible_to(request.user)
    if words := request.GET.get("nguoi", "").strip():
        acts = acts.filter(actor_name__icontains=words)
    page = Paginator(acts, PER_PAGE).get_page(request.GET.get("page"))
    names = dict(watched.values_list("pk", "name"))
    rows = [(act, names.get(act.organisation, "") if act.organisation else "") for act in page]
    return render(request, "organisation/audit_log.html", {"page": page, "rows": rows, "words": words})
