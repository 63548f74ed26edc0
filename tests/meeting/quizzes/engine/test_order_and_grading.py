import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyende.meeting.quizzes.engine import choice_order, grade, question_order, ranks

seeds = st.integers(min_value=0, max_value=2**31 - 1)
results = st.lists(st.tuples(st.integers(0, 10), st.integers(0, 900)), max_size=30)


@given(seeds, st.integers(min_value=0, max_value=40))
def test_question_order_shows_each_question_once_and_always_in_the_same_order(seed: int, count: int) -> None:
    order = question_order(seed, count)

    assert sorted(order) == list(range(count))
    assert question_order(seed, count) == order


@given(seeds, st.integers(0, 40), st.integers(2, 6))
def test_choice_order_shows_each_choice_once(seed: int, question: int, count: int) -> None:
    assert sorted(choice_order(seed, question, count)) == list(range(count))


def test_orders_differ_between_attempts_and_between_questions() -> None:
    assert len({tuple(question_order(seed, 10)) for seed in range(50)}) == 50
    assert len({tuple(choice_order(7, question, 4)) for question in range(50)}) > 12


def test_the_key_stands_at_every_place_about_as_often() -> None:
    places = [choice_order(seed, 0, 4).index(0) for seed in range(4000)]

    assert all(850 < places.count(place) < 1150 for place in range(4))


def test_an_order_once_given_stays_as_it_is_in_later_versions() -> None:
    # by hand: sha256sum of "42/0", "42/1", "42/2" begins with e8, 2e, 33
    assert question_order(42, 3) == [1, 2, 0]


@given(
    st.dictionaries(st.integers(0, 20), st.integers(0, 5)),
    st.dictionaries(st.integers(0, 30), st.integers(0, 5)),
)
def test_grade_is_one_point_for_each_right_answer_and_nothing_else(
    keys: dict[int, int], choices: dict[int, int]
) -> None:
    assert grade(keys, choices) == len([q for q in keys if q in choices and choices[q] == keys[q]])
    assert grade(keys, keys) == len(keys)
    assert grade(keys, {}) == 0


@pytest.mark.parametrize(
    ("given_results", "expected"),
    [
        ([], []),
        ([(10, 300)], [1]),
        ([(8, 100), (10, 300), (10, 200)], [3, 2, 1]),
        ([(10, 200), (9, 50), (9, 50), (1, 1)], [1, 2, 2, 4]),
    ],
)
def test_ranks_go_by_score_then_time_and_ties_share(
    given_results: list[tuple[int, int]], expected: list[int]
) -> None:
    assert ranks(given_results) == expected


@given(results)
def test_ranks_count_how_many_are_better(found: list[tuple[int, int]]) -> None:
    for (score, seconds), rank in zip(found, ranks(found), strict=True):
        better = [(s, t) for s, t in found if s > score or (s == score and t < seconds)]
        assert rank == len(better) + 1


@given(results, st.randoms())
def test_ranks_do_not_depend_on_the_order_of_the_list(
    found: list[tuple[int, int]], chance: random.Random
) -> None:
    mixed = list(found)
    chance.shuffle(mixed)

    assert sorted(zip(found, ranks(found), strict=True)) == sorted(zip(mixed, ranks(mixed), strict=True))
