"""A quiz in the hands of those who prepare it."""

import uuid
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.foundation.ui.toasts import toast
from chuyende.meeting.meetings.queries import meetings_visible_to
from chuyende.meeting.questions.engine.words import Kind
from chuyende.meeting.questions.enums import Kind as KindLabel
from chuyende.meeting.questions.forms import FORMS, asked_kind
from chuyende.meeting.questions.queries import latest_of, misgivings_about
from chuyende.planning.governance.queries import provisions_to_cite

from .. import queries, services
from ..forms import NewQuizForm, QuizForm, new_quiz_values, quiz_values
from ..models import Quiz, QuizQuestion


@require_http_methods(["GET", "POST"])
def quiz_create(request: SignedInRequest, meeting: uuid.UUID) -> HttpResponse:
    """Begin a set of questions for one meeting."""
    held = get_object_or_404(meetings_visible_to(request.user).select_related("topic"), pk=meeting)
    require(request.user, Perm.QUIZ_CREATE, held)
    form = NewQuizForm(request.POST or None, initial=new_quiz_values(held))
    if request.method == "POST" and form.is_valid():
        try:
            quiz = services.create_quiz(actor=request.user, meeting=held, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field, str(error))
        else:
            return redirect("quizzes:quiz_prepare", quiz.pk)
    status = 422 if form.errors else 200
    return render(request, "quizzes/quiz_create.html", {"form": form, "meeting": held}, status=status)


@require_GET
def quiz_prepare(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The questions of a draft with their keys, in order. A published quiz shows no keys: it has its own page."""
    quiz = _keeping(request, pk)
    if quiz.is_published:
        return redirect("quizzes:quiz_detail", pk)
    questions = queries.questions_of(quiz)
    context = {
        "quiz": quiz,
        "questions": questions,
        "parts": [queries.in_words(part) for part in queries.blueprint_of(quiz)],
        "shortage": queries.shortage_of(quiz),
        "misgivings": misgivings_about(question.version for question in questions),
        "home": reverse("quizzes:quiz_list") if quiz.meeting_id else queries.home_of(quiz),
        "home_label": _("Quizzes") if quiz.meeting_id else _("The contest"),
    }
    return render(request, "quizzes/quiz_prepare.html", context)


@require_http_methods(["GET", "POST"])
def quiz_change(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    quiz = _of_a_meeting(request, pk)
    form = QuizForm(request.POST or None, initial=quiz_values(quiz))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_quiz(actor=request.user, quiz=quiz, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field, str(error))
        else:
            toast(request, _("The quiz is changed."))
            return redirect("quizzes:quiz_prepare", pk)
    status = 422 if form.errors else 200
    return render(request, "quizzes/quiz_change.html", {"form": form, "quiz": quiz}, status=status)


@require_POST
def quiz_publish(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    services.publish_quiz(actor=request.user, quiz=_of_a_meeting(request, pk))
    toast(request, _("The quiz is published, and the members have been told."))
    return redirect("quizzes:quiz_detail", pk)


@require_POST
def quiz_remove(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    services.remove_quiz(actor=request.user, quiz=_of_a_meeting(request, pk))
    toast(request, _("The draft is removed. Its questions are still in the bank."))
    return redirect("quizzes:quiz_list")


@require_http_methods(["GET", "POST"])
def question_add(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Write one question after the other; its kind is chosen first, by `loai` in the address."""
    quiz = _keeping(request, pk)
    shaped = FORMS[asked_kind(request.GET)]
    form = shaped(*_sent(request), provisions=provisions_to_cite(quiz.organisation, request.user))
    if request.method == "POST" and form.is_valid():
        try:
            services.add_question(
                actor=request.user, quiz=quiz, id=form.cleaned_data["id"], **form.question()
            )
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            toast(request, _("The question is added."))
            return redirect(request.get_full_path()) if "again" in request.POST else _preparing(pk)
    number = quiz.quiz_questions.count() + 1
    context = {"form": form, "quiz": quiz, "number": number, "kinds": KindLabel.choices}
    return render(request, "quizzes/question_add.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def question_change(request: SignedInRequest, pk: uuid.UUID, question: uuid.UUID) -> HttpResponse:
    """Give a question of a draft other words; the form begins with the words in force."""
    quiz = _keeping(request, pk)
    if quiz.is_published:
        return redirect("quizzes:quiz_detail", pk)
    found = _question(quiz, question)
    version = latest_of(found.version.question)
    shaped = FORMS[Kind(version.kind)]
    provisions = provisions_to_cite(quiz.organisation, request.user)
    form = shaped(*_sent(request), initial=shaped.values(version), provisions=provisions)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_question(actor=request.user, quiz_question=found, **form.question())
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            toast(request, _("The question is changed."))
            return _preparing(pk)
    context = {"form": form, "quiz": quiz, "question": version.question}
    return render(request, "quizzes/question_change.html", context, status=422 if form.errors else 200)


@require_POST
def question_remove(request: SignedInRequest, pk: uuid.UUID, question: uuid.UUID) -> HttpResponse:
    quiz = _keeping(request, pk)
    services.remove_question(actor=request.user, quiz_question=_question(quiz, question))
    toast(request, _("The question is out of the quiz. It is still in the bank."))
    return redirect("quizzes:quiz_prepare", pk)


@require_POST
def question_move(request: SignedInRequest, pk: uuid.UUID, question: uuid.UUID) -> HttpResponse:
    found = _question(_keeping(request, pk), question)
    services.move_question(actor=request.user, quiz_question=found, up=request.POST.get("way") == "up")
    return redirect("quizzes:quiz_prepare", pk)


def _sent(request: SignedInRequest) -> tuple[QueryDict | None, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _preparing(pk: uuid.UUID) -> HttpResponse:
    return redirect("quizzes:quiz_prepare", pk)


def _keeping(request: SignedInRequest, pk: uuid.UUID) -> Quiz:
    return get_object_or_404(queries.quizzes_to_prepare(request.user), pk=pk)


def _of_a_meeting(request: SignedInRequest, pk: uuid.UUID) -> Quiz:
    """A round of a contest is changed, published and removed on the pages of its contest."""
    return get_object_or_404(queries.quizzes_to_prepare(request.user), pk=pk, meeting__isnull=False)


def _question(quiz: Quiz, pk: uuid.UUID) -> QuizQuestion:
    return get_object_or_404(quiz.quiz_questions.select_related("version", "quiz"), pk=pk)
