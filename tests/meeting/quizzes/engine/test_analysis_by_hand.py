"""Small cases whose working stands beside them."""

from fractions import Fraction
from math import sqrt

import pytest

from chuyende.meeting.questions.engine.words import Kind
from chuyende.meeting.quizzes.engine.analysis import (
    AnalysisRules,
    Code,
    Item,
    Marked,
    analyse,
)

from .conftest import Ruled

ONE, NONE, HALF = Fraction(1), Fraction(0), Fraction(1, 2)


def staircase() -> tuple[list[Item], list[Marked]]:
    """Four attempts at three items: 111, 110, 100, 000."""
    items = [Item(id=name, kind=Kind.SHORT, worth=ONE) for name in "abc"]
    return items, [
        Marked(member, {name: Fraction(mark) for name, mark in zip("abc", marks, strict=True)})
        for member, marks in enumerate([(1, 1, 1), (1, 1, 0), (1, 0, 0), (0, 0, 0)])
    ]


def test_a_staircase_as_a_whole(rules: AnalysisRules) -> None:
    whole = analyse(*staircase(), rules).quiz

    # totals 3, 2, 1, 0: variance (9/4 + 1/4 + 1/4 + 9/4) / 3 = 5/3
    assert (whole.mean, whole.median, whole.deviation) == (1.5, 1.5, pytest.approx(sqrt(5 / 3)))
    # items' variances 1/4 + 1/3 + 1/4 = 5/6, so alpha = 3/2 · (1 - 5/6 : 5/3) = 3/4
    assert whole.reliability == 0.75
    assert whole.error_ratio == 0.5
    assert whole.standard_error == pytest.approx(sqrt(5 / 3) / 2)
    # m2 = 5/4, m4 = 41/16, k4 = 16 · (5 · 41/16 - 9 · 25/16) / 6 = -10/3; -10/3 : 25/9 = -6/5
    assert whole.skewness == 0
    assert whole.kurtosis == pytest.approx(-1.2)
    assert whole.reliability_interval is None  # four attempts are too few to claim one


def test_an_item_that_nobody_was_asked_changes_nothing(rules: AnalysisRules) -> None:
    items, attempts = staircase()
    left_out = Item(id="left out", kind=Kind.SHORT, worth=ONE)

    whole = analyse([*items, left_out], attempts, rules).quiz

    assert whole == analyse(items, attempts, rules).quiz
    assert whole.worth == 3


def test_who_was_asked_differently_lets_reliability_unsaid(rules: AnalysisRules) -> None:
    items, attempts = staircase()
    *others, last = attempts

    whole = analyse(items, [*others, Marked(last.member, {"a": NONE, "b": NONE})], rules).quiz

    assert whole.reliability is None
    assert whole.worth == Fraction(11, 4)  # three, three, three and two, on average


def test_items_of_a_staircase(rules: AnalysisRules) -> None:
    first, second, third = (item.statistics for item in analyse(*staircase(), rules).items)

    assert [one.facility for one in (first, second, third)] == [Fraction(3, 4), HALF, Fraction(1, 4)]
    # first: points 1 1 1 0, rest 2 1 0 0: covariance (3 - 9/4) / 3 = 1/4, variances 1/4 and 11/12
    assert first.discrimination == pytest.approx(sqrt(3 / 11))
    # and no other order of the same points covaries more
    assert [one.efficiency for one in (first, second, third)] == [1, 1, 1]
    # covariances with the totals 1/2, 2/3, 1/2
    assert second.effective_weight == pytest.approx(sqrt(2 / 3) / (2 * sqrt(1 / 2) + sqrt(2 / 3)))
    assert second.intended_weight == pytest.approx(1 / 3)
    assert first.discrimination_interval is None


def test_blind_guessing_earns_the_keys_share_of_the_choices() -> None:
    single = Item(id=1, kind=Kind.SINGLE, worth=ONE, choices=4, keys=frozenset({2}))
    pardoned = Item(id=1, kind=Kind.SINGLE, worth=ONE, choices=4, keys=frozenset({0, 2}))
    binary = Item(id=1, kind=Kind.TRUE_FALSE, worth=ONE, choices=2, keys=frozenset({0}))

    assert [one.random_guess for one in (single, pardoned, binary)] == [0.25, 0.5, 0.5]
    assert Item(id=1, kind=Kind.SHORT, worth=ONE).random_guess == 0
    assert Item(id=1, kind=Kind.MULTIPLE, worth=ONE, choices=4).random_guess is None


