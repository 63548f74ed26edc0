import datetime as dt
from typing import Any

import pytest

from chuyende.followup.rewards import errors, events, services
from chuyende.followup.rewards.enums import RewardForm, RewardStage
from chuyende.followup.rewards.models import Reward
from chuyende.foundation.core.errors import NotAllowed
from chuyende.foundation.core.models import AuditEntry
from chuyende.foundation.notifications.models import Notification
from chuyende.meeting.quizzes.models import Quiz
from chuyende.planning.governance.models import RuleSet
from tests import factories
from tests.meeting.quizzes.factories import make_quiz, user_of

from .factories import make_closed_quiz, propose

pytestmark = pytest.mark.django_db
COMMENDATION, CERTIFICATE = RewardForm.COMMENDATION, RewardForm.CERTIFICATE


@pytest.fixture
def body() -> factories.Body:
    return factories.make_body()


@pytest.fixture
def quiz(body: factories.Body, time_machine: Any) -> Quiz:
    return make_closed_quiz(body, time_machine)


def set_authority(body: factories.Body, *, cell: list[str], committee: list[str], since: str) -> None:
    RuleSet.objects.create(
        code="reward_authority",
        title="Thẩm quyền khen thưởng",
        organisation=body.committee,
        citation="Quy chế thi đua của Đảng uỷ",
        effective_from=since,
        parameters={"cell": cell, "committee": committee},
    )


def test_propose_best_gives_each_their_own_result(body: factories.Body, quiz: Quiz) -> None:
    proposed = services.propose_best(
        actor=user_of(body.secretary),
        quiz=quiz,
        members=[body.member, body.deputy],
        form=COMMENDATION,
        reason="Kết quả cao trong bài trắc nghiệm.",
    )

    assert [reward.reason for reward in proposed] == [
        "Kết quả cao trong bài trắc nghiệm: hạng 1, đúng 3/3 câu",
        "Kết quả cao trong bài trắc nghiệm: hạng 2, đúng 2/3 câu",
    ]
    assert {reward.stage for reward in proposed} == {RewardStage.PROPOSED}
    assert {reward.meeting for reward in proposed} == {quiz.meeting}
    assert AuditEntry.objects.filter(verb="reward_proposed").count() == 2


def test_a_commendation_is_the_cells_and_a_certificate_the_committees(
    body: factories.Body, quiz: Quiz
) -> None:
    commendation, certificate = propose(body, quiz), propose(body, quiz, form=CERTIFICATE)

    assert commendation.decider == body.cell
    assert certificate.decider == body.committee
    assert certificate.citation == "Quy định số 07-QĐ/TU ngày 28/11/2025 của Tỉnh uỷ Lào Cai"
    told = Notification.objects.filter(title__startswith="Chờ quyết định")
    assert set(told.values_list("recipient__full_name", "title")) == {
        ("Lê Văn Cường", "Chờ quyết định: Biểu dương đồng chí Hoàng Văn Êm"),
        ("Đặng Văn Nam", "Chờ quyết định: Giấy khen đồng chí Hoàng Văn Êm"),
    }


def test_a_form_that_the_rules_allow_nobody_is_refused_with_the_rule(
    body: factories.Body, quiz: Quiz
) -> None:
    set_authority(body, cell=["commendation"], committee=["commendation"], since="2026-01-01")

    with pytest.raises(errors.FormNotAllowed, match="Quy chế thi đua của Đảng uỷ") as caught:
        propose(body, quiz, form=CERTIFICATE)
    assert caught.value.field == "form"
    assert Reward.objects.count() == 0


def test_the_rule_of_the_day_decides_who_decides(body: factories.Body, quiz: Quiz) -> None:
    set_authority(body, cell=[], committee=["commendation", "certificate"], since="2026-01-01")

    assert propose(body, quiz).decider == body.committee


def test_propose_best_is_for_the_cells_committee_after_closing(
    body: factories.Body, quiz: Quiz, time_machine: Any
) -> None:
    for other in (
        body.member,
        body.minute_taker,
        body.other_secretary,
        body.party_secretary,
        body.administrator,
    ):
        with pytest.raises(NotAllowed):
            services.propose_best(
                actor=user_of(other), quiz=quiz, members=[body.member], form=COMMENDATION, reason="x"
            )
    running = make_quiz(body, meeting=quiz.meeting)
    with pytest.raises(errors.QuizStillRunning):
        propose(body, running)


def test_propose_best_says_what_is_missing(body: factories.Body, quiz: Quiz) -> None:
    actor, common = user_of(body.secretary), {"quiz": quiz, "form": COMMENDATION}
    with pytest.raises(errors.NobodyChosen):
        services.propose_best(actor=actor, members=[], reason="x", **common)
    with pytest.raises(errors.ReasonMissing):
        services.propose_best(actor=actor, members=[body.member], reason=" ", **common)
    with pytest.raises(errors.NotInTheStandings):
        services.propose_best(actor=actor, members=[body.member, body.minute_taker], reason="x", **common)
    assert Reward.objects.count() == 0


def test_propose_reward_for_somebody_of_another_cell_is_refused(body: factories.Body) -> None:
    with pytest.raises(errors.NotOfThisCell):
        services.propose_reward(
            actor=user_of(body.secretary),
            organisation=body.cell,
            member=body.other_member,
            form=COMMENDATION,
            reason="x",
        )


