"""Files of questions: sent, looked through, mended, taken over, undone."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.ui.toasts import toast
from chuyende.planning.governance.queries import provisions_to_cite

from .. import exports, queries, services
from ..engine.rows import Decision, ImportRow
from ..enums import ImportState
from ..enums import Kind as KindLabel
from ..errors import UNREADABLE
from ..forms import FORMS, ChooseForm, QuestionForm, RowsFilter, TakeForm, UploadForm, asked_kind
from ..models import QuestionImport

PER_PAGE, RECENT = 20, 10


@require_http_methods(["GET", "POST"])
def import_start(request: SignedInRequest) -> HttpResponse:
    """Choose a file; the worker reads it, and nothing is in the bank yet."""
    places, usual = queries.places_to_write_at(request.user), queries.usual_place(request.user)
    if usual is None:
        raise Http404
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = UploadForm(*sent, places=places, initial={"organisation": usual})
    if request.method == "POST" and form.is_valid():
        try:
            imported = services.upload_questions(actor=request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else "file", str(error))
        else:
            return redirect("questions:import_detail", imported.pk)
    context = {
        "form": form,
        "back": reverse("questions:question_bank"),
        "recent": queries.recent_imports(request.user)[:RECENT],
        "has_places": places.count() > 1,
    }
    return render(request, "questions/import_start.html", context, status=422 if form.errors else 200)


@require_GET
def import_template(request: SignedInRequest, code: str) -> HttpResponse:
    """A file with some questions, to write over."""
    try:
        return exports.template_file(code)
    except KeyError:
        raise Http404 from None


@require_GET
def import_detail(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """How far the reading has come; then what was read and what is doubted; then what became of it."""
    imported = _visible(request, pk)
    if imported.state == ImportState.UNREAD:
        page = "questions/parts/import_progress.html" if request.htmx else "questions/import_reading.html"
        return render(request, page, {"imported": imported})
    if request.htmx:  # the reading has ended: the page shows what came of it
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    if imported.is_open:
        form = TakeForm(provisions=provisions_to_cite(imported.organisation, request.user))
        return render(request, "questions/import_review.html", _review(request, imported, form))
    context = {
        "imported": imported,
        "reason": UNREADABLE.get(imported.trouble, ""),
        "destination": queries.destination_of(imported, request.user),
    }
    return render(request, "questions/import_closed.html", context)


@require_http_methods(["GET", "POST"])
def import_row(request: SignedInRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """Mend one question beside its original, by the form of its kind; `loai` in the address changes the kind."""
    imported, row = _open_row(request, pk, number)
    form = _row_form(request, imported, row)
    if request.method == "POST" and form.is_valid():
        try:
            services.mend_row(actor=request.user, imported=imported, number=number, **form.question())
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            return _answer_row(request, pk, [number])
    context = _beside(request, imported) | {"row": row, "form": form, "kinds": KindLabel.choices}
    page = "questions/parts/import_mend.html" if request.htmx else "questions/import_row.html"
    return render(request, page, context, status=422 if form.errors else 200)


@require_POST
def import_choose(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Take questions of the file, or leave them."""
    imported = _visible(request, pk)
    form = ChooseForm(request.POST, count=len(imported.rows))
    if not form.is_valid():
        raise Http404
    numbers, decision = form.cleaned_data["row"], form.cleaned_data["decision"]
    services.choose_rows(actor=request.user, imported=imported, numbers=numbers, decision=decision)
    return _answer_row(request, pk, numbers)


