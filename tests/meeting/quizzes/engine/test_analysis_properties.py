"""What holds for any quiz and any people."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyende.meeting.questions.engine.words import Kind
from chuyende.meeting.quizzes.engine.analysis import (
    AnalysisRules,
    Answered,
    Code,
    Interval,
    Item,
    Learning,
    Marked,
    Sitting,
    analyse,
    knowledge_map,
    learning_gain,
    pooled,
)
from chuyende.meeting.quizzes.engine.analysis.distributions import beta_quantile, beta_share
from chuyende.meeting.quizzes.engine.analysis.intervals import (
    change_p_value,
    correlation_interval,
    share_interval,
)
from chuyende.meeting.quizzes.engine.analysis.shrinkage import Group, estimated, prior_of

from .conftest import RULES

parts = st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(1)])
counts = st.integers(0, 40)


@st.composite
def quizzes(draw: st.DrawFn) -> tuple[list[Item], list[Marked]]:
    """Up to five items, of one choice and of marks in parts, some not asked of all, and up to twelve attempts."""
    items = [
        draw(
            st.one_of(
                st.builds(
                    Item,
                    id=st.just(number),
                    kind=st.just(Kind.SINGLE),
                    worth=st.sampled_from([Fraction(1), Fraction(2), Fraction(1, 4)]),
                    choices=st.just(4),
                    keys=st.frozensets(st.integers(0, 3), min_size=1, max_size=2),
                ),
                st.builds(Item, id=st.just(number), kind=st.just(Kind.CLOZE), worth=st.just(Fraction(3))),
            )
        )
        for number in range(draw(st.integers(1, 5)))
    ]
    return items, [draw(attempts_at(items, member)) for member in range(draw(st.integers(0, 12)))]


@st.composite
def attempts_at(draw: st.DrawFn, items: list[Item], member: int) -> Marked:
    marks: dict[object, Fraction] = {}
    chosen: dict[object, int] = {}
    for item in items:
        if not draw(st.integers(0, 9)):
            continue
        if item.kind is Kind.SINGLE:
            choice = draw(st.none() | st.integers(0, 3))
            marks[item.id] = item.worth if choice in item.keys else Fraction(0)
            if choice is not None:
                chosen[item.id] = choice
        else:
            marks[item.id] = item.worth * draw(parts)
    return Marked(member, marks, chosen)


@given(quizzes(), st.randoms())
def test_the_order_of_attempts_does_not_matter(
    quiz: tuple[list[Item], list[Marked]], chance: random.Random
) -> None:
    items, attempts = quiz
    mixed = list(attempts)
    chance.shuffle(mixed)

    assert analyse(items, mixed, RULES) == analyse(items, attempts, RULES)


@given(quizzes())
def test_numbers_stay_within_their_bounds(quiz: tuple[list[Item], list[Marked]]) -> None:
    report = analyse(*quiz, RULES)

    for item in report.items:
        one = item.statistics
        assert item.verdicts
        assert one.facility is None or within(one.facility_interval, float(one.facility), 0, 1)
        assert one.discrimination is None or -1 <= one.discrimination <= 1
        if one.discrimination is not None and one.discrimination_interval is not None:
            assert within(one.discrimination_interval, one.discrimination, -1, 1)
        assert one.efficiency is None or one.efficiency <= 1
        assert one.effective_weight is None or 0 <= one.effective_weight <= 1
        if item.choices is not None:
            assert sum(row.total for row in item.choices.counts) == one.answers
            groups = (item.choices.upper, item.choices.middle, item.choices.lower)
            assert sum(groups) == one.answers
    assert report.quiz.reliability is None or report.quiz.reliability <= 1
    weights = [item.statistics.effective_weight for item in report.items]
    if any(weights):
        assert sum(weight or 0 for weight in weights) == pytest.approx(1)


@given(quizzes(), st.integers(2, 9))
def test_points_that_are_all_worth_more_say_the_same(
    quiz: tuple[list[Item], list[Marked]], factor: int
) -> None:
    items, attempts = quiz
    dearer = [
        Item(id=one.id, kind=one.kind, worth=one.worth * factor, choices=one.choices, keys=one.keys)
        for one in items
    ]
    paid = [
        Marked(one.member, {item: mark * factor for item, mark in one.marks.items()}, one.chosen)
        for one in attempts
    ]
    before, after = analyse(items, attempts, RULES), analyse(dearer, paid, RULES)

    assert [item.verdicts for item in before.items] == [item.verdicts for item in after.items]
    assert [item.choices for item in before.items] == [item.choices for item in after.items]
    assert before.quiz.reliability == after.quiz.reliability


@given(st.integers(0, 20), st.integers(1, 4), parts)
def test_people_who_are_all_alike_tell_nothing_apart(people: int, number: int, share: Fraction) -> None:
    items = [Item(id=name, kind=Kind.SHORT, worth=Fraction(1)) for name in range(number)]
    attempts = [Marked(member, {item.id: share for item in items}) for member in range(people)]
    report = analyse(items, attempts, RULES)

    assert (report.quiz.reliability, report.quiz.skewness, report.quiz.kurtosis) == (None, None, None)
    assert report.quiz.deviation == (0 if people > 1 else None)
    for item in report.items:
        assert item.statistics.facility == (share if people else None)
        assert (item.statistics.discrimination, item.statistics.efficiency) == (None, None)


@pytest.mark.parametrize("people", [0, 1])
def test_nobody_and_one_person_are_not_enough_for_anything(people: int, rules: AnalysisRules) -> None:
    item = Item(id=1, kind=Kind.TRUE_FALSE, worth=Fraction(1), choices=2, keys=frozenset({0}))
    report = analyse([item], [Marked("an", {1: Fraction(1)}, {1: 0})] * people, rules)

    (verdict,) = report.items[0].verdicts
    assert (verdict.code, verdict.found) == (Code.NOT_ENOUGH_DATA, people)
    assert (report.quiz.attempts, report.quiz.deviation) == (people, None)
    assert report.quiz.mean == (1 if people else None)
    assert pooled([], rules).facility is None
    assert knowledge_map([], rules) == {}
    nothing = learning_gain({}, {}, [1], rules)
    assert (nothing.verdict, nothing.before, nothing.p_value) == (Learning.NOT_ENOUGH_DATA, None, 1)


def test_questions_that_all_say_the_same_are_perfectly_consistent(rules: AnalysisRules) -> None:
    items = [Item(id=name, kind=Kind.SHORT, worth=Fraction(1)) for name in range(5)]
    attempts = [Marked(member, {item.id: Fraction(member % 2) for item in items}) for member in range(12)]
    report = analyse(items, attempts, rules)

    assert (report.quiz.reliability, report.quiz.error_ratio) == (1, 0)
    assert all(item.statistics.discrimination == pytest.approx(1) for item in report.items)


@given(counts, st.integers(1, 40))
def test_more_answers_make_a_share_surer(right: int, more: int) -> None:
    answers = right + more
    few = share_interval(Fraction(right, answers), answers, RULES.confidence)
    many = share_interval(Fraction(right, answers), answers * 4, RULES.confidence)

    assert few is not None
    assert many is not None
    assert within(few, right / answers, 0, 1)
    assert many.high - many.low < few.high - few.low


@given(st.floats(-0.999, 0.999), st.integers(1, 500))
def test_a_correlation_lies_in_its_interval(index: float, weight: int) -> None:
    assert within(correlation_interval(index, weight, RULES.confidence), index, -1, 1)


@given(st.floats(0.001, 0.999), st.floats(0.3, 400), st.floats(0.3, 400))
def test_a_quantile_of_beta_is_where_its_share_ends(share: float, a: float, b: float) -> None:
    value = beta_quantile(share, a, b)

    assert 0 <= value <= 1
    # where 1 - value is below what a float can tell from 1, the share cannot be met exactly
    if 1e-9 < value < 1 - 1e-9:
        assert beta_share(value, a, b) == pytest.approx(share, abs=1e-7)


@given(counts, counts)
def test_a_change_and_its_mirror_are_as_likely(up: int, down: int) -> None:
    assert 0 < change_p_value(up, down) <= 1
    assert change_p_value(up, down) == change_p_value(down, up)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8), st.randoms())
def test_an_estimate_lies_between_a_group_and_all_groups(
    pairs: list[tuple[int, int]], chance: random.Random
) -> None:
    groups = [Group(right + wrong, Fraction(right)) for right, wrong in pairs]
    prior = prior_of(groups, RULES)
    mixed = list(groups)
    chance.shuffle(mixed)

    assert prior_of(mixed, RULES) == prior
    for group in groups:
        estimate = estimated(group, prior, RULES)
        if estimate is None:
            assert not group.answers
            continue
        towards = float(prior.mean) if prior else float(estimate.raw)
        ends = sorted([float(estimate.raw), towards])
        assert ends[0] - 1e-12 <= estimate.share <= ends[1] + 1e-12
        assert within(estimate.interval, estimate.share, 0, 1)


@given(
    st.lists(st.tuples(st.integers(4, 30), st.integers(0, 4), st.none() | st.floats(-1, 1)), max_size=8),
    st.randoms(),
)
def test_the_order_of_sittings_does_not_matter(
    found: list[tuple[int, int, float | None]], chance: random.Random
) -> None:
    sittings = [
        Sitting(number, 1, "x", answers, Fraction(right), index)
        for number, (answers, right, index) in enumerate(found)
    ]
    mixed = list(sittings)
    chance.shuffle(mixed)
    one, other = pooled(sittings, RULES), pooled(mixed, RULES)

    assert (one.facility, one.facility_interval) == (other.facility, other.facility_interval)
    assert (one.discrimination, one.discrimination_interval) == (
        other.discrimination,
        other.discrimination_interval,
    )
    assert dict(one.each) == dict(other.each)


@given(st.lists(st.tuples(parts, parts), max_size=15), st.randoms())
def test_forgetting_is_learning_backwards(
    pairs: list[tuple[Fraction, Fraction]], chance: random.Random
) -> None:
    members = list(range(len(pairs)))
    before = {member: {"q": pairs[member][0]} for member in members}
    after = {member: {"q": pairs[member][1]} for member in members}
    gain, loss = learning_gain(before, after, ["q"], RULES), learning_gain(after, before, ["q"], RULES)

    assert (gain.improved, gain.worsened) == (loss.worsened, loss.improved)
    assert gain.p_value == loss.p_value
    assert (gain.before, gain.after) == (loss.after, loss.before)
    if gain.normalised_change is not None:
        assert -1 <= gain.normalised_change <= 1
    chance.shuffle(members)
    assert learning_gain({member: before[member] for member in members}, after, ["q"], RULES) == gain


@given(
    st.lists(
        st.builds(
            Answered,
            st.integers(0, 3),
            st.sampled_from(["law", "history"]),
            st.sampled_from([2025, 2026]),
            st.integers(0, 5),
            parts,
        ),
        max_size=40,
    ),
    st.randoms(),
)
def test_the_order_of_answers_does_not_matter_to_the_map(
    answers: list[Answered], chance: random.Random
) -> None:
    squares = knowledge_map(answers, RULES)
    mixed = list(answers)
    chance.shuffle(mixed)

    assert knowledge_map(mixed, RULES) == squares
    assert set(squares) == {(one.cell, one.topic, one.period) for one in answers}
    assert sum(square.answers for square in squares.values()) == len(answers)


def within(span: Interval | None, value: float, low: float, high: float) -> bool:
    """Whether the interval exists, holds `value` and does not leave its bounds."""
    return span is not None and low <= span.low <= value + 1e-12 and value - 1e-12 <= span.high <= high
