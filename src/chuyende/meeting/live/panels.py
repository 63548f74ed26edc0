"""The hall on the pages of a meeting."""

from typing import Any

from django.http import HttpRequest

from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can
from chuyende.meeting.meetings.models import Meeting
from chuyende.meeting.meetings.panels import Panel
from chuyende.meeting.quizzes.enums import QuizMode
from chuyende.meeting.quizzes.queries import quizzes_visible_to

from .queries import sittings_to_join, sittings_visible_to


def _to_join(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    running = sittings_to_join(request.user).filter(ended_at=None, quiz__meeting=meeting)
    sittings = list(running.select_related("quiz"))
    return {"sittings": sittings} if sittings else None


def _of_meeting(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    quizzes = quizzes_visible_to(request.user).filter(
        meeting=meeting, mode=QuizMode.HALL, published_at__isnull=False
    )
    found = {
        sitting.quiz_id: sitting for sitting in sittings_visible_to(request.user).filter(quiz__in=quizzes)
    }
    rows = [
        (quiz, found.get(quiz.pk), can(request.user, Perm.SITTING_CREATE, quiz) and not quiz.held_at)
        for quiz in quizzes
    ]
    return {"rows": rows} if rows else None


PANELS = [
    Panel(key="hall_to_join", spot="todo", order=10, template="live/parts/todo_panel.html", context=_to_join),
    Panel(key="hall", spot="page", order=22, template="live/parts/meeting_panel.html", context=_of_meeting),
]
