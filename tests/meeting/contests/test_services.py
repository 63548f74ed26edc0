"""A contest from its draft to its announced results."""

import datetime as dt
from typing import Any

import pytest

from chuyende.foundation.core import clock
from chuyende.foundation.core.errors import NotAllowed
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.core.models import AuditEntry
from chuyende.foundation.notifications.models import Notification
from chuyende.foundation.organisation.models import Membership
from chuyende.meeting.contests import engine, errors, queries, services
from chuyende.meeting.contests.enums import ContestStage, Offence, Outcome
from chuyende.meeting.contests.models import Contest
from chuyende.meeting.quizzes.models import Attempt
from chuyende.planning.governance.models import RuleSet
from tests import factories as people
from tests.factories import Body
from tests.meeting.quizzes.factories import answer, begin, user_of

from . import factories
from .factories import after_closing, close, make_contest, make_draft, quiz_of, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(body: Body) -> Any:
    return user_of(body.party_secretary)


def rank_of(contest: Contest) -> dict[str, int]:
    return {row["name"]: row["rank"] for row in queries.standings_shown(contest)["members"]}


class TestPreparing:
    def test_a_form_sent_twice_makes_one_contest_and_one_round(self, body, chief):
        pk, quiz, now = new_id(), new_id(), clock.now()
        made = [
            services.create_contest(actor=chief, organisation=body.committee, title="Tìm hiểu", id=pk)
            for _time in range(2)
        ]
        rounds = [
            services.add_round(
                actor=chief,
                contest=made[0],
                opens_at=now,
                closes_at=now + dt.timedelta(days=1),
                minutes=10,
                id=quiz,
            )
            for _time in range(2)
        ]

        assert made[0] == made[1]
        assert rounds[0] == rounds[1]

    def test_a_cell_holds_its_own_but_not_the_committees(self, body):
        secretary = user_of(body.secretary)

        own = services.create_contest(actor=secretary, organisation=body.cell, title="Của chi bộ")

        assert own.organisation == body.cell
        with pytest.raises(NotAllowed):
            services.create_contest(actor=secretary, organisation=body.committee, title="Của Đảng bộ")

    def test_a_removed_round_lets_the_others_move_up(self, body, chief):
        contest = make_draft(body, rounds=3)

        services.remove_round(actor=chief, one=contest.rounds.get(number=1))

        titles = list(contest.rounds.values_list("number", "quiz__title"))
        assert titles == [(1, f"{factories.TITLE}, vòng 1"), (2, f"{factories.TITLE}, vòng 2")]

    def test_a_removed_draft_is_gone_with_its_rounds(self, body, chief):
        contest = make_draft(body, rounds=2)

        services.remove_contest(actor=chief, contest=contest)

        assert not Contest.objects.exists()
        assert AuditEntry.objects.filter(verb="quiz_removed").count() == 2


class TestAnnouncing:
    def test_freezes_the_rules_publishes_the_rounds_and_tells_the_members_once(self, body, chief):
        contest = make_contest(body, rounds=2)

        rule = queries.rules_today(body.committee)
        assert contest.rules == rule.parameters
        assert [one.quiz.is_published for one in contest.rounds.select_related("quiz")] == [True, True]
        told = Notification.objects.filter(url=f"/cuoc-thi/{contest.pk}/")
        assert told.filter(recipient=body.member.user).count() == 1
        assert told.filter(recipient=body.other_member.user).count() == 1

    def test_later_rules_do_not_touch_an_announced_contest(self, body, chief):
        contest = make_contest(body)
        RuleSet.objects.filter(code="contest").update(parameters={})

        contest.refresh_from_db()

        assert contest.rules_for_reckoning().points == 1

    def test_as_many_attempts_as_the_rules_give(self, body, chief):
        rule = queries.rules_today(body.committee)
        rule.parameters["attempts"] = 3
        rule.save()

        assert quiz_of(make_contest(body)).attempts_allowed == 3

    def test_without_rounds_or_questions_it_is_not_announced(self, body, chief):
        with pytest.raises(errors.RoundsMissing):
            services.announce_contest(actor=chief, contest=make_draft(body, rounds=0))
        with pytest.raises(errors.RoundNotReady, match="Vòng 1"):
            services.announce_contest(actor=chief, contest=make_draft(body, questions=0))

    def test_what_is_announced_stays(self, body, chief):
        contest = make_contest(body)

        with pytest.raises(errors.ContestAnnounced):
            services.announce_contest(actor=chief, contest=contest)
        with pytest.raises(errors.ContestAnnounced):
            services.change_contest(
                actor=chief, contest=contest, title="Khác", purpose="", asks_prediction=False
            )
        with pytest.raises(errors.ContestAnnounced):
            services.remove_round(actor=chief, one=contest.rounds.get())

    def test_a_minute_taker_prepares_but_does_not_announce(self, body):
        taker = people.make_member(
            body.other_cell, "Lò Thị Thư", role=people.Role.MINUTE_TAKER, at=body.committee
        )
        contest = make_draft(body)

        services.change_contest(
            actor=user_of(taker), contest=contest, title="Đổi tên", purpose="", asks_prediction=True
        )
        with pytest.raises(NotAllowed):
            services.announce_contest(actor=user_of(taker), contest=contest)


