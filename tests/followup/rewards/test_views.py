from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuyende.followup.rewards import services
from chuyende.followup.rewards.models import Reward
from chuyende.meeting.quizzes.models import Quiz
from tests import factories
from tests.meeting.quizzes.factories import user_of

from .factories import make_closed_quiz, propose

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


@pytest.fixture
def body() -> factories.Body:
    return factories.make_body()


@pytest.fixture
def quiz(body: factories.Body, time_machine: Any) -> Quiz:
    return make_closed_quiz(body, time_machine)


def url(reward: Reward, name: str = "reward_detail") -> str:
    return reverse(f"rewards:{name}", args=[reward.pk])


def test_reward_list_leads_from_the_closed_quiz_to_the_proposal(
    body: factories.Body, quiz: Quiz, client_of: ClientOf
) -> None:
    page = client_of(body.secretary.user).get(reverse("rewards:reward_list")).content.decode()

    assert reverse("rewards:reward_propose", args=[quiz.pk]) in page
    assert "Chưa có khen thưởng" in page
    member = client_of(body.member.user).get(reverse("rewards:reward_list")).content.decode()
    assert reverse("rewards:reward_propose", args=[quiz.pk]) not in member


def test_reward_propose_shows_the_standings_and_sends_the_proposal(
    body: factories.Body, quiz: Quiz, client_of: ClientOf
) -> None:
    client = client_of(body.secretary.user)
    address = reverse("rewards:reward_propose", args=[quiz.pk])
    page = client.get(address).content.decode()
    assert "Hoàng Văn Êm" in page
    assert "07-QĐ/TU" in page

    answer = client.post(
        address,
        {"members": [body.member.pk, body.deputy.pk], "form": "commendation", "reason": "Kết quả cao"},
    )

    assert answer["Location"] == reverse("rewards:reward_list")
    assert set(Reward.objects.values_list("member__full_name", "form")) == {
        ("Hoàng Văn Êm", "commendation"),
        ("Lê Văn Cường", "commendation"),
    }
    assert "Biểu dương" in client.get(address).content.decode()


def test_reward_propose_says_what_is_missing_and_keeps_the_choice(
    body: factories.Body, quiz: Quiz, client_of: ClientOf
) -> None:
    client = client_of(body.secretary.user)
    address = reverse("rewards:reward_propose", args=[quiz.pk])

    nobody = client.post(address, {"form": "commendation", "reason": "x"})
    without = client.post(address, {"members": [body.member.pk], "form": "commendation", "reason": ""})

    assert (nobody.status_code, without.status_code) == (422, 422)
    assert "Xin chọn ít nhất một đồng chí" in nobody.content.decode()
    assert f'value="{body.member.pk}" aria-label="Hoàng Văn Êm" checked' in without.content.decode()


def test_reward_propose_is_closed_to_others(body: factories.Body, quiz: Quiz, client_of: ClientOf) -> None:
    address = reverse("rewards:reward_propose", args=[quiz.pk])

    assert client_of(body.member.user).get(address).status_code == 404
    assert client_of(body.other_secretary.user).get(address).status_code == 404
    assert client_of(body.party_secretary.user).get(address).status_code == 403


def test_reward_decide_and_its_page(body: factories.Body, quiz: Quiz, client_of: ClientOf) -> None:
    reward, client = propose(body, quiz), client_of(body.deputy.user)
    assert "Chờ đồng chí quyết định" in client.get(reverse("rewards:reward_list")).content.decode()
    assert "Quyết định khen thưởng" in client.get(url(reward)).content.decode()

    assert client.post(url(reward, "reward_decide"))["Location"] == url(reward)

    page = client.get(url(reward)).content.decode()
    assert "Đã quyết định" in page
    assert "Quyết định khen thưởng" not in page
    seen = (
        client_of(user_of(body.member))
        .get(reverse("rewards:reward_list"), {"xem": "decided"})
        .content.decode()
    )
    assert "đúng 3/3 câu" in seen


def test_reward_decline_asks_why(body: factories.Body, quiz: Quiz, client_of: ClientOf) -> None:
    reward, client = propose(body, quiz), client_of(body.deputy.user)

    assert client.post(url(reward, "reward_decline"), {"reason": ""}).status_code == 422
    client.post(url(reward, "reward_decline"), {"reason": "Đã khen quý trước"})

    assert "Đã khen quý trước" in client.get(url(reward)).content.decode()


def test_own_reward_shows_who_decides_instead_of_a_button(
    body: factories.Body, quiz: Quiz, client_of: ClientOf
) -> None:
    (own,) = services.propose_best(
        actor=user_of(body.secretary), quiz=quiz, members=[body.secretary], form="commendation", reason="x"
    )
    client = client_of(user_of(body.secretary))

    assert "Không ai quyết định khen thưởng cho chính mình" in client.get(url(own)).content.decode()
    answer = client.post(
        url(own, "reward_decide"), follow=True, headers={"Referer": f"http://testserver{url(own)}"}
    )
    assert "Không ai quyết định khen thưởng cho chính mình" in answer.content.decode()
    assert Reward.objects.get().stage == "proposed"


@pytest.mark.parametrize("name", ["reward_detail", "reward_decide", "reward_decline"])
def test_a_proposal_does_not_exist_for_others(
    body: factories.Body, quiz: Quiz, client_of: ClientOf, name: str
) -> None:
    reward = propose(body, quiz)
    for other in (body.member, body.other_secretary, body.administrator):
        client = client_of(user_of(other))
        answer = client.get(url(reward)) if name == "reward_detail" else client.post(url(reward, name))
        assert answer.status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_reward_list_asks_the_database_as_often_for_one_as_for_three(
    body: factories.Body,
    quiz: Quiz,
    client_of: ClientOf,
    count: int,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    services.propose_best(
        actor=user_of(body.secretary),
        quiz=quiz,
        members=[body.member, body.deputy, body.probationary][:count],
        form="commendation",
        reason="x",
    )
    client = client_of(user_of(body.secretary))

    with django_assert_max_num_queries(25):
        assert client.get(reverse("rewards:reward_list")).status_code == 200


def test_the_results_of_a_closed_quiz_lead_to_the_proposal(
    body: factories.Body, quiz: Quiz, client_of: ClientOf
) -> None:
    results, way = (
        reverse("quizzes:quiz_results", args=[quiz.pk]),
        reverse("rewards:reward_propose", args=[quiz.pk]),
    )

    assert way in client_of(user_of(body.secretary)).get(results).content.decode()
    assert way not in client_of(user_of(body.inspector)).get(results).content.decode()
