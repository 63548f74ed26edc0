"""Conclusions and the tasks that they give."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core.errors import EditedMeanwhile
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.ui.toasts import toast
from chuyende.meeting.meetings import queries, services
from chuyende.meeting.meetings.forms import ConclusionForm, ConclusionTaskForm, ConclusionTextForm
from chuyende.meeting.meetings.models import Meeting

from .reading import attempt, to_record


@require_http_methods(["GET", "POST"])
def conclusion_list(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """What has been concluded, with its tasks; below it the next conclusion."""
    meeting = to_record(request, pk)
    form = ConclusionForm(request.POST or None, people=_people(meeting), initial={"task_id": new_id})
    if request.method == "POST" and form.is_valid():
        added = attempt(form, lambda: _add(request, meeting, form.cleaned_data))
        if added:
            toast(request, _("The conclusion is recorded."))
            return redirect(request.path)
    conclusions = queries.conclusions_of(meeting)
    context = {"meeting": meeting, "stage": meeting.stage, "form": form, "conclusions": conclusions}
    return render(request, "meetings/conclusion_list.html", context, status=422 if form.is_bound else 200)


def _add(request: SignedInRequest, meeting: Meeting, given: dict[str, Any]) -> Any:
    tasks = []
    if given["task_title"]:
        tasks.append(
            services.TaskOrder(
                title=given["task_title"], owner=given["owner"], due_on=given["due_on"], id=given["task_id"]
            )
        )
    return services.add_conclusion(
        actor=request.user,
        meeting=meeting,
        text=given["text"],
        tasks=tasks,
        no_task_reason=given["no_task_reason"],
        id=given["id"],
    )


@require_http_methods(["GET", "POST"])
def conclusion_change(request: SignedInRequest, pk: uuid.UUID, conclusion: uuid.UUID) -> HttpResponse:
    """Change the words, or give a further task. When two write at once both texts are shown."""
    meeting = to_record(request, pk)
    found = get_object_or_404(meeting.conclusions, pk=conclusion)
    initial = {"text": found.text, "no_task_reason": found.no_task_reason, "seen": found.text}
    form = ConclusionTextForm(request.POST or None, initial=initial)
    theirs = ""
    if request.method == "POST" and form.is_valid():
        try:
            services.change_conclusion(actor=request.user, conclusion=found, **form.cleaned_data)
        except EditedMeanwhile as error:
            theirs = error.theirs
            form = ConclusionTextForm(request.POST.dict() | {"seen": theirs})
            form.is_valid()
            form.add_error("text", str(error))
        else:
            toast(request, _("The conclusion is saved."))
            return redirect("meetings:conclusion_list", meeting.pk)
    context = {
        "meeting": meeting,
        "conclusion": found,
        "form": form,
        "theirs": theirs,
        "task_form": ConclusionTaskForm(people=_people(meeting)),
    }
    return render(request, "meetings/conclusion_change.html", context, status=422 if form.is_bound else 200)


@require_POST
def conclusion_task_add(request: SignedInRequest, pk: uuid.UUID, conclusion: uuid.UUID) -> HttpResponse:
    meeting = to_record(request, pk)
    found = get_object_or_404(meeting.conclusions, pk=conclusion)
    form = ConclusionTaskForm(request.POST, people=_people(meeting))
    if form.is_valid():
        order = services.TaskOrder(**form.cleaned_data)
        task = attempt(
            form,
            lambda: services.add_conclusion_task(actor=request.user, conclusion=found, order=order),
        )
        if task:
            toast(request, _("Task given to %(name)s.") % {"name": task.owner.full_name})
            return redirect("meetings:conclusion_list", meeting.pk)
    initial = {"text": found.text, "no_task_reason": found.no_task_reason, "seen": found.text}
    context = {
        "meeting": meeting,
        "conclusion": found,
        "form": ConclusionTextForm(initial=initial),
        "task_form": form,
    }
    return render(request, "meetings/conclusion_change.html", context, status=422)


@require_POST
def conclusion_remove(request: SignedInRequest, pk: uuid.UUID, conclusion: uuid.UUID) -> HttpResponse:
    meeting = to_record(request, pk)
    if found := meeting.conclusions.filter(pk=conclusion).first():
        services.remove_conclusion(actor=request.user, conclusion=found)
        toast(request, _("The conclusion was taken back, and the tasks that it gave."))
    return redirect(reverse("meetings:conclusion_list", args=[meeting.pk]))


def _people(meeting: Meeting) -> Any:
    return queries.may_be_named(meeting.organisation, queries.day_of(meeting))