@require_POST
def import_take(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Write the chosen questions into the bank. Pressed twice, they are written once."""
    imported = _visible(request, pk)
    form = TakeForm(request.POST, provisions=provisions_to_cite(imported.organisation, request.user))
    if not form.is_valid():
        return render(request, "questions/import_review.html", _review(request, imported, form), status=422)
    done = services.import_questions(actor=request.user, imported=imported, **form.cleaned_data)
    count = len(done.created)
    said = ngettext("%(count)d question is in the bank.", "%(count)d questions are in the bank.", count)
    toast(request, said % {"count": count}, undo_url=reverse("questions:import_undo", args=[pk]))
    destination = queries.destination_of(done, request.user)
    return redirect(destination.url) if destination else redirect("questions:import_detail", pk)


@require_POST
def import_undo(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Take the questions of the file out of the bank again, as far as nobody has used them."""
    undone = services.undo_import(actor=request.user, imported=_visible(request, pk))
    said = ngettext("%(count)d question is taken back.", "%(count)d questions are taken back.", undone.gone)
    text = said % {"count": undone.gone}
    if undone.staying:
        stays = ngettext(
            "%(count)d stays, as it is used.", "%(count)d stay, as they are used.", undone.staying
        )
        text = f"{text} {stays % {'count': undone.staying}}"
    toast(request, text)
    return redirect("questions:import_detail", pk)


@require_POST
def import_discard(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    services.discard_import(actor=request.user, imported=_visible(request, pk))
    toast(request, _("The file is thrown away. Nothing of it is in the bank."))
    return redirect("questions:import_start")


def _visible(request: SignedInRequest, pk: uuid.UUID) -> QuestionImport:
    return get_object_or_404(queries.imports_visible_to(request.user), pk=pk)


def _open_row(request: SignedInRequest, pk: uuid.UUID, number: int) -> tuple[QuestionImport, ImportRow]:
    imported = _visible(request, pk)
    if not imported.is_open or not 1 <= number <= len(imported.rows):
        raise Http404
    return imported, ImportRow.from_json(imported.rows[number - 1])


def _row_form(request: SignedInRequest, imported: QuestionImport, row: ImportRow) -> QuestionForm:
    words = row.words
    shaped = FORMS[asked_kind(request.GET) if "loai" in request.GET else words.kind]
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    chosen = {"provision": row.provision, "function_area": row.function_area}
    return shaped(
        *sent,
        initial=shaped.values_of(words) | chosen,
        provisions=provisions_to_cite(imported.organisation, request.user),
        auto_id=f"cau-{row.number}-%s",
    )


def _answer_row(request: SignedInRequest, pk: uuid.UUID, numbers: list[int]) -> HttpResponse:
    """After an act on rows: with htmx the one row as it stands now, else the list at that row."""
    imported = _visible(request, pk)
    if not request.htmx or len(numbers) != 1:
        way = f"{reverse('questions:import_detail', args=[pk])}?{_where(request)}"
        return redirect(f"{way}#cau-{min(numbers)}")
    row = imported.all_rows[numbers[0] - 1]
    context = _beside(request, imported) | {"row": row, "is_part": True}
    return render(request, "questions/parts/import_changed.html", context)


def _review(request: SignedInRequest, imported: QuestionImport, form: TakeForm) -> dict[str, Any]:
    asked = RowsFilter(request.GET)
    shown = queries.Shown(asked.cleaned_data["loc"] if asked.is_valid() else "")
    rows = queries.rows_shown(imported.all_rows, shown)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return _beside(request, imported) | {
        "form": form,
        "page": page,
        "shown": shown.value,
        "tabs": _tabs(imported, shown),
        "staying": queries.stays_of(imported) if imported.created else [],
        "to_accept": [row for row in page.object_list if row.is_doubtful and not row.is_faulty],
    }


def _tabs(imported: QuestionImport, shown: queries.Shown) -> list[dict[str, Any]]:
    url, counts = reverse("questions:import_detail", args=[imported.pk]), imported.counts
    entries = [
        (queries.Shown.ALL, _("All of the file"), counts.total),
        (queries.Shown.DOUBTFUL, _("To be looked at"), counts.doubtful),
        (queries.Shown.TAKEN, pgettext("questions of a file", "Taken"), counts.taken),
        (queries.Shown.LEFT, pgettext("questions of a file", "Left out"), counts.left - counts.doubtful),
    ]
    return [
        {
            "url": f"{url}?loc={which.value}" if which.value else url,
            "label": label,
            "count": count,
            "active": which is shown,
        }
        for which, label, count in entries
    ]


def _beside(request: SignedInRequest, imported: QuestionImport) -> dict[str, Any]:
    """What stands beside every row: the import, its counts, and where in the list the reader is."""
    return {
        "imported": imported,
        "counts": imported.counts,
        "where": _where(request),
        "destination": queries.destination_of(imported, request.user),
        "take": Decision.TAKE.value,
        "leave": Decision.LEAVE.value,
    }


def _where(request: SignedInRequest) -> str:
    """The filter and the page of the list, to come back to them."""
    query = request.GET.copy()
    for name in set(query) - {"loc", "page"}:
        del query[name]
    return query.urlencode()
