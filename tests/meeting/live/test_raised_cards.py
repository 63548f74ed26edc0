"""Answer cards over real sockets: the remote asks who holds which, and has what it read stored."""

import pytest

from chuyende.foundation.core.ids import new_id
from chuyende.meeting.live import services
from chuyende.meeting.live.models import LiveAnswer, LiveSeat
from tests.meeting.quizzes.factories import user_of

from .factories import act, make_sitting, seat_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sitting(body):
    """A sitting whose first question is open; two members hold cards 5 and 6, one has a phone as well."""
    for member, number in ((body.paper_member, 5), (body.member, 6)):
        services.give_answer_card(
            actor=user_of(body.secretary), organisation=body.cell, member=member, number=number
        )
    return act(make_sitting(body), body, "seal", "open")


@pytest.fixture
def remote(sitting, host, body):
    one = host(sitting, body.secretary)
    one.opened = one.welcome["state"]
    return one


def raise_cards(client, *cards, **other):
    """Send a sweep of (card, answer) pairs; return its id."""
    name = str(new_id())
    frame = {
        "id": name,
        "round": client.opened["round"],
        "nonce": client.opened["nonce"],
        "cards": [{"card": card, "answer": answer} for card, answer in cards],
    }
    client.say(t="raised", **(frame | other))
    return name


def test_the_remote_is_told_who_holds_which_card(remote):
    remote.say(t="holders", id="x1")
    told = remote.wait("holders", id="x1")

    assert (told["round"], told["cards"]) == (
        1,
        [
            {"card": 5, "name": "Lý Thị Khé", "answered": False},
            {"card": 6, "name": "Hoàng Văn Êm", "answered": False},
        ],
    )
    remote.wait("swept", id=raise_cards(remote, (5, 1)))
    remote.say(t="holders", id="x2")
    assert [one["answered"] for one in remote.wait("holders", id="x2")["cards"]] == [True, False]


def test_a_sweep_is_acknowledged_counted_and_marked_like_the_answers_of_phones(body, sitting, remote, phone):
    own = phone(sitting, services.seat_ticket(seat_of(sitting, body.deputy)))
    own.opened = own.welcome["state"]
    own.wait("ack", id=own.answer(1))

    name = raise_cards(remote, (5, 1), (6, 3), (77, 0))
    swept = remote.wait("swept", id=name)

    assert LiveAnswer.objects.count() == 3
    assert (swept["round"], swept["cards"]) == (
        1,
        [
            {"card": 5, "outcome": "stored"},
            {"card": 6, "outcome": "stored"},
            {"card": 77, "outcome": "not_given"},
        ],
    )
    remote.wait("count", answers=3, seated=3)
    remote.do("close")
    remote.wait("state", phase="closed")
    remote.do("reveal")
    shown = remote.wait("reveal")
    assert (shown["counts"], shown["answers"]) == ([0, 2, 0, 1], 3)
    remote.do("board")
    assert [(row["place"], row["name"], row["points"]) for row in remote.wait("board")["rows"]] == [
        (1, "Lê Văn Cường", 100),
        (1, "Lý Thị Khé", 100),
        (3, "Hoàng Văn Êm", 0),
    ]


def test_a_card_never_overwrites_a_phone_nor_a_phone_a_card(body, sitting, remote, phone):
    own = phone(sitting, services.seat_ticket(seat_of(sitting, body.member)))
    own.opened = own.welcome["state"]
    own.wait("ack", id=own.answer(2))

    swept = remote.wait("swept", id=raise_cards(remote, (6, 0)))
    assert swept["cards"] == [{"card": 6, "outcome": "answered"}]
    assert LiveAnswer.objects.get().response == 2

    remote.wait("swept", id=raise_cards(remote, (5, 0)))
    late = phone(sitting, services.seat_ticket(LiveSeat.objects.get(member=body.paper_member)))
    assert late.welcome["seat"]["answer"] == 0
    late.opened = late.welcome["state"]
    assert late.wait("ack", id=late.answer(3))["answer"] == 0


def test_the_same_sweep_sent_again_is_stored_once_and_acknowledged_twice(remote):
    name = str(new_id())
    for _time in range(2):
        raise_cards(remote, (5, 1), id=name)
        assert remote.wait("swept", id=name)["cards"] == [{"card": 5, "outcome": "stored"}]
    assert LiveAnswer.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"cards": "5"}, "bad_frame"),
        ({"cards": []}, "bad_frame"),
        ({"cards": [{"card": 5, "answer": "A"}]}, "bad_frame"),
        ({"cards": [{"card": 5, "answer": True}]}, "bad_frame"),
        ({"cards": [{"card": 5, "answer": 0}] * 2}, "bad_frame"),
        ({"id": 7}, "bad_frame"),
        ({"round": "1"}, "bad_frame"),
        ({"cards": [{"card": 0, "answer": 0}, {"card": 5, "answer": 0}]}, "no_such_card"),
        ({"cards": [{"card": 101, "answer": 0}]}, "no_such_card"),
        ({"cards": [{"card": 5, "answer": 4}, {"card": 6, "answer": 0}]}, "no_such_answer"),
        ({"nonce": "guessed"}, "not_now"),
        ({"round": 2}, "other_round"),
    ],
)
def test_a_sweep_that_is_none_is_refused_and_stores_nothing(remote, wrong, code):
    raise_cards(remote, (5, 1), **wrong)

    assert remote.wait("no")["code"] == code
    assert not LiveAnswer.objects.exists()
    remote.wait("swept", id=raise_cards(remote, (5, 1)))


@pytest.mark.parametrize("name", [None, 7, ["x"], "x" * 37])
def test_asking_for_the_holders_under_no_name_is_refused(remote, name):
    remote.say(t="holders", id=name)

    assert remote.wait("no")["code"] == "bad_frame"


def test_a_sweep_after_the_closing_is_too_late(body, sitting, remote):
    act(sitting, body, "close")
    remote.wait("state", phase="closed")

    name = raise_cards(remote, (5, 1))

    assert remote.wait("no", id=name)["code"] == "too_late"
    assert not LiveAnswer.objects.exists()


@pytest.mark.parametrize("kind", ["holders", "raised"])
def test_cards_are_the_hosts_alone(body, sitting, phone, kind):
    seat = phone(sitting, services.seat_ticket(seat_of(sitting, body.deputy)))
    screen = phone(sitting, services.screen_ticket(actor=user_of(body.secretary), sitting=sitting))
    for client in (seat, screen):
        client.opened = client.welcome["state"]
        if kind == "raised":
            raise_cards(client, (5, 1))
        else:
            client.say(t="holders", id="x")
        assert client.wait("no")["code"] == "not_for_you"
    assert not LiveAnswer.objects.exists()


def test_a_host_who_lost_the_right_reads_no_cards(body, sitting, host):
    remote = host(sitting, body.minute_taker)
    remote.opened = remote.welcome["state"]
    body.minute_taker.positions.all().delete()

    for _kind in ("holders", "raised"):
        if _kind == "raised":
            raise_cards(remote, (5, 1))
        else:
            remote.say(t="holders", id="x")
        assert remote.wait("no")["code"] == "not_for_you"
    assert not LiveAnswer.objects.exists()
