from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyende.meeting.questions.engine.faults import Fault, Found, faults
from chuyende.meeting.questions.engine.marking import NotAnAnswer, checked, mark, right_answer, same_text
from chuyende.meeting.questions.engine.words import Choice, Gap, Kind, Pair, Words

from .strategies import words

SEVERAL = Words(
    kind=Kind.MULTIPLE,
    stem="Các bước của một buổi sinh hoạt chuyên đề?",
    choices=(
        Choice("Chuẩn bị", True),
        Choice("Thi đấu"),
        Choice("Thảo luận", True),
        Choice("Kết luận", True),
    ),
)
MATCHING = Words(
    kind=Kind.MATCHING,
    stem="Ghép văn bản với nơi ban hành",
    pairs=(Pair("Hướng dẫn 12", "Ban Tổ chức Trung ương"), Pair("Quy định 24", "Ban Chấp hành Trung ương")),
    decoys=("Quốc hội",),
)
ORDERING = Words(kind=Kind.ORDERING, stem="Trình tự?", items=("Mở đầu", "Trình bày", "Thảo luận", "Kết thúc"))
SHORT = Words(kind=Kind.SHORT, stem="Cơ quan lãnh đạo của chi bộ?", answers=("Chi uỷ", "Ban chi uỷ"))
CLOZE = Words(
    kind=Kind.CLOZE,
    stem="Chi bộ họp chuyên đề [[1]] một lần, ít nhất [[2]].",
    gaps=(Gap(("mỗi quý", "hằng quý")), Gap(("90 phút",), ("60 phút", "90 phút"))),
)


@given(words())
def test_the_right_answer_is_worth_one_whole_and_nothing_is_worth_nothing(asked: Words) -> None:
    assert mark(asked, right_answer(asked)) == mark(asked, right_answer(asked), in_parts=True) == 1
    assert mark(asked, None) == 0


@given(words(), st.data())
def test_marks_lie_between_nothing_and_one_and_a_part_never_counts_without_parts(
    asked: Words, data: Any
) -> None:
    answer = data.draw(_answers(asked))
    whole, parts = mark(asked, answer), mark(asked, answer, in_parts=True)
    assert 0 <= parts <= 1
    assert whole == (1 if parts == 1 else 0)


@given(words(), st.data())
def test_an_answer_is_checked_into_one_spelling(asked: Words, data: Any) -> None:
    once = checked(asked, data.draw(_answers(asked)))
    assert checked(asked, once) == once


@given(
    words(),
    st.one_of(st.integers(), st.text(), st.booleans(), st.lists(st.integers() | st.none() | st.text())),
)
def test_whatever_comes_is_an_answer_or_is_refused_as_none(asked: Words, sent: Any) -> None:
    try:
        taken = checked(asked, sent)
    except NotAnAnswer:
        return
    assert 0 <= mark(asked, taken, in_parts=True) <= 1


def _answers(asked: Words) -> st.SearchStrategy[Any]:
    match asked.kind:
        case Kind.SINGLE:
            return st.sampled_from(range(len(asked.choices)))
        case Kind.MULTIPLE:
            return st.lists(st.sampled_from(range(len(asked.choices))))
        case Kind.TRUE_FALSE:
            return st.booleans()
        case Kind.MATCHING:
            side = st.none() | st.sampled_from(range(len(asked.rights)))
            return st.lists(side, min_size=len(asked.pairs), max_size=len(asked.pairs))
        case Kind.ORDERING:
            return st.permutations(range(len(asked.items)))
        case Kind.SHORT:
            return st.sampled_from(asked.answers) | st.text(max_size=40)
        case Kind.CLOZE:
            return st.tuples(*(_fillings(gap) for gap in asked.gaps)).map(list)


def _fillings(gap: Gap) -> st.SearchStrategy[Any]:
    given_in = st.sampled_from(range(len(gap.choices))) if gap.choices else st.sampled_from(gap.answers)
    return st.none() | given_in


