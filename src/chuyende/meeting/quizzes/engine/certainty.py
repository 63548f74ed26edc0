"""Marking by certainty: who is sure and right gets more, who is sure and wrong loses more.

A. R. Gardner-Medwin, "Confidence assessment in the teaching of basic science", ALT-J 3 (1), 1995, pages 80 to 85: with
1/0, 2/-2 and 3/-6 it pays to say honestly how sure one is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class CertaintyTable:
    """Points for a right and for a wrong answer at the three levels, the lowest first."""

    right: tuple[int, int, int]
    wrong: tuple[int, int, int]

    def points(self, worth: Fraction, certainty: int | None) -> Fraction:
        """Return the points of one answer that is worth `worth` (0 to 1; between them in proportion).

        `certainty` counts from 1 to 3; who has not said it was not sure.
        """
        at = (certainty or 1) - 1
        return self.wrong[at] + worth * (self.right[at] - self.wrong[at])


@dataclass(frozen=True)
class SureAnswer:
    """What marking by certainty looks at: what an answer is worth, and how sure its giver was."""

    worth: Fraction
    certainty: int | None


def certainty_points(answers: Iterable[SureAnswer], table: CertaintyTable) -> Fraction:
    """Return the sum of the points of everything that was answered; a question left out is worth nothing."""
    return sum((table.points(one.worth, one.certainty) for one in answers), Fraction(0))


def sure_errors(answers: Iterable[SureAnswer]) -> int:
    """Return how many answers were wrong although their giver was very sure: what most needs to be learnt."""
    return sum(one.certainty == 3 and one.worth == 0 for one in answers)
