from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.ui.toasts import toast

from . import services
from .queries import has_second_factor


@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """What guards this person's account, and where each part is changed."""
    waiting = EmailAddress.objects.filter(user=request.user, verified=False).exclude(email=request.user.email)
    return render(
        request,
        "accounts/overview.html",
        {
            "has_second_factor": has_second_factor(request.user),
            "sessions": len(UserSession.objects.purge_and_list(request.user)),
            "waiting_address": waiting.first(),
        },
    )


@require_POST
def session_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Sign this person out on one device."""
    session = get_object_or_404(UserSession.objects.filter(user=request.user), pk=pk)
    services.end_session(actor=request.user, session=session)
    toast(request, _("Signed out on that device."))
    return redirect("usersessions_list")
