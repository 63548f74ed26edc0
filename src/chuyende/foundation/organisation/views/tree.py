import datetime as dt
import uuid
from functools import partial
from typing import Any

from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core import clock
from chuyende.foundation.organisation import forms, queries, services
from chuyende.foundation.organisation.enums import OrganisationKind
from chuyende.foundation.organisation.models import Department, Organisation
from chuyende.foundation.organisation.permissions import Perm

from .answers import allowed, form_page
from .members import member_rows


def page_of(organisation: Organisation) -> str:
    return reverse("organisation:organisation_detail", args=[organisation.pk])


def visible(request: SignedInRequest, pk: uuid.UUID) -> Organisation:
    return get_object_or_404(queries.organisations_visible_to(request.user), pk=pk)


@require_safe
def organisation_tree(request: SignedInRequest) -> HttpResponse:
    """The committees and cells with their counts, all computed."""
    listed = queries.organisations_visible_to(request.user)
    if request.GET.get("xem") != "ca-da-dong":
        listed = listed.exclude(until__lt=clock.today())
    nodes = queries.tree_on(clock.today(), listed)
    return render(request, "organisation/organisation_tree.html", {"nodes": nodes, "today": clock.today()})


@require_safe
def organisation_detail(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One committee or cell: counts, who leads it, its members or what stands under it."""
    organisation, today = visible(request, pk), clock.today()
    under = queries.within(organisation).exclude(pk=pk).exclude(until__lt=today)
    return render(
        request,
        "organisation/organisation_detail.html",
        {
            "organisation": organisation,
            "count": queries.headcount(organisation, today),
            "above": queries.committee_of(organisation),
            "nodes": queries.tree_on(today, under),
            "positions": queries.positions_on(organisation, today).filter(organisation=organisation),
            "term": queries.term_on(organisation, today),
            "terms": organisation.terms.all(),
            "departments": organisation.departments.order_by("name"),
            "imports": _imports(request, organisation),
            "members": _members(request, organisation),
            "today": today,
        },
    )


def _imports(request: SignedInRequest, organisation: Organisation) -> Any:
    kept = queries.rosters_visible_to(request.user).filter(organisation=organisation)
    return kept.order_by("-created_at")[:5]


def _members(request: SignedInRequest, organisation: Organisation) -> Any:
    if organisation.kind != OrganisationKind.CELL:
        return []
    held = queries.members_on(organisation, clock.today())
    return member_rows(held.filter(member__in=queries.members_visible_to(request.user)))


@require_http_methods(["GET", "POST"])
def organisation_create(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    parent = visible(request, pk)
    allowed(request, Perm.ORGANISATION_CHANGE, parent)
    form = forms.NewOrganisationForm(request.POST or None, initial={"since": clock.today()})
    return form_page(
        request,
        form,
        partial(services.create_organisation, actor=request.user, parent=parent),
        title=_("Open a cell"),
        button=_("Open the cell"),
        done=_("The cell is open."),
        back=page_of(parent),
        to=page_of,
        eyebrow=parent.name,
    )


@require_http_methods(["GET", "POST"])
def organisation_change(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    organisation = visible(request, pk)
    allowed(request, Perm.ORGANISATION_CHANGE, organisation)
    form = forms.OrganisationForm(
        request.POST or None, initial=model_to_dict(organisation, fields=services.CHANGEABLE)
    )
    return form_page(
        request,
        form,
        partial(services.change_organisation, actor=request.user, organisation=organisation),
        title=_("Correct the data"),
        button=_("Save the data"),
        done=_("The data is saved."),
        back=page_of(organisation),
        eyebrow=organisation.name,
    )


@require_http_methods(["GET", "POST"])
def organisation_close(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    organisation = visible(request, pk)
    allowed(request, Perm.ORGANISATION_CHANGE, organisation)
    return form_page(
        request,
        forms.CloseForm(request.POST or None),
        partial(services.close_organisation, actor=request.user, organisation=organisation),
        title=_("Close %s") % organisation.name,
        button=_("Close on this day"),
        done=_("The organisation is closed. Its past stays."),
        back=page_of(organisation),
        intro=_(
            "Members must have been moved before. To move them all at once, merge the cell into another."
        ),
    )


@require_http_methods(["GET", "POST"])
def cell_merge(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    into = get_object_or_404(
        queries.organisations_visible_to(request.user), pk=pk, kind=OrganisationKind.CELL
    )
    allowed(request, Perm.ORGANISATION_CHANGE, into)
    others = queries.cells_of(queries.committee_of(into) or into, clock.today()).exclude(pk=pk)
    form = forms.MergeForm(request.POST or None, cells=others)
    return form_page(
        request,
        form,
        partial(services.merge_cells, actor=request.user, into=into),
        title=_("Merge cells into %s") % into.name,
        button=_("Merge the cells"),
        done=_("The cells are merged. All members were moved."),
        back=page_of(into),
    )


@require_http_methods(["GET", "POST"])
def term_open(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    organisation = visible(request, pk)
    allowed(request, Perm.ORGANISATION_CHANGE, organisation)
    last = organisation.terms.first()
    initial = {"since": last.until + dt.timedelta(days=1)} if last and last.until else {}
    return form_page(
        request,
        forms.TermForm(request.POST or None, initial=initial),
        partial(services.open_term, actor=request.user, organisation=organisation),
        title=_("Open a term"),
        button=_("Open the term"),
        done=_("The term is open."),
        back=page_of(organisation),
        eyebrow=organisation.name,
    )


@require_http_methods(["GET", "POST"])
def department_list(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The faculties and offices of one organisation; whoever keeps the structure adds one here."""
    organisation = visible(request, pk)
    form = forms.DepartmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.add_department(actor=request.user, organisation=organisation, **form.cleaned_data)
        return redirect("organisation:department_list", pk=pk)
    departments = queries.departments_with_counts(organisation, clock.today())
    page = {"organisation": organisation, "departments": departments, "form": form}
    return render(request, "organisation/department_list.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def department_rename(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    known = Department.objects.filter(organisation__in=queries.organisations_visible_to(request.user))
    department = get_object_or_404(known.select_related("organisation"), pk=pk)
    allowed(request, Perm.ORGANISATION_CHANGE, department.organisation)
    return form_page(
        request,
        forms.DepartmentForm(request.POST or None, initial={"name": department.name}),
        partial(services.rename_department, actor=request.user, department=department),
        title=_("Rename %s") % department.name,
        button=_("Save the name"),
        done=_("The name is saved."),
        back=reverse("organisation:department_list", args=[department.organisation_id]),
    )
