import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from chuyende.foundation.core import clock
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.core.intake import MarkedSecret
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.foundation.ui.toasts import toast

from .. import queries, services
from ..errors import DocumentMarkedSecret
from ..forms import (
    DocumentFilterForm,
    DocumentForm,
    NewDocumentForm,
    NewProvisionForm,
    PaperReferenceForm,
    PlaceForm,
    ReplaceForm,
)
from ..models import Document, Provision


@require_GET
def document_list(request: HttpRequest) -> HttpResponse:
    """Documents that bind the reader's organisation, narrowed by type, day and words."""
    documents = queries.documents_visible_to(request.user)
    form = DocumentFilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    if chosen.get("q"):
        documents = queries.documents_found(documents, chosen["q"])
    if chosen.get("loai"):
        documents = documents.filter(type=chosen["loai"])
    if chosen.get("ngay"):
        documents = queries.documents_in_force(documents, chosen["ngay"])
    return render(
        request,
        "governance/document_list.html",
        {
            "form": form,
            "page": Paginator(documents, 30).get_page(request.GET.get("page")),
            "day": chosen.get("ngay") or clock.today(),
            "narrowed": any(chosen.values()),
            "may_register": queries.places_to_register_at(request.user).exists(),
        },
    )


@require_GET
def document_detail(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One document: does it still bind, what may be cited of it, what rests on it."""
    document = _visible(request, pk)
    return render(
        request,
        "governance/document_detail.html",
        {
            "document": document,
            "provisions": document.provisions.all(),
            "citations": queries.citations_of(document, request.user),
            "replaces": queries.documents_visible_to(request.user).filter(replaced_by=document),
        },
    )


@require_GET
@login_not_required
def document_file(request: HttpRequest, pk: uuid.UUID) -> FileResponse:
    """The file of a document; of a public one also to visitors."""
    document = _visible(request, pk)
    if not document.file:
        raise Http404
    name = document.symbol.replace("/", "-") + Path(str(document.file)).suffix
    return FileResponse(document.file.open("rb"), as_attachment=True, filename=name)


@require_http_methods(["GET", "POST"])
def document_register(request: HttpRequest) -> HttpResponse:
    """Enter a document. One that is marked secret is refused, and its place on paper may be noted instead."""
    form = NewDocumentForm(request.POST or None, request.FILES or None, places=_places(request))
    try:
        if form.is_valid():
            document = services.register_document(actor=request.user, **form.cleaned_data)  # type: ignore[arg-type]  # signed in
            toast(request, _("Registered. Now enter the places that topics will cite."))
            return redirect("governance:document_detail", document.pk)
    except DomainError as error:
        _refuse(form, error)
        if isinstance(error, MarkedSecret | DocumentMarkedSecret):
            return render(request, "governance/document_secret.html", {"error": error}, status=422)
    return _form_page(request, form, _("Register a document"), _("Register the document"))


@require_http_methods(["GET", "POST"])
def document_register_paper(request: HttpRequest) -> HttpResponse:
    """Note where a secret paper lies, and nothing of what it says."""
    form = PaperReferenceForm(request.POST or None, places=_places(request))
    saved = _saved(request, form, services.register_paper_reference)
    if saved:
        return redirect("governance:document_detail", saved.pk)
    return _form_page(request, form, _("Note a document kept on paper"), _("Note where it is kept"))


@require_http_methods(["GET", "POST"])
def document_change(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    document = _to_change(request, pk)
    kept = {name: getattr(document, name) for name in DocumentForm.base_fields if name != "file"}
    form = DocumentForm(request.POST or None, request.FILES or None, initial=kept)
    if _saved(request, form, services.change_document, document=document):
        return redirect("governance:document_detail", pk)
    return _form_page(request, form, _("Correct a document"), _("Save the document"), document)


@require_http_methods(["GET", "POST"])
def document_replace(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Note which document took the place of this one."""
    document = _to_change(request, pk)
    others = queries.documents_visible_to(request.user).exclude(pk=pk).filter(paper_only=False)
    form = ReplaceForm(request.POST or None, initial={"successor": document.replaced_by}, documents=others)
    if _saved(request, form, services.replace_document, document=document):
        return redirect("governance:document_detail", pk)
    return _form_page(request, form, _("Replaced by another document"), _("Save the replacement"), document)


@require_http_methods(["GET", "POST"])
def provision_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    document = _to_change(request, pk)
    form = NewProvisionForm(request.POST or None)
    if _saved(request, form, services.add_provision, document=document):
        return redirect("governance:document_detail", pk)
    return _form_page(request, form, _("A place to be cited"), _("Add this place"), document)


@require_http_methods(["GET", "POST"])
def provision_renumber(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Change the place or text of a provision; what cites it follows."""
    visible = queries.documents_visible_to(request.user)
    provision = get_object_or_404(Provision.objects.select_related("document"), pk=pk, document__in=visible)
    document = _to_change(request, provision.document_id)
    kept = {name: getattr(provision, name) for name in PlaceForm.base_fields}
    form = PlaceForm(request.POST or None, initial=kept)
    if _saved(request, form, services.renumber_provision, provision=provision):
        return redirect("governance:document_detail", document.pk)
    return _form_page(request, form, _("Renumber a place"), _("Save this place"), document)


def _visible(request: HttpRequest, pk: uuid.UUID) -> Document:
    return get_object_or_404(queries.documents_visible_to(request.user), pk=pk)


def _to_change(request: HttpRequest, pk: uuid.UUID) -> Document:
    document = _visible(request, pk)
    require(request.user, Perm.DOCUMENT_CHANGE, document)
    return document


def _places(request: HttpRequest) -> Any:
    places = queries.places_to_register_at(request.user)
    if not places.exists():
        raise Http404
    return places


def _saved(request: HttpRequest, form: forms.Form, service: Callable[..., Any], **subject: Any) -> Any:
    """Let the service do what the form says, and return what it made; what it refuses is said in the form."""
    if not form.is_valid():
        return None
    try:
        done = service(actor=request.user, **subject, **form.cleaned_data)
    except DomainError as error:
        _refuse(form, error)
        return None
    toast(request, _("Saved."))
    return done


def _refuse(form: forms.Form, error: DomainError) -> None:
    form.add_error(error.field if error.field in form.fields else None, str(error))


def _form_page(
    request: HttpRequest, form: forms.Form, title: str, action: str, document: Document | None = None
) -> HttpResponse:
    return render(
        request,
        "governance/document_form.html",
        {"form": form, "title": title, "action": action, "document": document},
        status=422 if form.is_bound else 200,
    )
