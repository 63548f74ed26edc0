from typing import Any

import pytest

from chuyende.followup.rewards import queries, services
from tests import factories
from tests.meeting.quizzes.factories import user_of

from .factories import make_closed_quiz, propose

pytestmark = pytest.mark.django_db


def test_rewards_are_seen_by_their_committee_and_after_the_decision_by_the_cell(time_machine: Any) -> None:
    body = factories.make_body()
    reward = propose(body, make_closed_quiz(body, time_machine))

    def readers() -> set[str]:
        people = [p for p in vars(body).values() if getattr(p, "user_id", None)]
        return {p.full_name for p in people if reward in queries.rewards_visible_to(user_of(p))}

    before = {
        "Trần Thị Bích",
        "Lê Văn Cường",
        "Nông Thị Duyên",
        "Phạm Thị Đào",
        "Đặng Văn Nam",
        "Vũ Thị Oanh",
        "Trịnh Văn Phúc",
    }
    assert readers() == before
    services.decide_reward(actor=user_of(body.deputy), reward=reward)
    assert readers() == before | {"Hoàng Văn Êm", "Vàng A Giàng", "Đỗ Văn Hoà"}


def test_rewards_waiting_for_leaves_out_ones_own(time_machine: Any) -> None:
    body = factories.make_body()
    quiz = make_closed_quiz(body, time_machine)
    (own,) = services.propose_best(
        actor=user_of(body.committee_member),
        quiz=quiz,
        members=[body.secretary],
        form="commendation",
        reason="x",
    )

    assert list(queries.rewards_waiting_for(user_of(body.secretary))) == []
    assert list(queries.rewards_waiting_for(user_of(body.deputy))) == [own]
    assert list(queries.rewards_waiting_for(user_of(body.member))) == []


def test_papers_of_asks_whoever_issues_them(time_machine: Any) -> None:
    body = factories.make_body()
    reward = propose(body, make_closed_quiz(body, time_machine))

    assert queries.papers_of(reward, user_of(body.secretary)) == []


def test_quizzes_to_reward_are_closed_ones_that_nobody_was_proposed_for(time_machine: Any) -> None:
    body = factories.make_body()
    quiz = make_closed_quiz(body, time_machine)

    assert queries.quizzes_to_reward(user_of(body.secretary)) == [quiz]
    assert queries.quizzes_to_reward(user_of(body.member)) == []
    assert queries.quizzes_to_reward(user_of(body.party_secretary)) == []
    propose(body, quiz)
    assert queries.quizzes_to_reward(user_of(body.secretary)) == []
