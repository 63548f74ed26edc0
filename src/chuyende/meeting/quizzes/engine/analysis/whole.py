"""Statistics of the whole quiz by Moodle's formulas.

Source: «Quiz statistics calculations», docs.moodle.org/dev/Quiz_statistics_calculations, test statistics.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from statistics import median

from .data import AnalysisRules, Interval, Item, Marked
from .intervals import reliability_interval
from .moments import ZERO, central_moment, mean, variance


@dataclass(frozen=True, kw_only=True)
class QuizStatistics:
    """All attempts together. What cannot be computed is None.

    worth: points that one attempt could reach, on average where they were asked differently. mean, median, deviation,
    standard_error: points. skewness: 0 for a symmetric distribution. kurtosis: 0 for a normal one. reliability:
    coefficient of internal consistency, Cronbach's alpha, at most 1; only where every attempt was asked the same items,
    those asked of nobody left out. reliability_interval is None below the rules' fewest attempts. error_ratio: part of
    the deviation that is due to chance. standard_error: what of the deviation that is, in points.
    """

    attempts: int
    worth: Fraction
    mean: Fraction | None
    median: Fraction | None
    deviation: float | None
    skewness: float | None
    kurtosis: float | None
    reliability: float | None
    reliability_interval: Interval | None
    error_ratio: float | None
    standard_error: float | None


def quiz_statistics(
    items: Sequence[Item], attempts: Sequence[Marked], rules: AnalysisRules
) -> QuizStatistics:
    """Return the statistics of the totals of `attempts`."""
    totals = [attempt.total for attempt in attempts]
    count = len(totals)
    deviation = sqrt(variance(totals)) if count > 1 else None
    asked = [item for item in items if item.worth and any(item.id in attempt.marks for attempt in attempts)]
    alpha = _alpha(asked, attempts)
    error_ratio = sqrt(max(1 - alpha, 0)) if alpha is not None else None
    return QuizStatistics(
        attempts=count,
        worth=_reachable(items, attempts),
        mean=mean(totals) if totals else None,
        median=median(totals) if totals else None,
        deviation=deviation,
        skewness=_skewness(totals),
        kurtosis=_kurtosis(totals),
        reliability=alpha,
        reliability_interval=reliability_interval(alpha, count, len(asked), rules.confidence)
        if alpha is not None and count >= rules.fewest_for_reliability
        else None,
        error_ratio=error_ratio,
        standard_error=error_ratio * deviation if error_ratio is not None and deviation is not None else None,
    )


def _skewness(totals: Sequence[Fraction]) -> float | None:
    """k3 / k2^(3/2) of Fisher's k statistics."""
    n = len(totals)
    if n < 3 or not (k2 := variance(totals)):
        return None
    k3 = n * n * central_moment(totals, 3) / ((n - 1) * (n - 2))
    return float(k3) / float(k2) ** 1.5


def _kurtosis(totals: Sequence[Fraction]) -> float | None:
    """k4 / k2² of Fisher's k statistics."""
    n = len(totals)
    if n < 4 or not (k2 := variance(totals)):
        return None
    m2, m4 = central_moment(totals, 2), central_moment(totals, 4)
    k4 = n * n * ((n + 1) * m4 - 3 * (n - 1) * m2 * m2) / ((n - 1) * (n - 2) * (n - 3))
    return float(k4 / (k2 * k2))


def _reachable(items: Sequence[Item], attempts: Sequence[Marked]) -> Fraction:
    worth = {item.id: item.worth for item in items}
    each = [sum((worth[asked] for asked in attempt.marks), ZERO) for attempt in attempts]
    return mean(each) if each else sum(worth.values(), ZERO)


def _alpha(items: Sequence[Item], attempts: Sequence[Marked]) -> float | None:
    """k / (k - 1) · (1 - sum of the items' variances / variance of the totals)."""
    if len(attempts) < 2 or len(items) < 2:
        return None
    if any(item.id not in attempt.marks for attempt in attempts for item in items):
        return None
    spread = variance([attempt.total for attempt in attempts])
    if not spread:
        return None
    single = sum((variance([attempt.marks[item.id] for attempt in attempts]) for item in items), ZERO)
    return float(Fraction(len(items), len(items) - 1) * (1 - single / spread))