class TestPredicting:
    def test_the_last_number_before_the_closing_counts(self, body, time_machine):
        contest = make_contest(body)
        actor = user_of(body.member)

        services.predict(actor=actor, contest=contest, predicted=9)
        services.predict(actor=actor, contest=contest, predicted=12)
        time_machine.move_to(quiz_of(contest).closes_at, tick=False)

        with pytest.raises(errors.PredictionTooLate):
            services.predict(actor=actor, contest=contest, predicted=13)
        assert contest.entries.get(member=body.member).predicted == 12

    def test_only_where_it_is_asked(self, body):
        contest = make_contest(body, asks_prediction=False)

        with pytest.raises(errors.PredictionNotAsked):
            services.predict(actor=user_of(body.member), contest=contest, predicted=9)

    def test_not_in_a_draft(self, body):
        with pytest.raises(NotAllowed):
            services.predict(actor=user_of(body.member), contest=make_draft(body), predicted=9)


class TestStandings:
    def test_over_rounds_and_cells(self, body, time_machine):
        contest = make_contest(body, rounds=2)
        take(contest, body.member, right=4, seconds=100)
        take(contest, body.other_member, right=4, seconds=90)
        time_machine.move_to(quiz_of(contest, 2).opens_at, tick=False)
        take(contest, body.member, right=3, seconds=100, number=2)
        take(contest, body.other_member, right=2, seconds=10, number=2)
        time_machine.move_to(after_closing(contest), tick=False)

        content = queries.content_of(contest)

        assert [(row["name"], row["rank"], row["score"], row["seconds"]) for row in content["members"]] == [
            ("Hoàng Văn Êm", 1, "7.00", 200),
            ("Ngô Thị Mai", 2, "6.00", 100),
        ]
        # cell 1 counts 7 (the exempt one does not), cell 2 counts 7; one took part in each
        assert [
            (row["name"], row["rank"], row["counted"], row["took_part"], row["share"])
            for row in content["cells"]
        ] == [
            ("Chi bộ 1", None, 7, 1, "14.29"),
            ("Chi bộ 2", None, 7, 1, "14.29"),
        ]

    def test_who_left_before_the_last_round_closed_has_a_place_but_no_cell(self, body, time_machine):
        contest = make_contest(body)
        take(contest, body.member, right=4)
        Membership.objects.filter(member=body.member).update(until=clock.today())
        time_machine.move_to(after_closing(contest), tick=False)

        content = queries.content_of(contest)

        assert [(row["name"], row["cell"]) for row in content["members"]] == [("Hoàng Văn Êm", "")]
        assert [row["counted"] for row in content["cells"]] == [6, 7]

    def test_who_moves_to_another_cell_afterwards_is_counted_where_they_were(self, body, time_machine):
        contest = make_contest(body)
        take(contest, body.member, right=4)
        time_machine.move_to(after_closing(contest) + dt.timedelta(days=3), tick=False)
        before = queries.content_of(contest)
        Membership.objects.filter(member=body.member).update(until=clock.today() - dt.timedelta(days=1))
        Membership.objects.create(
            member=body.member, organisation=body.other_cell, status="official", since=clock.today()
        )

        assert queries.content_of(contest) == before

    def test_a_few_queries_at_any_size(self, body, time_machine, django_assert_max_num_queries):
        contest = make_contest(body)
        for number in range(5):
            take(contest, people.make_member(body.cell, f"Nguyễn Văn {number}"), right=2)
        time_machine.move_to(after_closing(contest), tick=False)

        with django_assert_max_num_queries(10):
            queries.content_of(contest)


