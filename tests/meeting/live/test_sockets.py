"""The hall over real sockets of a real server, by clients written from the protocol."""

import pytest

from chuyende.meeting.live import services
from chuyende.meeting.live.engine import sealing
from chuyende.meeting.live.models import LiveAnswer, LiveSitting
from tests.meeting.quizzes.factories import EXPLANATION

from .factories import act, make_sitting, seat_of

pytestmark = pytest.mark.django_db(transaction=True)


def ticket(sitting: LiveSitting, member: object) -> str:
    return services.seat_ticket(seat_of(sitting, member))


def test_a_round_from_the_lobby_to_the_standings(body, phone, host):
    sitting = make_sitting(body)
    first, second = (phone(sitting, ticket(sitting, m)) for m in (body.member, body.deputy))
    remote = host(sitting, body.secretary)

    assert first.welcome["seat"] | {"id": ""} == {
        "id": "",
        "name": "Hoàng Văn Êm",
        "team": None,
        "points": 0,
        "place": None,
        "answered": None,
        "answer": None,
    }
    assert first.welcome["state"]["phase"] == "lobby"
    assert "question" not in first.welcome["state"]

    remote.do("seal")
    box = first.wait("sealed")
    assert "Nguyên tắc" not in str(box)
    second.wait("sealed")
    remote.wait("sealed")
    remote.do("open")
    opened = first.wait("open")
    question = sealing.opened(box["box"], opened["key"])
    assert question["kind"] == "single"
    assert question["stem"] == "Nguyên tắc tổ chức số 1 của Đảng là gì?"
    assert [choice["text"] for choice in question["choices"]][1] == "Tự do cá nhân"
    assert EXPLANATION not in str(question)

    name = first.answer(1)
    assert first.wait("ack", id=name)["answer"] == 1
    second.wait("open")
    second.wait("ack", id=second.answer(3))
    remote.wait("count", answers=2, seated=2)
    assert LiveAnswer.objects.count() == 2

    remote.do("close")
    assert first.wait("state", phase="closed")["question"] == question
    remote.wait("state", phase="closed")
    remote.do("reveal")
    shown = first.wait("reveal")
    assert (shown["right"], shown["counts"], shown["answers"]) == (1, [0, 1, 0, 1], 2)
    assert shown["explanation"] == f"{EXPLANATION} (1)"
    mine = first.wait("mine")
    assert mine == {
        "t": "mine",
        "round": 1,
        "answered": 1,
        "worth": 100,
        "points": 100,
        "total": 100,
        "place": 1,
        "of": 2,
    }
    assert second.wait("mine")["worth"] == 0
    remote.wait("reveal")
    remote.do("board")
    assert first.wait("board")["rows"] == [
        {"place": 1, "name": "Hoàng Văn Êm", "points": 100},
        {"place": 2, "name": "Lê Văn Cường", "points": 0},
    ]


def test_answer_sent_twice_is_stored_once_and_acknowledged_twice(body, phone, host):
    sitting = make_sitting(body)
    one = phone(sitting, ticket(sitting, body.member))
    act(sitting, body, "seal", "open")
    one.wait_question()

    name = one.answer(2)
    one.wait("ack", id=name)
    one.answer(2, id=name)

    assert one.wait("ack", id=name)["answer"] == 2
    assert LiveAnswer.objects.count() == 1


def test_two_tabs_of_one_seat_live_side_by_side_and_the_first_answer_stays(body, phone):
    sitting = make_sitting(body)
    own = ticket(sitting, body.member)
    one, other = phone(sitting, own), phone(sitting, own)
    act(sitting, body, "seal", "open")
    one.wait_question(), other.wait_question()

    one.wait("ack", id=one.answer(0))

    assert other.wait("ack", id=other.answer(3))["answer"] == 0
    assert LiveAnswer.objects.get().response == 0


def test_who_comes_late_sees_the_question_and_may_answer(body, phone):
    sitting = act(make_sitting(body), body, "seal", "open")

    late = phone(sitting, ticket(sitting, body.member))

    assert late.welcome["state"]["question"]["stem"] == "Nguyên tắc tổ chức số 1 của Đảng là gì?"
    late.opened = late.welcome["state"]
    assert late.wait("ack", id=late.answer(1))["answer"] == 1
    assert sitting.seats.get().joined_round == 1


def test_who_comes_while_the_question_is_sealed_gets_the_box(body, phone):
    sitting = act(make_sitting(body), body, "seal")

    late = phone(sitting, ticket(sitting, body.member))
    box = late.wait("sealed")
    act(sitting, body, "open")

    assert sealing.opened(box["box"], late.wait("open")["key"])["kind"] == "single"
    assert sitting.seats.get().joined_round == 0  # nothing had been asked yet: in time


