from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from . import preferences as kept
from .catalogue import samples
from .forms import PreferencesForm
from .toasts import toast


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Theme and size of type, for anyone, kept in cookies."""
    current = kept.of(request)
    form = PreferencesForm(request.POST or None, initial={"theme": current.theme, "type": current.type})
    if not form.is_valid():
        return render(request, "ui/preferences.html", {"form": form}, status=422 if form.is_bound else 200)
    toast(request, _("The appearance is set on this device."))
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = redirect(back if safe else "ui:preferences")
    kept.keep(response, kept.Preferences(**form.cleaned_data), secure=request.is_secure())
    return response


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Every place that this person may go to: what the phone's bottom bar has no room for."""
    return render(request, "ui/places.html")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def catalogue(request: HttpRequest) -> HttpResponse:
    """All components in all their states, for those who build pages. A POST shows the form's errors."""
    return render(request, "ui/catalogue.html", samples(request))
