"""Tickets, sealing, the question as shown, points and places."""

import base64
import json
from fractions import Fraction

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from hypothesis import given
from hypothesis import strategies as st

from chuyende.meeting.live.engine import (
    Refusal,
    Refused,
    Room,
    Round,
    State,
    Stored,
    places,
    sealing,
    tickets,
)
from chuyende.meeting.live.engine.room import taken
from chuyende.meeting.live.engine.scoring import Terms, credited, earned
from chuyende.meeting.live.engine.shown import as_shown, as_written, mixed, shown
from chuyende.meeting.live.engine.state import Phase
from chuyende.meeting.live.engine.tickets import Role, Ticket, TicketInvalid
from chuyende.meeting.questions.engine.words import Choice, Gap, Kind, Pair, Words

KEY = b"0" * 32
TICKET = Ticket(sitting="s-1", role=Role.SEAT, bearer="g-1", ends=10_000)
TERMS = Terms(points=100, speed_points=50, tolerance_ms=3000, seconds=20)


def test_ticket_says_what_was_put_into_it() -> None:
    assert tickets.read(tickets.issued(TICKET, KEY), KEY, now=9_999) == TICKET


def test_ticket_has_the_fields_of_the_protocol() -> None:
    payload = tickets.issued(TICKET, KEY).split(".")[0]

    said = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    assert said == {"s": "s-1", "r": "seat", "m": "g-1", "x": 10_000}


@given(st.text() | st.binary().map(lambda data: data.decode("latin-1")))
def test_no_text_but_a_ticket_is_a_ticket(text: str) -> None:
    with pytest.raises(TicketInvalid):
        tickets.read(text, KEY, now=0)


@given(st.data())
def test_ticket_with_one_letter_changed_is_refused(data: st.DataObject) -> None:
    good = tickets.issued(TICKET, KEY)
    place = data.draw(st.integers(0, len(good) - 1))
    letter = data.draw(st.sampled_from("ABCxyz019-_.").filter(lambda letter: letter != good[place]))
    changed = good[:place] + letter + good[place + 1 :]

    with pytest.raises(TicketInvalid):
        tickets.read(changed, KEY, now=0)


def test_ticket_that_has_ended_or_is_signed_by_another_key_is_refused() -> None:
    good = tickets.issued(TICKET, KEY)

    with pytest.raises(TicketInvalid):
        tickets.read(good, KEY, now=10_000)
    with pytest.raises(TicketInvalid):
        tickets.read(good, b"1" * 32, now=0)


def test_sealed_question_is_opened_as_the_protocol_says() -> None:
    key = sealing.new_key()

    box = base64.b64decode(sealing.sealed({"stem": "Nêu gương là gì?"}, key))

    assert "gương" not in box.decode("latin-1")
    plain = ChaCha20Poly1305(base64.b64decode(key)).decrypt(box[:12], box[12:], None)
    assert json.loads(plain) == {"stem": "Nêu gương là gì?"}


def test_box_does_not_open_with_another_key() -> None:
    box = sealing.sealed({"stem": "x"}, sealing.new_key())

    with pytest.raises(sealing.SealBroken):
        sealing.opened(box, sealing.new_key())


def test_what_is_shown_of_each_kind() -> None:
    address = "/tep/{}".format
    words = Words(
        kind=Kind.SINGLE, stem="?", media="a.jpg", choices=(Choice("x", True), Choice("y", media="b.mp3"))
    )

    assert shown(words, seed="s", address=address) == {
        "kind": "single",
        "stem": "?",
        "media": "/tep/a.jpg",
        "choices": [{"text": "x", "media": ""}, {"text": "y", "media": "/tep/b.mp3"}],
    }
    cloze = Words(kind=Kind.CLOZE, stem="[[1]] [[2]]", gaps=(Gap(("a",)), Gap(("b",), ("b", "c"))))
    assert shown(cloze, seed="s", address=address)["gaps"] == [None, ["b", "c"]]


ORDERING = Words(kind=Kind.ORDERING, stem="?", items=("một", "hai", "ba"))
MATCHING = Words(kind=Kind.MATCHING, stem="?", pairs=(Pair("A", "1"), Pair("B", "2")), decoys=("3",))


@given(st.text())
def test_what_is_to_be_ordered_or_matched_is_mixed_and_does_not_say_how(seed: str) -> None:
    order, match = (shown(words, seed=seed, address=str) for words in (ORDERING, MATCHING))

    assert sorted(order) == ["items", "kind", "media", "stem"]
    assert sorted(match) == ["kind", "lefts", "media", "rights", "stem"]
    right = as_shown(ORDERING, [0, 1, 2], seed=seed)
    assert [order["items"][place] for place in right] == ["một", "hai", "ba"]
    sides = as_shown(MATCHING, [0, None], seed=seed)
    assert (match["rights"][sides[0]], sides[1]) == ("1", None)


