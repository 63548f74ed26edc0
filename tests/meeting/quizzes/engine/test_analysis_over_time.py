"""Many sittings, before and after, the knowledge map: small cases whose working stands beside them."""

from fractions import Fraction
from math import sqrt

import pytest

from chuyende.meeting.questions.engine.words import Kind
from chuyende.meeting.quizzes.engine.analysis import (
    AnalysisRules,
    Answered,
    Interval,
    Item,
    Learning,
    Marked,
    Sitting,
    analyse,
    knowledge_map,
    learning_gain,
    pooled,
    pooled_by,
)
from chuyende.meeting.quizzes.engine.analysis.shrinkage import (
    Group,
    effective_answers,
    estimated,
    prior_of,
)

from .conftest import Ruled

NONE, HALF = Fraction(0), Fraction(1, 2)


def test_a_prior_by_hand(rules: AnalysisRules) -> None:
    groups = [Group(10, Fraction(8)), Group(10, Fraction(5)), Group(10, Fraction(2))]
    prior = prior_of(groups, rules)

    # between 10 · (0.09 + 0 + 0.09) / 2 = 9/10; within (8 · 0.2 + 5 · 0.5 + 2 · 0.8) / 27 = 19/90
    # rho = (81/90 - 19/90) / (81/90 + 9 · 19/90) = 31/126; strength 126/31 - 1 = 95/31
    assert prior is not None
    assert (prior.mean, prior.strength, prior.alike) == (HALF, Fraction(95, 31), Fraction(31, 126))
    # (8 + 95/62) / (10 + 95/31) = 591/810
    estimate = estimated(groups[0], prior, rules)
    assert estimate is not None
    assert (estimate.raw, estimate.share) == (Fraction(4, 5), pytest.approx(591 / 810))
    # 30 / (1 + 9 · 31/126) = 28/3 answers' worth
    assert effective_answers(groups, prior) == pytest.approx(28 / 3)


def test_groups_that_differ_no_more_than_chance_are_drawn_to_the_mean(rules: AnalysisRules) -> None:
    groups = [Group(4, Fraction(3)), Group(4, Fraction(2)), Group(4, Fraction(1))]
    prior = prior_of(groups, rules)

    # between 4 · (1/16 + 1/16) / 2 = 1/4, within (3/4 + 1 + 3/4) / 9 = 5/18: nothing in excess; all 12 answers count
    assert prior is not None
    assert (prior.strength, prior.alike) == (12, 0)
    estimate = estimated(groups[0], prior, rules)
    assert estimate is not None
    assert estimate.share == (3 + 6) / (4 + 12)
    assert effective_answers(groups, prior) == 12


def test_too_few_groups_do_not_lean_on_each_other(rules: AnalysisRules) -> None:
    assert prior_of([Group(4, Fraction(3)), Group(4, NONE)], rules) is None
    assert prior_of([Group(1, Fraction(1)), Group(1, NONE), Group(1, Fraction(1))], rules) is None
    estimate = estimated(Group(4, Fraction(3)), None, rules)
    assert estimate is not None
    assert estimate.share == 0.75
    assert estimated(Group(0, NONE), None, rules) is None


def test_five_of_five_in_one_cell_is_not_knowing_everything(rules: AnalysisRules) -> None:
    cells = [Group(5, Fraction(5)), Group(20, Fraction(11)), Group(20, Fraction(12)), Group(18, Fraction(9))]
    prior = prior_of(cells, rules)
    small, large = estimated(cells[0], prior, rules), estimated(cells[1], prior, rules)

    assert small is not None
    assert large is not None
    assert 0.55 < small.share < 0.9
    assert abs(large.share - 0.55) < 0.06  # twenty answers move less


def sitting(name: str, version: int, branch: str, answers: int, right: int, index: float | None) -> Sitting:
    return Sitting(name, version, branch, answers, Fraction(right), index)


def test_a_question_over_its_sittings(rules: AnalysisRules) -> None:
    whole = pooled([sitting("a", 1, "x", 10, 8, 0.5), sitting("b", 1, "y", 20, 10, 0.2)], rules)

    assert (whole.answers, whole.facility) == (30, Fraction(3, 5))
    # (10 · 0.5 + 20 · 0.2) / 30; artanh 0.3 = 0.309520 ± 1.959964 / sqrt(7 + 17) = 0.400076
    assert whole.discrimination == pytest.approx(0.3)
    assert whole.discrimination_interval == Interval(
        pytest.approx(-0.090310, abs=2e-6), pytest.approx(0.610424, abs=2e-6)
    )


def test_sittings_that_differ_widen_the_interval(rules: AnalysisRules) -> None:
    alike = [sitting(str(n), 1, "x", 10, 5, None) for n in range(4)]
    unlike = [sitting(str(n), 1, "x", 10, right, None) for n, right in enumerate([9, 9, 1, 1])]
    narrow, wide = pooled(alike, rules).facility_interval, pooled(unlike, rules).facility_interval

    assert narrow is not None
    assert wide is not None
    assert wide.high - wide.low > 1.5 * (narrow.high - narrow.low)


