"""What a phone may send by fault or on purpose: each is answered, nothing is lost, nobody else is harmed."""

import base64
import json
import time

import pytest

from chuyende.foundation.core.ids import new_id
from chuyende.meeting.live import services
from chuyende.meeting.live.models import LiveAnswer, LiveSitting
from tests import factories

from .factories import act, make_sitting, seat_of, tickets_of

pytestmark = pytest.mark.django_db(transaction=True)


def ticket(sitting: LiveSitting, member: object) -> str:
    return services.seat_ticket(seat_of(sitting, member))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "bad_frame"),
        ("xin chào", "bad_frame"),
        ("[1, 2]", "bad_frame"),
        ("null", "bad_frame"),
        ("[" * 4000, "bad_frame"),
        ("9" * 5000, "bad_frame"),
        ('{"t": 5}', "bad_frame"),
        ("{}", "bad_frame"),
        ('{"t": "dance"}', "unknown_kind"),
        ('{"t": "ping"}', "bad_frame"),
        ('{"t": "ping", "at": true}', "bad_frame"),
        ('{"t": "ping", "at": NaN}', "bad_frame"),
        ('{"t": "hello"}', "bad_frame"),
        ('{"t": "hello", "ticket": "a.b"}', "ticket_invalid"),
        ('{"t": "answer"}', "bad_frame"),
        ('{"t": "do", "act": "end", "version": 1}', "not_for_you"),
    ],
)
def test_frame_that_makes_no_sense_is_told_so(body, phone, text, code):
    sitting = make_sitting(body)
    one = phone(sitting, ticket(sitting, body.member))

    one.raw(text)

    assert one.wait("no")["code"] == code
    one.say(t="ping", at=7)
    assert one.wait("pong")["at"] == 7


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"id": "not a uuid"}, "bad_frame"),
        ({"id": 5}, "bad_frame"),
        ({"round": "1"}, "bad_frame"),
        ({"round": True}, "bad_frame"),
        ({"ms": -1}, "bad_frame"),
        ({"ms": 2**60}, "bad_frame"),
        ({"ms": 1.5}, "bad_frame"),
        ({"nonce": 5}, "bad_frame"),
        ({"nonce": "guessed"}, "not_now"),
        ({"round": 2}, "other_round"),
        ({"answer": 4}, "no_such_answer"),
        ({"answer": -1}, "no_such_answer"),
        ({"answer": "1"}, "no_such_answer"),
        ({"answer": None}, "no_such_answer"),
        ({"answer": {"a": [1]}}, "no_such_answer"),
    ],
)
def test_answer_that_is_none_is_refused_and_the_right_one_still_taken(body, phone, wrong, code):
    sitting = act(make_sitting(body), body, "seal", "open")
    one = phone(sitting, ticket(sitting, body.member))

    one.say(
        **(
            {
                "t": "answer",
                "id": str(new_id()),
                "round": 1,
                "nonce": one.opened["nonce"],
                "answer": 1,
                "ms": 5,
            }
            | wrong
        )
    )

    assert one.wait("no")["code"] == code
    assert one.wait("ack", id=one.answer(1))["answer"] == 1


def test_frame_longer_than_allowed_ends_the_connection(body, phone):
    sitting = make_sitting(body)
    own = ticket(sitting, body.member)
    long, huge, wide = (phone(sitting, own) for _n in range(3))

    long.raw(json.dumps({"t": "ping", "at": 1, "x": "a" * 8192}))
    wide.raw(json.dumps({"t": "ping", "at": 1, "x": "ế" * 4000}, ensure_ascii=False))
    huge.raw("a" * 1024 * 1024)

    assert (long.close_code(), wide.close_code(), huge.close_code()) == (4413, 4413, 1009)


def test_flood_from_one_seat_is_slowed_then_ended_and_harms_nobody(body, phone):
    sitting = act(make_sitting(body), body, "seal", "open")
    flooding, other = (
        phone(sitting, ticket(sitting, body.member)),
        phone(sitting, ticket(sitting, body.deputy)),
    )

    for number in range(400):
        try:
            flooding.say(t="ping", at=number)
        except Exception:  # noqa: BLE001  # ended while still talking
            break
    begun = time.monotonic()
    assert other.wait("ack", id=other.answer(1))["answer"] == 1

    assert time.monotonic() - begun < 5
    assert flooding.close_code() == 4429
    assert [frame["code"] for frame in flooding.heard if frame["t"] == "no"] == ["slow_down"] * 199
    assert 19 <= sum(frame["t"] == "pong" for frame in flooding.heard) <= 60


