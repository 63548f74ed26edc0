"""Who chose what: the upper, the middle and the lower group of those who took a quiz."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from .data import ONE_CHOICE, AnalysisRules, Item, Marked
from .moments import ZERO


@dataclass(frozen=True)
class ChoiceCount:
    """How many took one choice; `choice` None counts those who left the item empty."""

    choice: int | None
    is_key: bool
    upper: int
    middle: int
    lower: int

    @property
    def total(self) -> int:
        return self.upper + self.middle + self.lower


@dataclass(frozen=True)
class ChoiceTable:
    """All choices of one item in their order, then, if anybody left it empty, that; and how large the groups are.

    The groups are formed by what each attempt earned in everything except this item, so that a wrong key cannot
    throw those whom it wrongs out of the upper group. All the same: no groups, everybody stands in the middle.
    """

    counts: tuple[ChoiceCount, ...]
    upper: int
    middle: int
    lower: int


def choice_tables(
    items: Sequence[Item], attempts: Sequence[Marked], rules: AnalysisRules
) -> tuple[ChoiceTable | None, ...]:
    """Return the table of each of `items`, in their order; None for a kind that is not answered by one choice."""
    worths = {item.id: item.worth for item in items}
    asked = [(sum((worths[one] for one in attempt.marks), ZERO), attempt) for attempt in attempts]
    return tuple(_table(item, asked, rules) if item.kind in ONE_CHOICE else None for item in items)


def _table(item: Item, asked: Sequence[tuple[Fraction, Marked]], rules: AnalysisRules) -> ChoiceTable:
    elsewhere = [
        (_share(attempt.rest(item.id), worth - item.worth), attempt)
        for worth, attempt in asked
        if item.id in attempt.marks
    ]
    groups = _groups(elsewhere, rules.group_share)
    taken = [[attempt.chosen.get(item.id) for attempt in group] for group in groups]
    rows: list[int | None] = list(range(item.choices))
    if any(choice is None for group in taken for choice in group):
        rows.append(None)
    counts = (
        ChoiceCount(choice, choice in item.keys, *(group.count(choice) for group in taken)) for choice in rows
    )
    return ChoiceTable(tuple(counts), *(len(group) for group in groups))


def _groups(
    elsewhere: Sequence[tuple[Fraction, Marked]], share: Fraction
) -> tuple[list[Marked], list[Marked], list[Marked]]:
    """Upper, middle and lower group by what was earned elsewhere, as a share: attempts may differ in items.

    Equals are never parted: a group is as near to its share as whole ties allow.
    """
    ordered = sorted(elsewhere, key=lambda one: one[0], reverse=True)
    attempts = [attempt for _, attempt in ordered]
    ties = [len(list(tie)) for _, tie in groupby(ordered, key=lambda one: one[0])]
    if len(ties) < 2:
        return [], attempts, []
    wanted = share * len(attempts)
    upper, lower = _nearest(ties, wanted), _nearest(ties[::-1], wanted)
    return attempts[:upper], attempts[upper : len(attempts) - lower], attempts[len(attempts) - lower :]


def _nearest(ties: Sequence[int], wanted: Fraction) -> int:
    """How many stand in the first ties, so that it is nearest to `wanted`; at least one tie, not all of them."""
    sizes = [sum(ties[:count]) for count in range(1, len(ties))]
    return min(sizes, key=lambda size: abs(size - wanted))


def _share(earned: Fraction, worth: Fraction) -> Fraction:
    return earned / worth if worth else ZERO