@pytest.mark.parametrize(
    ("answer", "parts"),
    [
        ([0, 2, 3], Fraction(1)),
        ([3, 0, 2, 0], Fraction(1)),  # order and repetition do not matter
        ([0, 2], Fraction(2, 3)),
        ([0, 1, 2, 3], Fraction(2, 3)),  # the wrong one takes a right one back
        ([1], Fraction(0)),
        ([], Fraction(0)),
    ],
)
def test_several_right_choices(answer: list[int], parts: Fraction) -> None:
    assert mark(SEVERAL, answer, in_parts=True) == parts
    assert mark(SEVERAL, answer) == (1 if parts == 1 else 0)


def test_matching_ordering_and_gaps_count_their_parts() -> None:
    assert MATCHING.rights == ("Ban Tổ chức Trung ương", "Ban Chấp hành Trung ương", "Quốc hội")
    assert mark(MATCHING, [0, 2], in_parts=True) == Fraction(1, 2)
    assert mark(MATCHING, [None, 1], in_parts=True) == Fraction(1, 2)
    assert mark(ORDERING, [0, 2, 1, 3], in_parts=True) == Fraction(2, 4)
    assert mark(CLOZE, ["Hằng quý.", 0], in_parts=True) == Fraction(1, 2)
    assert mark(CLOZE, ["mỗi quý", 1]) == 1


@pytest.mark.parametrize(
    ("typed", "with_marks", "without"),
    [
        ("chi uỷ", True, True),
        ("  CHI  ỦY. ", True, True),  # capitals, spaces, full stop, the other place of the tone mark
        ("Ban Chi Ủy", True, True),
        ("chi uy", False, True),
        ("chi bộ", False, False),
        ("", False, False),
    ],
)
def test_typed_answers(typed: str, with_marks: bool, without: bool) -> None:
    forgiving = Words(kind=Kind.SHORT, stem="?", answers=SHORT.answers, marks_matter=False)
    assert (mark(SHORT, typed) == 1, mark(forgiving, typed) == 1) == (with_marks, without)


def test_letters_that_are_composed_otherwise_are_the_same() -> None:
    assert same_text("nghi\u0323 quyê\u0301t", "nghị quyết", marks_matter=True)


@given(words())
def test_words_survive_their_json(asked: Words) -> None:
    assert Words.from_json(asked.as_json()) == asked
    assert faults(asked) == []


@pytest.mark.parametrize(
    ("faulty", "found"),
    [
        (Words(kind=Kind.TRUE_FALSE, stem=" "), [Found(Fault.NO_STEM)]),
        (Words(kind=Kind.SINGLE, stem="?"), [Found(Fault.FEW_CHOICES), Found(Fault.NO_KEY)]),
        (
            Words(
                kind=Kind.SINGLE, stem="?", choices=(Choice("A", is_right=True), Choice("a", is_right=True))
            ),
            [Found(Fault.SAME_CHOICE, 1), Found(Fault.TWO_KEYS)],
        ),
        (
            Words(kind=Kind.MATCHING, stem="?", pairs=(Pair("A", "1"), Pair("B", ""))),
            [Found(Fault.EMPTY_CHOICE, 1)],
        ),
        (Words(kind=Kind.ORDERING, stem="?", items=("A", " ")), [Found(Fault.EMPTY_CHOICE, 1)]),
        (Words(kind=Kind.SHORT, stem="?", answers=(" ",)), [Found(Fault.NO_ANSWER)]),
        (
            Words(kind=Kind.CLOZE, stem="[[1]] và [[3]]", gaps=(Gap(("a",)), Gap(("b",)))),
            [Found(Fault.GAPS_DIFFER)],
        ),
        (
            Words(kind=Kind.CLOZE, stem="[[1]]", gaps=(Gap(("a",), ("b", "c")),)),
            [Found(Fault.ANSWER_NOT_OFFERED, 0)],
        ),
    ],
)
def test_faults(faulty: Words, found: list[Found]) -> None:
    assert faults(faulty) == found
