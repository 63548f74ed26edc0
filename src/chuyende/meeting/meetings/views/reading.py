"""Which meeting a page is about: found among those that the reader may see, record or change; otherwise a 404."""

import uuid
from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.shortcuts import get_object_or_404

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core.errors import DomainError
from chuyende.meeting.meetings import queries
from chuyende.meeting.meetings.models import Meeting

T = TypeVar("T")


def to_read(request: SignedInRequest, pk: uuid.UUID) -> Meeting:
    return get_object_or_404(queries.meeting_records_visible_to(request.user), pk=pk)


def to_record(request: SignedInRequest, pk: uuid.UUID) -> Meeting:
    return get_object_or_404(queries.meetings_recorded_by(request.user), pk=pk)


def to_change(request: SignedInRequest, pk: uuid.UUID) -> Meeting:
    return get_object_or_404(queries.meetings_changed_by(request.user), pk=pk)


def attempt(form: forms.Form, act: Callable[[], T]) -> T | None:
    """Do what a valid form asks. What the service refuses is said in the form, and None returned."""
    try:
        return act()
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return None
