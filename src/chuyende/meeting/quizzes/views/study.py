"""What everybody of the cell sees: what there is to study, the quizzes, one quiz."""

import uuid

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core import clock
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can, reach_of
from chuyende.meeting.questions.queries import places_to_write_at
from chuyende.planning.library.queries import materials_visible_to, percent_of, viewings_of_member

from .. import queries, services
from ..enums import QuizStage

LATEST_MATERIALS = 8


@require_GET
def study(request: SignedInRequest) -> HttpResponse:
    """The member's place to study: quizzes to take, clips and documents, own results."""
    member = reach_of(request.user).member
    materials = materials_visible_to(request.user)[:LATEST_MATERIALS]
    seen = viewings_of_member(member, materials) if member else {}
    context = {
        "to_take": queries.quizzes_to_take(request.user),
        "started": queries.quizzes_begun_by(request.user),
        "rows": [(material, percent_of(seen.get(material.pk), material)) for material in materials],
        "attempts": queries.attempts_of(member)[:20] if member else [],
    }
    return render(request, "quizzes/study.html", context)


@require_GET
def quiz_list(request: SignedInRequest) -> HttpResponse:
    """Every quiz of a meeting that the reader may see, latest first; for whoever prepares them, meetings without one."""
    quizzes = queries.with_numbers(queries.quizzes_visible_to(request.user).filter(meeting__isnull=False))
    page = Paginator(quizzes, 30).get_page(request.GET.get("page"))
    now = clock.now()
    context = {
        "page": page,
        "rows": [(quiz, quiz.stage_at(now)) for quiz in page],
        "meetings": queries.meetings_for_a_quiz(request.user),
        "cells": queries.cells_to_accommodate(request.user),
        "keeps": places_to_write_at(request.user).exists(),
    }
    return render(request, "quizzes/quiz_list.html", context)


@require_GET
def quiz_detail(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One quiz: the rules before starting, the own attempts, the standings after closing."""
    quiz = queries.quiz_open_to(request.user, pk)
    if quiz is None:
        raise Http404
    services.close_overdue_attempts(quiz=quiz)
    stage, own = quiz.stage_at(clock.now()), queries.own_attempts(quiz, request.user)
    context = {
        "quiz": quiz,
        "home": queries.home_of(quiz),
        "home_label": _("The meeting") if quiz.meeting_id else _("The contest"),
        "stage": stage,
        "attempts": own,
        "attempt": own[-1] if own else None,
        "next_number": len(own) + 1 if len(own) < quiz.attempts_allowed else None,
        "shows_key": bool(own) and queries.shows_key(own[-1], clock.now()),
        "hall_links": queries.hall_links(quiz, request.user),
        "needs": queries.accommodation_of(request.user),
        "levels": queries.certainty_levels(quiz) if quiz.asks_certainty else [],
        "may_take": can(request.user, Perm.QUIZ_TAKE, quiz),
        "may_change": stage == QuizStage.DRAFT and can(request.user, Perm.QUIZ_CHANGE, quiz),
        "may_view_results": quiz.is_published and can(request.user, Perm.QUIZ_VIEW_RESULTS, quiz),
        "standings": queries.standings(quiz) if stage == QuizStage.CLOSED and quiz.meeting_id else None,
    }
    return render(request, "quizzes/quiz_detail.html", context)
