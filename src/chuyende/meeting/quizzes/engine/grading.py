"""What an attempt is worth and which place it takes."""

from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def grade(keys: Mapping[K, int], choices: Mapping[K, int]) -> int:
    """Return how many questions were answered right: one point each, nothing taken off."""
    return sum(choices.get(question) == key for question, key in keys.items())


def ranks(results: Sequence[tuple[Decimal | int, int]]) -> list[int]:
    """Return the rank of each (score, seconds), best first: higher score, then shorter time.

    Equal results share a rank and the next one counts them: 1, 2, 2, 4.
    """
    ordered = sorted(_worse(result) for result in results)
    return [ordered.index(_worse(result)) + 1 for result in results]


def _worse(result: tuple[Decimal | int, int]) -> tuple[Decimal | int, int]:
    score, seconds = result
    return -score, seconds
