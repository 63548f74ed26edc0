"""Attempts of one quiz that are more alike than chance makes, from what is stored to the page."""

from typing import Any

import pytest
from django.test import Client

from chuyende.meeting.quizzes import queries
from chuyende.meeting.quizzes.models import Quiz
from tests import factories

from .factories import CHOICES, single, user_of
from .pages import MONDAY, after_closing, text_of, url
from .sittings import hand_in, make_people, publish

pytestmark = pytest.mark.django_db
NAMES = ["Nguyễn Văn An", "Trần Văn Bình", "Lê Văn Cảnh", "Phạm Văn Dũng"]
#: of ten questions A is right; the first two have the same nine wrong, the third other ones, the fourth none
GIVEN = [
    [3, 1, 2, 3, 1, 2, 3, 1, 2, 0],
    [3, 1, 2, 3, 1, 2, 3, 1, 2, 0],
    [1, 2, 3, 1, 2, 3, 1, 2, 3, 0],
    [0] * 10,
]


@pytest.fixture
def taken(time_machine: Any) -> tuple[factories.Body, Quiz]:
    time_machine.move_to(MONDAY, tick=False)
    body = factories.make_body()
    quiz = publish(body, [single(f"Câu {number}?", CHOICES, 0) for number in range(10)])
    for member, responses in zip(make_people(body, NAMES), GIVEN, strict=True):
        hand_in(quiz, member, responses)
    time_machine.move_to(after_closing(quiz), tick=False)
    return body, quiz


def test_two_with_the_very_same_mistakes_are_named_and_nobody_else(
    taken: tuple[factories.Body, Quiz], client_of: Any
) -> None:
    body, quiz = taken
    client: Client = client_of(user_of(body.secretary))

    (pair,) = queries.alike_attempts(quiz)

    assert [pair.first.full_name, pair.second.full_name] == NAMES[:2]
    assert (pair.both_wrong, pair.same) == (9, 9)
    page = text_of(client, url("quiz_results", quiz))
    assert "trong 9 câu cả hai cùng sai, 9 câu có cùng một câu trả lời sai." in page
    assert page.count("cả hai cùng sai") == 1


def test_what_a_keeper_entered_from_paper_is_not_compared(taken: tuple[factories.Body, Quiz]) -> None:
    body, quiz = taken
    quiz.attempts.filter(member__full_name=NAMES[1]).update(entered_by=body.secretary)

    assert queries.alike_attempts(quiz) == []
