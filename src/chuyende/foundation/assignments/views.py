import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core import clock
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can
from chuyende.foundation.ui.toasts import toast

from . import queries, services
from .forms import PostponeForm, ReportForm, TaskForm, WithdrawForm
from .models import Task

_SHOWN = [
    ("mo", pgettext_lazy("tasks", "Open")),
    ("qua-han", pgettext_lazy("tasks", "Overdue")),
    ("tat-ca", pgettext_lazy("tasks", "All")),
]


@require_GET
def task_list(request: SignedInRequest) -> HttpResponse:
    """Tasks that the reader may see: own, open, late or all."""
    tasks = queries.tasks_visible_to(request.user)
    shown = request.GET.get("xem", "mo")
    if shown != "tat-ca":
        tasks = tasks.filter(done_at=None, withdrawn_at=None)
    if shown == "qua-han":
        tasks = tasks.filter(due_on__lt=clock.today())
    page = Paginator(tasks, 30).get_page(request.GET.get("page"))
    places = queries.places_to_assign_at(request.user)
    return render(
        request,
        "assignments/task_list.html",
        {"page": page, "shown": shown, "today": clock.today(), "places": places, "tabs": _SHOWN},
    )


@require_http_methods(["GET", "POST"])
def task_assign(request: SignedInRequest, organisation: uuid.UUID) -> HttpResponse:
    """Give a member of one organisation something to do."""
    place = get_object_or_404(queries.places_to_assign_at(request.user), pk=organisation)
    form = TaskForm(request.POST or None, owners=queries.possible_owners(place, clock.today()))
    if request.method == "POST" and form.is_valid():
        try:
            task = services.assign_task(actor=request.user, organisation=place, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field, str(error))
        else:
            toast(request, _("The task is given, and its owner has been told."))
            return redirect("assignments:task_detail", task.pk)
    return render(request, "assignments/task_assign.html", {"form": form, "place": place})


@require_GET
def task_detail(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    task = _visible(request, pk)
    return render(request, "assignments/task_detail.html", _page(request, task))


@require_GET
def task_proof(request: SignedInRequest, pk: uuid.UUID) -> FileResponse:
    """The file that shows the result, to those who may see the task."""
    task = _visible(request, pk)
    if not task.proof_file:
        raise Http404
    return FileResponse(task.proof_file.open("rb"), as_attachment=True)


@require_POST
def task_report(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    form = ReportForm(request.POST, request.FILES)
    return _act(request, pk, "report_form", form, services.report_task, _("Your report is kept."))


@require_POST
def task_close(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    form = forms.Form(request.POST)
    return _act(request, pk, "close_form", form, services.close_task, _("The task is done."))


@require_POST
def task_postpone(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    form = PostponeForm(request.POST)
    return _act(request, pk, "postpone_form", form, services.postpone_task, _("The task is carried over."))


@require_POST
def task_withdraw(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    form = WithdrawForm(request.POST)
    return _act(request, pk, "withdraw_form", form, services.withdraw_task, _("The task is withdrawn."))


def _visible(request: SignedInRequest, pk: uuid.UUID) -> Task:
    return get_object_or_404(queries.tasks_visible_to(request.user), pk=pk)


def _page(request: SignedInRequest, task: Task, **with_errors: forms.Form) -> dict[str, Any]:
    is_open = not (task.done_at or task.withdrawn_at)
    return {
        "task": task,
        "late": queries.days_late(task, clock.today()),
        "is_open": is_open,
        "today": clock.today(),
        "may_report": is_open and can(request.user, Perm.TASK_REPORT, task),
        "may_close": is_open and can(request.user, Perm.TASK_CLOSE, task),
        "postponements": task.postponements.all(),
        "report_form": ReportForm(initial={"proof": task.proof}),
        "postpone_form": PostponeForm(),
        "withdraw_form": WithdrawForm(),
    } | with_errors


def _act(
    request: SignedInRequest,
    pk: uuid.UUID,
    name: str,
    form: forms.Form,
    service: Callable[..., Any],
    done: str,
) -> HttpResponse:
    """Do one act on a task; what is refused is said beside the field, and what was typed stays."""
    task = _visible(request, pk)
    if form.is_valid():
        try:
            service(actor=request.user, task=task, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            toast(request, done)
            return redirect("assignments:task_detail", task.pk)
    return render(request, "assignments/task_detail.html", _page(request, task, **{name: form}), status=422)