def test_connections_of_one_seat_may_say_no_more_than_one(body, phone):
    sitting = make_sitting(body)
    seat, begun = ticket(sitting, body.member), time.monotonic()
    tabs = [phone(sitting, seat) for _tab in range(4)]

    for number, tab in enumerate(20 * tabs):
        tab.say(t="ping", at=number)
    told = [sum(tab.wait_either("pong", "no") == "pong" for _ping in range(20)) for tab in tabs]

    assert sum(told) <= 20 - len(tabs) + 6 * (time.monotonic() - begun)
    assert phone(sitting, ticket(sitting, body.deputy)).welcome["seat"]


def test_who_comes_in_again_and_again_is_slowed(body, phone):
    sitting = make_sitting(body)
    seat = ticket(sitting, body.member)
    tab = phone(sitting, seat)

    for _again in range(60):
        tab.say(t="hello", ticket=seat)

    assert tab.wait("no")["code"] == "slow_down"


def test_ticket_forged_or_of_another_sitting_opens_nothing(body, phone):
    sitting = make_sitting(body)
    other = make_sitting(factories.make_body())
    good = ticket(sitting, body.member)
    payload = json.loads(base64.urlsafe_b64decode(good.split(".")[0] + "=="))
    forged = base64.urlsafe_b64encode(json.dumps(payload | {"r": "host"}).encode()).rstrip(b"=").decode()
    one, another = phone(sitting), phone(other)

    one.say(t="hello", ticket=f"{forged}.{good.split('.')[1]}")
    another.say(t="hello", ticket=good)

    assert one.wait("no")["code"] == "ticket_invalid"
    assert another.wait("no")["code"] == "ticket_invalid"
    one.say(t="answer", id=str(new_id()), round=1, nonce="", answer=1, ms=1)
    assert one.wait("no")["code"] == "ticket_invalid"
    assert not LiveAnswer.objects.exists()


def test_ticket_of_a_seat_that_does_not_exist_opens_nothing(body, phone):
    sitting = make_sitting(body)
    seat = seat_of(sitting, body.member)
    lost = services.seat_ticket(seat)
    seat.delete()
    one = phone(sitting)

    one.say(t="hello", ticket=lost)

    assert one.wait("no")["code"] == "ticket_invalid"


def test_answer_to_yesterdays_round_is_dropped(body, phone):
    sitting = act(make_sitting(body), body, "seal", "open")
    one = phone(sitting, ticket(sitting, body.member))
    old = one.opened
    act(sitting, body, "close", "reveal", "seal", "open")
    one.wait_question(2)

    one.answer(1, round=old["round"], nonce=old["nonce"])

    assert one.wait("no")["code"] == "other_round"
    assert not LiveAnswer.objects.exists()


def test_socket_without_the_protocol_or_without_a_sitting_is_not_opened(body, hall):
    from websockets.exceptions import InvalidStatus
    from websockets.sync.client import connect

    sitting = make_sitting(body)
    base = hall.url.replace("http", "ws", 1)

    for address, names in (
        (f"{base}/hoi-truong/{sitting.pk}/ws", None),
        (f"{base}/khac", ["chuyende.live.1"]),
    ):
        with pytest.raises(InvalidStatus) as refused, connect(address, subprotocols=names):
            pass
        assert refused.value.response.status_code == 403


def test_screen_sees_and_does_nothing(body, phone):
    sitting = make_sitting(body)
    screen = phone(sitting, services.screen_ticket(actor=body.secretary.user, sitting=sitting))
    seat_of(sitting, body.member)

    screen.say(t="do", id=str(new_id()), act="seal", version=1)

    assert screen.wait("no")["code"] == "not_for_you"


def test_a_crowd_answers_at_once_and_every_answer_is_stored(body, phone):
    sitting = act(make_sitting(body), body, "seal", "open")
    phones = [phone(sitting, one) for one in tickets_of(sitting, body, 30)]

    names = [one.answer(number % 4) for number, one in enumerate(phones)]

    assert [one.wait("ack", id=name)["answer"] for one, name in zip(phones, names, strict=True)] == [
        number % 4 for number in range(30)
    ]
    assert LiveAnswer.objects.count() == 30