def test_propose_reward_without_a_quiz(body: factories.Body) -> None:
    reward = services.propose_reward(
        actor=user_of(body.secretary),
        organisation=body.cell,
        member=body.member,
        form=COMMENDATION,
        reason="Tham luận tốt",
    )

    assert (reward.quiz, reward.meeting, reward.reason) == (None, None, "Tham luận tốt")
    with pytest.raises(errors.ReasonMissing):
        services.propose_reward(
            actor=user_of(body.secretary),
            organisation=body.cell,
            member=body.member,
            form=COMMENDATION,
            reason="",
        )


def test_proposing_twice_is_one_proposal_and_after_a_refusal_a_new_one(
    body: factories.Body, quiz: Quiz
) -> None:
    first = propose(body, quiz)
    assert propose(body, quiz) == first
    assert Notification.objects.filter(title__startswith="Chờ quyết định").count() == 1

    services.decline_reward(actor=user_of(body.deputy), reward=first, reason="Chờ thêm kết quả")
    assert propose(body, quiz) != first
    assert Reward.objects.count() == 2


def test_decide_reward_tells_the_member_and_the_papers(body: factories.Body, quiz: Quiz) -> None:
    reward, heard = propose(body, quiz, form=CERTIFICATE), []
    events.reward_decided.connect(
        lambda reward, actor, **_: heard.append((reward, actor.full_name)), weak=False, dispatch_uid="test"
    )

    decided = services.decide_reward(actor=user_of(body.party_secretary), reward=reward)
    events.reward_decided.disconnect(dispatch_uid="test")

    assert heard == [(reward, "Đặng Văn Nam")]
    assert (decided.stage, decided.decided_on) == (RewardStage.DECIDED, dt.date(2026, 3, 5))
    titles = set(Notification.objects.values_list("recipient__full_name", "title"))
    assert ("Hoàng Văn Êm", "Đồng chí được khen thưởng: Giấy khen") in titles
    assert ("Trần Thị Bích", "Đã quyết định: Giấy khen đồng chí Hoàng Văn Êm") in titles
    assert AuditEntry.objects.get(verb="reward_decided").about == body.member.user_id


def test_decide_reward_is_for_who_signs_at_the_node_that_may(body: factories.Body, quiz: Quiz) -> None:
    commendation, certificate = propose(body, quiz), propose(body, quiz, form=CERTIFICATE)

    for reward, others in (
        (commendation, (body.committee_member, body.member, body.party_secretary, body.other_secretary)),
        (certificate, (body.secretary, body.deputy, body.party_member_of_committee, body.administrator)),
    ):
        for other in others:
            with pytest.raises(NotAllowed):
                services.decide_reward(actor=user_of(other), reward=reward)
            with pytest.raises(NotAllowed):
                services.decline_reward(actor=user_of(other), reward=reward, reason="x")


def test_nobody_decides_on_their_own_reward(body: factories.Body, quiz: Quiz) -> None:
    (own,) = services.propose_best(
        actor=user_of(body.secretary), quiz=quiz, members=[body.secretary], form=COMMENDATION, reason="x"
    )

    with pytest.raises(errors.OwnReward):
        services.decide_reward(actor=user_of(body.secretary), reward=own)
    with pytest.raises(errors.OwnReward):
        services.decline_reward(actor=user_of(body.secretary), reward=own, reason="x")
    assert services.decide_reward(actor=user_of(body.deputy), reward=own).stage == RewardStage.DECIDED


def test_decide_reward_twice_or_after_a_refusal_changes_nothing(body: factories.Body, quiz: Quiz) -> None:
    reward, actor = propose(body, quiz), user_of(body.deputy)
    services.decide_reward(actor=actor, reward=reward)

    with pytest.raises(errors.RewardAlreadySettled):
        services.decide_reward(actor=actor, reward=reward)
    with pytest.raises(errors.RewardAlreadySettled):
        services.decline_reward(actor=actor, reward=reward, reason="x")
    assert Reward.objects.get().stage == RewardStage.DECIDED


def test_decide_reward_asks_the_rule_of_that_day_again(body: factories.Body, quiz: Quiz) -> None:
    reward = propose(body, quiz)
    set_authority(body, cell=[], committee=["commendation", "certificate"], since="2026-03-05")

    with pytest.raises(errors.BeyondAuthority, match="Quy chế thi đua của Đảng uỷ"):
        services.decide_reward(actor=user_of(body.deputy), reward=reward)
    assert Reward.objects.get().stage == RewardStage.PROPOSED


def test_decline_reward_needs_a_reason_and_tells_the_proposer_only(body: factories.Body, quiz: Quiz) -> None:
    reward = propose(body, quiz)
    with pytest.raises(errors.DeclineReasonMissing):
        services.decline_reward(actor=user_of(body.deputy), reward=reward, reason=" ")

    services.decline_reward(actor=user_of(body.deputy), reward=reward, reason="Đã khen quý trước")

    reward.refresh_from_db()
    assert (reward.stage, reward.decline_reason) == (RewardStage.DECLINED, "Đã khen quý trước")
    told = Notification.objects.filter(title__startswith="Không đồng ý")
    assert [(n.recipient.full_name, n.body) for n in told] == [("Trần Thị Bích", "Đã khen quý trước")]