def test_versions_and_branches_apart(rules: AnalysisRules) -> None:
    sittings = [
        sitting("a", 1, "teachers", 10, 2, None),
        sitting("b", 2, "teachers", 10, 8, None),
        sitting("c", 2, "students", 20, 18, None),
    ]
    by_version = pooled_by(sittings, lambda one: one.version, rules)
    by_branch = pooled_by(sittings, lambda one: one.branch, rules)

    assert {key: part.facility for key, part in by_version.items()} == {
        1: Fraction(1, 5),
        2: Fraction(26, 30),
    }
    assert {key: part.answers for key, part in by_branch.items()} == {"teachers": 20, "students": 20}


def test_a_sitting_comes_from_its_analysis(rules: AnalysisRules) -> None:
    items = [Item(id=name, kind=Kind.SHORT, worth=Fraction(2)) for name in "ab"]
    attempts = [Marked(n, {"a": Fraction(n), "b": Fraction(n)}) for n in (0, 1, 2)]
    statistics = analyse(items, attempts, rules).items[0].statistics
    found = Sitting.of(statistics, id="s", version=3, branch="b")

    assert (found.answers, found.earned, found.discrimination) == (3, Fraction(3, 2), pytest.approx(1))


def shares(rows: dict[str, str]) -> dict[str, dict[int, Fraction]]:
    return {name: {item: Fraction(int(mark)) for item, mark in enumerate(row)} for name, row in rows.items()}


def test_what_a_meeting_taught(rules: AnalysisRules) -> None:
    before = shares({"an": "00", "binh": "01", "chi": "01", "dung": "00", "only-before": "11"})
    after = shares({"an": "11", "binh": "11", "chi": "01", "dung": "01", "only-after": "00"})
    gain = learning_gain(before, after, [0, 1], rules)

    # before 0, 1/2, 1/2, 0; after 1, 1, 1/2, 1/2
    assert (gain.members, gain.before, gain.after) == (4, Fraction(1, 4), Fraction(3, 4))
    assert gain.normalised == Fraction(2, 3)  # (3/4 - 1/4) / (3/4)
    assert gain.normalised_change == Fraction(5, 8)  # (1 + 1 + 0 + 1/2) / 4
    assert (gain.improved, gain.worsened) == (3, 0)
    assert gain.p_value == 0.25  # 2 / 2^3
    assert gain.verdict is Learning.NOT_ENOUGH_DATA
    assert gain.difference_interval is None
    first, second = gain.items
    assert (first.learnt, first.forgotten, first.right_twice, first.members) == (2, 0, 0, 4)
    assert (second.learnt, second.forgotten, second.right_twice) == (2, 0, 2)
    assert second.p_value == 0.5


def test_the_interval_of_a_gain(ruled: Ruled) -> None:
    before = shares({"an": "00", "binh": "01", "chi": "01", "dung": "00"})
    after = shares({"an": "11", "binh": "11", "chi": "01", "dung": "01"})
    gain = learning_gain(before, after, [0, 1], ruled(fewest_for_gain=4))

    # gains 1, 1/2, 0, 1/2: 1/2 ± t(0.975; 3) · sqrt(1/6 / 4), t = 3.182 in every table
    reach = 3.182 * sqrt(1 / 24)
    assert gain.difference_interval == Interval(
        pytest.approx(0.5 - reach, abs=1e-4), pytest.approx(0.5 + reach, abs=1e-4)
    )


@pytest.mark.parametrize(
    ("improved", "worsened", "verdict"),
    [
        (6, 0, Learning.GAINED),  # 2 / 2^6 = 0.031
        (0, 6, Learning.LOST),
        (5, 0, Learning.NO_CLEAR_CHANGE),  # 2 / 2^5 = 0.063
        (7, 1, Learning.NO_CLEAR_CHANGE),  # 18 / 256 = 0.070
    ],
)
def test_a_gain_is_claimed_only_when_chance_would_hardly_do_it(
    improved: int, worsened: int, verdict: Learning, rules: AnalysisRules
) -> None:
    marks = ["01"] * improved + ["10"] * worsened + ["11"] * 3
    before = shares({str(member): row[0] for member, row in enumerate(marks)})
    after = shares({str(member): row[1] for member, row in enumerate(marks)})

    assert learning_gain(before, after, [0], rules).verdict is verdict


def test_a_knowledge_map_counts_members_not_answers(rules: AnalysisRules) -> None:
    answers = [
        Answered("cell", "law", "2026", member, Fraction(mark))
        for member, marks in {"an": (1, 1, 0, 0), "binh": (1,), "chi": (0,)}.items()
        for mark in marks
    ]
    (square,) = knowledge_map(answers, rules).values()

    assert (square.members, square.answers, square.is_enough) == (3, 6, False)
    assert square.estimate.raw == HALF  # 1/2, 1 and 0


def test_a_knowledge_map_leans_on_the_same_topic_only(rules: AnalysisRules) -> None:
    answers = [
        Answered(cell, topic, "2026", member, Fraction(member < right))
        for topic, cells in {"law": (8, 9, 10, 9), "finance": (1, 2, 0, 1)}.items()
        for cell, right in enumerate(cells)
        for member in range(10)
    ]
    squares = knowledge_map(answers, rules)

    assert len(squares) == 8
    assert 0.85 < squares[2, "law", "2026"].estimate.share < 1
    assert 0 < squares[2, "finance", "2026"].estimate.share < 0.15
    assert all(square.is_enough for square in squares.values())
