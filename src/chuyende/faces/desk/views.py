from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.assignments.queries import tasks_visible_to
from chuyende.foundation.core import clock
from chuyende.foundation.organisation.policy import reach_of

from . import queries


@require_GET
def today(request: SignedInRequest) -> HttpResponse:
    """What is next, and what this person has to do."""
    return render(
        request, "desk/today.html", {"today": queries.today_of(request.user), "date": clock.today()}
    )


@require_GET
def calendar(request: SignedInRequest, year: int | None = None, month: int | None = None) -> HttpResponse:
    """A month of meetings and deadlines."""
    day = clock.today()
    if year is None or month is None:
        year, month = day.year, day.month
    if not (1930 <= year <= 9000 and 1 <= month <= 12):
        raise Http404
    return render(request, "desk/calendar.html", {"month": queries.month_of(request.user, year, month)})


@require_GET
def my_tasks(request: SignedInRequest) -> HttpResponse:
    """This person's own tasks: open ones first, then those of this year that are done."""
    member = reach_of(request.user).member
    mine = tasks_visible_to(request.user).filter(owner=member) if member else []
    waiting = [task for task in mine if not (task.done_at or task.withdrawn_at)]
    finished = [task for task in mine if task.done_at or task.withdrawn_at]
    return render(
        request, "desk/my_tasks.html", {"waiting": waiting, "finished": finished, "today": clock.today()}
    )


@require_GET
def my_record(request: SignedInRequest) -> HttpResponse:
    """All that is kept about this person, and who has read it."""
    return render(request, "desk/my_record.html", {"record": queries.record_of(request.user)})
