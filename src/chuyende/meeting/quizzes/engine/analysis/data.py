"""What item analysis is given: the items, the attempts as they were marked, and the rules of the day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from chuyende.meeting.questions.engine.words import Kind

#: what names an item, a member, a sitting …: anything hashable, a primary key as a rule. Not typed more closely,
#: because a Mapping keyed by Hashable would refuse a dictionary keyed by UUID
Id = Any

#: kinds that are answered by one choice, so that choices can be counted
ONE_CHOICE = frozenset({Kind.SINGLE, Kind.TRUE_FALSE})


@dataclass(frozen=True, kw_only=True)
class Item:
    """One question as it was asked in a quiz.

    `worth`: points for the right answer. `choices`, `keys`: how many choices there are and the indexes of those that
    are right, where the kind is answered by one choice; a TRUE_FALSE has two. Several keys: each is counted as right.
    """

    id: Id
    kind: Kind
    worth: Fraction
    choices: int = 0
    keys: frozenset[int] = frozenset()

    @property
    def random_guess(self) -> float | None:
        """Share of the worth that blind guessing earns on average; None where that cannot be said."""
        if self.kind in ONE_CHOICE and self.choices:
            return len(self.keys) / self.choices
        return 0.0 if self.kind is Kind.SHORT else None


@dataclass(frozen=True)
class Marked:
    """One attempt that was handed in and marked.

    `marks`: points for every item that was asked, 0 where nothing was answered. `chosen`: index of the choice taken,
    for items answered by one choice; an item left empty is absent. Where a member may try again, give the first
    attempts only: later ones build on them, and the formulas take each attempt for independent.
    """

    member: Id
    marks: Mapping[Id, Fraction]
    chosen: Mapping[Id, int] = field(default_factory=dict)

    @cached_property
    def total(self) -> Fraction:
        """Points of the whole attempt."""
        return sum(self.marks.values(), Fraction(0))

    def rest(self, item: Id) -> Fraction:
        """Points for everything except `item`."""
        return self.total - self.marks[item]


@dataclass(frozen=True)
class Interval:
    """Between which values the true one lies, at the confidence of the rules."""

    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class AnalysisRules:
    """The thresholds of item analysis, from the rule set in force. Shares and indexes run from 0 to 1.

    confidence: of every interval and test. fewest_for_…: with fewer answers (for a gain: members with both results)
    nothing is claimed. fewest_groups: with fewer sittings or cells no estimate leans on the others. hard_below,
    easy_above: facility. discrimination_least: of a good item. dead_choice_share: a wrong choice taken by no more is
    dead. group_share: part of the attempts that makes the upper and the lower group. fewest_in_group: a smaller upper
    group is no witness against a key. agreeing_share: part of the upper group that must agree on one wrong choice.
    Raises ValueError where a formula could not be computed.
    """

    confidence: Fraction
    fewest_for_facility: int
    fewest_for_discrimination: int
    fewest_for_choices: int
    fewest_for_reliability: int
    fewest_for_gain: int
    fewest_groups: int
    hard_below: Fraction
    easy_above: Fraction
    discrimination_least: Fraction
    dead_choice_share: Fraction
    group_share: Fraction
    fewest_in_group: int
    agreeing_share: Fraction

    def __post_init__(self) -> None:
        if not 0 < self.confidence < 1:
            raise ValueError("confidence lies between 0 and 1")
        if not 0 < self.group_share <= Fraction(1, 2):
            raise ValueError("an upper and a lower group need at most half of the attempts each")
        if self.fewest_for_discrimination < 4:
            raise ValueError("the interval of a correlation needs four answers")
        if min(self.fewest_for_reliability, self.fewest_for_gain, self.fewest_groups) < 2:
            raise ValueError("a spread needs two")
        if min(self.fewest_for_facility, self.fewest_for_choices, self.fewest_in_group) < 1:
            raise ValueError("nothing can be said without an answer")
        if self.hard_below > self.easy_above:
            raise ValueError("no item is too hard and too easy")
