import uuid

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from chuyende.foundation.core import clock
from chuyende.foundation.core.errors import EditedMeanwhile
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import reach_of, require
from chuyende.foundation.organisation.queries import members_on
from chuyende.foundation.review.enums import ReviewStatus, StepAction
from chuyende.foundation.review.rules import is_editable
from chuyende.foundation.ui.forms import Quarter
from chuyende.foundation.ui.toasts import toast
from chuyende.planning.governance.queries import provisions_to_cite

from .. import queries, services
from ..forms import ChangeTopicForm, NewTopicForm, kept_of
from .answers import over_theirs, saved


@require_GET
def topic_detail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One topic: where it stands, what has to be done now, what it rests on."""
    topic = get_object_or_404(queries.topics_visible_to(request.user), pk=pk)
    returned = topic.review.status == ReviewStatus.RETURNED
    reason = topic.review.steps.filter(action=StepAction.RETURNED).last() if returned else None
    return render(
        request,
        "programmes/topic_detail.html",
        {
            "topic": topic,
            "groundings": queries.groundings_of(topic),
            "missing": queries.missing_groundings(topic),
            "is_editable": is_editable(topic.review),
            "is_approved": topic.review.status in queries.APPROVED,
            "returned_for": reason.reason if reason else "",
            "meetings": topic.meetings.filter(cancelled_at=None).order_by("starts_at"),
        },
    )


@require_http_methods(["GET", "POST"])
def topic_propose(request: HttpRequest, organisation: uuid.UUID) -> HttpResponse:
    """Draft a topic for a quarter of one's cell."""
    place = get_object_or_404(queries.places_to_propose_at(request.user), pk=organisation)
    form = NewTopicForm(
        request.POST or None,
        members=_members(place),
        provisions=provisions_to_cite(place, request.user),
        initial={"quarter": _quarter(request), "author": reach_of(request.user).member},
    )
    if form.is_valid():
        topic = saved(request, form, services.propose_topic, organisation=place, **form.arguments())
        if topic:
            toast(request, _("The draft is kept. Submit it for approval when it is ready."))
            return redirect("programmes:topic_detail", topic.pk)
    status = 422 if form.is_bound else 200
    return render(request, "programmes/topic_form.html", {"form": form, "place": place}, status=status)


@require_http_methods(["GET", "POST"])
def topic_change(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Change a draft; of two who save at once the second sees the first one's text and loses nothing."""
    topic = get_object_or_404(queries.topics_visible_to(request.user), pk=pk)
    require(request.user, Perm.TOPIC_CHANGE, topic)
    place, theirs = topic.organisation, ""
    form = ChangeTopicForm(
        request.POST or None,
        members=_members(place),
        provisions=provisions_to_cite(place, request.user),
        initial=kept_of(topic),
    )
    if form.is_valid():
        try:
            if saved(request, form, services.change_topic, topic=topic, **form.arguments()):
                toast(request, _("The topic is saved."))
                return redirect("programmes:topic_detail", pk)
        except EditedMeanwhile as error:
            theirs = error.theirs
            form.add_error(None, str(error))
            over_theirs(form, topic.revision)
    status = 422 if form.is_bound else 200
    context = {"form": form, "place": place, "topic": topic, "theirs": theirs}
    return render(request, "programmes/topic_form.html", context, status=status)


def _members(place: Organisation) -> QuerySet[Member]:
    return Member.objects.filter(memberships__in=members_on(place, clock.today()))


def _quarter(request: HttpRequest) -> Quarter | None:
    try:
        return Quarter.parse(request.GET.get("quy", ""))
    except ValueError:
        return None
