"""What the tests of pages share."""

import datetime as dt
import html

from django.test import Client
from django.urls import reverse

from chuyende.meeting.quizzes.models import GRACE, Attempt, Quiz

MONDAY = "2026-03-02 08:00+07:00"


def url(name: str, thing: Quiz | Attempt, *more: object) -> str:
    return reverse(f"quizzes:{name}", args=[thing.pk, *more])


#: what the form of a quiz sends besides title and window
OPTIONS = {
    "mode": "alone",
    "minutes": "15",
    "attempts_allowed": "1",
    "review_moment": "after_closing",
    "mixes_questions": "on",
    "mixes_choices": "on",
}


def text_of(client: Client, address: str, **data: str) -> str:
    """The page as a reader sees its text: entities resolved."""
    answer = client.get(address, data)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def after_closing(quiz: Quiz) -> dt.datetime:
    return quiz.closes_at + GRACE + dt.timedelta(seconds=1)
