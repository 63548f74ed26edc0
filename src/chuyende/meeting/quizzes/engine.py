"""Order, grading and ranking of a quiz: pure functions of what is stored, the same on every device and version."""

import hashlib
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


#: an attempt with this seed sees the quiz's own order, as it is printed
AS_PRINTED = 0


def question_order(seed: int, count: int) -> list[int]:
    """Return the order in which the attempt with `seed` sees `count` questions: indexes of the quiz's own order."""
    return list(range(count)) if seed == AS_PRINTED else _mixed(str(seed), count)


def choice_order(seed: int, question: int, count: int) -> list[int]:
    """Return the order of the `count` choices of question `question` (its index in the quiz's own order)."""
    return list(range(count)) if seed == AS_PRINTED else _mixed(f"{seed}:{question}", count)


def grade(keys: Mapping[K, int], choices: Mapping[K, int]) -> int:
    """Return how many questions were answered right: one point each, nothing taken off (domain 6)."""
    return sum(choices.get(question) == key for question, key in keys.items())


def ranks(results: Sequence[tuple[int, int]]) -> list[int]:
    """Return the rank of each (score, seconds), best first: higher score, then shorter time.

    Equal results share a rank and the next one counts them: 1, 2, 2, 4.
    """
    ordered = sorted(_worse(result) for result in results)
    return [ordered.index(_worse(result)) + 1 for result in results]


def _worse(result: tuple[int, int]) -> tuple[int, int]:
    score, seconds = result
    return -score, seconds


def _mixed(seed: str, count: int) -> list[int]:
    # by hash, not by a random generator: no library's change may reorder an attempt that is under way
    return sorted(range(count), key=lambda index: hashlib.sha256(f"{seed}/{index}".encode()).digest())
