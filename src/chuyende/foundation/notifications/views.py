import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from chuyende.foundation.accounts.requests import SignedInRequest

from . import queries, services


@require_GET
def notification_list(request: SignedInRequest) -> HttpResponse:
    page = Paginator(queries.notifications_visible_to(request.user), 30).get_page(request.GET.get("page"))
    return render(request, "notifications/notification_list.html", {"page": page})


@require_POST
def notification_open(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Mark one as read and go where it leads."""
    notification = get_object_or_404(queries.notifications_visible_to(request.user), pk=pk)
    services.mark_read(actor=request.user, notification=notification)
    return redirect(notification.url or "notifications:notification_list")


@require_POST
def notification_read_all(request: SignedInRequest) -> HttpResponse:
    services.mark_read(actor=request.user)
    return redirect("notifications:notification_list")