def test_who_comes_back_finds_seat_points_and_own_answer(body, phone, host):
    sitting = make_sitting(body)
    own = ticket(sitting, body.member)
    before = phone(sitting, own)
    act(sitting, body, "seal", "open")
    before.wait_question()
    before.wait("ack", id=before.answer(1))
    before.close()

    running = phone(sitting, own).welcome
    remote = host(sitting, body.secretary)
    remote.do("close")
    remote.wait("state", phase="closed")
    remote.do("reveal")
    remote.wait("reveal")
    after = phone(sitting, own)
    after.wait("mine")

    assert running["seat"]["id"] == before.welcome["seat"]["id"]
    assert (running["seat"]["answered"], running["seat"]["answer"], running["seat"]["points"]) == (1, 1, 0)
    assert (after.welcome["seat"]["points"], after.welcome["seat"]["place"]) == (100, 1)
    assert after.welcome["state"]["result"]["right"] == 1


def test_of_two_hosts_one_wins_and_the_other_is_told(body, phone, host):
    sitting = act(make_sitting(body), body, "seal")
    one, other = host(sitting, body.secretary), host(sitting, body.deputy)

    first, second = one.do("open"), other.do("open")

    assert (
        one.wait("state", phase="asking")
        if one.welcome["state"]["phase"] != "sealed"
        else one.wait_question()
    )
    told = [frame for frame in (answer_to(one, first), answer_to(other, second)) if frame]
    assert [frame["code"] for frame in told] == ["not_now"]
    sitting.refresh_from_db()
    assert (sitting.phase, sitting.round_number) == ("asking", 1)


def answer_to(remote, name):
    """The refusal of an act, if it was refused: a ping after it comes back after it."""
    remote.say(t="ping", at=1)
    remote.wait("pong")
    return next((frame for frame in remote.heard if frame["t"] == "no" and frame["id"] == name), None)


def test_question_closes_by_itself_when_its_time_and_grace_are_over(body, phone):
    sitting = make_sitting(body, seconds=5)
    one = phone(sitting, ticket(sitting, body.member))
    act(sitting, body, "seal", "open")

    opened = one.wait_question()
    one.wait("state", phase="closed")
    one.answer(0)

    assert one.wait("no")["code"] == "too_late"
    asked = sitting.rounds.get()
    assert 6.4 <= (asked.closed_at - asked.opened_at).total_seconds() <= 9
    assert opened["seconds"] == 5


def test_paused_question_takes_no_answer_and_goes_on(body, phone, host):
    sitting = make_sitting(body)
    one = phone(sitting, ticket(sitting, body.member))
    act(sitting, body, "seal", "open", "pause")
    paused = one.wait("state", phase="paused")

    assert 29_000 < paused["left"] <= 30_000
    one.answer(1)
    assert one.wait("no")["code"] == "not_now"
    act(sitting, body, "resume")
    one.wait("state", phase="asking")
    assert one.wait("ack", id=one.answer(1))["answer"] == 1


def test_question_asked_again_takes_the_place_of_the_first_asking(body, phone):
    sitting = make_sitting(body)
    one = phone(sitting, ticket(sitting, body.member))
    act(sitting, body, "seal", "open")
    one.wait_question()
    one.wait("ack", id=one.answer(1))
    act(sitting, body, "again", "open")
    one.wait_question(2)
    one.wait("ack", id=one.answer(0))
    act(sitting, body, "close", "reveal")

    assert one.wait("mine")["total"] == 0


def test_who_comes_back_to_the_remote_is_told_how_many_answers_there_are(body, phone, host):
    sitting = make_sitting(body)
    one, first = phone(sitting, ticket(sitting, body.member)), host(sitting, body.secretary)
    act(sitting, body, "seal", "open")
    one.wait_question()
    one.wait("ack", id=one.answer(1))
    first.wait("count", answers=1)

    assert host(sitting, body.secretary).wait("count")["answers"] == 1
    act(sitting, body, "close")
    first.wait("state", phase="closed")
    assert host(sitting, body.secretary).wait("count")["answers"] == 1


def test_skipped_question_counts_for_nobody(body, phone):
    sitting = make_sitting(body)
    one = phone(sitting, ticket(sitting, body.member))
    act(sitting, body, "seal", "open")
    one.wait_question()
    one.wait("ack", id=one.answer(1))
    act(sitting, body, "skip")

    assert one.wait("mine")["total"] == 0


def test_remote_of_somebody_who_lost_the_right_does_nothing(body, phone, host):
    sitting = make_sitting(body)
    remote = host(sitting, body.minute_taker)
    body.minute_taker.positions.all().delete()

    remote.do("seal")

    assert remote.wait("no")["code"] == "not_for_you"
    sitting.refresh_from_db()
    assert sitting.phase == "lobby"
