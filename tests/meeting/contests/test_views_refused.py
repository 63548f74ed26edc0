"""What a page of a contest says when an act is refused, and to whom it does not open."""

import datetime as dt
import html
from typing import Any

import pytest
from django.test import Client

from chuyende.foundation.core import clock
from chuyende.meeting.contests import services
from chuyende.meeting.contests.enums import Offence
from chuyende.meeting.contests.models import Contest, ContestResult, Disqualification
from tests.factories import Body, make_member
from tests.meeting.quizzes.factories import user_of

from .factories import DAY, after_closing, make_contest, make_draft, take
from .pages import page, url

pytestmark = pytest.mark.django_db

REASON = "Dự đủ các buổi sinh hoạt."


def posted(client: Client, name: str, thing: Any, *, on: str = "") -> str:
    """The page on which a refused act ends: that of the button, `on`, or the same address."""
    stood_on = f"http://testserver{url(on or name, thing)}"
    answer = client.post(url(name, thing), follow=True, headers={"referer": stood_on})
    return html.unescape(answer.content.decode())


def cancel(body: Body, contest: Contest) -> Disqualification:
    return services.cancel_result(
        actor=user_of(body.party_secretary),
        contest=contest,
        member=body.member,
        offence=Offence.SHARING,
        facts="Hai máy trong một phút.",
    )


class TestAnnouncing:
    def test_without_rounds_it_stays_a_draft(self, body, organiser):
        draft = make_draft(body, rounds=0)

        shown = posted(organiser, "contest_announce", draft)

        draft.refresh_from_db()
        assert draft.announced_at is None
        assert "ít nhất một vòng" in shown

    def test_a_round_without_questions_is_named(self, body, organiser):
        draft = make_draft(body, questions=0)

        assert "Vòng 1 chưa sẵn sàng" in posted(organiser, "contest_announce", draft)

    def test_an_announced_contest_takes_no_more_changes(self, body, organiser):
        contest = make_contest(body)
        told = "Cuộc thi đã công bố"

        changed = organiser.post(url("contest_change", contest), {"title": "Khác"})
        assert changed.status_code == 422
        assert told in html.unescape(changed.content.decode())
        assert told in posted(organiser, "contest_remove", contest, on="contest_change")
        assert Contest.objects.get(pk=contest.pk).title == contest.title


class TestPredicting:
    def test_too_late_is_told_where_the_prediction_stood(self, body, over, member):
        answer = member.post(url("contest_predict", over), {"predicted": "9"})

        assert answer.status_code == 422
        assert "Đã hết hạn dự đoán" in html.unescape(answer.content.decode())

    def test_words_for_a_number_are_told_beside_the_field(self, body, member):
        answer = member.post(url("contest_predict", make_contest(body)), {"predicted": "chín"})

        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == ["predicted"]

    def test_a_contest_without_prediction_asks_for_none(self, body, member):
        contest = make_contest(body, asks_prediction=False)

        assert "dự đoán" not in page(member, "contest_detail", contest).lower()
        assert member.post(url("contest_predict", contest), {"predicted": "9"}).status_code == 422


class TestClosing:
    def test_what_is_left_is_said_before_it_is_pressed_and_after(self, body, over, organiser):
        cancel(body, over)

        before = page(organiser, "contest_close", over)
        after = posted(organiser, "contest_close", over)

        for shown in (before, after):
            assert "Còn 1 kết quả bị huỷ chưa có kết luận" in shown
        assert "Công bố và thông báo" not in before
        assert not ContestResult.objects.exists()

    def test_a_tie_is_said_before(self, body, over, organiser):
        assert "Còn 1 trường hợp bằng nhau" in page(organiser, "contest_close", over)

    def test_while_a_round_is_open_nothing_is_announced(self, body, organiser):
        contest = make_contest(body)

        posted(organiser, "contest_close", contest)

        contest.refresh_from_db()
        assert contest.closed_at is None

    def test_announcing_again_needs_a_reason_beside_its_field(self, body, over, organiser):
        services.decide_tie(
            actor=user_of(body.party_secretary),
            contest=over,
            order=[body.member.pk, body.other_member.pk],
            reason=REASON,
        )
        services.close_contest(actor=user_of(body.party_secretary), contest=over)

        answer = organiser.post(url("contest_announce_again", over), {"reason": " "})

        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == ["reason"]