def fifteen(choices: str, rests: list[int] | None = None) -> tuple[list[Item], list[Marked]]:
    """Attempts at a question «q» with four choices, A being its key, the best first; «-» is left empty."""
    rests = rests or list(range(len(choices), 0, -1))
    items = [
        Item(id="q", kind=Kind.SINGLE, worth=ONE, choices=4, keys=frozenset({0})),
        Item(id="rest", kind=Kind.SHORT, worth=Fraction(100)),
    ]
    return items, [
        Marked(
            member,
            {"q": Fraction(choice == "A"), "rest": Fraction(rest)},
            {} if choice == "-" else {"q": "ABCD".index(choice)},
        )
        for member, (choice, rest) in enumerate(zip(choices, rests, strict=True))
    ]


def codes(choices: str, rules: AnalysisRules, rests: list[int] | None = None) -> dict[Code, bool]:
    """What is said of «q», and whether it is certain."""
    return {
        verdict.code: verdict.is_certain
        for verdict in analyse(*fifteen(choices, rests), rules).items[0].verdicts
    }


def test_the_five_best_all_choose_b(rules: AnalysisRules) -> None:
    suspect, *others = analyse(*fifteen("BBBBBACADAAACAD"), rules).items[0].verdicts

    assert (suspect.code, suspect.choices, suspect.found, suspect.among) == (Code.KEY_SUSPECT, (1,), 5, 5)
    # Wilson's lower limit of 5 of 5 is 1 / (1 + 1.96² / 5) = 0.566: more than half of such people would agree
    assert suspect.is_certain
    assert Code.NEGATIVE_DISCRIMINATION in {verdict.code for verdict in others}


@pytest.mark.parametrize(
    ("choices", "suspect"),
    [
        ("BBBBCACADAAACAD", False),  # four of five: agreed, but 0.376 at the least is no majority
        ("BBBCCACADAAACAD", None),  # three of five are no agreement
        ("AAAAABBBBBBBBBB", None),  # the many are wrong, the best are not
        ("BBBAAA", None),  # an upper group of two is no witness
    ],
)
def test_a_key_is_suspected_only_where_the_best_agree(
    choices: str, suspect: bool | None, rules: AnalysisRules
) -> None:
    assert codes(choices, rules).get(Code.KEY_SUSPECT) is suspect


def test_easy_and_hard_are_certain_only_when_the_whole_interval_says_so(rules: AnalysisRules) -> None:
    # 15 of 15: Wilson's lower limit is 1 / (1 + 1.96² / 15) = 0.796, short of 0.9
    assert codes("A" * 15, rules)[Code.TOO_EASY] is False
    # 60 of 60: 1 / (1 + 1.96² / 60) = 0.940
    assert codes("A" * 60, rules)[Code.TOO_EASY] is True
    assert codes("A" + "BCD" * 5, rules)[Code.TOO_HARD] is False
    # 0 of 18: the upper limit is 1.96² / (18 + 1.96²) = 0.176
    assert codes("BCD" * 6, rules)[Code.TOO_HARD] is True
    # exactly at the threshold is neither: 9 of 10
    assert Code.TOO_EASY not in codes("A" * 9 + "B", rules)


def test_a_good_item_is_called_good_and_certainly_only_with_evidence(rules: AnalysisRules) -> None:
    # right are the places 1 2 4 5 7 9 12 of 15: rests 15 14 12 11 9 7 4, sum 72 against 7 · 8 = 56 for chance alike;
    # covariance (72 - 56) / 14, variances 4/15 and 20: correlation 0.495, which fifteen people leave between 0 and 0.8
    noisy = analyse(*fifteen("AABAADACABDACBD"), rules).items[0]
    assert noisy.statistics.discrimination == pytest.approx(16 / 14 / sqrt(4 / 15 * 20))
    assert [(one.code, one.is_certain) for one in noisy.verdicts] == [(Code.GOOD, False)]
    # many attempts, the better half right: facility 0.5, correlation about 0.87
    assert codes("A" * 40 + "BCDB" * 10, rules) == {Code.GOOD: True}


def test_low_discrimination(rules: AnalysisRules) -> None:
    assert codes("ABACDABADCABADC", rules) == {Code.LOW_DISCRIMINATION: False}


