"""The few distributions that intervals need: normal, beta, Student's t, F."""

from math import exp, lgamma, log, log1p, sqrt
from statistics import NormalDist

_TINY = 1e-300
_EXACT = 1e-14  # of the continued fraction
_CLOSE = 1e-11  # of a quantile, relative
_STEPS = 20_000


def normal_quantile(share: float) -> float:
    """The value below which `share` of a standard normal distribution lies."""
    return NormalDist().inv_cdf(share)


def beta_share(value: float, a: float, b: float) -> float:
    """Share of a Beta(a, b) that lies below `value`, 0 to 1; a, b > 0.

    The continued fraction of the incomplete beta function (NIST Digital Library of Mathematical Functions 8.17.22),
    evaluated by Lentz's method on the side where it converges fast.
    """
    if value <= 0 or value >= 1:
        return 0.0 if value <= 0 else 1.0
    if value > (a + 1) / (a + b + 2):
        return 1 - beta_share(1 - value, b, a)
    front = exp(a * log(value) + b * log1p(-value) - _log_beta(a, b)) / a
    return front * _continued_fraction(value, a, b)


def beta_quantile(share: float, a: float, b: float) -> float:
    """The value below which `share` of a Beta(a, b) lies: Newton's steps, kept inside a shrinking bracket.

    They start where a normal distribution of the same mean and spread has its quantile, or at the mean.
    """
    middle = a / (a + b)
    guess = middle + normal_quantile(share) * sqrt(middle * (1 - middle) / (a + b + 1))
    low, high, value = 0.0, 1.0, guess if 0 < guess < 1 else middle
    for _ in range(200):
        error = beta_share(value, a, b) - share
        low, high = (low, value) if error > 0 else (value, high)
        log_density = (a - 1) * log(value) + (b - 1) * log1p(-value) - _log_beta(a, b)
        following = value - error / max(exp(min(log_density, 700.0)), _TINY)
        if not low < following < high:
            following = (low + high) / 2
        if abs(following - value) <= _CLOSE * value or not 0 < following < 1:
            break
        value = following
    return value


def t_quantile(share: float, freedom: float) -> float:
    """Quantile of Student's t with `freedom` degrees of freedom, for a share of at least one half."""
    inner = beta_quantile(2 * (1 - share), freedom / 2, 0.5)
    return sqrt(freedom * (1 - inner) / inner)


def f_quantile(share: float, above: float, below: float) -> float:
    """Quantile of F with `above` and `below` degrees of freedom."""
    inner = beta_quantile(share, above / 2, below / 2)
    return below * inner / (above * (1 - inner))


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def _continued_fraction(value: float, a: float, b: float) -> float:
    c = 1.0
    d = 1 / _not_zero(1 - (a + b) * value / (a + 1))
    result = d
    for m in range(1, _STEPS):
        even = m * (b - m) * value / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * value / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _not_zero(1 + term * d)
            c = _not_zero(1 + term / c)
            result *= c * d
        if abs(c * d - 1) < _EXACT:
            break
    return result


def _not_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
