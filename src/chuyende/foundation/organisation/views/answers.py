"""A page of one form: shown, refused with the reason beside the field, or done and told."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.foundation.ui.toasts import toast


def allowed(request: SignedInRequest, perm: Perm, obj: Any) -> None:
    """Answer 403 before a form is shown whose service would refuse."""
    require(request.user, perm, obj)


def act(form: forms.Form, do: Callable[..., Any]) -> Any | None:
    """Do it with what the form cleaned. A refusal stands beside its field, and None is returned."""
    try:
        return do(**form.cleaned_data)
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return None


def form_page(
    request: SignedInRequest,
    form: forms.Form,
    do: Callable[..., Any],
    *,
    title: str | Promise,
    button: str | Promise,
    done: str | Promise,
    back: str,
    to: Callable[[Any], str] | str | None = None,
    **context: Any,
) -> HttpResponse:
    """The whole of such a page. `back` is where cancelling leads, `to` where the result is seen."""
    if request.method == "POST" and form.is_valid():
        result = act(form, do)
        if not form.errors:
            toast(request, str(done))
            return redirect(to(result) if callable(to) else to or back)
    page = {"form": form, "title": title, "button": button, "back": back, **context}
    return render(request, "organisation/form_page.html", page, status=422 if form.errors else 200)
