"""The pages of a contest, from its draft to its announced results, as the people of the contest open them."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from chuyende.foundation.core import clock
from chuyende.meeting.contests import queries, services
from chuyende.meeting.contests.enums import Offence, Outcome
from chuyende.meeting.contests.models import Contest, Disqualification, TieDecision
from tests.factories import Body
from tests.meeting.quizzes.factories import user_of

from .factories import TITLE, close, make_contest, make_draft, take
from .pages import moment, page, url

pytestmark = pytest.mark.django_db

REASON = "Dự đủ các buổi sinh hoạt."


def announce_results(body: Body, over: Contest) -> None:
    """Decide the tie of `over` for the member, and announce."""
    services.decide_tie(
        actor=user_of(body.party_secretary),
        contest=over,
        order=[body.member.pk, body.other_member.pk],
        reason=REASON,
    )
    close(body, over)


class TestPreparing:
    def test_a_contest_is_begun_changed_and_thrown_away(self, body, organiser):
        form = page(organiser, "contest_create", body.committee)
        pk = organiser.get(url("contest_create", body.committee)).context["form"]["id"].value()
        made = organiser.post(
            url("contest_create", body.committee), {"id": pk, "title": TITLE, "asks_prediction": "on"}
        )
        contest = Contest.objects.get()
        assert "Soạn cuộc thi" in form
        assert made["Location"] == url("contest_detail", contest)
        assert TITLE in page(organiser, "contest_list")

        assert TITLE in page(organiser, "contest_change", contest)
        refused = organiser.post(url("contest_change", contest), {"title": " "})
        assert refused.status_code == 422
        organiser.post(url("contest_change", contest), {"title": "Nhớ lời Bác"})
        assert "Nhớ lời Bác" in page(organiser, "contest_detail", contest)

        organiser.post(url("contest_remove", contest))
        assert not Contest.objects.exists()

    def test_a_title_of_spaces_is_told_beside_its_field(self, body, organiser):
        answer = organiser.post(url("contest_create", body.committee), {"title": "  "})

        assert answer.status_code == 422
        assert "title" in answer.context["form"].errors

    def test_a_round_is_added_moved_and_taken_out(self, body, organiser):
        contest = make_draft(body, rounds=0)
        fields = organiser.get(url("round_add", contest)).context["form"]
        opens, closes = clock.now() + dt.timedelta(days=1), clock.now() + dt.timedelta(days=2)
        window = {"opens_at": moment(opens), "closes_at": moment(closes), "minutes": "10"}

        reversed_window = window | {"closes_at": moment(opens - dt.timedelta(hours=1))}
        refused = organiser.post(url("round_add", contest), {"id": fields["id"].value()} | reversed_window)
        assert refused.status_code == 422
        added = organiser.post(url("round_add", contest), {"id": fields["id"].value()} | window)
        one = contest.rounds.get()
        assert added["Location"] == reverse("quizzes:quiz_prepare", args=[one.quiz_id])

        assert "10" in page(organiser, "round_change", contest, one)
        organiser.post(url("round_change", contest, one), window | {"minutes": "20"})
        one.quiz.refresh_from_db()
        assert one.quiz.minutes == 20
        assert organiser.post(url("round_change", contest, one), reversed_window).status_code == 422
        organiser.post(url("round_remove", contest, one))
        assert not contest.rounds.exists()

    def test_what_is_missing_is_said_before_it_is_announced(self, body, organiser):
        assert "thêm ít nhất một vòng" in page(organiser, "contest_announce", make_draft(body, rounds=0))
        assert "Các vòng chưa có câu hỏi" in page(
            organiser, "contest_announce", make_draft(body, questions=0)
        )

    def test_the_rules_are_read_before_and_stay_as_announced(self, body, organiser, member):
        contest = make_draft(body, rounds=2)
        draft = page(organiser, "contest_rules", contest)
        assert "70" in draft
        assert member.get(url("contest_rules", contest)).status_code == 404

        assert "14" in page(organiser, "contest_announce", contest)
        organiser.post(url("contest_announce", contest))
        contest.refresh_from_db()

        assert contest.announced_at
        assert "70" in page(member, "contest_rules", contest)
        again = organiser.get(url("contest_announce", contest))
        assert again["Location"] == url("contest_detail", contest)


class TestTakingPart:
    def test_a_member_predicts_and_finds_the_way_to_the_round(self, body, member):
        contest = make_contest(body)
        shown = page(member, "contest_detail", contest)
        assert reverse("quizzes:quiz_detail", args=[contest.rounds.get().quiz_id]) in shown

        assert member.post(url("contest_predict", contest), {"predicted": "-3"}).status_code == 422
        member.post(url("contest_predict", contest), {"predicted": "9"})

        assert contest.entries.get().predicted == 9
        assert "<b>9</b>" in page(member, "contest_detail", contest)

    def test_after_the_last_round_nobody_predicts(self, body, over, member):
        answer = member.post(url("contest_predict", over), {"predicted": "9"})

        assert answer.status_code == 422
        assert not over.entries.exists()
        assert "Ban Tổ chức" in page(member, "contest_detail", over)

    def test_the_own_committee_sees_who_has_not_taken_part_and_nobody_else(self, body, over, client_of):
        shown = page(client_of(user_of(body.secretary)), "contest_cell", over, body.cell)

        assert body.deputy.full_name in shown
        assert (
            client_of(user_of(body.secretary)).get(url("contest_cell", over, body.other_cell)).status_code
            == 404
        )
        assert (
            client_of(user_of(body.party_secretary)).get(url("contest_cell", over, body.cell)).status_code
            == 404
        )


class TestResults:
    def test_while_a_round_is_open_nobody_sees_results(self, body, organiser, member):
        contest = make_contest(body)
        take(contest, body.member, right=2)

        assert body.member.full_name not in page(organiser, "contest_standings", contest)
        assert member.get(url("contest_standings", contest)).status_code == 404
        assert "Chưa đến lúc xét kết quả" in page(organiser, "contest_direct", contest)
        assert organiser.get(url("contest_close", contest)).status_code == 302

    def test_a_tie_is_decided_then_the_results_are_announced(self, body, over, organiser, member):
        assert body.member.full_name in page(organiser, "contest_direct", over)
        tie = organiser.get(url("tie_decide", over)).context["form"]
        first, second = (f"place-{who.pk}" for who in (body.other_member, body.member))
        assert {first, second} < set(tie.fields)
        same = organiser.post(url("tie_decide", over), {first: "1", second: "1", "reason": REASON})
        silent = organiser.post(url("tie_decide", over), {first: "1", second: "2", "reason": ""})
        assert (same.status_code, silent.status_code) == (422, 422)

        organiser.post(url("tie_decide", over), {first: "1", second: "2", "reason": REASON})
        assert TieDecision.objects.get().order == [str(body.other_member.pk), str(body.member.pk)]
        assert organiser.get(url("tie_decide", over))["Location"] == url("contest_direct", over)

        assert "3" in page(organiser, "contest_close", over)
        organiser.post(url("contest_close", over))
        shown = page(member, "contest_standings", over)
        placed = shown.partition("<tbody")[2]  # below the reader's own name in the head of the page
        assert placed.index(body.other_member.full_name) < placed.index(body.member.full_name)
        assert over.results.get().digest in shown

    def test_announced_again_only_with_a_reason_and_a_change(self, body, over, organiser, member):
        announce_results(body, over)
        nothing = organiser.post(url("contest_announce_again", over), {"reason": REASON})
        assert nothing.status_code == 422

        case = services.cancel_result(
            actor=user_of(body.party_secretary),
            contest=over,
            member=body.member,
            offence=Offence.PROXY,
            facts="Người khác làm bài hộ.",
        )
        services.reply_to_cancelling(actor=user_of(body.member), case=case, reply="Đúng như vậy.")
        services.settle_case(
            actor=user_of(body.party_secretary), case=case, outcome=Outcome.UPHELD, reason=REASON
        )
        assert "Công bố kết quả đính chính" in page(organiser, "contest_direct", over)
        organiser.post(url("contest_announce_again", over), {"reason": "Đã huỷ một kết quả."})

        assert "Đã huỷ một kết quả." in page(member, "contest_standings", over)
        assert over.results.count() == 2


class TestCorrecting:
    def test_a_wrong_key_of_a_round_is_corrected_and_the_results_announced_again(
        self, body, over, organiser, member
    ):
        announce_results(body, over)
        quiz = over.rounds.get().quiz
        analysis = reverse("quizzes:quiz_analysis", args=[quiz.pk])
        assert analysis in page(organiser, "contest_detail", over)
        assert analysis not in page(member, "contest_detail", over)
        assert member.get(analysis).status_code == 404
        assert url("contest_detail", over) in organiser.get(analysis).content.decode()

        asked = quiz.quiz_questions.order_by("position")[0]  # which everybody had right by the wrong key
        question = reverse("quizzes:question_analysis", args=[quiz.pk, asked.pk])
        correcting = reverse("quizzes:key_correct", args=[quiz.pk, asked.pk])
        assert correcting in organiser.get(question).content.decode()
        form = organiser.get(correcting).context["form"]
        sent = {name: form[name].value() for name in form.fields} | {"note": "Đáp án đúng là B", "sure": "1"}
        done = organiser.post(correcting, sent | {"key": "1"})

        assert done["Location"] == url("contest_detail", over)
        assert [float(row["score"]) for row in queries.content_of(over)["members"]] == [2, 2, 0]
        assert (
            queries.standings_shown(over)["members"][0]["score"] == "3.00"
        )  # as announced, until announced again
        assert "Công bố kết quả đính chính" in page(organiser, "contest_direct", over)
        organiser.post(url("contest_announce_again", over), {"reason": "Đã sửa đáp án câu 1."})
        assert queries.standings_shown(over)["members"][0]["score"] == "2.00"


class TestCancelling:
    def cancel(self, body: Body, over: Contest, organiser: Client) -> Disqualification:
        organiser.post(
            url("result_cancel", over),
            {"member": str(body.member.pk), "offence": "sharing", "facts": "Hai máy trong một phút."},
        )
        return Disqualification.objects.get()

    def test_only_of_somebody_with_a_result_and_with_what_was_found(self, body, over, organiser):
        offered = page(organiser, "result_cancel", over)
        assert body.member.full_name in offered
        assert body.deputy.full_name not in offered

        silent = organiser.post(
            url("result_cancel", over), {"member": str(body.member.pk), "offence": "sharing", "facts": " "}
        )

        assert silent.status_code == 422
        assert not Disqualification.objects.exists()

    def test_the_member_replies_the_organisers_conclude(self, body, over, organiser, member):
        case = self.cancel(body, over, organiser)
        assert "Hai máy trong một phút." in page(member, "case_detail", case)
        early = organiser.post(url("case_settle", case), {"outcome": "lifted", "reason": REASON})
        empty = member.post(url("case_reply", case), {"reply": " "})
        assert (early.status_code, empty.status_code) == (422, 422)

        member.post(url("case_reply", case), {"reply": "Tôi đổi máy giữa chừng."})
        assert "Tôi đổi máy giữa chừng." in page(organiser, "case_detail", case)
        organiser.post(url("case_settle", case), {"outcome": "lifted", "reason": REASON})

        assert REASON in page(member, "case_detail", case)
        case.refresh_from_db()
        assert not case.holds

    def test_other_members_do_not_learn_of_it(self, body, over, organiser, client_of):
        case = self.cancel(body, over, organiser)

        other = client_of(user_of(body.other_member))

        assert other.get(url("case_detail", case)).status_code == 404
        assert other.post(url("case_reply", case), {"reply": "Tôi."}).status_code == 404
