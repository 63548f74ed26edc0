"""What a meeting taught: the same questions before and after, member by member."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from .data import AnalysisRules, Id, Interval
from .intervals import change_p_value, mean_interval, paired_difference_interval
from .moments import ZERO, mean

#: for each member the share of the worth, 0 to 1, that each item earned
Shares = Mapping[Id, Mapping[Id, Fraction]]


class Learning(StrEnum):
    GAINED = "gained"
    LOST = "lost"
    NO_CLEAR_CHANGE = "no_clear_change"
    NOT_ENOUGH_DATA = "not_enough_data"


@dataclass(frozen=True)
class ItemGain:
    """One item: right means the whole worth. learnt: wrong before, right after; forgotten: the other way round.

    difference_interval: of the share of right answers after, less before. p_value: McNemar's, exact.
    """

    item: Id
    members: int
    learnt: int
    forgotten: int
    right_twice: int
    difference_interval: Interval
    p_value: float


@dataclass(frozen=True)
class Gain:
    """All members who answered before and after, on the items that they were asked both times.

    before, after: mean share. normalised: what was gained of all that could be gained, (after - before) /
    (1 - before), Hake 1998; None where nothing could. normalised_change: mean over members of gain by possible gain
    or loss by possible loss, leaving out who was at the same end both times (Marx and Cummings, «Normalized change»,
    American Journal of Physics 75, 2007). difference_interval: of the mean gain, None below the rules' fewest
    members. p_value: sign test of improved against worsened, exact. verdict: by that test at the rules' confidence.
    """

    members: int
    before: Fraction | None
    after: Fraction | None
    normalised: Fraction | None
    normalised_change: Fraction | None
    difference_interval: Interval | None
    improved: int
    worsened: int
    p_value: float
    verdict: Learning
    items: tuple[ItemGain, ...]


def learning_gain(before: Shares, after: Shares, items: Sequence[Id], rules: AnalysisRules) -> Gain:
    """Compare the same `items` before and after. Who took part only once is left out."""
    pairs = [
        pair for member in before if member in after if (pair := _pair(before[member], after[member], items))
    ]
    gains = [later - earlier for earlier, later in pairs]
    improved, worsened = sum(gain > 0 for gain in gains), sum(gain < 0 for gain in gains)
    changes = [change for pair in pairs if (change := _normalised_change(*pair)) is not None]
    first = mean([earlier for earlier, _ in pairs]) if pairs else None
    then = mean([later for _, later in pairs]) if pairs else None
    p_value = change_p_value(improved, worsened)
    return Gain(
        members=len(pairs),
        before=first,
        after=then,
        normalised=(then - first) / (1 - first)
        if first is not None and then is not None and first < 1
        else None,
        normalised_change=mean(changes) if changes else None,
        difference_interval=mean_interval(gains, rules.confidence)
        if len(pairs) >= rules.fewest_for_gain
        else None,
        improved=improved,
        worsened=worsened,
        p_value=p_value,
        verdict=_verdict(len(pairs), improved, worsened, p_value, rules),
        items=tuple(_item_gain(item, before, after, rules) for item in items),
    )


def _pair(
    before: Mapping[Id, Fraction], after: Mapping[Id, Fraction], items: Sequence[Id]
) -> tuple[Fraction, Fraction] | None:
    both = [item for item in items if item in before and item in after]
    return (mean([before[item] for item in both]), mean([after[item] for item in both])) if both else None


def _normalised_change(before: Fraction, after: Fraction) -> Fraction | None:
    if after > before:
        return (after - before) / (1 - before)
    if after < before:
        return (after - before) / before
    return None if before in (0, 1) else ZERO


def _verdict(members: int, improved: int, worsened: int, p_value: float, rules: AnalysisRules) -> Learning:
    if members < rules.fewest_for_gain:
        return Learning.NOT_ENOUGH_DATA
    if p_value > 1 - rules.confidence:
        return Learning.NO_CLEAR_CHANGE
    return Learning.GAINED if improved > worsened else Learning.LOST


def _item_gain(item: Id, before: Shares, after: Shares, rules: AnalysisRules) -> ItemGain:
    answers = [
        (before[member][item] == 1, after[member][item] == 1)
        for member in before
        if member in after and item in before[member] and item in after[member]
    ]
    learnt, forgotten = answers.count((False, True)), answers.count((True, False))
    return ItemGain(
        item=item,
        members=len(answers),
        learnt=learnt,
        forgotten=forgotten,
        right_twice=answers.count((True, True)),
        difference_interval=paired_difference_interval(learnt, forgotten, len(answers), rules.confidence),
        p_value=change_p_value(learnt, forgotten),
    )
