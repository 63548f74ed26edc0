"""Nobody reads a key before it is shown: every page that one can reach by links is searched for it."""

import io
import re
import zipfile
from collections import deque
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuyende.meeting.live import services as hall
from chuyende.meeting.questions.engine.words import Choice, Kind, Words
from chuyende.meeting.questions.services import share_question
from chuyende.meeting.quizzes import services as quizzes
from chuyende.meeting.quizzes.enums import QuizMode
from chuyende.meeting.quizzes.models import Quiz
from tests import factories
from tests.meeting.live.factories import act, seat_of
from tests.meeting.quizzes.factories import begin, make_draft, user_of

pytestmark = pytest.mark.django_db

#: stands in the explanation, which goes wherever a key goes
KEY = "Khoá-bí-mật-9137"
LINK = re.compile(r'(?:href|src|hx-get|action)="(/[^"#?]*)')
#: where a question may stand
FOLLOWED = ("/trac-nghiem/", "/cau-hoi/", "/hoi-truong/", "/sinh-hoat/", "/viec/hom-nay/")
PAGES_AT_MOST = 120


def secret_words(number: int) -> Words:
    choices = tuple(Choice(text, is_right=text == "Hai") for text in ("Một", "Hai", "Ba"))
    return Words(
        kind=Kind.SINGLE,
        stem=f"Câu kín số {number} hỏi gì?",
        choices=choices,
        explanation=f"{KEY} ({number})",
    )


def ask(body: factories.Body, draft: Quiz, number: int) -> Quiz:
    actor = user_of(body.secretary)
    one = quizzes.add_question(actor=actor, quiz=draft, words=secret_words(number))
    share_question(actor=actor, question=one.version.question, is_shared=True)
    return quizzes.publish_quiz(actor=actor, quiz=draft)


@pytest.fixture
def running(body: factories.Body) -> list[str]:
    """A quiz that is open and begun, one in the hall whose question is open; their pages."""
    alone = ask(body, make_draft(body, questions=0), 1)
    begin(alone, body.member)
    draft = make_draft(body, questions=0, meeting=alone.meeting)
    Quiz.objects.filter(pk=draft.pk).update(mode=QuizMode.HALL)
    draft.refresh_from_db()
    together = ask(body, draft, 2)
    sitting = hall.create_sitting(actor=user_of(body.secretary), quiz=together)
    seat_of(sitting, body.member)
    act(sitting, body, "seal", "open")
    hall_pages = ("sitting_detail", "sitting_host", "sitting_screen", "sitting_phone")
    return [
        "/viec/",
        reverse("questions:question_bank"),
        *(
            reverse("questions:question_change", args=[asked.version.question_id])
            for quiz in (alone, together)
            for asked in quiz.quiz_questions.select_related("version")
        ),
        reverse("quizzes:quiz_detail", args=[alone.pk]),
        reverse("quizzes:quiz_detail", args=[together.pk]),
        *(reverse(f"live:{name}", args=[sitting.pk]) for name in hall_pages),
    ]


def texts_of(answer: Any) -> Iterator[str]:
    """What stands in an answer; of a packed file, in each of its parts."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield packed.read(name).decode(errors="replace")
    else:
        yield content.decode(errors="replace")


def walk(client: Client, starts: list[str]) -> Iterator[tuple[str, str]]:
    """Every address that links lead to, with what stands there."""
    waiting, known = deque(starts), set(starts)
    while waiting and len(known) < PAGES_AT_MOST:
        path = waiting.popleft()
        answer = client.get(path)
        if answer.status_code in {301, 302}:
            found = [answer["Location"]]
        elif answer.status_code == 200:
            texts = list(texts_of(answer))
            yield from ((path, text) for text in texts)
            found = LINK.findall("".join(texts))
        else:
            continue
        for link in found:
            if link not in known and link.startswith(FOLLOWED):
                known.add(link)
                waiting.append(link)


@pytest.mark.parametrize("who", ["secretary", "member", "other_secretary", "party_secretary"])
def test_no_page_shows_a_key_that_is_being_asked(
    body: factories.Body, running: list[str], client_of: Any, who: str
) -> None:
    client = client_of(user_of(getattr(body, who)))

    pages = list(walk(client, running))

    assert [path for path, text in pages if KEY in text] == []
    assert len({path for path, _text in pages}) > 10
