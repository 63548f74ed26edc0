"""The paper twin: printing a quiz, sending photographs of the sheets, looking at what was read."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.files.base import File
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core import clock
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.core.intake import PAPERS, FileKind, FileRefused
from chuyende.foundation.core.vietnamese import fold
from chuyende.foundation.ui.toasts import toast

from .. import queries, services
from ..enums import PhotoState, QuizStage
from ..forms import CameraForm, EditionForm, OwnerForm, PhotosForm
from ..models import PaperEdition, Quiz, SheetPhoto

_PRIVATE = {"Cache-Control": "private, max-age=3600", "X-Content-Type-Options": "nosniff"}


@require_GET
def edition_list(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Everything on paper of one quiz: its printings, and the way to type a sheet by hand."""
    quiz = _keeping(request, pk)
    rows = [(edition, queries.edition_counts(edition)) for edition in quiz.editions.all()]
    context = {
        "quiz": quiz,
        "rows": rows,
        "stage": quiz.stage_at(clock.now()),
        "takes_paper": queries.takes_paper(quiz),
    }
    return render(request, "quizzes/edition_list.html", context)


@require_http_methods(["GET", "POST"])
def edition_create(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Print a quiz: how many codes, who gets a sheet with the name, how many blank ones."""
    quiz = _keeping(request, pk)
    form = EditionForm(request.POST or None, takers=queries.sheet_takers(quiz))
    if request.method == "POST" and form.is_valid():
        try:
            edition = services.print_edition(actor=request.user, quiz=quiz, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field, str(error))
        else:
            return redirect("quizzes:edition_detail", edition.pk)
    context = {"form": form, "quiz": quiz, "left_out": queries.left_out_of_paper(quiz)}
    return render(request, "quizzes/edition_create.html", context, status=422 if form.errors else 200)


@require_GET
def edition_detail(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """A printing: what to print, photographs to send, and how far they are."""
    edition = _edition(request, pk)
    context = _progress(edition) | {
        "variants": [kept["number"] for kept in edition.variants],
        "may_see_key": _is_closed(edition.quiz),
        "takes_paper": queries.takes_paper(edition.quiz),
        "camera": CameraForm(auto_id="camera_%s"),
        "chooser": PhotosForm(auto_id="chooser_%s"),
    }
    return render(request, "quizzes/edition_detail.html", context)


@require_GET
def edition_photos(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The photographs alone: asked again and again while some are being read."""
    return render(request, "quizzes/parts/photos.html", _progress(_edition(request, pk)))


@require_GET
def edition_booklet(request: SignedInRequest, pk: uuid.UUID, variant: int, kind: str) -> HttpResponse:
    """The questions of one code, as PDF or Word."""
    from ..queries.printing import booklet_file  # with the reader of photographs, a third of a second to load

    edition = _edition(request, pk)
    if kind not in PAPERS or variant not in {kept["number"] for kept in edition.variants}:
        raise Http404
    wanted = FileKind(kind)
    content = booklet_file(edition, variant, as_word=wanted is FileKind.DOCX)
    return _file(content, wanted, edition.quiz, _("code %(number)s") % {"number": variant})


@require_GET
def edition_sheets(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The answer sheets to print."""
    from ..queries.printing import sheets_file  # with the reader of photographs, a third of a second to load

    edition = _edition(request, pk)
    return _file(sheets_file(edition), FileKind.PDF, edition.quiz, _("answer sheets"))


@require_GET
def edition_key(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The key of every code, once the quiz has closed."""
    from ..queries.printing import key_file  # with the reader of photographs, a third of a second to load

    edition = _edition(request, pk)
    if not _is_closed(edition.quiz):
        raise Http404
    return _file(key_file(edition), FileKind.PDF, edition.quiz, _("key"))


@require_POST
def photo_send(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Take in photographs, each by itself: one that is refused does not hold up the others."""
    edition = _edition(request, pk)
    form = PhotosForm(request.POST, request.FILES)
    if not form.is_valid():
        toast(request, _("Choose or take a photograph first."), level=messages.ERROR)
    else:
        taken = _send(request, edition, form.cleaned_data["photos"])
        if taken:
            words = ngettext("%(n)s photograph is sent.", "%(n)s photographs are sent.", taken)
            toast(request, words % {"n": taken})
    return redirect("quizzes:edition_detail", pk)


@require_GET
def sheet_detail(request: SignedInRequest, pk: uuid.UUID, photo: uuid.UUID) -> HttpResponse:
    """What was read of one sheet, each doubtful row beside its picture."""
    found = _photo(request, pk, photo)
    if found.state in (PhotoState.WAITING, PhotoState.REFUSED, PhotoState.REPEATED):
        return redirect("quizzes:edition_detail", pk)
    return render(request, "quizzes/sheet_detail.html", _sheet(found))


@require_GET
def photo_picture(request: SignedInRequest, pk: uuid.UUID, photo: uuid.UUID) -> FileResponse:
    """The photograph as kept: the page flattened, or what could not be read."""
    found = _photo(request, pk, photo)
    if not found.file or found.state == PhotoState.WAITING:
        raise Http404
    return FileResponse(found.file.open("rb"), content_type="image/jpeg", headers=_PRIVATE)


@require_GET
def row_picture(request: SignedInRequest, pk: uuid.UUID, photo: uuid.UUID, row: int) -> HttpResponse:
    """One row cut out of the photograph."""
    from .. import paper  # a third of a second to load

    found = _photo(request, pk, photo)
    if not found.file or found.sheet is None or row >= len(found.rows):
        raise Http404
    with found.file.open("rb") as kept:
        sheet = queries.variant_of(found.edition, found.sheet.variant).sheet()
        picture = paper.row_picture(kept.read(), sheet, row)
    return HttpResponse(picture, content_type="image/png", headers=_PRIVATE)


@require_POST
def row_settle(request: SignedInRequest, pk: uuid.UUID, photo: uuid.UUID, row: int) -> HttpResponse:
    """Keep what somebody saw in a row: bubbles by their places, none for an empty row."""
    found = _photo(request, pk, photo)
    sent = request.POST.getlist("chosen")
    chosen = [int(one) if one.isascii() and one.isdecimal() else -1 for one in sent if one]
    services.settle_row(actor=request.user, photo=found, row=row, chosen=chosen)
    return redirect(reverse("quizzes:sheet_detail", args=[pk, photo]) + f"#dong-{row}")


@require_POST
def sheet_assign(request: SignedInRequest, pk: uuid.UUID, photo: uuid.UUID) -> HttpResponse:
    """Say whose sheet it is."""
    found = _photo(request, pk, photo)
    form = OwnerForm(request.POST, members=_owners(found))
    if not form.is_valid():
        return render(request, "quizzes/sheet_detail.html", _sheet(found) | {"owner": form}, status=422)
    services.assign_member(actor=request.user, photo=found, member=form.cleaned_data["member"])
    return redirect("quizzes:sheet_detail", pk, photo)


@require_POST
def sheet_confirm(request: SignedInRequest, pk: uuid.UUID, photo: uuid.UUID) -> HttpResponse:
    """Record the sheet, and go on with the next that waits."""
    found = _photo(request, pk, photo)
    attempt = services.confirm_sheet(actor=request.user, photo=found)
    words = _("The sheet of %(name)s is recorded: %(score)s right.")
    undo = reverse("quizzes:sheet_undo", args=[pk, photo])
    said = words % {"name": attempt.member.full_name, "score": attempt.shown_score}
    toast(request, said, undo_url=undo)
    following = queries.next_photo(found)
    if following:
        return redirect("quizzes:sheet_detail", pk, following.pk)
    return redirect("quizzes:edition_detail", pk)


@require_POST
def sheet_undo(request: SignedInRequest, pk: uuid.UUID, photo: uuid.UUID) -> HttpResponse:
    services.undo_sheet(actor=request.user, photo=_photo(request, pk, photo))
    toast(request, _("The sheet is taken back. It can be mended and recorded again."))
    return redirect("quizzes:sheet_detail", pk, photo)


@require_POST
def photo_discard(request: SignedInRequest, pk: uuid.UUID, photo: uuid.UUID) -> HttpResponse:
    services.discard_photo(actor=request.user, photo=_photo(request, pk, photo))
    toast(request, _("The photograph is deleted."))
    return redirect("quizzes:edition_detail", pk)


def _send(request: SignedInRequest, edition: PaperEdition, files: Iterable[File]) -> int:
    taken = 0
    for file in files:
        try:
            services.send_photo(actor=request.user, edition=edition, file=file)
            taken += 1
        except FileRefused as error:
            toast(request, str(error), level=messages.ERROR)
    return taken


def _progress(edition: PaperEdition) -> dict[str, Any]:
    counts = queries.edition_counts(edition)
    return {"edition": edition, "counts": counts, "lines": queries.photo_lines(edition)}


def _sheet(photo: SheetPhoto) -> dict[str, Any]:
    rows, quiz = queries.rows_read(photo), photo.edition.quiz
    is_free = photo.attempt_id is None and photo.member is not None
    other = quiz.attempts.filter(member=photo.member).first() if is_free else None
    return {
        "edition": photo.edition,
        "photo": photo,
        "look": [row for row in rows if row.wants_a_look],
        "clear": [row for row in rows if not row.wants_a_look],
        "undecided": len(photo.undecided),
        "owner": OwnerForm(members=_owners(photo)),
        "other": other,
        "size": len({row.label.rstrip("abcdefghijklmnopqrstuvwxyz") for row in rows}),
        "takes_paper": queries.takes_paper(quiz),
    }


def _owners(photo: SheetPhoto) -> Any:
    return queries.members_without_attempt(photo.edition.quiz)


def _file(content: bytes, kind: FileKind, quiz: Quiz, what: str) -> HttpResponse:
    name = slugify(fold(f"{quiz.title} {what}"))
    disposition = f'attachment; filename="{name}{kind.extension}"'
    return HttpResponse(content, content_type=kind.content_type, headers={"Content-Disposition": disposition})


def _is_closed(quiz: Quiz) -> bool:
    return quiz.stage_at(clock.now()) == QuizStage.CLOSED


def _keeping(request: SignedInRequest, pk: uuid.UUID) -> Quiz:
    found = queries.quizzes_to_prepare(request.user).exclude(published_at=None)
    return get_object_or_404(found, pk=pk)


def _edition(request: SignedInRequest, pk: uuid.UUID) -> PaperEdition:
    return get_object_or_404(queries.editions_to_keep(request.user), pk=pk)


def _photo(request: SignedInRequest, pk: uuid.UUID, photo: uuid.UUID) -> SheetPhoto:
    kept = _edition(request, pk).photos.select_related(
        "edition__quiz__organisation", "edition__quiz__meeting"
    )
    return get_object_or_404(kept.select_related("sheet", "member", "attempt__member"), pk=photo)
