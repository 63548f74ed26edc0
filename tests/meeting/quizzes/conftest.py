from typing import Any

import pytest

from chuyende.meeting.quizzes.models import Quiz
from tests import factories

from .factories import make_quiz
from .pages import MONDAY


@pytest.fixture
def body() -> factories.Body:
    return factories.make_body()


@pytest.fixture
def opened(body: factories.Body, time_machine: Any) -> Quiz:
    """A published quiz of three questions, open since this very second of a Monday morning."""
    time_machine.move_to(MONDAY, tick=False)
    return make_quiz(body)
