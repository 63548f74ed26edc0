"""What the pages of this app share: saving a form, and saying beside the field what was refused."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict

from chuyende.foundation.core.errors import DomainError, EditedMeanwhile


def saved(request: HttpRequest, form: forms.Form, service: Callable[..., Any], **given: Any) -> Any:
    """Do what `form` says and return what `service` made; None when the form or a rule refuses it."""
    try:
        return service(actor=request.user, **given)
    except EditedMeanwhile:
        raise
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return None


def over_theirs(form: forms.Form, revision: int) -> None:
    """Let the next press of the button save over what somebody else saved: the reader has now seen it."""
    data: QueryDict = form.data.copy()  # type: ignore[attr-defined]  # what was posted
    data["revision"] = str(revision)
    form.data = data
