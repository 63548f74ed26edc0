"""Estimates that lean on their neighbours: empirical Bayes with a beta-binomial model.

Five right answers of five do not show that a cell knows everything. Each group's share is drawn towards the mean of
all groups, the more the fewer answers it has and the more alike the groups are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from .data import AnalysisRules, Interval
from .distributions import beta_quantile
from .intervals import share_interval
from .moments import ZERO


@dataclass(frozen=True)
class Group:
    """What one group gave: the number of answers and the sum of their shares of the worth (0 to 1 each)."""

    answers: int
    earned: Fraction


@dataclass(frozen=True)
class Prior:
    """What the groups have in common.

    mean: of the beta distribution of their true shares. strength: as many answers as the mean counts for.
    alike: intraclass correlation, 0 to 1: how much answers within a group resemble each other.
    """

    mean: Fraction
    strength: Fraction
    alike: Fraction


@dataclass(frozen=True)
class Estimate:
    """`raw` is what the group itself gave, `share` what is believed of it, `interval` where it may lie."""

    answers: int
    raw: Fraction
    share: float
    interval: Interval


def prior_of(groups: Sequence[Group], rules: AnalysisRules) -> Prior | None:
    """Estimate the prior from the groups themselves; None with fewer than the rules ask for, or one answer each.

    Analysis-of-variance estimate of the intraclass correlation rho of binary answers (Ridout, Demétrio and Firth,
    «Estimating intraclass correlation for binary data», Biometrics 55, 1999); the strength of the beta distribution
    is 1 / rho - 1. It is kept between one answer and all answers: groups that differ no more than chance would say
    «infinitely strong», groups that are all right or all wrong «nothing at all», and both claim more than the data
    can bear. The mean counts half an answer more of either kind (Jeffreys), so that it is never quite 0 or 1.
    """
    known = [group for group in groups if group.answers]
    answers = sum(group.answers for group in known)
    if len(known) < rules.fewest_groups or answers <= len(known):
        return None
    earned = sum((group.earned for group in known), ZERO)
    between = sum(
        (group.answers * (group.earned / group.answers - earned / answers) ** 2 for group in known), ZERO
    ) / (len(known) - 1)
    within = sum((group.earned * (1 - group.earned / group.answers) for group in known), ZERO) / (
        answers - len(known)
    )
    typical = (answers - Fraction(sum(group.answers**2 for group in known), answers)) / (len(known) - 1)
    excess = between - within
    return Prior(
        mean=(earned + Fraction(1, 2)) / (answers + 1),
        strength=min(max(typical * within / excess, Fraction(1)), Fraction(answers))
        if excess > 0
        else Fraction(answers),
        alike=excess / (between + (typical - 1) * within) if excess > 0 else ZERO,
    )


def estimated(group: Group, prior: Prior | None, rules: AnalysisRules) -> Estimate | None:
    """Return what is to be believed of `group`; without a prior its own share. None without an answer."""
    if not group.answers:
        return None
    raw = group.earned / group.answers
    if prior is None:
        span = share_interval(raw, group.answers, rules.confidence)
        return None if span is None else Estimate(group.answers, raw, float(raw), span)
    right = group.earned + prior.strength * prior.mean
    wrong = group.answers - group.earned + prior.strength * (1 - prior.mean)
    tail = float(1 - rules.confidence) / 2
    return Estimate(
        group.answers,
        raw,
        float(right / (right + wrong)),
        Interval(
            beta_quantile(tail, float(right), float(wrong)),
            beta_quantile(1 - tail, float(right), float(wrong)),
        ),
    )


def effective_answers(groups: Sequence[Group], prior: Prior | None) -> float:
    """How many independent answers those of `groups` are worth, given how alike they are within a group.

    Kish's design effect, 1 + (m - 1) · rho, m being the mean size of the groups weighted by size.
    """
    answers = sum(group.answers for group in groups)
    if prior is None or not answers:
        return float(answers)
    size = Fraction(sum(group.answers**2 for group in groups), answers)
    return float(answers / (1 + (size - 1) * prior.alike))