def test_wrong_choices_that_nobody_takes(rules: AnalysisRules) -> None:
    dead = next(
        verdict
        for verdict in analyse(*fifteen("AAAAAAAABBBBBBB"), rules).items[0].verdicts
        if verdict.code is Code.DEAD_DISTRACTOR
    )

    assert (dead.choices, dead.found, dead.among) == ((2, 3), 0, 15)
    # seven wrong answers on three choices alike: none on one has a chance of (2/3)^7 = 0.059
    assert dead.is_certain is False
    # with eight wrong answers that chance is (2/3)^8, which is 0.039
    assert codes("AAAAAAABBBBBBBB", rules)[Code.DEAD_DISTRACTOR] is True


def test_too_few_answers_for_a_claim(rules: AnalysisRules) -> None:
    (four,) = analyse(*fifteen("ABAB"), rules).items[0].verdicts
    (nine,) = analyse(*fifteen("AAABABCDB"), rules).items[0].verdicts

    assert (four.code, four.found, four.among) == (Code.NOT_ENOUGH_DATA, 4, 5)
    # enough for the facility, not yet for the discrimination
    assert (nine.code, nine.found, nine.among) == (Code.NOT_ENOUGH_DATA, 9, 10)


def test_where_all_are_alike_elsewhere_discrimination_cannot_be_told(rules: AnalysisRules) -> None:
    assert codes("AAAAABBCCDDABCD", rules, rests=[7] * 15) == {Code.NO_SPREAD: True}


def test_who_chose_what(rules: AnalysisRules) -> None:
    table = analyse(*fifteen("AAAABABCABBCD-B"), rules).items[0].choices

    assert table is not None
    assert (table.upper, table.middle, table.lower) == (5, 5, 5)
    assert [(row.choice, row.is_key, row.upper, row.middle, row.lower) for row in table.counts] == [
        (0, True, 4, 2, 0),
        (1, False, 1, 2, 2),
        (2, False, 0, 1, 1),
        (3, False, 0, 0, 1),
        (None, False, 0, 0, 1),
    ]
    assert table.counts[1].total == 5


@pytest.mark.parametrize(
    ("rests", "sizes"),
    [
        (
            [3, 3, 3, 2, 1],
            (3, 0, 2),
        ),  # a third is 1 2/3: three at the top cannot be parted, two below are nearest
        ([9, 5, 5, 5, 5, 1], (1, 4, 1)),  # a third is 2: one is nearer than five
        ([5, 4, 4, 3], (1, 2, 1)),
        ([2, 2, 2], (0, 3, 0)),
        ([1], (0, 1, 0)),
    ],
)
def test_equals_are_never_parted(rests: list[int], sizes: tuple[int, int, int], rules: AnalysisRules) -> None:
    table = analyse(*fifteen("A" * len(rests), rests), rules).items[0].choices

    assert table is not None
    assert (table.upper, table.middle, table.lower) == sizes


def test_attempts_with_different_items_are_grouped_by_shares(rules: AnalysisRules) -> None:
    items = [
        Item(id="q", kind=Kind.TRUE_FALSE, worth=ONE, choices=2, keys=frozenset({0})),
        Item(id="long", kind=Kind.SHORT, worth=Fraction(10)),
        Item(id="brief", kind=Kind.SHORT, worth=Fraction(2)),
    ]
    attempts = [
        Marked("4 of 10", {"q": NONE, "long": Fraction(4)}, {"q": 1}),
        Marked("2 of 2", {"q": ONE, "brief": Fraction(2)}, {"q": 0}),
        Marked("5 of 10", {"q": NONE, "long": Fraction(5)}, {}),
    ]
    report = analyse(items, attempts, rules)
    table = report.items[0].choices

    assert table is not None
    assert [(row.upper, row.middle, row.lower) for row in table.counts] == [(1, 0, 0), (0, 0, 1), (0, 1, 0)]
    assert report.quiz.reliability is None  # not everybody was asked the same
    assert [item.statistics.answers for item in report.items] == [3, 2, 1]


@pytest.mark.parametrize(
    "wrong",
    [
        {"confidence": Fraction(1)},
        {"group_share": Fraction(3, 5)},
        {"group_share": NONE},
        {"fewest_for_discrimination": 3},
        {"fewest_groups": 1},
        {"fewest_for_facility": 0},
        {"hard_below": Fraction(95, 100)},
    ],
)
def test_rules_that_no_formula_can_bear(wrong: dict[str, Fraction | int], ruled: Ruled) -> None:
    with pytest.raises(ValueError, match=r"\w+"):
        ruled(**wrong)