class TestCancelling:
    def test_a_second_time_is_told_beside_the_member(self, body, over, organiser):
        cancel(body, over)

        answer = organiser.post(
            url("result_cancel", over),
            {"member": str(body.member.pk), "offence": "proxy", "facts": "Nhờ người khác."},
        )

        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == ["member"]

    def test_the_member_finds_the_way_from_the_contest_and_nobody_else(self, body, over, member, client_of):
        case = cancel(body, over)
        way = url("case_detail", case)

        assert way in page(member, "contest_detail", over)
        assert way not in page(client_of(user_of(body.other_member)), "contest_detail", over)

    def test_it_is_settled_without_a_reply_once_the_time_is_over(self, body, over, organiser, time_machine):
        case = cancel(body, over)
        assert "Chỉ kết luận sau khi" in page(organiser, "case_detail", case)

        time_machine.move_to(case.reply_until + DAY / 24, tick=False)
        silent = organiser.post(url("case_settle", case), {"outcome": "upheld", "reason": " "})
        assert list(silent.context["settle_form"].errors) == ["reason"]
        organiser.post(url("case_settle", case), {"outcome": "upheld", "reason": REASON})

        case.refresh_from_db()
        assert case.is_settled
        assert case.holds

    def test_nobody_settles_their_own_case(self, body, organiser, client_of, time_machine):
        contest = make_contest(body)
        take(contest, body.party_secretary, right=4)
        time_machine.move_to(after_closing(contest), tick=False)
        case = services.cancel_result(
            actor=user_of(body.party_member_of_committee),
            contest=contest,
            member=body.party_secretary,
            offence=Offence.PROXY,
            facts="Người khác làm bài hộ.",
        )
        organiser.post(url("case_reply", case), {"reply": "Tôi tự làm bài."})

        shown = page(organiser, "case_detail", case)
        refused = organiser.post(url("case_settle", case), {"outcome": "lifted", "reason": REASON})

        assert url("case_settle", case) not in shown
        assert refused.status_code == 422
        case.refresh_from_db()
        assert not case.is_settled


class TestOutsiders:
    def test_a_contest_of_another_cell_is_not_there(self, body, client_of):
        actor = user_of(body.secretary)
        contest = services.create_contest(actor=actor, organisation=body.cell, title="Của chi bộ")
        one = services.add_round(
            actor=actor,
            contest=contest,
            opens_at=clock.now() + dt.timedelta(hours=1),
            closes_at=clock.now() + DAY,
            minutes=10,
        )
        outsider = client_of(user_of(body.other_member))

        for name in ("contest_detail", "contest_rules", "contest_standings", "contest_direct", "round_add"):
            assert outsider.get(url(name, contest)).status_code == 404, name
        assert outsider.get(url("round_change", contest, one)).status_code == 404
        assert outsider.post(url("contest_predict", contest), {"predicted": "1"}).status_code == 404
        assert contest.title not in page(outsider, "contest_list")

    def test_a_round_is_found_in_its_own_contest_only(self, body, organiser):
        one, other = make_draft(body), make_draft(body)

        assert organiser.get(url("round_change", other, one.rounds.get())).status_code == 404

    def test_a_committee_follows_its_own_cell_not_one_that_is_no_part_of_the_contest(self, body, client_of):
        contest = make_contest(body)
        stranger = make_member(body.other_cell, "Lò Văn Lạ")

        assert (
            client_of(user_of(stranger)).get(url("contest_cell", contest, body.other_cell)).status_code == 404
        )
