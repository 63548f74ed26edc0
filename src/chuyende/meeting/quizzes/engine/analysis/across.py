"""One question over many sittings: pooled, by version, by kind of cell, or by anything else."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import fsum
from typing import TypeVar

from .data import AnalysisRules, Id, Interval
from .intervals import correlation_interval, share_interval
from .items import ItemStatistics
from .moments import ZERO, clamped
from .shrinkage import Estimate, Group, effective_answers, estimated, prior_of

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Sitting:
    """What one sitting showed of the question. `version` is the version that was asked, `branch` who was asked."""

    id: Id
    version: Id
    branch: Id
    answers: int
    earned: Fraction
    discrimination: float | None

    @classmethod
    def of(cls, statistics: ItemStatistics, *, id: Id, version: Id, branch: Id) -> "Sitting":
        """The sitting whose item analysis gave `statistics`."""
        return cls(id, version, branch, statistics.answers, statistics.earned, statistics.discrimination)


@dataclass(frozen=True)
class Pooled:
    """The question over all `sittings`.

    facility_interval is wider than one quiz with as many answers would give, where sittings differ more than chance.
    discrimination: mean of the sittings' correlations weighted by their answers, for totals of different quizzes
    cannot be laid together (Hunter and Schmidt, «Methods of Meta-Analysis»); its interval is Fisher's, with n - 3
    added up. each: facility of every sitting, drawn towards the others.
    """

    answers: int
    facility: Fraction | None
    facility_interval: Interval | None
    discrimination: float | None
    discrimination_interval: Interval | None
    each: tuple[tuple[Sitting, Estimate | None], ...]


def pooled(sittings: Sequence[Sitting], rules: AnalysisRules) -> Pooled:
    """Return what all of `sittings` together say of the question."""
    groups = [Group(sitting.answers, sitting.earned) for sitting in sittings]
    prior = prior_of(groups, rules)
    answers = sum(group.answers for group in groups)
    facility = sum((group.earned for group in groups), ZERO) / answers if answers else None
    discrimination, span = _discrimination(sittings, rules)
    return Pooled(
        answers=answers,
        facility=facility,
        facility_interval=None
        if facility is None
        else share_interval(facility, effective_answers(groups, prior), rules.confidence),
        discrimination=discrimination,
        discrimination_interval=span,
        each=tuple(
            (sitting, estimated(group, prior, rules)) for sitting, group in zip(sittings, groups, strict=True)
        ),
    )


def pooled_by(
    sittings: Sequence[Sitting], key: Callable[[Sitting], K], rules: AnalysisRules
) -> dict[K, Pooled]:
    """Return what the sittings with the same `key` together say: by version, by branch."""
    parts: dict[K, list[Sitting]] = {}
    for sitting in sittings:
        parts.setdefault(key(sitting), []).append(sitting)
    return {value: pooled(part, rules) for value, part in parts.items()}


def _discrimination(
    sittings: Sequence[Sitting], rules: AnalysisRules
) -> tuple[float | None, Interval | None]:
    known = [(one.answers, one.discrimination) for one in sittings if one.discrimination is not None]
    answers = sum(count for count, _ in known)
    if not answers:
        return None, None
    middle = clamped(fsum(count * index for count, index in known) / answers, -1, 1)
    weight = sum(max(count - 3, 0) for count, _ in known)
    enough = answers >= rules.fewest_for_discrimination
    return middle, correlation_interval(middle, weight, rules.confidence) if enough else None
