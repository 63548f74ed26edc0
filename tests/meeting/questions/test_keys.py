from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chuyende.meeting.questions.engine import marking
from chuyende.meeting.questions.engine.keys import asks_the_same, carried, same_key, with_key
from chuyende.meeting.questions.engine.words import Choice, Gap, Kind, Pair, Words
from tests.meeting.questions.strategies import words as any_words

SINGLE = Words(
    kind=Kind.SINGLE, stem="Câu hỏi?", choices=(Choice("A", is_right=True), Choice("B"), Choice("C"))
)
MATCHING = Words(
    kind=Kind.MATCHING,
    stem="Nối",
    pairs=(Pair("1930", "Thành lập"), Pair("1945", "Cách mạng")),
    decoys=("Đổi mới",),
)
ORDERING = Words(kind=Kind.ORDERING, stem="Xếp", items=("một", "hai", "ba"))


@pytest.mark.parametrize(
    ("words", "key", "right"),
    [
        (SINGLE, 2, 2),
        (Words(kind=Kind.MULTIPLE, stem="?", choices=SINGLE.choices), [1, 2], [1, 2]),
        (Words(kind=Kind.TRUE_FALSE, stem="?", is_true=True), False, False),
        (Words(kind=Kind.SHORT, stem="?", answers=("1930",)), ["1945", "năm 1945"], "năm 1945"),
        (
            Words(kind=Kind.CLOZE, stem="[[1]] [[2]]", gaps=(Gap(("a",)), Gap(("x",), ("x", "y")))),
            [["b"], ["y"]],
            ["b", 1],
        ),
    ],
)
def test_another_key_asks_the_same_and_marks_otherwise(words: Words, key: Any, right: Any) -> None:
    other = with_key(words, key)

    assert asks_the_same(words, other)
    assert not same_key(words, other)
    assert (marking.mark(words, right), marking.mark(other, right)) == (0, 1)


def test_an_answer_to_a_matching_keeps_its_meaning_under_another_key() -> None:
    other = with_key(MATCHING, [1, 2])  # 1930: Cách mạng, 1945: Đổi mới; «Thành lập» belongs to nothing now

    assert asks_the_same(MATCHING, other)
    assert [pair.right for pair in other.pairs] == ["Cách mạng", "Đổi mới"]
    assert other.decoys == ("Thành lập",)
    given_then = [1, 2]
    assert marking.mark(MATCHING, given_then) == 0
    assert marking.mark(other, carried(MATCHING, other, given_then)) == 1
    assert carried(MATCHING, other, [None, 0]) == [None, other.rights.index("Thành lập")]


def test_an_answer_to_an_ordering_keeps_its_meaning_under_another_key() -> None:
    other = with_key(ORDERING, [2, 0, 1])  # ba, một, hai

    assert other.items == ("ba", "một", "hai")
    assert marking.mark(other, carried(ORDERING, other, [2, 0, 1])) == 1
    assert marking.mark(other, carried(ORDERING, other, [0, 1, 2])) == 0


@pytest.mark.parametrize(
    "other",
    [
        Words(kind=Kind.SINGLE, stem="Câu khác?", choices=SINGLE.choices),
        Words(kind=Kind.SINGLE, stem="Câu hỏi?", choices=SINGLE.choices[:2]),
        Words(kind=Kind.MULTIPLE, stem="Câu hỏi?", choices=SINGLE.choices),
        Words(kind=Kind.SINGLE, stem="Câu hỏi?", choices=(*SINGLE.choices[:2], Choice("D"))),
    ],
)
def test_other_texts_do_not_ask_the_same(other: Words) -> None:
    assert not asks_the_same(SINGLE, other)


def test_explanation_and_tags_are_no_part_of_what_is_asked() -> None:
    explained = Words(
        kind=Kind.SINGLE, stem=SINGLE.stem, choices=SINGLE.choices, explanation="Vì", tags=("lịch sử",)
    )

    assert asks_the_same(SINGLE, explained)
    assert same_key(SINGLE, explained)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(any_words(kinds=frozenset({Kind.MATCHING, Kind.ORDERING})), st.randoms(use_true_random=False))
def test_whatever_key_is_given_the_answer_that_was_right_by_it_is_marked_right(
    words: Words, chance: Any
) -> None:
    places = list(range(len(words.rights if words.kind is Kind.MATCHING else words.items)))
    key = (
        chance.sample(places, len(places))
        if words.kind is Kind.ORDERING
        else [chance.choice(places) for _ in words.pairs]
    )
    other = with_key(words, key)

    assert asks_the_same(words, other)
    assert marking.mark(other, carried(words, other, key)) == 1
