import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chuyende.foundation.accounts.models import User
from chuyende.foundation.accounts.queries import one_time_password
from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core import clock
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.organisation import exports, queries, services
from chuyende.foundation.organisation.forms import ConfirmForm, RosterForm
from chuyende.foundation.organisation.models import RosterImport
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.ui.toasts import toast

from .answers import act, allowed
from .tree import visible as visible_organisation

SHOWN_ROWS, SHOWN_FAULTS = 20, 200


def visible(request: SignedInRequest, pk: uuid.UUID) -> RosterImport:
    return get_object_or_404(queries.rosters_visible_to(request.user), pk=pk)


@require_http_methods(["GET", "POST"])
def roster_upload(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Choose a list; it is read and compared, and nothing is written."""
    organisation = visible_organisation(request, pk)
    allowed(request, Perm.ROSTER_IMPORT, organisation)
    term = queries.term_on(organisation, clock.today())
    form = RosterForm(
        request.POST or None,
        request.FILES or None,
        initial={"since": max(term.since if term else organisation.since, organisation.since)},
    )
    if request.method == "POST" and form.is_valid():
        roster = act(
            form,
            lambda **given: services.preview_roster(actor=request.user, organisation=organisation, **given),
        )
        if roster is not None:
            return redirect("organisation:roster_preview", pk=roster.pk)
    page = {"form": form, "organisation": organisation}
    return render(request, "organisation/roster_upload.html", page, status=422 if form.errors else 200)


@require_safe
def roster_preview(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """What the import would do, or what it did."""
    roster = visible(request, pk)
    if roster.confirmed_at is not None:
        return render(request, "organisation/roster_done.html", _result(roster))
    return _dry_run(request, roster, ConfirmForm())


def _dry_run(
    request: SignedInRequest, roster: RosterImport, form: ConfirmForm, status: int = 200
) -> HttpResponse:
    plan = queries.plan_import(roster)
    questions = {
        "make_cells": bool(plan.new_cells),
        "leave_out_bad_rows": plan.bad_rows > 0,
        "leave_out_unknown_columns": bool(roster.notes.get("unknown")),
    }
    for name, is_open in questions.items():
        if not is_open:
            del form.fields[name]
    page = {
        "roster": roster,
        "plan": plan,
        "form": form,
        "rows": plan.rows[:SHOWN_ROWS],
        "faults": plan.problems[:SHOWN_FAULTS],
        "hidden_faults": max(0, len(plan.problems) - SHOWN_FAULTS),
    }
    return render(request, "organisation/roster_preview.html", page, status=status)


def _result(roster: RosterImport) -> dict[str, object]:
    made = {kind: len(ids) for kind, ids in roster.created.items()}
    return {"roster": roster, "made": made, "has_passwords": bool(_passwords(roster))}


@require_POST
def roster_confirm(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Write what the dry run showed. Pressed twice, it is written once."""
    roster, form = visible(request, pk), ConfirmForm(request.POST)
    form.full_clean()
    try:
        done = services.import_roster(actor=request.user, roster=roster, **form.cleaned_data)
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return _dry_run(request, roster, form, status=422)
    count = len(done.created.get("members", []))
    toast(
        request,
        ngettext("%(count)d member is imported.", "%(count)d members are imported.", count)
        % {"count": count},
    )
    return redirect("organisation:roster_preview", pk=pk)


@require_POST
def roster_discard(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    roster = visible(request, pk)
    services.discard_roster(actor=request.user, roster=roster)
    toast(request, _("The dry run is thrown away. Nothing was imported."))
    return redirect("organisation:organisation_detail", pk=roster.organisation_id)


@require_POST
def roster_undo(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    roster = visible(request, pk)
    services.undo_import(actor=request.user, roster=roster)
    toast(request, _("The import is undone. Everything that it made is removed."))
    return redirect("organisation:roster_preview", pk=pk)


@require_safe
def roster_sample(request: SignedInRequest) -> HttpResponse:
    return exports.xlsx_answer(exports.sample_roster(), "mau-danh-sach-dang-vien.xlsx")


@require_safe
def roster_passwords(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The one-time passwords that the import issued: for an hour, to print."""
    roster = visible(request, pk)
    rows = _passwords(roster)
    _note_reading(request, roster)
    return render(request, "organisation/password_list.html", {"rows": rows, "roster": roster})


@require_safe
def roster_passwords_file(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The same as a spreadsheet."""
    roster = visible(request, pk)
    rows = _passwords(roster)
    _note_reading(request, roster)
    return exports.xlsx_answer(exports.password_list(rows), "mat-khau-mot-lan.xlsx")


def _note_reading(request: SignedInRequest, roster: RosterImport) -> None:
    services.record_roster_passwords_read(actor=request.user, roster=roster)


def _passwords(roster: RosterImport) -> list[tuple[str, str, str, str]]:
    """Name, cell, user name and password of the accounts whose passwords may still be looked at."""
    users = User.objects.filter(pk__in=roster.created.get("users", [])).select_related("member")
    fresh = [(user, password) for user in users if (password := one_time_password(user))]
    homes = queries.homes_of([user.member for user, _password in fresh], clock.today())
    rows = [
        (user.member.sort_key, user.full_name, homes.get(user.member.pk, ""), user.username, password)
        for user, password in fresh
    ]
    return [row[1:] for row in sorted(rows)]
