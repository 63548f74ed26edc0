"""A draft and files: questions of a file for it, its questions as a file."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.organisation.models import Organisation
from chuyende.meeting.questions import exports
from chuyende.meeting.questions.forms import UploadForm
from chuyende.meeting.questions.queries import with_secrecy
from chuyende.meeting.questions.services import upload_questions

from .. import queries
from ..models import Quiz


@require_http_methods(["GET", "POST"])
def question_import(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Send a file whose questions go into the draft and the bank; the bank's pages show what was read."""
    quiz = get_object_or_404(queries.quizzes_to_prepare(request.user), pk=pk)
    if quiz.is_published:
        return redirect("quizzes:quiz_detail", pk)
    place = Organisation.objects.filter(pk=quiz.organisation_id)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = UploadForm(*sent, places=place, initial={"organisation": quiz.organisation})
    if request.method == "POST" and form.is_valid():
        try:
            imported = upload_questions(actor=request.user, wanted_by=pk, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else "file", str(error))
        else:
            return redirect("questions:import_detail", imported.pk)
    context = {"form": form, "quiz": quiz, "back": reverse("quizzes:quiz_prepare", args=[pk])}
    return render(request, "questions/import_start.html", context, status=422 if form.errors else 200)


@require_GET
def quiz_export(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Which formats there are for the questions of a quiz, and how many of them each can hold."""
    quiz = get_object_or_404(queries.quizzes_to_prepare(request.user), pk=pk)
    rows = with_secrecy(queries.versions_of(quiz))
    open_rows = [row.version for row in rows if not row.is_secret]
    context = {
        "rooms": exports.rooms_for([exports.words_to_export(version) for version in open_rows]),
        "count": len(open_rows),
        "secret": len(rows) - len(open_rows),
        "quiz": quiz,
        "back": reverse("quizzes:quiz_prepare", args=[pk]),
    }
    return render(request, "questions/question_export.html", context)


@require_GET
def quiz_export_file(request: SignedInRequest, pk: uuid.UUID, code: str) -> HttpResponse:
    """The questions of a quiz as a file. One that is being asked is in none."""
    quiz: Quiz = get_object_or_404(queries.quizzes_to_prepare(request.user), pk=pk)
    rows = with_secrecy(queries.versions_of(quiz))
    try:
        return exports.questions_file(code, [row.version for row in rows if not row.is_secret])
    except KeyError:
        raise Http404 from None
