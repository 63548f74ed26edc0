"""A reward whose quiz was marked again: it stays, and its page says so."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuyende.followup.rewards.enums import RewardStage
from chuyende.followup.rewards.models import Reward
from chuyende.followup.rewards.services import decide_reward
from chuyende.meeting.questions.engine.keys import with_key
from chuyende.meeting.quizzes import services as quizzes
from tests import factories
from tests.meeting.quizzes.factories import user_of

from .factories import make_closed_quiz, propose

pytestmark = pytest.mark.django_db
NOTE = "Đáp án đúng là D"


@pytest.fixture
def decided(time_machine: Any) -> tuple[factories.Body, Reward]:
    """The member, best of four, has been commended; a minute later the key of the first question is corrected."""
    body = factories.make_body()
    quiz = make_closed_quiz(body, time_machine)
    reward = decide_reward(actor=user_of(body.deputy), reward=propose(body, quiz))
    time_machine.shift(60)
    question = quiz.quiz_questions.order_by("position")[0]
    quizzes.correct_key(
        actor=user_of(body.secretary), quiz_question=question, words=with_key(question.words, 3), note=NOTE
    )
    return body, reward


def test_a_decided_reward_stays_and_a_notice_stands(
    decided: tuple[factories.Body, Reward], client_of: Callable[..., Client]
) -> None:
    body, reward = decided
    reward.refresh_from_db()
    assert reward.stage == RewardStage.DECIDED

    page = client_of(user_of(body.secretary)).get(reverse("rewards:reward_detail", args=[reward.pk]))

    text = page.content.decode()
    assert NOTE in text
    # 3 of 3 before; the first question is wrong by the corrected key
    assert "đứng hạng 1 với 2 câu đúng" in text
    assert "Khen thưởng giữ nguyên như đã quyết định." in text


def test_the_results_lead_to_the_reward(
    decided: tuple[factories.Body, Reward], client_of: Callable[..., Client]
) -> None:
    body, reward = decided
    address = reverse("quizzes:quiz_results", args=[reward.quiz_id])

    page = client_of(user_of(body.secretary)).get(address).content.decode()

    assert "Khen thưởng trước khi sửa đáp án" in page
    assert reverse("rewards:reward_detail", args=[reward.pk]) in page


def test_without_a_correction_there_is_no_notice(time_machine: Any, client_of: Callable[..., Client]) -> None:
    body = factories.make_body()
    reward = propose(body, make_closed_quiz(body, time_machine))

    page = client_of(user_of(body.secretary)).get(reverse("rewards:reward_detail", args=[reward.pk]))

    assert "chấm lại" not in page.content.decode()
