"""Likeness of mistakes: seen where there is something to see, silent where chance explains it."""

import random
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyende.meeting.quizzes.engine import alike_pairs
from chuyende.meeting.quizzes.engine.alike import at_least

QUESTIONS = [f"c{number}" for number in range(20)]
THREE_WRONG = dict.fromkeys(QUESTIONS, 3)


def honest_class(seed: int, people: int = 15) -> dict[str, dict[str, str]]:
    """Everybody by themselves: a third of the questions missed, each wrong answer as likely."""
    chance = random.Random(seed)
    return {
        f"p{person}": {q: chance.choice("xyz") for q in QUESTIONS if chance.random() < 1 / 3}
        for person in range(people)
    }


@given(st.lists(st.floats(0, 1), max_size=8), st.integers(0, 9))
def test_the_tail_is_counted_as_by_listing_every_case(chances: list[float], successes: int) -> None:
    listed = sum(
        product_of(
            [chance if happened else 1 - chance for happened, chance in zip(case, chances, strict=True)]
        )
        for case in product([True, False], repeat=len(chances))
        if sum(case) >= successes
    )
    assert at_least(successes, chances) == pytest.approx(listed, abs=1e-9)


def product_of(factors: list[float]) -> float:
    found = 1.0
    for factor in factors:
        found *= factor
    return found


def test_two_who_share_every_mistake_are_pointed_out_among_fifteen() -> None:
    wrong = honest_class(1)
    wrong["p0"] = dict(zip(QUESTIONS[:11], "xyzxyzxyzxy", strict=True))
    wrong["p1"] = dict(wrong["p0"])

    (pair,) = alike_pairs(wrong, THREE_WRONG, one_in=100)

    assert {pair.first, pair.second} == {"p0", "p1"}
    assert (pair.both_wrong, pair.same) == (11, 11)
    assert pair.expected < 1 / 100


def test_honest_classes_are_left_in_peace() -> None:
    """At one in a hundred quizzes, two hundred honest ones give hardly any."""
    blamed = [seed for seed in range(200) if alike_pairs(honest_class(seed), THREE_WRONG, one_in=100)]

    assert len(blamed) <= 4


def test_a_mistake_that_everybody_makes_says_nothing() -> None:
    wrong = {f"p{person}": dict.fromkeys(QUESTIONS[:12], "x") for person in range(15)}

    assert alike_pairs(wrong, THREE_WRONG, one_in=100) == []


def test_few_mistakes_never_suffice_and_true_or_false_says_nothing() -> None:
    few = {f"p{person}": dict.fromkeys(QUESTIONS[:3], "xyz"[person % 3]) for person in range(6)}
    assert alike_pairs(few, THREE_WRONG, one_in=100) == []

    only_one_wrong = {"a": dict.fromkeys(QUESTIONS, "x"), "b": dict.fromkeys(QUESTIONS, "x")}
    assert alike_pairs(only_one_wrong, dict.fromkeys(QUESTIONS, 1), one_in=100) == []
    assert alike_pairs({}, {}, one_in=100) == []
