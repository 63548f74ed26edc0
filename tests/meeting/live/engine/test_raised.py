"""What a host's camera read: any frame is either refused with a code, or gives exactly the answers that it says."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyende.meeting.live.engine import Phase, Refused, Room, Round, State, Terms
from chuyende.meeting.live.engine.cards import MOST_CARDS
from chuyende.meeting.live.engine.raised import given_by_cards, read_raised
from chuyende.meeting.questions.engine.words import Choice, Kind, Words

ID = "0192f3a1-7c00-7000-8000-000000000001"
OPENED, NOW = 1_000_000, 1_004_200
SINGLE = Words(kind=Kind.SINGLE, stem="Một?", choices=(Choice("x"), Choice("y", True), Choice("z")))
FIVE = Words(
    kind=Kind.SINGLE, stem="Năm?", choices=tuple(Choice(letter, letter == "a") for letter in "abcde")
)
TRUE_FALSE = Words(kind=Kind.TRUE_FALSE, stem="Hai?", is_true=True)


def room(words: Words = SINGLE, phase: Phase = Phase.ASKING) -> Room:
    asked = Round(id="r2", number=2, position=2, words=words, key="", nonce="n2")
    state = State(phase=phase, version=9, round=2, position=2, opened=OPENED)
    terms = Terms(points=100, speed_points=50, tolerance_ms=3000, seconds=20)
    return Room(title="Thi", of=3, terms=terms, state=state, rounds={2: asked})


def frame(*cards: Any, **other: Any) -> dict[str, Any]:
    return {"t": "raised", "id": ID, "round": 2, "nonce": "n2", "cards": list(cards)} | other


def taken(said: dict[str, Any], where: Room | None = None) -> dict[int, Any]:
    answers = given_by_cards(where or room(), read_raised(said), now=NOW)
    return {card: one.answer for card, one in answers.items()}


def code(said: dict[str, Any], where: Room | None = None) -> str:
    with pytest.raises(Refused) as refused:
        taken(said, where)
    return refused.value.code.value


def test_each_card_gives_its_answer_with_the_time_since_the_opening() -> None:
    said = read_raised(frame({"card": 7, "answer": 2}, {"card": 100, "answer": 0}))

    answers = given_by_cards(room(), said, now=NOW)

    assert {card: (one.answer, one.ms, one.credited, one.is_corrected) for card, one in answers.items()} == {
        7: (2, 4200, 4200, False),
        100: (0, 4200, 4200, False),
    }


ONE = {"card": 1, "answer": 1}


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({"id": "forty"}, "bad_frame"),
        ({"id": None}, "bad_frame"),
        ({"id": 5}, "bad_frame"),
        ({"round": "2"}, "bad_frame"),
        ({"round": True}, "bad_frame"),
        ({"nonce": None}, "bad_frame"),
        ({"cards": {}}, "bad_frame"),
        ({"cards": None}, "bad_frame"),
        ({"cards": []}, "bad_frame"),
        ({"cards": [1]}, "bad_frame"),
        ({"cards": [{"card": "1", "answer": 1}]}, "bad_frame"),
        ({"cards": [{"card": True, "answer": 1}]}, "bad_frame"),
        ({"cards": [{"card": 1, "answer": "A"}]}, "bad_frame"),
        ({"cards": [{"card": 1, "answer": False}]}, "bad_frame"),
        ({"cards": [{"card": 1}]}, "bad_frame"),
        ({"cards": [ONE, {"card": 1, "answer": 2}]}, "bad_frame"),
        ({"cards": [ONE] * (MOST_CARDS + 1)}, "bad_frame"),
        ({"cards": [ONE, {"card": 0, "answer": 1}]}, "no_such_card"),
        ({"cards": [{"card": -1, "answer": 1}]}, "no_such_card"),
        ({"cards": [{"card": MOST_CARDS + 1, "answer": 1}]}, "no_such_card"),
        ({"cards": [ONE, {"card": 2, "answer": 3}]}, "no_such_answer"),
        ({"cards": [{"card": 2, "answer": -1}]}, "no_such_answer"),
        ({"round": 1}, "other_round"),
        ({"round": 3}, "other_round"),
        ({"nonce": "n1"}, "not_now"),
    ],
)
def test_a_sweep_that_cannot_be_taken_is_refused_as_a_whole(wrong: dict[str, Any], expected: str) -> None:
    assert code(frame(ONE) | wrong) == expected


@pytest.mark.parametrize(
    ("phase", "expected"),
    [
        (Phase.SEALED, "not_now"),
        (Phase.PAUSED, "not_now"),
        (Phase.CLOSED, "too_late"),
        (Phase.REVEALED, "too_late"),
        (Phase.ENDED, "too_late"),
    ],
)
def test_cards_are_taken_while_the_question_is_open(phase: Phase, expected: str) -> None:
    assert code(frame(ONE), room(phase=phase)) == expected


def test_only_a_choice_among_up_to_four_is_answered_by_cards() -> None:
    assert code(frame(ONE), room(FIVE)) == "no_such_answer"


def test_of_a_question_that_is_true_or_false_the_first_edge_says_true() -> None:
    said = frame({"card": 1, "answer": 0}, {"card": 2, "answer": 1})

    assert taken(said, room(TRUE_FALSE)) == {1: True, 2: False}
    assert code(frame({"card": 1, "answer": 2}), room(TRUE_FALSE)) == "no_such_answer"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 120) | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["card", "answer"]), inner, max_size=2)
    ),
    max_leaves=12,
)
SWEEPS = st.dictionaries(st.integers(1, MOST_CARDS), st.integers(0, 2), min_size=1)


@given(field=st.sampled_from(["id", "round", "nonce", "cards"]), value=JSON)
def test_whatever_a_field_holds_is_refused_or_says_itself(field: str, value: Any) -> None:
    said = frame(ONE) | {field: value}
    try:
        answers = taken(said)
    except Refused:
        return
    assert answers == {one["card"]: one["answer"] for one in said["cards"]}


@given(answers=SWEEPS, order=st.randoms(use_true_random=False))
def test_the_order_in_which_cards_were_read_changes_nothing(answers: dict[int, int], order: Any) -> None:
    cards = [{"card": card, "answer": answer} for card, answer in answers.items()]
    order.shuffle(cards)
    assert taken(frame(*cards)) == answers


@given(answers=SWEEPS, passed=st.integers(-5_000, 40_000))
def test_no_card_is_given_more_time_or_less_than_has_passed(answers: dict[int, int], passed: int) -> None:
    where = room()
    where.terms = replace(where.terms, speed_counts=True)
    said = read_raised(frame(*({"card": card, "answer": answer} for card, answer in answers.items())))
    for one in given_by_cards(where, said, now=OPENED + passed).values():
        assert one.credited == one.ms == max(0, passed)
        assert not one.is_corrected
