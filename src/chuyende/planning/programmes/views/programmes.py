import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chuyende.foundation.assignments.queries import possible_owners
from chuyende.foundation.core import clock
from chuyende.foundation.core.errors import EditedMeanwhile
from chuyende.foundation.organisation.models import Organisation, Term
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can, require
from chuyende.foundation.organisation.queries import path_upwards
from chuyende.foundation.review.rules import is_editable
from chuyende.foundation.ui.toasts import toast
from chuyende.planning.governance.queries import provisions_to_cite

from .. import queries, services
from ..enums import ProgrammeLevel
from ..forms import ChangeProgrammeForm, LineForm, NewLineForm, NewProgrammeForm, PlaceForm
from ..models import Programme, ProgrammeLine
from .answers import over_theirs, saved
from .plans import own_place


@require_GET
def programme_list(request: HttpRequest) -> HttpResponse:
    """The programmes of one organisation as a tree: term, year, quarter, month, with their progress."""
    places = queries.plans_visible_to(request.user)
    chosen = PlaceForm(request.GET, places=places)
    place = chosen.cleaned_data["to-chuc"] if chosen.is_valid() else own_place(request)
    programmes = list(queries.programmes_visible_to(request.user).filter(organisation=place))
    progress = queries.progress_of(programmes, clock.today())
    return render(
        request,
        "programmes/programme_list.html",
        {
            "place": place,
            "rows": [(programme, progress[programme.pk]) for programme in queries.as_tree(programmes)],
            "place_form": PlaceForm(places=places, shown=place) if len(places[:2]) > 1 else None,
            "may_create": can(request.user, Perm.PROGRAMME_CHANGE, Programme(organisation=place)),
            "levels": ProgrammeLevel,
        },
    )


@require_GET
def programme_detail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One programme: its lines and where each stands, the programmes under it, its topics."""
    programme = _visible(request, pk)
    today = clock.today()
    lines = [(line, queries.line_state(line, today)) for line in queries.lines_of(programme)]
    below = list(queries.programmes_visible_to(request.user).filter(parent=programme))
    progress = queries.progress_of([programme, *below], today)
    approved = programme.review.status in queries.APPROVED
    return render(
        request,
        "programmes/programme_detail.html",
        {
            "programme": programme,
            "lines": lines,
            "lacks_lines": not lines,
            "progress": progress[programme.pk],
            "below": [(each, progress[each.pk]) for each in below],
            "topics": queries.topics_visible_to(request.user).filter(programme=programme),
            "is_editable": is_editable(programme.review),
            "to_give_out": approved
            and any(not line.task and line.deadline >= today for line, _state in lines),
        },
    )


@require_http_methods(["GET", "POST"])
def programme_create(request: HttpRequest, organisation: uuid.UUID, level: str) -> HttpResponse:
    """Draft a programme for a term, a year, a quarter or a month."""
    place = get_object_or_404(queries.plans_visible_to(request.user), pk=organisation)
    require(request.user, Perm.PROGRAMME_CHANGE, Programme(organisation=place))
    if level not in ProgrammeLevel:
        raise Http404
    form = NewProgrammeForm(
        request.POST or None,
        level=ProgrammeLevel(level),
        terms=Term.objects.filter(organisation__path__in=path_upwards(place)),
    )
    if form.is_valid():
        given = {"organisation": place, "level": level, **form.cleaned_data}
        if programme := saved(request, form, services.create_programme, **given):
            toast(request, _("The draft is kept. Now add its lines."))
            return redirect("programmes:programme_detail", programme.pk)
    context = {"form": form, "place": place, "level": ProgrammeLevel(level)}
    return _form_page(request, context, "programmes/programme_form.html")


@require_http_methods(["GET", "POST"])
def programme_change(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Change the head of a programme that is in its author's hands."""
    programme, theirs = _to_change(request, pk), ""
    kept = {name: getattr(programme, name) for name in ("title", "purpose", "revision")}
    form = ChangeProgrammeForm(request.POST or None, initial=kept | {"due_on": programme.review.due_on})
    if form.is_valid():
        try:
            given = {"programme": programme, **form.cleaned_data}
            if saved(request, form, services.change_programme, **given):
                return redirect("programmes:programme_detail", pk)
        except EditedMeanwhile as error:
            theirs = error.theirs
            form.add_error(None, str(error))
            over_theirs(form, programme.revision)
    context = {"form": form, "place": programme.organisation, "programme": programme, "theirs": theirs}
    return _form_page(request, context, "programmes/programme_form.html")


@require_POST
def work_give_out(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Give each line of an approved programme to the person responsible for it."""
    given = services.give_out_work(actor=request.user, programme=_visible(request, pk))  # type: ignore[arg-type]  # signed in
    told = ngettext("%(given)s task was given.", "%(given)s tasks were given.", given) % {"given": given}
    toast(request, told)
    return redirect("programmes:programme_detail", pk)


@require_http_methods(["GET", "POST"])
def line_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    programme = _to_change(request, pk)
    form = NewLineForm(request.POST or None, **_choices(request, programme.organisation))
    given = {"programme": programme, **form.cleaned_data} if form.is_valid() else None
    if given and saved(request, form, services.add_line, **given):
        toast(request, _("The line is added."))
        return redirect("programmes:programme_detail", pk)
    return _form_page(request, {"form": form, "programme": programme}, "programmes/line_form.html")


@require_http_methods(["GET", "POST"])
def line_change(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    line = _line(request, pk)
    names = ("content", "responsible", "deadline", "product", "provision")
    kept = {name: getattr(line, name) for name in names}
    form = LineForm(request.POST or None, initial=kept, **_choices(request, line.programme.organisation))
    if form.is_valid() and saved(request, form, services.change_line, line=line, **form.cleaned_data):
        return redirect("programmes:programme_detail", line.programme_id)
    context = {"form": form, "programme": line.programme, "line": line}
    return _form_page(request, context, "programmes/line_form.html")


@require_POST
def line_remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    line = _line(request, pk)
    services.remove_line(actor=request.user, line=line)  # type: ignore[arg-type]  # signed in
    toast(request, _("The line is taken out."))
    return redirect("programmes:programme_detail", line.programme_id)


def _visible(request: HttpRequest, pk: uuid.UUID) -> Programme:
    return get_object_or_404(queries.programmes_visible_to(request.user), pk=pk)


def _to_change(request: HttpRequest, pk: uuid.UUID) -> Programme:
    programme = _visible(request, pk)
    require(request.user, Perm.PROGRAMME_CHANGE, programme)
    return programme


def _line(request: HttpRequest, pk: uuid.UUID) -> ProgrammeLine:
    visible = queries.programmes_visible_to(request.user)
    line = get_object_or_404(ProgrammeLine.objects.filter(programme__in=visible.values("pk")), pk=pk)
    line.programme = _to_change(request, line.programme_id)
    return line


def _choices(request: HttpRequest, place: Organisation) -> dict[str, Any]:
    return {
        "members": possible_owners(place, clock.today()),
        "provisions": provisions_to_cite(place, request.user),
    }


def _form_page(request: HttpRequest, context: dict[str, Any], template: str) -> HttpResponse:
    bound = context["form"].is_bound
    return render(request, template, context, status=422 if bound else 200)
