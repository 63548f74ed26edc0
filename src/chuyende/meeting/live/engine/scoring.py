"""What an answer earns, and who stands where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Terms:
    """What a sitting is played by: the rule in force when it began, and its own settings.

    `points`: for a right answer. `speed_points`: on top of it for the quickest, falling to 0 at the end of the time;
    only where `speed_counts` and the questions have a time. `tolerance_ms`: by how much an answer may be on its way.
    """

    points: int
    speed_points: int
    tolerance_ms: int
    seconds: int | None
    speed_counts: bool = False


def credited(ms: int, *, arrived: int, opened: int, terms: Terms) -> tuple[int, bool]:
    """Return the time that an answer is given, and whether what the phone said had to be corrected.

    Milliseconds; not more than what has passed on the server's clock, and less only by the tolerance.
    """
    passed = max(0, arrived - opened)
    held = min(max(ms, passed - terms.tolerance_ms, 0), passed)
    return held, held != ms


def earned(worth: Fraction, ms: int, terms: Terms) -> int:
    """Return the points of an answer that is worth `worth` and took `ms`."""
    points = worth * terms.points
    if terms.speed_counts and terms.seconds:
        points += worth * terms.speed_points * max(Fraction(0), 1 - Fraction(ms, 1000 * terms.seconds))
    return round(points)


def totals(rounds: Iterable[Mapping[str, int]], seats: Iterable[str]) -> dict[str, int]:
    """Return each seat's points over all rounds that count; a seat that never answered has 0."""
    total = dict.fromkeys(seats, 0)
    for points in rounds:
        for seat, won in points.items():
            if seat in total:
                total[seat] += won
    return total


def places(total: Mapping[str, int]) -> dict[str, int]:
    """Return each seat's place, from 1; equal points share a place and the places after it stay empty."""
    found: dict[str, int] = {}
    last, place = None, 0
    for number, (seat, points) in enumerate(sorted(total.items(), key=lambda one: -one[1]), start=1):
        if points != last:
            last, place = points, number
        found[seat] = place
    return found
