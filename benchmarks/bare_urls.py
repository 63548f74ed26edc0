"""One empty page behind all the program's middleware: the floor of every page."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from chuyende.config.urls import urlpatterns as program


def signed_in(request: HttpRequest) -> HttpResponse:
    """Asks who reads, and answers nothing."""
    return HttpResponse(str(request.user.pk))


@login_not_required
def public(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [path("_bare/", signed_in), path("_bare/public/", public), *program]
