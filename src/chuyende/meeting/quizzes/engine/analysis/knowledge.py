"""Who knows what: facility by cell, topic and period, each square with its number of members and its doubt."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from .data import AnalysisRules, Id
from .moments import mean
from .shrinkage import Estimate, Group, estimated, prior_of

#: cell, topic, period
Place = tuple[Id, Id, Id]


@dataclass(frozen=True)
class Answered:
    """One answer of one member; `share` of the worth, 0 to 1."""

    cell: Id
    topic: Id
    period: Id
    member: Id
    share: Fraction


@dataclass(frozen=True)
class Square:
    """What one cell knows of one topic in one period.

    The member is the unit: answers of one person resemble each other, so ten questions to five members are five
    observations, not fifty. estimate: mean over members, drawn towards the same topic in other cells and periods.
    is_enough: the rules' fewest answers for a facility, in members.
    """

    members: int
    answers: int
    estimate: Estimate
    is_enough: bool


def knowledge_map(answers: Iterable[Answered], rules: AnalysisRules) -> dict[Place, Square]:
    """Return the squares of which something is known, by cell, topic and period."""
    shares: dict[Place, dict[Id, list[Fraction]]] = {}
    for one in answers:
        members = shares.setdefault((one.cell, one.topic, one.period), {})
        members.setdefault(one.member, []).append(one.share)
    groups = {place: _group(members.values()) for place, members in shares.items()}
    topics = {topic for _, topic, _ in groups}
    priors = {
        topic: prior_of([group for place, group in groups.items() if place[1] == topic], rules)
        for topic in topics
    }
    return {
        place: Square(
            members=group.answers,
            answers=sum(len(given) for given in shares[place].values()),
            estimate=estimate,
            is_enough=group.answers >= rules.fewest_for_facility,
        )
        for place, group in groups.items()
        if (estimate := estimated(group, priors[place[1]], rules))
    }


def _group(members: Iterable[list[Fraction]]) -> Group:
    means = [mean(given) for given in members]
    return Group(len(means), sum(means, Fraction(0)))
