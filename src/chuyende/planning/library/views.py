import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.core.intake import FileKind
from chuyende.foundation.core.spreadsheets import CONTENT_TYPE
from chuyende.foundation.core.vietnamese import fold
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can, reach_of, require
from chuyende.foundation.ui.toasts import toast

from . import queries, services
from .enums import MaterialKind
from .exports import viewings_file
from .forms import MaterialChangeForm, MaterialForm, WatchedForm
from .models import Material
from .streaming import stream


@require_GET
def material_list(request: SignedInRequest) -> HttpResponse:
    """Everything that the reader may study, newest first, with how far the reader has come."""
    materials = queries.materials_visible_to(request.user)
    kind = request.GET.get("loai", "")
    if kind in MaterialKind.values:
        materials = materials.filter(kind=kind)
    page = Paginator(materials, 30).get_page(request.GET.get("page"))
    member = reach_of(request.user).member
    seen = queries.viewings_of_member(member, page.object_list) if member else {}
    rows = [(material, queries.percent_of(seen.get(material.pk), material)) for material in page]
    places = queries.places_to_add_at(request.user)
    return render(
        request,
        "library/material_list.html",
        {"page": page, "rows": rows, "kind": kind, "kinds": MaterialKind.choices, "places": places},
    )


@require_http_methods(["GET", "POST"])
def material_add(request: SignedInRequest, organisation: uuid.UUID) -> HttpResponse:
    """Give the members of one organisation a clip or a document."""
    place = get_object_or_404(queries.places_to_add_at(request.user), pk=organisation)
    form = MaterialForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("id", "title", "description", "file")}
        try:
            material = services.add_material(actor=request.user, organisation=place, **data)
        except DomainError as error:
            form.add_error(error.field, str(error))
        else:
            toast(request, _("The material is added. Members see it under «Study»."))
            return redirect("library:material_detail", material.pk)
    status = 422 if form.errors else 200
    return render(request, "library/material_add.html", {"form": form, "place": place}, status=status)


@require_GET
def material_detail(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The clip, played in the page, or the document to open."""
    material = _visible(request, pk)
    viewing = queries.viewing_of(material, request.user)
    context = {
        "material": material,
        "viewing": viewing,
        "percent": queries.percent_of(viewing, material),
        "is_clip": material.kind == MaterialKind.CLIP,
        "file_kind": material.file_kind.label,
        "may_follow": queries.may_follow(request.user),
        "may_change": can(request.user, Perm.MATERIAL_CHANGE, material),
    }
    return render(request, "library/material_detail.html", context)


@require_http_methods(["GET", "POST"])
def material_change(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    material = get_object_or_404(queries.materials_to_change(request.user), pk=pk)
    require(request.user, Perm.MATERIAL_CHANGE, material)
    initial = {"title": material.title, "description": material.description}
    form = MaterialChangeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.change_material(actor=request.user, material=material, **form.cleaned_data)
        toast(request, _("The material is changed."))
        return redirect("library:material_detail", material.pk)
    status = 422 if form.errors else 200
    return render(
        request, "library/material_change.html", {"form": form, "material": material}, status=status
    )


@require_POST
def material_remove(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    material = get_object_or_404(queries.materials_to_change(request.user), pk=pk)
    services.remove_material(actor=request.user, material=material)
    toast(request, _("The material is removed."))
    return redirect("library:material_list")


@require_safe
def material_file(request: SignedInRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The file itself, in the pieces that a player asks for, to those who may see the material."""
    material = _visible(request, pk)
    if request.method == "GET" and request.headers.get("Range", "bytes=0-").startswith("bytes=0-"):
        services.open_material(actor=request.user, material=material)
    response = stream(
        request,
        material.file,
        size=material.size,
        content_type=material.content_type,
        etag=f'"{material.pk.hex}"',
        modified=material.created_at.timestamp(),
    )
    name = slugify(fold(material.title)) or "tai-lieu"
    place = "attachment" if material.file_kind is FileKind.DOCX else "inline"
    response.headers["Content-Disposition"] = f'{place}; filename="{name}{material.file_kind.extension}"'
    return response


@require_POST
def viewing_record(request: SignedInRequest, pk: uuid.UUID) -> JsonResponse:
    """What the player in the page has shown since its last report. Asked again with the same, changes nothing."""
    material = _visible(request, pk)
    form = WatchedForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    viewing = services.record_viewing(
        actor=request.user,
        material=material,
        watched=form.cleaned_data["ranges"],
        position=form.cleaned_data["position"],
    )
    percent = queries.percent_of(viewing, material)
    return JsonResponse({"percent": percent, "finished": bool(viewing and viewing.finished_at)})


@require_POST
def viewing_finish(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The reader says that the document is read."""
    services.finish_reading(actor=request.user, material=_visible(request, pk))
    toast(request, _("Kept: you have read this document."))
    return redirect("library:material_detail", pk)


@require_GET
def material_viewings(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Who has watched or read it and who has not, for those who lead or inspect them; a member sees only oneself."""
    material = _visible(request, pk)
    rows = queries.watchers(material, request.user)
    finished = sum(row.is_finished for row in rows)
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    context = {"material": material, "page": page, "total": len(rows), "finished": finished}
    return render(request, "library/material_viewings.html", context)


@require_GET
def material_viewings_xlsx(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    material = _visible(request, pk)
    content = viewings_file(material, queries.watchers(material, request.user))
    headers = {"Content-Disposition": 'attachment; filename="luot-xem.xlsx"'}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)


def _visible(request: SignedInRequest, pk: uuid.UUID) -> Material:
    return get_object_or_404(queries.materials_visible_to(request.user), pk=pk)