class TestClosing:
    def test_keeps_what_was_announced_with_its_digest_and_tells_the_body(self, body, chief, time_machine):
        contest = make_contest(body)
        take(contest, body.member, right=3)
        time_machine.move_to(after_closing(contest), tick=False)

        closed = close(body, contest)

        result = queries.last_result(closed)
        assert result.digest == engine.digest(result.content)
        assert AuditEntry.objects.get(verb="contest_closed").detail["digest"] == result.digest
        assert Notification.objects.filter(url=f"/cuoc-thi/{contest.pk}/ket-qua/").exists()
        assert list(queries.changes_since(result)) == []
        assert closed.stage_at(clock.now(), queries.rounds_of(closed)) == ContestStage.CLOSED

    def test_pressed_again_it_changes_nothing(self, body, chief, time_machine):
        contest = make_contest(body)
        time_machine.move_to(after_closing(contest), tick=False)
        first = close(body, contest).closed_at
        time_machine.shift(60)

        assert close(body, contest).closed_at == first
        assert contest.results.count() == 1

    def test_not_while_somebody_may_still_hand_in(self, body, time_machine):
        contest = make_contest(body, rounds=2)
        time_machine.move_to(quiz_of(contest, 2).closes_at, tick=False)

        with pytest.raises(errors.RoundsStillOpen):
            close(body, contest)

    def test_attempts_whose_time_ran_out_are_handed_in_first(self, body, time_machine):
        contest = make_contest(body)
        attempt = begin(quiz_of(contest), body.member)
        answer(attempt, right=2)
        time_machine.move_to(after_closing(contest), tick=False)

        close(body, contest)

        assert queries.last_result(contest).content["members"][0]["score"] == "2.00"

    def test_what_was_announced_is_shown_even_when_the_record_changes(self, body, time_machine):
        contest = make_contest(body)
        attempt = take(contest, body.member, right=3)
        take(contest, body.other_member, right=2)
        time_machine.move_to(after_closing(contest), tick=False)
        close(body, contest)

        Attempt.objects.filter(pk=attempt.pk).update(score=1)

        assert rank_of(contest) == {"Hoàng Văn Êm": 1, "Ngô Thị Mai": 2}
        changed = {one.name for one in queries.changes_since(queries.last_result(contest))}
        assert {"Hoàng Văn Êm", "Ngô Thị Mai"} <= changed

    def test_announced_again_with_a_reason_only_where_something_changed(self, body, chief, time_machine):
        contest = make_contest(body)
        attempt = take(contest, body.member, right=3)
        time_machine.move_to(after_closing(contest), tick=False)
        close(body, contest)

        with pytest.raises(errors.NothingChanged):
            services.announce_again(actor=chief, contest=contest, reason="Đính chính")
        Attempt.objects.filter(pk=attempt.pk).update(score=4)
        with pytest.raises(errors.ReasonMissing):
            services.announce_again(actor=chief, contest=contest, reason=" ")
        again = services.announce_again(actor=chief, contest=contest, reason="Đính chính đáp án câu 2")

        assert (again.number, contest.results.count()) == (2, 2)
        assert queries.standings_shown(contest)["members"][0]["score"] == "4.00"


class TestTies:
    def test_about_a_prize_are_decided_with_a_reason_before_the_results(self, body, chief, time_machine):
        contest = make_contest(body)
        take(contest, body.member, right=3, seconds=50)
        take(contest, body.other_member, right=3, seconds=50)
        time_machine.move_to(after_closing(contest), tick=False)
        order = [body.other_member.pk, body.member.pk]

        with pytest.raises(errors.TiesUndecided):
            close(body, contest)
        with pytest.raises(errors.ReasonMissing):
            services.decide_tie(actor=chief, contest=contest, order=order, reason="")
        with pytest.raises(errors.NoSuchTie):
            services.decide_tie(actor=chief, contest=contest, order=order[:1], reason="Tích cực hơn")
        services.decide_tie(actor=chief, contest=contest, order=order, reason="Dự đủ các buổi sinh hoạt")
        close(body, contest)

        assert rank_of(contest) == {"Ngô Thị Mai": 1, "Hoàng Văn Êm": 2}
        assert AuditEntry.objects.get(verb="contest_tie_decided").detail["order"] == [str(pk) for pk in order]

    def test_nobody_decides_their_own(self, body, chief, time_machine):
        contest = make_contest(body)
        take(contest, body.party_secretary, right=3)
        take(contest, body.member, right=3)
        time_machine.move_to(after_closing(contest), tick=False)

        with pytest.raises(errors.OwnCase):
            services.decide_tie(
                actor=chief,
                contest=contest,
                order=[body.party_secretary.pk, body.member.pk],
                reason="Tích cực hơn",
            )


