"""Mean and spread in exact fractions: the same whatever the order, and no spread is invented by rounding."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm, sqrt

ZERO = Fraction(0)


def mean(values: Sequence[Fraction]) -> Fraction:
    """Arithmetic mean of at least one value."""
    whole, unit = _in_units(values)
    return Fraction(sum(whole), unit * len(values))


def covariance(left: Sequence[Fraction], right: Sequence[Fraction]) -> Fraction:
    """Sample covariance (divided by n - 1) of at least two pairs."""
    return _covariance(_in_units(left), _in_units(right))


def largest_covariance(left: Sequence[Fraction], right: Sequence[Fraction]) -> Fraction:
    """The covariance that the same values would have if both sides rose together."""
    (xs, x_unit), (ys, y_unit) = _in_units(left), _in_units(right)
    return _covariance((sorted(xs), x_unit), (sorted(ys), y_unit))


def variance(values: Sequence[Fraction]) -> Fraction:
    """Sample variance (divided by n - 1) of at least two values."""
    return covariance(values, values)


def central_moment(values: Sequence[Fraction], power: int) -> Fraction:
    """Mean of the differences from the mean, raised to `power`."""
    middle = mean(values)
    return mean([(value - middle) ** power for value in values])


def correlation(left: Sequence[Fraction], right: Sequence[Fraction]) -> float | None:
    """Pearson's correlation, -1 to 1; None where one side does not vary or there are fewer than two pairs."""
    if len(left) < 2:
        return None
    spread = variance(left) * variance(right)
    return None if spread == 0 else clamped(float(covariance(left, right)) / sqrt(spread), -1.0, 1.0)


def clamped(value: float, low: float, high: float) -> float:
    """`value`, kept within `low` and `high` against the last digit's rounding."""
    return min(max(value, low), high)


def _covariance(left: tuple[list[int], int], right: tuple[list[int], int]) -> Fraction:
    (xs, x_unit), (ys, y_unit) = left, right
    count = len(xs)
    together = count * sum(x * y for x, y in zip(xs, ys, strict=True)) - sum(xs) * sum(ys)
    return Fraction(together, count * (count - 1) * x_unit * y_unit)


def _in_units(values: Sequence[Fraction]) -> tuple[list[int], int]:
    """The values as whole numbers of a common fraction, and how many of those make one: whole numbers add faster."""
    unit = lcm(*(value.denominator for value in values))
    return [value.numerator * (unit // value.denominator) for value in values], unit
