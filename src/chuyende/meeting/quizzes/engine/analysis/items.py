"""Statistics of each item by Moodle's formulas.

Source: «Quiz statistics calculations», docs.moodle.org/dev/Quiz_statistics_calculations, as the quiz statistics
report computes them. Moodle shows most of them in per cent; here they are shares.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import fsum, sqrt

from .data import AnalysisRules, Interval, Item, Marked
from .intervals import correlation_interval, share_interval
from .moments import ZERO, correlation, covariance, largest_covariance, variance


@dataclass(frozen=True, kw_only=True)
class ItemStatistics:
    """One item among the attempts in which it was asked. What cannot be computed is None.

    answers: attempts. earned: sum of the shares of the worth. facility: mean share of the worth. deviation: standard
    deviation of the points. random_guess: see `Item`. intended_weight: part of the quiz's points. effective_weight:
    part that the item really has in how totals differ; None where it works against the total. discrimination:
    correlation of the item's points with those of all the rest. efficiency: that covariance as a share of the largest
    that these points allow. discrimination_interval is None below the rules' fewest answers.
    """

    item: Item
    answers: int
    earned: Fraction
    facility: Fraction | None
    facility_interval: Interval | None
    deviation: float | None
    random_guess: float | None
    intended_weight: float | None
    effective_weight: float | None
    discrimination: float | None
    discrimination_interval: Interval | None
    efficiency: float | None


def item_statistics(
    items: Sequence[Item], attempts: Sequence[Marked], rules: AnalysisRules
) -> tuple[ItemStatistics, ...]:
    """Return the statistics of each of `items`, in their order."""
    asked = [[attempt for attempt in attempts if item.id in attempt.marks] for item in items]
    shares = [_share_in_totals(item, taken) for item, taken in zip(items, asked, strict=True)]
    all_shares = fsum(share for share in shares if share is not None)
    worth = sum((item.worth for item in items), ZERO)
    return tuple(
        _statistics(
            item,
            taken,
            rules,
            intended=float(item.worth / worth) if worth else None,
            effective=share / all_shares if share is not None and all_shares else None,
        )
        for item, taken, share in zip(items, asked, shares, strict=True)
    )


def _statistics(
    item: Item,
    taken: Sequence[Marked],
    rules: AnalysisRules,
    *,
    intended: float | None,
    effective: float | None,
) -> ItemStatistics:
    marks = [attempt.marks[item.id] for attempt in taken]
    rests = [attempt.rest(item.id) for attempt in taken]
    earned = sum(marks, ZERO) / item.worth if item.worth else ZERO
    facility = earned / len(taken) if taken and item.worth else None
    discrimination = correlation(marks, rests)
    enough = len(taken) >= rules.fewest_for_discrimination
    return ItemStatistics(
        item=item,
        answers=len(taken),
        earned=earned,
        facility=facility,
        facility_interval=None
        if facility is None
        else share_interval(facility, len(taken), rules.confidence),
        deviation=sqrt(variance(marks)) if len(marks) > 1 else None,
        random_guess=item.random_guess,
        intended_weight=intended,
        effective_weight=effective,
        discrimination=discrimination,
        discrimination_interval=correlation_interval(discrimination, len(taken) - 3, rules.confidence)
        if discrimination is not None and enough
        else None,
        efficiency=_efficiency(marks, rests),
    )


def _share_in_totals(item: Item, taken: Sequence[Marked]) -> float | None:
    """Root of the covariance with the total; None where that is negative or there are fewer than two attempts."""
    if len(taken) < 2:
        return None
    together = covariance([attempt.marks[item.id] for attempt in taken], [attempt.total for attempt in taken])
    return sqrt(together) if together >= 0 else None


def _efficiency(marks: Sequence[Fraction], rests: Sequence[Fraction]) -> float | None:
    if len(marks) < 2:
        return None
    largest = largest_covariance(marks, rests)
    return float(covariance(marks, rests) / largest) if largest else None
