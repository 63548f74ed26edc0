"""The bank of questions to look through, one question with its history."""

import uuid

from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can, reach_of

from .. import queries
from ..forms import AlikeForm, BankFilter
from ..models import ImportedFile, QuestionFile
from ..panels import panels_for

PER_PAGE = 20


@require_GET
def question_bank(request: SignedInRequest) -> HttpResponse:
    """The questions of the banks that the reader keeps, and those that other cells share."""
    form = BankFilter(request.GET, bank=queries.bank_seen(request.user))
    page = Paginator(form.found(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": queries.with_secrecy(page.object_list),
        "is_filtered": any(form.asked().values()),
        "filter": request.GET.urlencode(),
        "may_write": queries.places_to_write_at(request.user).exists(),
    }
    return render(request, "questions/question_bank.html", context)


@require_GET
def question_detail(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One question: its words, who wrote and checked them, where they are asked, what they were before."""
    question = get_object_or_404(queries.questions_visible_to(request.user), pk=pk)
    version, reader = queries.latest_of(question), reach_of(request.user).member
    is_secret = bool(queries.secret_questions([pk]))
    may_change = can(request.user, Perm.QUESTION_CHANGE, question)
    is_own = reader is not None and reader.pk == version.written_by_id
    context = {
        "question": question,
        "version": version,
        "is_secret": is_secret,
        "may_change": may_change,
        "may_check": may_change and not is_own and not version.checked_at and not is_secret,
        "is_own": is_own,
        "earlier": question.versions.filter(number__lt=version.number)
        .select_related("written_by", "checked_by", "provision__document")
        .order_by("-number"),
        "uses": queries.uses_of(question, request.user),
        "panels": panels_for(request, question),
    }
    return render(request, "questions/question_detail.html", context)


@require_GET
def question_alike(request: SignedInRequest) -> HttpResponse:
    """What the banks of the whole Party body already hold of a question that is being typed: a part of a page."""
    form = AlikeForm(request.GET)
    rows = []
    if form.is_valid():
        stem, besides = form.cleaned_data["stem"], form.cleaned_data["cau"]
        rows = queries.alike_in_body(stem, request.user, besides=besides)
    return render(request, "questions/parts/alike.html", {"rows": rows})


@require_GET
def question_file(request: SignedInRequest, pk: uuid.UUID) -> FileResponse:
    """A picture or sound of a question, for those who see the question or are being asked it; or of a file that they
    are bringing in."""
    kept: QuestionFile | ImportedFile | None
    kept = QuestionFile.objects.select_related("question__organisation").filter(pk=pk).first()
    if kept is None or not queries.may_open_files(kept.question, request.user):
        imports = queries.imports_visible_to(request.user)
        kept = get_object_or_404(ImportedFile.objects.filter(question_import__in=imports), pk=pk)
    return FileResponse(
        kept.file.open("rb"),
        content_type=kept.content_type,
        headers={
            "Cache-Control": "private, max-age=31536000, immutable",
            "X-Content-Type-Options": "nosniff",
        },
    )
