"""What each attempt draws from the questions of a draft."""

import uuid
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.ui.toasts import toast

from .. import queries, services
from ..engine import Part
from ..forms import PartForm
from ..models import Quiz

#: empty rows that wait for what else is wished
EMPTY_ROWS = 2
MOST_ROWS = 40


@require_http_methods(["GET", "POST"])
def quiz_blueprint(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Edit the parts: so many of this difficulty, of that document, with that tag."""
    quiz = get_object_or_404(queries.quizzes_to_prepare(request.user).filter(published_at=None), pk=pk)
    forms = _forms(quiz, request.POST if request.method == "POST" else None)
    if request.method == "POST" and all(form.is_valid() for form in forms):
        services.set_blueprint(actor=request.user, quiz=quiz, parts=_parts(forms))
        toast(request, _("What each attempt draws is saved."))
        return redirect("quizzes:quiz_prepare", pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "quizzes/quiz_blueprint.html", _told(quiz, forms), status=status)


@require_POST
def quiz_blueprint_fits(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Tell while it is typed how many questions fit each part, and whether all can be filled."""
    quiz = get_object_or_404(queries.quizzes_to_prepare(request.user).filter(published_at=None), pk=pk)
    return render(request, "quizzes/parts/blueprint_fits.html", _told(quiz, _forms(quiz, request.POST)))


def _told(quiz: Quiz, forms: list[PartForm]) -> dict[str, Any]:
    parts = _parts(forms) if forms and forms[0].is_bound else queries.blueprint_of(quiz)
    return {
        "quiz": quiz,
        "forms": forms,
        "parts": [
            (queries.in_words(part), fits)
            for part, fits in zip(parts, queries.fitting(quiz, parts), strict=True)
        ],
        "total": sum(part.count for part in parts),
        "shortage": queries.shortage_of(quiz, parts),
    }


def _parts(forms: list[PartForm]) -> list[Part]:
    said = [form.part() for form in forms if form.is_valid()]
    return [part for part in said if part]


def _forms(quiz: Quiz, data: QueryDict | None) -> list[PartForm]:
    documents = [(str(one.pk), one.symbol) for one in queries.documents_of(quiz)]
    tags = queries.tags_of(quiz)
    known = [part.as_json() for part in queries.blueprint_of(quiz)]
    if data is None:
        rows = enumerate(known + [{}] * EMPTY_ROWS)
        return [PartForm(initial=row, prefix=str(at), documents=documents, tags=tags) for at, row in rows]
    sent = [at for at in range(MOST_ROWS) if f"{at}-count" in data]
    return [PartForm(data, prefix=str(at), documents=documents, tags=tags) for at in sent]
