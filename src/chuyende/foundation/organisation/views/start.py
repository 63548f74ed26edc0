from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chuyende.foundation.organisation import queries, services
from chuyende.foundation.organisation.forms import StartForm
from chuyende.foundation.ui.toasts import toast

from .answers import act


@login_not_required
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The first committee and its administrator. Only while there is no organisation at all."""
    if queries.whole_body() is not None:
        raise Http404
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        administrator = act(form, services.found_committee)
        if administrator is not None:
            login(request, administrator, backend="chuyende.foundation.accounts.backends.AccountBackend")
            toast(request, _("The Party committee is set up. Now import the list of members."))
            return redirect("organisation:organisation_tree")
    return render(request, "organisation/start.html", {"form": form}, status=422 if form.errors else 200)