@given(st.sampled_from([(ORDERING, [2, 0, 1]), (MATCHING, [2, None])]), st.text())
def test_answer_by_places_shown_is_brought_back(asked: tuple[Words, list[int]], seed: str) -> None:
    words, answer = asked

    assert as_written(words, as_shown(words, answer, seed=seed), seed=seed) == answer


@given(st.integers(2, 10), st.text())
def test_mixed_order_is_whole_and_always_the_same(count: int, seed: str) -> None:
    order = mixed(count, seed)

    assert sorted(order) == list(range(count))
    assert order == mixed(count, seed)


@pytest.mark.parametrize(
    ("said", "passed", "held", "is_corrected"),
    [
        (4000, 5000, 4000, False),  # a second on the way
        (5000, 5000, 5000, False),
        (6000, 5000, 5000, True),  # longer than the question has been open
        (100, 5000, 2000, True),  # five seconds on the way: more than a network takes
        (-50, 2000, 0, True),
        (0, 2000, 0, False),
    ],
)
def test_time_of_a_phone_is_held_between_what_is_possible(
    said: int, passed: int, held: int, is_corrected: bool
) -> None:
    assert credited(said, arrived=10_000 + passed, opened=10_000, terms=TERMS) == (held, is_corrected)


def test_points_by_rightness_alone_unless_speed_counts() -> None:
    fast = Terms(points=100, speed_points=50, tolerance_ms=3000, seconds=20, speed_counts=True)

    assert earned(Fraction(1), 0, TERMS) == 100
    assert earned(Fraction(1, 3), 0, TERMS) == 33
    assert [earned(Fraction(1), ms, fast) for ms in (0, 10_000, 20_000, 21_500)] == [150, 125, 100, 100]
    assert earned(Fraction(0), 0, fast) == 0


def test_equal_points_share_a_place() -> None:
    assert places({"a": 5, "b": 9, "c": 5, "d": 0}) == {"b": 1, "a": 2, "c": 2, "d": 4}


def test_how_often_each_choice_was_taken() -> None:
    several = Words(kind=Kind.MULTIPLE, stem="?", choices=(Choice("x", True), Choice("y"), Choice("z")))
    whether = Words(kind=Kind.TRUE_FALSE, stem="?")

    assert taken(several, {"a": Stored([0, 2], 1), "b": Stored([2], 1)}) == [1, 0, 2]
    assert taken(whether, {"a": Stored(True, 1), "b": Stored(False, 1), "c": Stored(False, 1)}) == [1, 2]
    assert taken(Words(kind=Kind.SHORT, stem="?", answers=("x",)), {}) is None


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ({"number": 2}, Refusal.OTHER_ROUND),
        ({"nonce": "another"}, Refusal.NOT_NOW),
        ({"answer": 4}, Refusal.NO_SUCH_ANSWER),
        ({"answer": True}, Refusal.NO_SUCH_ANSWER),
        ({"answer": "0"}, Refusal.NO_SUCH_ANSWER),
        ({"answer": None}, Refusal.NO_SUCH_ANSWER),
        ({"answer": [0]}, Refusal.NO_SUCH_ANSWER),
    ],
)
def test_answer_that_cannot_be_taken_is_told_why(frame: dict[str, object], code: Refusal) -> None:
    room = asking_room()

    with pytest.raises(Refused) as refused:
        room.checked(**({"number": 1, "nonce": "n", "answer": 0, "ms": 10, "now": 2000} | frame))
    assert refused.value.code == code


@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
def test_text_that_no_database_keeps_is_no_answer(text: str) -> None:
    room = asking_room(Words(kind=Kind.SHORT, stem="?", answers=("x",)))

    with pytest.raises(Refused) as refused:
        room.checked(number=1, nonce="n", answer=text, ms=10, now=2000)
    assert refused.value.code == Refusal.NO_SUCH_ANSWER


def asking_room(words: Words | None = None) -> Room:
    words = words or Words(kind=Kind.SINGLE, stem="?", choices=(Choice("x", True), Choice("y")))
    room = Room(title="", of=1, terms=TERMS, state=State(Phase.ASKING, 3, 1, 1, opened=1000))
    room.rounds[1] = Round(id="r", number=1, position=1, words=words, key="", nonce="n")
    return room