class TestCancelling:
    @pytest.fixture
    def held(self, body, time_machine):
        """A contest that is over: `member` has 4 right, `other_member` 1."""
        contest = make_contest(body)
        take(contest, body.member, right=4)
        take(contest, body.other_member, right=1)
        time_machine.move_to(after_closing(contest), tick=False)
        return contest

    def cancel(self, contest, body, member=None):
        return services.cancel_result(
            actor=user_of(body.party_secretary),
            contest=contest,
            member=member or body.member,
            offence=Offence.SHARING,
            facts="Cùng một tài khoản trên hai máy trong một phút.",
        )

    def test_the_member_is_told_heard_and_told_again(self, body, chief, held):
        case, own = self.cancel(held, body), user_of(body.member)

        with pytest.raises(errors.ReplyAwaited):
            services.settle_case(actor=chief, case=case, outcome=Outcome.UPHELD, reason="Đúng như nêu")
        services.reply_to_cancelling(actor=own, case=case, reply="Tôi đổi từ máy tính sang điện thoại.")
        services.settle_case(actor=chief, case=case, outcome=Outcome.LIFTED, reason="Giải trình có cơ sở")

        case.refresh_from_db()
        assert (case.holds, case.settled_by) == (False, body.party_secretary)
        assert (
            Notification.objects.filter(recipient=own, url=f"/cuoc-thi/huy-ket-qua/{case.pk}/").count() == 2
        )
        verbs = ["result_cancelled", "cancelled_result_replied", "cancelled_result_settled"]
        assert AuditEntry.objects.filter(verb__in=verbs, about=own.pk).count() == 3

    def test_a_lifted_one_counts_again(self, body, chief, held):
        case = self.cancel(held, body)
        assert rank_of(held) == {"Ngô Thị Mai": 1}
        services.reply_to_cancelling(actor=user_of(body.member), case=case, reply="Nhầm")
        services.settle_case(actor=chief, case=case, outcome=Outcome.LIFTED, reason="Có cơ sở")

        assert rank_of(held) == {"Hoàng Văn Êm": 1, "Ngô Thị Mai": 2}

    def test_without_a_place_but_kept(self, body, chief, held, time_machine):
        case = self.cancel(held, body)
        time_machine.move_to(case.reply_until, tick=False)

        with pytest.raises(errors.CasesUnsettled):
            close(body, held)
        services.settle_case(actor=chief, case=case, outcome=Outcome.UPHELD, reason="Không giải trình")
        close(body, held)

        assert rank_of(held) == {"Ngô Thị Mai": 1}
        assert queries.standings_shown(held)["cancelled"] == 1
        assert Attempt.objects.get(member=body.member).score == 4

    def test_once_settled_nothing_more_is_said(self, body, chief, held, time_machine):
        case = self.cancel(held, body)
        time_machine.move_to(case.reply_until, tick=False)
        services.settle_case(actor=chief, case=case, outcome=Outcome.UPHELD, reason="Không giải trình")

        with pytest.raises(errors.AlreadySettled):
            services.reply_to_cancelling(actor=user_of(body.member), case=case, reply="Muộn")
        with pytest.raises(errors.AlreadySettled):
            services.settle_case(actor=chief, case=case, outcome=Outcome.LIFTED, reason="Đổi ý")
        with pytest.raises(errors.AlreadyCancelled):
            self.cancel(held, body)

    def test_only_a_result_that_exists(self, body, held):
        with pytest.raises(errors.NotInTheContest):
            self.cancel(held, body, body.deputy)

    def test_not_the_own_and_not_before_the_last_round_has_closed(self, body, time_machine):
        contest = make_contest(body)
        take(contest, body.party_secretary, right=4)

        with pytest.raises(errors.RoundsStillOpen):
            self.cancel(contest, body, body.party_secretary)
        time_machine.move_to(after_closing(contest), tick=False)
        with pytest.raises(errors.OwnCase):
            self.cancel(contest, body, body.party_secretary)

    def test_only_the_member_replies_and_only_organisers_settle(self, body, held):
        case = self.cancel(held, body)

        with pytest.raises(NotAllowed):
            services.reply_to_cancelling(actor=user_of(body.deputy), case=case, reply="Thay")
        with pytest.raises(NotAllowed):
            services.settle_case(
                actor=user_of(body.secretary), case=case, outcome=Outcome.LIFTED, reason="Của chi bộ tôi"
            )

    def test_after_the_results_they_are_announced_again(self, body, chief, held, time_machine):
        close(body, held)
        case = self.cancel(held, body)
        time_machine.move_to(case.reply_until, tick=False)
        services.settle_case(actor=chief, case=case, outcome=Outcome.UPHELD, reason="Không giải trình")

        assert rank_of(held) == {"Hoàng Văn Êm": 1, "Ngô Thị Mai": 2}
        services.announce_again(actor=chief, contest=held, reason="Huỷ một kết quả")
        assert rank_of(held) == {"Ngô Thị Mai": 1}
