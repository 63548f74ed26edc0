"""Quizzes on the pages of their meeting."""

import uuid
from typing import Any

from django.http import HttpRequest

from chuyende.foundation.core import clock
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can, reach_of
from chuyende.meeting.meetings.models import Meeting
from chuyende.meeting.meetings.panels import Panel
from chuyende.meeting.questions.models import Question
from chuyende.meeting.questions.panels import Panel as QuestionPanel

from .models import Attempt
from .queries import (
    closed_askings,
    experience_of,
    hall_links,
    quizzes_begun_by,
    quizzes_to_take,
    quizzes_visible_to,
    with_numbers,
    with_size,
)


def _to_take(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    quizzes = list(quizzes_to_take(request.user).filter(meeting=meeting))
    return {"quizzes": quizzes, "begun": quizzes_begun_by(request.user)} if quizzes else None


def _own_attempts(request: HttpRequest, meeting: Meeting) -> dict[uuid.UUID, Attempt]:
    """The reader's latest attempt at each quiz of the meeting."""
    member = reach_of(request.user).member
    if member is None:
        return {}
    attempts = with_size(member.attempts.filter(quiz__meeting=meeting)).order_by("number")
    return {attempt.quiz_id: attempt for attempt in attempts}


def _of_meeting(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    quizzes = with_numbers(quizzes_visible_to(request.user).filter(meeting=meeting))
    now, mine = clock.now(), _own_attempts(request, meeting)
    rows = [(quiz, quiz.stage_at(now), mine.get(quiz.pk), hall_links(quiz, request.user)) for quiz in quizzes]
    is_over = meeting.closed_at is not None or meeting.cancelled_at is not None
    may_create = not is_over and can(request.user, Perm.QUIZ_CREATE, meeting)
    if not rows and not may_create:
        return None
    return {"rows": rows, "meeting": meeting, "may_create": may_create}


def question_experience(request: HttpRequest, question: Question) -> QuestionPanel | None:
    """What the sittings of a question have shown, on its page in the bank."""
    known = experience_of(question, request.user)
    return QuestionPanel("quizzes/parts/experience.html", {"experience": known}) if known else None


def question_correcting(request: HttpRequest, question: Question) -> QuestionPanel | None:
    """The way to mark again whatever asked a question with a wrong key, for whoever keeps its bank."""
    if not can(request.user, Perm.QUESTION_CHANGE, question) or not closed_askings(question):
        return None
    return QuestionPanel("quizzes/parts/wrong_key.html", {"question": question})


PANELS = [
    Panel(
        key="quizzes_to_take",
        spot="todo",
        order=20,
        template="quizzes/parts/todo_panel.html",
        context=_to_take,
    ),
    Panel(
        key="quizzes", spot="page", order=20, template="quizzes/parts/meeting_panel.html", context=_of_meeting
    ),
]
