"""Writing a question, and writing it anew."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.ui.toasts import toast
from chuyende.planning.governance.queries import provisions_to_cite

from .. import queries, services
from ..engine.words import Kind
from ..enums import Kind as KindLabel
from ..errors import KeyIsSecret
from ..forms import FORMS, ChangeNote, QuestionForm, asked_kind
from ..models import Question, QuestionVersion


@require_http_methods(["GET", "POST"])
def question_write(request: SignedInRequest) -> HttpResponse:
    """Write a question into a bank: its kind is chosen first, by `loai` in the address."""
    organisation = _place(request)
    form = _form(request, organisation)
    if request.method == "POST" and form.is_valid():
        try:
            version = services.write_question(
                actor=request.user, organisation=organisation, id=form.cleaned_data["id"], **form.question()
            )
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            toast(request, _("The question is in the bank."))
            if "again" in request.POST:
                return redirect(request.get_full_path())
            return redirect("questions:question_detail", version.question_id)
    context = {
        "form": form,
        "organisation": organisation,
        "places": queries.places_to_write_at(request.user),
        "kinds": KindLabel.choices,
    }
    return render(request, "questions/question_write.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def question_change(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Write a question anew: the next version. The form shows the key, so while it is asked there is none."""
    question = get_object_or_404(queries.questions_kept_by(request.user), pk=pk)
    if request.method == "GET" and queries.secret_questions([pk]):
        toast(request, str(KeyIsSecret()))
        return redirect("questions:question_detail", pk)
    version, form = _version_and_form(request, question)
    note = ChangeNote(request.POST or None)
    if request.method == "POST" and form.is_valid() and note.is_valid():
        try:
            services.change_question(
                actor=request.user, version=version, **note.cleaned_data, **form.question()
            )
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            toast(request, _("The question has new words. Where it was asked, the earlier ones stay."))
            return redirect("questions:question_detail", pk)
    context = {"form": form, "note": note, "question": question, "version": version}
    return render(request, "questions/question_change.html", context, status=422 if form.errors else 200)


def _version_and_form(request: SignedInRequest, question: Question) -> tuple[QuestionVersion, QuestionForm]:
    """The words that the writer has before them, in the form of their kind."""
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    if request.POST:
        version = get_object_or_404(queries.versions_numbered(question, request.POST.get("version", "")))
    else:
        version = queries.latest_of(question)
    version.question = question
    shaped = FORMS[Kind(version.kind)]
    provisions = provisions_to_cite(question.organisation, request.user)
    return version, shaped(*sent, initial=shaped.values(version), provisions=provisions)


def _place(request: SignedInRequest) -> Organisation:
    if named := request.GET.get("don_vi"):
        return get_object_or_404(queries.places_to_write_at(request.user), pk=named)
    usual = queries.usual_place(request.user)
    if usual is None:
        raise Http404
    return usual


def _form(request: SignedInRequest, organisation: Organisation) -> QuestionForm:
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return FORMS[asked_kind(request.GET)](*sent, provisions=provisions_to_cite(organisation, request.user))
