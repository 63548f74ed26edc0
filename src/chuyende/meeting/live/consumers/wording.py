"""Frames as text, and the words of a refusal."""

import json
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..engine import Refusal
from ..engine.frames import no_frame

WORDS = {
    Refusal.BAD_FRAME: _("This device sent something that cannot be read. Open the page again."),
    Refusal.UNKNOWN_KIND: _("This device sent something that cannot be read. Open the page again."),
    Refusal.TICKET_INVALID: _("This seat is not valid any more. Open the page again."),
    Refusal.NOT_FOR_YOU: _("This is for whoever holds the quiz."),
    Refusal.NOT_NOW: _("The quiz has moved on meanwhile."),
    Refusal.OTHER_ROUND: _("This question is not being asked any more."),
    Refusal.TOO_LATE: _("The time was up before your answer arrived."),
    Refusal.NO_SUCH_ANSWER: _("This question has no such answer."),
    Refusal.NO_SUCH_CARD: _("There is no answer card of this number."),
    Refusal.SLOW_DOWN: _("Too much at once. Wait a moment."),
    Refusal.BUSY: _("The server cannot store at this moment. Nothing is lost: wait a moment."),
}


def encoded(frame: dict[str, Any]) -> str:
    """A frame as it goes over the wire."""
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":"))


def refusal(code: Refusal, id: str | None = None) -> str:
    """The frame `no`, encoded."""
    return encoded(no_frame(code, str(WORDS[code]), id))
