"""The agenda and the materials of a meeting."""

import uuid
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can
from chuyende.foundation.ui.toasts import toast
from chuyende.meeting.meetings import queries, services
from chuyende.meeting.meetings.forms import (
    AgendaItemForm,
    ChairsAgendaItemForm,
    MaterialChoiceForm,
    MaterialUploadForm,
    NewAgendaItemForm,
)
from chuyende.meeting.meetings.models import Meeting, MeetingMaterial
from chuyende.planning.library.queries import materials_visible_to
from chuyende.planning.library.services import add_material as add_to_library

from .reading import attempt, to_change


@require_http_methods(["GET", "POST"])
def agenda_edit(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The lines of the agenda with what one can do to each; below them a new line."""
    meeting = to_change(request, pk)
    form = NewAgendaItemForm(request.POST or None, people=_people(meeting))
    if request.method == "POST" and form.is_valid():
        added = attempt(
            form,
            lambda: services.add_agenda_item(actor=request.user, meeting=meeting, **form.cleaned_data),
        )
        if added:
            return redirect(f"{request.path}#{added.pk}")
    context = {"meeting": meeting, "form": form, "run": queries.run_of_show(meeting)}
    return render(request, "meetings/agenda_edit.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def agenda_item_change(request: SignedInRequest, pk: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    """Change one line; whoever chairs also keeps notes that nobody else sees."""
    meeting = to_change(request, pk)
    line = get_object_or_404(meeting.agenda, pk=item)
    form_class = (
        ChairsAgendaItemForm if can(request.user, Perm.MEETING_VIEW_NOTES, meeting) else AgendaItemForm
    )
    initial = {name: getattr(line, name) for name in form_class.base_fields}
    form = form_class(request.POST or None, people=_people(meeting), initial=initial)
    if request.method == "POST" and form.is_valid():
        changed = attempt(
            form,
            lambda: services.change_agenda_item(actor=request.user, item=line, **form.cleaned_data),
        )
        if changed:
            toast(request, _("The step is saved."))
            return redirect("meetings:agenda_edit", meeting.pk)
    context = {"meeting": meeting, "item": line, "form": form}
    return render(request, "meetings/agenda_item_change.html", context, status=422 if form.is_bound else 200)


@require_POST
def agenda_item_move(request: SignedInRequest, pk: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    meeting = to_change(request, pk)
    line = get_object_or_404(meeting.agenda, pk=item)
    services.move_agenda_item(actor=request.user, item=line, up=request.POST.get("way") == "up")
    return redirect("meetings:agenda_edit", meeting.pk)


@require_POST
def agenda_item_remove(request: SignedInRequest, pk: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    meeting = to_change(request, pk)
    if line := meeting.agenda.filter(pk=item).first():
        services.remove_agenda_item(actor=request.user, item=line)
        toast(request, _("Taken off the agenda: %(title)s") % {"title": line.title})
    return redirect("meetings:agenda_edit", meeting.pk)


@require_http_methods(["GET", "POST"])
def material_add(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Give the members something to read or watch: from the library, or a new file."""
    meeting = to_change(request, pk)
    uploads = bool(request.FILES) or "title" in request.POST
    choice = MaterialChoiceForm(
        request.POST if request.method == "POST" and not uploads else None,
        materials=_materials(request, meeting),
    )
    upload = MaterialUploadForm(*((request.POST, request.FILES) if uploads else ()))
    form: forms.Form = upload if uploads else choice
    if request.method == "POST" and form.is_valid():
        attached = attempt(form, lambda: _attach(request, meeting, form.cleaned_data))
        if attached:
            toast(request, _("Attached: %(title)s") % {"title": attached.material.title})
            return redirect("meetings:meeting_detail", meeting.pk)
    context = {"meeting": meeting, "choice": choice, "upload": upload}
    return render(request, "meetings/material_add.html", context, status=422 if form.is_bound else 200)


@require_POST
def material_remove(request: SignedInRequest, pk: uuid.UUID, attached: uuid.UUID) -> HttpResponse:
    meeting = to_change(request, pk)
    found = MeetingMaterial.objects.select_related("material", "meeting").filter(meeting=meeting, pk=attached)
    if row := found.first():
        services.remove_material(actor=request.user, attached=row)
        toast(
            request, _("Taken off this meeting; it stays in the library: %(title)s") % {"title": row.material}
        )
    return redirect("meetings:meeting_detail", meeting.pk)


def _attach(request: SignedInRequest, meeting: Meeting, given: dict[str, Any]) -> MeetingMaterial:
    """Put a new file into the library first; both or neither."""
    with transaction.atomic():
        material = given.get("material") or add_to_library(
            actor=request.user, organisation=meeting.organisation, **given
        )
        return services.add_material(actor=request.user, meeting=meeting, material=material)


def _materials(request: SignedInRequest, meeting: Meeting) -> Any:
    attached = meeting.materials.values("material_id")
    return materials_visible_to(request.user).exclude(pk__in=attached).order_by("-created_at")


def _people(meeting: Meeting) -> Any:
    return queries.may_be_named(meeting.organisation, queries.day_of(meeting))
