"""The rules of a contest as the reckoning takes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any


class Counted(StrEnum):
    """Which of several attempts of one round counts."""

    BEST = "best"
    """the best; of equal ones the earliest handed in"""
    FIRST = "first"
    """the first"""


class Criterion(StrEnum):
    """What tells two members of equal score apart."""

    TIME = "time"
    """less time for the attempts that count"""
    PREDICTION = "prediction"
    """nearer to the true number; without a prediction behind everybody who gave one"""
    EARLIEST = "earliest"
    """the last attempt that counts was handed in earlier"""


class Predicts(StrEnum):
    """The number that members predict."""

    PARTICIPANTS = "participants"
    ALL_RIGHT = "all_right"


class TakesPart(StrEnum):
    """Who counts as having taken part, for the share of a cell."""

    ANY = "any"
    """handed in an attempt of any round"""
    EVERY = "every"
    """handed in an attempt of every round"""


class GroupOrder(StrEnum):
    """By what cells are ranked, first and then."""

    SHARE_MEAN = "share_mean"
    MEAN_SHARE = "mean_share"


@dataclass(frozen=True, kw_only=True)
class Rules:
    """`points` for a right answer. `group_from`: the share of a cell from which it is ranked. `prizes`, `group_prizes`:
    how many places each prize has, the highest first."""

    points: int
    counted: Counted
    tie_break: tuple[Criterion, ...]
    predicts: Predicts
    takes_part: TakesPart
    group_from: Fraction
    group_order: GroupOrder
    decimals: int
    prizes: tuple[int, ...]
    group_prizes: tuple[int, ...]

    @classmethod
    def of(cls, parameters: Mapping[str, Any], *, asks_prediction: bool) -> "Rules":
        """Read the parameters of a rule `contest`; a contest that asks for no prediction does not rank by one."""
        criteria = tuple(Criterion(word) for word in parameters["tie_break"].split("-"))
        return cls(
            points=parameters["points"],
            counted=Counted(parameters["counted"]),
            tie_break=tuple(one for one in criteria if asks_prediction or one != Criterion.PREDICTION),
            predicts=Predicts(parameters["predicts"]),
            takes_part=TakesPart(parameters["takes_part"]),
            group_from=Fraction(parameters["group_from"]),
            group_order=GroupOrder(parameters["group_order"]),
            decimals=parameters["decimals"],
            prizes=tuple(parameters[key] for key in ("first", "second", "third", "encouragement")),
            group_prizes=tuple(parameters[key] for key in ("group_first", "group_second", "group_third")),
        )
