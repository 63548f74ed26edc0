"""Every formula against numbers that others published."""

from fractions import Fraction

import pytest

from chuyende.meeting.quizzes.engine.analysis import AnalysisRules, Interval, analyse
from chuyende.meeting.quizzes.engine.analysis.distributions import (
    beta_quantile,
    beta_share,
    f_quantile,
    t_quantile,
)
from chuyende.meeting.quizzes.engine.analysis.intervals import (
    change_p_value,
    correlation_interval,
    paired_difference_interval,
    reliability_interval,
    share_interval,
)
from chuyende.meeting.quizzes.engine.analysis.shrinkage import Group, prior_of

from .published import SEVEN, SEVEN_ITEMS, SEVEN_QUIZ, THIRTEEN, THIRTEEN_ITEMS, quiz, rows

CONFIDENCE = Fraction(95, 100)


def test_items_of_a_quiz_with_seven_questions(rules: AnalysisRules) -> None:
    report = analyse(*quiz(SEVEN, [1] * 7), rules)

    for item, published in zip(report.items, rows(SEVEN_ITEMS), strict=True):
        one = item.statistics
        facility, deviation, weight, discrimination, efficiency = map(float, published)
        assert one.facility == pytest.approx(facility, rel=1e-6)
        assert one.deviation == pytest.approx(deviation, rel=1e-6)
        assert one.effective_weight == pytest.approx(weight / 100, rel=1e-5)
        assert one.discrimination == pytest.approx(discrimination / 100, rel=1e-5)
        assert one.efficiency == pytest.approx(efficiency / 100, rel=1e-5)


def test_a_quiz_with_seven_questions_as_a_whole(rules: AnalysisRules) -> None:
    whole = analyse(*quiz(SEVEN, [1] * 7), rules).quiz

    assert whole.attempts == 25
    for name, value in SEVEN_QUIZ.items():
        assert getattr(whole, name) == pytest.approx(value, rel=1.5e-5), name


def test_items_of_a_quiz_with_thirteen_questions_of_unequal_worth(rules: AnalysisRules) -> None:
    report = analyse(*quiz(THIRTEEN, [8, *[1] * 12]), rules)

    for item, published in zip(report.items, rows(THIRTEEN_ITEMS), strict=True):
        one = item.statistics
        facility, deviation, weight, discrimination, efficiency = map(float, published)
        assert one.facility == pytest.approx(facility / 100, abs=1e-8)
        assert one.deviation == pytest.approx(deviation / 1000, abs=1e-8)
        assert one.effective_weight == pytest.approx(weight / 100, abs=1e-8)
        assert one.discrimination == pytest.approx(discrimination / 100, abs=1e-8)
        assert one.efficiency == pytest.approx(efficiency / 100, abs=1e-8)


@pytest.mark.parametrize(
    ("right", "answers", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, the score method without correction
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_interval_of_a_share(right: int, answers: int, low: float, high: float) -> None:
    span = share_interval(Fraction(right, answers), answers, CONFIDENCE)

    assert span is not None
    assert (span.low, span.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_interval_of_a_correlation() -> None:
    # Hollander and Wolfe's data as the manual of R works them out, cor.test: r = 0.5711816 of nine pairs
    span = correlation_interval(0.5711816, 9 - 3, CONFIDENCE)

    assert span == Interval(pytest.approx(-0.1497426, abs=1e-6), pytest.approx(0.8955795, abs=1e-6))


def test_quantiles_of_student_and_f_as_printed_in_tables() -> None:
    # NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2 and 1.3.6.7.3
    assert t_quantile(0.975, 1) == pytest.approx(12.706, abs=5e-4)
    assert t_quantile(0.975, 14) == pytest.approx(2.145, abs=5e-4)
    assert t_quantile(0.95, 30) == pytest.approx(1.697, abs=5e-4)
    assert f_quantile(0.95, 10, 10) == pytest.approx(2.978, abs=5e-4)
    assert f_quantile(0.95, 5, 10) == pytest.approx(3.326, abs=5e-4)
    assert f_quantile(0.99, 4, 20) == pytest.approx(4.431, abs=5e-4)


def test_shares_of_a_beta_distribution_with_whole_parameters_are_binomial_sums() -> None:
    # by hand: P(Beta(2, 3) < 1/4) = P(at least 2 of 4 at 1/4) = (6·9 + 4·3 + 1) / 256 = 67/256
    assert beta_share(0.25, 2, 3) == pytest.approx(67 / 256, abs=1e-12)
    assert beta_quantile(67 / 256, 2, 3) == pytest.approx(0.25, abs=1e-9)


def test_interval_of_alpha() -> None:
    # the case of Feldt, Woodruff and Salih (1987): alpha 0.79, 26 items, 41 examinees, at 90 per cent.
    # F tables: F(0.95; 40, 1000) = 1.41 and F(0.95; 1000, 40) = 1.52, so 1 - 0.21 · 1.41 and 1 - 0.21 / 1.52
    span = reliability_interval(0.79, 41, 26, Fraction(90, 100))

    assert span is not None
    assert (span.low, span.high) == (
        pytest.approx(1 - 0.21 * 1.41, abs=2e-3),
        pytest.approx(1 - 0.21 / 1.52, abs=2e-3),
    )


def test_exact_p_of_those_who_changed() -> None:
    # Armitage and Berry (1994) p. 127 as worked out in the manual of StatsDirect: 12 against 2
    assert change_p_value(12, 2) == pytest.approx(0.0129, abs=5e-5)
    # Fagerland, Lydersen and Laake, BMC Medical Research Methodology 13:91 (2013), table 1: 7 against 1;
    # by hand 2 · (1 + 8) / 2^8
    assert change_p_value(1, 7) == 18 / 256
    assert change_p_value(3, 3) == change_p_value(0, 0) == 1


def test_interval_of_a_difference_among_the_same_people() -> None:
    # by hand for the same children, 7 up and 1 down of 21: (8 - 2) / 23 ± 1.959964 · sqrt((10/23 - 36/529) / 23)
    #   = 0.260870 ± 1.959964 · sqrt(194/12167) = 0.260870 ± 1.959964 · 0.1262726
    span = paired_difference_interval(7, 1, 21, CONFIDENCE)

    assert (span.low, span.high) == (pytest.approx(0.0133795, abs=1e-6), pytest.approx(0.5083597, abs=1e-6))


def test_prior_of_families_in_saxony(rules: AnalysisRules) -> None:
    # boys among the first twelve children of 6,115 families of thirteen (Lindsey and Altham 1998), the usual
    # example of the beta-binomial: by moments alpha = 34.1350, beta = 31.6085. The estimate by analysis of variance
    # divides by one family less, hence the per mille
    families = [3, 24, 104, 286, 670, 1033, 1343, 1112, 829, 478, 181, 45, 7]
    prior = prior_of(
        [Group(12, Fraction(boys)) for boys, count in enumerate(families) for _ in range(count)], rules
    )

    assert prior is not None
    assert float(prior.mean * prior.strength) == pytest.approx(34.1350, rel=2e-3)
    assert float((1 - prior.mean) * prior.strength) == pytest.approx(31.6085, rel=2e-3)
