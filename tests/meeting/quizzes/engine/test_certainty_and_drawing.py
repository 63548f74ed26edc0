"""Marking by certainty and drawing by a blueprint: what must hold for every quiz."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyende.meeting.quizzes.engine import (
    Candidate,
    CertaintyTable,
    Part,
    SureAnswer,
    TooFew,
    certainty_points,
    draw,
    sure_errors,
)

#: A. R. Gardner-Medwin 1995: 1/0, 2/-2, 3/-6
PUBLISHED = CertaintyTable(right=(1, 2, 3), wrong=(0, -2, -6))
RIGHT, WRONG = Fraction(1), Fraction(0)


@pytest.mark.parametrize(
    ("worth", "certainty", "points"),
    [
        (RIGHT, 1, 1),
        (WRONG, 1, 0),
        (RIGHT, 2, 2),
        (WRONG, 2, -2),
        (RIGHT, 3, 3),
        (WRONG, 3, -6),
        (RIGHT, None, 1),
        (WRONG, None, 0),
        (Fraction(1, 2), 3, Fraction(-3, 2)),
    ],
)
def test_points_of_one_answer(worth: Fraction, certainty: int | None, points: Fraction) -> None:
    assert PUBLISHED.points(worth, certainty) == points


@pytest.mark.parametrize(("knows", "pays"), [(Fraction(1, 2), 1), (Fraction(3, 4), 2), (Fraction(9, 10), 3)])
def test_it_pays_to_say_honestly_how_sure_one_is(knows: Fraction, pays: int) -> None:
    """Below two thirds the lowest level pays most, between two thirds and four fifths the middle one, then the highest."""

    def expected(level: int) -> Fraction:
        return knows * PUBLISHED.points(RIGHT, level) + (1 - knows) * PUBLISHED.points(WRONG, level)

    assert max((1, 2, 3), key=expected) == pays


worths = st.fractions(min_value=0, max_value=1, max_denominator=12)
sure = st.builds(SureAnswer, worths, st.sampled_from([None, 1, 2, 3]))


@given(st.lists(sure, max_size=30), st.randoms())
def test_points_lie_between_the_worst_and_the_best_and_know_no_order(
    answers: list[SureAnswer], chance: object
) -> None:
    points = certainty_points(answers, PUBLISHED)
    mixed = sorted(answers, key=lambda _answer: chance.random())

    assert -6 * len(answers) <= points <= 3 * len(answers)
    assert certainty_points(mixed, PUBLISHED) == points
    assert sure_errors(answers) <= sum(answer.certainty == 3 for answer in answers)


kinds = st.sampled_from(["", "easy", "medium", "hard"])
documents = st.sampled_from(["", "a", "b"])
candidates = st.builds(
    Candidate,
    kinds.filter(bool),
    documents,
    st.frozensets(st.sampled_from(["điều lệ", "tư tưởng"]), max_size=2),
)
pools = st.lists(candidates, max_size=14).map(lambda rows: list(enumerate(rows)))
parts = st.lists(
    st.builds(Part, st.integers(1, 4), kinds, documents, st.sampled_from(["", "điều lệ"])), max_size=4
)


@given(pools, parts, st.integers(0, 2**31))
def test_what_is_drawn_fills_every_part_once_and_is_the_same_again(
    pool: list[tuple[int, Candidate]], wished: list[Part], seed: int
) -> None:
    try:
        drawn = draw(pool, wished, seed=seed)
    except TooFew as short:
        assert 0 < short.missing <= wished[short.part].count
        return
    assert drawn == draw(pool, wished, seed=seed) == sorted(set(drawn))
    assert len(drawn) == (sum(part.count for part in wished) or len(pool))
    if wished:
        assert can_be_dealt([pool[at][1] for at in drawn], wished)


@given(pools, parts)
def test_whether_it_can_be_filled_does_not_depend_on_the_seed(
    pool: list[tuple[int, Candidate]], wished: list[Part]
) -> None:
    assert len({fails(pool, wished, seed) for seed in range(5)}) == 1


@given(pools, parts)
def test_it_fails_exactly_when_some_parts_together_find_too_few(
    pool: list[tuple[int, Candidate]], wished: list[Part]
) -> None:
    """Hall's condition (1935), over every choice of parts."""
    short = any(
        sum(part.count for part in some) > sum(any(one.suits(part) for part in some) for _at, one in pool)
        for some in subsets(wished)
    )
    assert fails(pool, wished, 7) == short


def test_different_members_are_given_different_questions() -> None:
    pool = [(at, Candidate("easy")) for at in range(30)]

    drawn = [tuple(draw(pool, [Part(5, "easy")], seed=seed)) for seed in range(40)]

    assert len(set(drawn)) > 35
    assert all(count < 20 for count in Counter(at for row in drawn for at in row).values())


def fails(pool: list[tuple[int, Candidate]], wished: list[Part], seed: int) -> bool:
    try:
        draw(pool, wished, seed=seed)
    except TooFew:
        return True
    return False


def subsets(wished: list[Part]) -> list[list[Part]]:
    found: list[list[Part]] = [[]]
    for part in wished:
        found += [[*some, part] for some in found]
    return found[1:]


def can_be_dealt(rows: list[Candidate], wished: list[Part]) -> bool:
    """Whether the drawn questions can be dealt to the parts: tried in every way."""
    places = [part for part in wished for _one in range(part.count)]

    def deal(at: int, left: frozenset[int]) -> bool:
        if at == len(places):
            return not left
        return any(deal(at + 1, left - {one}) for one in left if rows[one].suits(places[at]))

    return deal(0, frozenset(range(len(rows))))
