"""The hall where WebSockets are blocked: the same frames by posts."""

import json
import urllib.error
import urllib.request

import pytest

from chuyende.foundation.core.ids import new_id
from chuyende.meeting.live import services
from chuyende.meeting.live.models import LiveAnswer

from .factories import act, make_sitting, seat_of

pytestmark = pytest.mark.django_db(transaction=True)


class Polling:
    """A client that posts; `heard` is everything that it was told."""

    def __init__(self, url, sitting, ticket):
        self.address = f"{url}/hoi-truong/{sitting.pk}/poll"
        self.ticket, self.seq, self.heard = ticket, 0, []

    def post(self, *frames, body=None):
        said = {"ticket": self.ticket, "after": self.seq, "frames": list(frames)} if body is None else body
        data = said if isinstance(said, bytes) else json.dumps(said).encode()
        with urllib.request.urlopen(
            urllib.request.Request(self.address, data, method="POST"), timeout=40
        ) as answer:
            told = json.load(answer)
        self.seq = told["seq"]
        self.heard += told["frames"]
        return told["frames"]

    def wait(self, kind):
        for _post in range(10):
            found = [frame for frame in self.post() if frame["t"] == kind]
            if found:
                return found[-1]
        raise AssertionError(f"never told {kind}: {self.heard}")


@pytest.fixture
def polling(hall, body):
    """`polling(sitting, member)`: a client of the member's seat."""
    return lambda sitting, member: Polling(hall.url, sitting, services.seat_ticket(seat_of(sitting, member)))


def test_first_answer_is_a_welcome_and_a_round_is_played_by_posts(body, polling, host):
    sitting = make_sitting(body)
    one = polling(sitting, body.member)
    remote = host(sitting, body.secretary)

    (welcome,) = one.post()
    remote.do("seal")
    sealed = one.wait("sealed")
    remote.wait("sealed")
    remote.do("open")
    opened = one.wait("open")
    name = str(new_id())
    told = one.post({"t": "answer", "id": name, "round": 1, "nonce": opened["nonce"], "answer": 1, "ms": 900})

    assert welcome["t"] == "welcome"
    assert welcome["seat"]["name"] == "Hoàng Văn Êm"
    assert sealed["round"] == opened["round"] == 1
    assert [(frame["t"], frame["id"]) for frame in told] == [("ack", name)]
    assert LiveAnswer.objects.get().response == 1


def test_who_lost_an_answer_on_the_way_is_told_again(body, polling, host):
    sitting = make_sitting(body)
    one = polling(sitting, body.member)
    one.post()
    seen = one.seq
    remote = host(sitting, body.secretary)
    remote.do("seal")
    first = one.post()

    one.seq = seen  # the answer never arrived

    assert one.post()[: len(first)] == first


def test_number_that_is_not_of_this_server_brings_the_whole_state(body, polling):
    sitting = act(make_sitting(body), body, "seal", "open")
    one = polling(sitting, body.member)
    one.post()
    one.seq = 5

    assert [frame["t"] for frame in one.post()] == ["welcome"]


def test_two_tabs_of_one_seat_poll_side_by_side(body, polling, host):
    sitting = make_sitting(body)
    tabs = [polling(sitting, body.member) for _tab in range(2)]
    for tab in tabs:
        tab.post()
    remote = host(sitting, body.secretary)

    remote.do("seal")
    for tab in tabs:
        tab.wait("sealed")
    remote.wait("sealed")
    remote.do("open")
    for tab in tabs:
        tab.wait("open")

    told = [[frame["t"] for frame in tab.heard].count("welcome") for tab in tabs]
    assert told == [1, 1]


def test_forged_ticket_is_refused(body, polling):
    one = polling(make_sitting(body), body.member)
    one.ticket = one.ticket[:-2] + ("AA" if one.ticket[-2:] != "AA" else "BB")

    assert one.post()[0]["code"] == "ticket_invalid"


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"[]",
        b"null",
        b"{",
        b"[" * 5000,
        {"ticket": 5, "after": 0},
        {"ticket": "x", "after": "0"},
        {"ticket": "x", "after": 0, "frames": [1]},
        {"ticket": "x", "after": 0, "frames": [{}] * 21},
        {"protocol": "chuyende.live.2", "ticket": "x", "after": 0},
        b" " * 300_000,
    ],
)
def test_post_that_makes_no_sense_is_answered_400(body, polling, said):
    one = polling(make_sitting(body), body.member)

    with pytest.raises(urllib.error.HTTPError) as refused:
        one.post(body=said)
    assert refused.value.code == 400


def test_who_says_that_it_has_seen_nothing_may_say_no_more(body, polling):
    sitting = make_sitting(body)
    one = polling(sitting, body.member)
    one.post()

    told = []
    for number in range(12):
        one.seq = 0  # as if it had missed everything: it is given a mailbox anew
        told += one.post(*[{"t": "ping", "at": number}] * 3)

    assert any(frame["t"] == "no" and frame["code"] == "slow_down" for frame in told)
