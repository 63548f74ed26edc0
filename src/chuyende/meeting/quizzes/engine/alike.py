"""Attempts that are more alike than chance makes them: advice for who keeps the quiz, never a verdict.

What two people both know makes them alike; the same *mistake* in many places does so less easily. For two attempts only
the questions count that both answered wrongly. That both chose the same wrong answer has there the probability that two
people draw it independently from what the others chose (with one more for each wrong answer that exists, so that with
fifteen people nothing looks rarer than it is). How probable at least so many agreements are is the tail of a Poisson
binomial distribution, counted exactly; it is multiplied by the number of pairs compared (Bonferroni).

The idea: P. W. Holland, "Assessing unusual agreement between the incorrect answers of two examinees using the K-index",
ETS Research Report 96-07, 1996; D. N. Harpp, J. J. Hogan, "Crime in the classroom", J. Chem. Educ. 70 (4), 1993.
"""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

P = TypeVar("P", bound=Hashable)
Q = TypeVar("Q", bound=Hashable)


@dataclass(frozen=True)
class AlikePair(Generic[P]):
    """Two attempts: of `both_wrong` questions that both missed, `same` were missed by the same answer.

    `expected`: how many pairs of this quiz chance would make so alike.
    """

    first: P
    second: P
    both_wrong: int
    same: int
    expected: float


def alike_pairs(
    wrong: Mapping[P, Mapping[Q, str]], alternatives: Mapping[Q, int], *, one_in: int
) -> list[AlikePair[P]]:
    """Return the pairs of people whose common mistakes chance makes in fewer than one of `one_in` quizzes, rarest first.

    `wrong` holds of everybody what was answered wrongly, in one spelling; `alternatives` how many wrong answers a
    question has to choose from. Two people, or few mistakes, never suffice: then the list is empty.
    """
    chosen: dict[Q, Counter[str]] = {question: Counter() for question in alternatives}
    for answers in wrong.values():
        for question, answer in answers.items():
            chosen[question][answer] += 1
    pairs = list(combinations(wrong, 2))
    found = []
    for first, second in pairs:
        common = [question for question in wrong[first] if question in wrong[second]]
        same = sum(wrong[first][question] == wrong[second][question] for question in common)
        chances = [
            _same_by_chance(
                chosen[question] - Counter((wrong[first][question], wrong[second][question])),
                alternatives[question],
            )
            for question in common
        ]
        expected = at_least(same, chances) * len(pairs)
        if same and expected * one_in < 1:
            found.append(AlikePair(first, second, len(common), same, expected))
    return sorted(found, key=lambda pair: pair.expected)


def at_least(successes: int, chances: list[float]) -> float:
    """Return the probability that of independent events with these `chances` at least so many happen."""
    exactly = [1.0]
    for chance in chances:
        exactly = [
            (exactly[count] * (1 - chance) if count < len(exactly) else 0.0)
            + (exactly[count - 1] * chance if count else 0.0)
            for count in range(len(exactly) + 1)
        ]
    return sum(exactly[successes:])


def _same_by_chance(others: Counter[str], alternatives: int) -> float:
    """Two people miss by the same answer: as the others chose, and one more for each answer that could be chosen."""
    answers = max(alternatives, len(others), 1)
    weights = [count + 1 for count in others.values()] + [1] * (answers - len(others))
    total = sum(weights)
    return sum((weight / total) ** 2 for weight in weights)
