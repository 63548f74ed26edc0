"""Intervals and tests that stay honest with fifteen people. Nothing is simulated, so nothing depends on a seed."""

from collections.abc import Sequence
from fractions import Fraction
from math import atanh, comb, sqrt, tanh

from .data import Interval
from .distributions import f_quantile, normal_quantile, t_quantile
from .moments import clamped, mean, variance


def share_interval(share: float | Fraction, answers: float, confidence: Fraction) -> Interval | None:
    """Wilson's score interval of a share; None without an answer.

    Wilson 1927; recommended for 40 answers and fewer by Brown, Cai and DasGupta, «Interval estimation for a binomial
    proportion», Statistical Science 16 (2001), because it covers what it promises without the width of the exact
    one. For marks in parts it is on the safe side: no marks between 0 and 1 vary more than right-or-wrong ones of
    the same mean. `answers` need not be whole: an effective number where answers are alike within groups.
    """
    if answers <= 0:
        return None
    z, p = _two_sided(confidence), float(share)
    middle = p + z * z / (2 * answers)
    reach = z * sqrt(max(p * (1 - p), 0.0) / answers + z * z / (4 * answers * answers))
    scale = 1 + z * z / answers
    return Interval(clamped((middle - reach) / scale, 0, p), clamped((middle + reach) / scale, p, 1))


def correlation_interval(correlation: float, weight: float, confidence: Fraction) -> Interval | None:
    """Fisher's interval of a correlation; `weight` is the number of pairs less three.

    Fisher 1921: artanh r is about normal with variance 1 / (n - 3). None with three pairs or fewer, and for a perfect
    correlation, whose interval the formula cannot give. Marks of one item are not normal, so it is an approximation.
    """
    if weight <= 0 or abs(correlation) >= 1:
        return None
    middle, reach = atanh(correlation), _two_sided(confidence) / sqrt(weight)
    return Interval(tanh(middle - reach), tanh(middle + reach))


def reliability_interval(alpha: float, people: int, items: int, confidence: Fraction) -> Interval | None:
    """Interval of Cronbach's alpha: 1 - alpha times the quantiles of F with n - 1 and (n - 1)(k - 1) freedoms.

    Feldt, Woodruff and Salih, «Statistical inference for coefficient alpha», Applied Psychological Measurement 11
    (1987), formulas 6 and 7. None with fewer than two people or items, and where nothing is left to chance.
    """
    if people < 2 or items < 2 or alpha >= 1:
        return None
    above, below = people - 1, (people - 1) * (items - 1)
    tail = float(1 - confidence) / 2
    return Interval(
        1 - (1 - alpha) * f_quantile(1 - tail, above, below), 1 - (1 - alpha) * f_quantile(tail, above, below)
    )


def mean_interval(values: Sequence[Fraction], confidence: Fraction) -> Interval | None:
    """Student's interval of a mean; None with fewer than two values or where all are the same."""
    if len(values) < 2 or not (spread := variance(values)):
        return None
    middle, freedom = float(mean(values)), len(values) - 1
    reach = t_quantile(float(1 + confidence) / 2, freedom) * sqrt(spread / len(values))
    return Interval(middle - reach, middle + reach)


def paired_difference_interval(up: int, down: int, pairs: int, confidence: Fraction) -> Interval:
    """Interval of the difference of two shares among the same people: `up` changed one way, `down` the other.

    Bonett and Price, «Adjusted Wald confidence interval for a difference of binomial proportions based on paired
    data», Journal of Educational and Behavioral Statistics 37 (2012): one is added to both changes, two to the pairs.
    """
    more, less = Fraction(up + 1, pairs + 2), Fraction(down + 1, pairs + 2)
    middle = more - less
    reach = _two_sided(confidence) * sqrt((more + less - middle * middle) / (pairs + 2))
    return Interval(clamped(float(middle) - reach, -1, 1), clamped(float(middle) + reach, -1, 1))


def change_p_value(up: int, down: int) -> float:
    """Two-sided exact p of McNemar's test (the sign test): were both ways of changing equally likely?

    Twice the smaller tail of a binomial with one half; 1 where nobody changed. Exact rather than mid-p, because what
    is said of fifteen people shall err on the cautious side.
    """
    changed = up + down
    tail = sum(comb(changed, few) for few in range(min(up, down) + 1))
    return float(min(Fraction(1), Fraction(2 * tail, 2**changed)))


def _two_sided(confidence: Fraction) -> float:
    return normal_quantile(float(1 + confidence) / 2)
