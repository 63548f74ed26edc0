"""What a phone sends of an attempt, and what it is told: the page's own script on the other side."""

import datetime as dt
import re
import uuid
from collections.abc import Mapping
from typing import Any, TypedDict

from django.http import QueryDict
from django.urls import reverse

from chuyende.foundation.core.prepared import Prepared
from chuyende.meeting.quizzes.kept import Device, Kept, Tap, Upload
from chuyende.meeting.quizzes.models import AnswerConflict, Attempt, QuizQuestion

from .asking import ShownQuestion
from .taking import questions_for_answering

_SENT = re.compile(r"q-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")
_DEVICE = re.compile(r"[0-9a-f]{8,32}")


class Given(TypedDict):
    """What a form without script answers."""

    responses: dict[QuizQuestion, Any]
    certainties: dict[QuizQuestion, int]


def upload_in(data: QueryDict, paper: list[ShownQuestion]) -> Upload:
    """Read what the script sent: answers with «at-…» (when), `device`, `seen` and, to hand in, `handed-in`.

    Moments are milliseconds of the server's clock as the phone carries it on.
    """
    taps = {
        one.quiz_question: Tap(one.response_in(data), one.certainty_in(data), _moment(data, one.moment_name))
        for one in paper
        if one.sent_in(data)
    }
    name = data.get("device", "")
    device = Device(name if _DEVICE.fullmatch(name) else "", _moment(data, "seen"))
    return Upload(taps, device, _moment(data, "handed-in"))


def paper_sent(attempt: Attempt, data: QueryDict) -> list[ShownQuestion]:
    """Those questions of an attempt that a form answers: a tap costs no look at all the others."""
    sent = {found[1] for key in data if (found := _SENT.match(key))}
    return questions_for_answering(attempt, only=sent)


def receipt_of(attempt: Attempt, kept: Kept) -> dict[str, Any]:
    """What the phone is told: how many answers are saved, at which numbers another device had answered differently; once
    it is over, where the result is."""
    paper = questions_for_answering(attempt) if kept.conflicts else []
    return {
        "saved": kept.saved,
        "conflicts": [question.number for question in paper if question.quiz_question.pk in kept.conflicts],
        "over": kept.is_over,
        "late": kept.came_late,
        "url": reverse("quizzes:attempt_result", args=[attempt.pk]) if kept.is_over else "",
    }


def has_conflicts(attempt: Attempt) -> bool:
    """Whether two devices answered differently."""
    return _CONFLICTS.first(attempt.pk) is not None


_CONFLICTS = Prepared(
    lambda attempt: (
        AnswerConflict.objects.filter(attempt=attempt).order_by().values_list("pk", flat=True)[:1]
    ),
    uuid.UUID,
)


def conflicts_of(attempt: Attempt, paper: list[ShownQuestion]) -> list[tuple[int, AnswerConflict]]:
    """Where two devices answered differently: the number of the question as this attempt has it, and both answers."""
    numbers: Mapping[Any, int] = {question.quiz_question.pk: question.number for question in paper}
    found = [
        (numbers[one.quiz_question_id], one)
        for one in attempt.conflicts.select_related("quiz_question__version")
    ]
    return sorted(found, key=lambda pair: (pair[0], pair[1].set_aside_at))


def _moment(data: QueryDict, name: str) -> dt.datetime | None:
    sent = data.get(name, "")
    if not (sent.isascii() and sent.isdecimal() and len(sent) <= 14):
        return None
    return dt.datetime.fromtimestamp(int(sent) / 1000, dt.UTC)
