"""Whether a question that is being typed stands in a bank already."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from chuyende.foundation.core.vietnamese import fold

#: shares of alike text, in per cent: from here on it is told; found by typing known questions in other words
TOLD_FROM = 72
_FEWEST_LETTERS = 12
_MOST_TOLD = 5


@dataclass(frozen=True)
class Alike:
    """A question of a bank and how much of its text is the same, in per cent."""

    question: uuid.UUID
    share: int


def alike(stem: str, known: Iterable[tuple[uuid.UUID, str]]) -> list[Alike]:
    """Return those of `known` (question, stem) that ask nearly the same as `stem`, the nearest first.

    Marks, capital letters and the order of words do not matter. Less than a dozen letters are like everything: nothing
    is told of them. 20,000 questions take about 50 ms.
    """
    typed = fold(stem)
    if len(typed) < _FEWEST_LETTERS:
        return []
    texts = {question: fold(text) for question, text in known}
    nearest = process.extract(
        typed, texts, scorer=_likeness, score_cutoff=TOLD_FROM, limit=_MOST_TOLD, processor=None
    )
    return [Alike(question, round(share)) for _text, share, question in nearest]


def _likeness(left: str, right: str, *, score_cutoff: float | None = None) -> float:
    """The mean of two likenesses: letters in their order, and words in any order."""
    in_order = fuzz.ratio(left, right, score_cutoff=0)
    return (in_order + fuzz.token_sort_ratio(left, right, score_cutoff=0)) / 2
