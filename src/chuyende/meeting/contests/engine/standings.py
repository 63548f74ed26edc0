"""From the record to the standings of members and cells.

The order of anything in the record does not matter. Members tie only where score and every criterion of the rules are
equal; a decision of the organisers counts for exactly those whom it names, so one made before a result changed does not
count for others. Equal ones share a rank and the next one counts them: 1, 2, 2, 4.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import groupby
from typing import Any, TypeVar

from .record import Person, Record, Result
from .rules import Counted, Criterion, GroupOrder, Predicts, Rules, TakesPart


@dataclass(frozen=True, kw_only=True)
class Place:
    """One member in the standings. `score` in points, `seconds` over all rounds, `last`: when the last attempt that
    counts was handed in. `prize`: index into the rules' prizes, None: none, or not decided yet."""

    member: Hashable
    cell: Hashable | None
    score: Decimal
    seconds: int
    last: dt.datetime
    prediction: int | None
    rank: int = 0
    prize: int | None = None
    is_decided: bool = False


@dataclass(frozen=True, kw_only=True)
class CellPlace:
    """One cell. `share` in per cent and `mean` in points, rounded as the rules say; `rank` None: below the share from
    which cells are ranked."""

    cell: Hashable
    counted: int
    took_part: int
    share: Decimal
    mean: Decimal
    rank: int | None = None
    prize: int | None = None
    is_decided: bool = False


@dataclass(frozen=True, kw_only=True)
class Standings:
    """`participants`: whose result counts. `actual`: the number that was to be predicted. `cancelled`: how many results
    do not count. `undecided`: ties about different prizes, which the organisers must decide."""

    members: tuple[Place, ...]
    cells: tuple[CellPlace, ...]
    participants: int
    actual: int
    cancelled: int
    undecided: tuple[frozenset[Hashable], ...]


P = TypeVar("P", Place, CellPlace)


def reckon(record: Record, rules: Rules) -> Standings:
    """Return who stands where."""
    counting = _counting(record.results, rules)
    valid = [person for person in record.people if not person.is_disqualified]
    places = [_place(person, counting[person.member], rules) for person in valid if person.member in counting]
    all_right = sum(_is_all_right(counting[place.member], record.rounds) for place in places)
    actual = all_right if rules.predicts == Predicts.ALL_RIGHT else len(places)
    members, open_members = _ranked(
        places, lambda place: _worse(place, rules, actual), lambda place: place.member, record, rules.prizes
    )
    cells, open_cells = _cells(record, rules, counting, {place.member: place for place in places})
    return Standings(
        members=members,
        cells=cells,
        participants=len(places),
        actual=actual,
        cancelled=sum(person.is_disqualified and person.member in counting for person in record.people),
        undecided=(*open_members, *open_cells),
    )


def _counting(results: Iterable[Result], rules: Rules) -> dict[Hashable, dict[Hashable, Result]]:
    """For each member and round the attempt that counts; of two handed in at the same moment the better comes first."""
    counting: dict[Hashable, dict[Hashable, Result]] = defaultdict(dict)
    for result in sorted(results, key=lambda result: (result.submitted_at, -result.right, result.seconds)):
        kept = counting[result.member].get(result.round)
        if kept is None or (rules.counted == Counted.BEST and result.right > kept.right):
            counting[result.member][result.round] = result
    return dict(counting)


def _place(person: Person, counting: dict[Hashable, Result], rules: Rules) -> Place:
    results = counting.values()
    return Place(
        member=person.member,
        cell=person.cell,
        score=rules.points * sum((result.right for result in results), Decimal(0)),
        seconds=sum(result.seconds for result in results),
        last=max(result.submitted_at for result in results),
        prediction=person.prediction,
    )


def _is_all_right(counting: dict[Hashable, Result], rounds: Sequence[Hashable]) -> bool:
    return all(one in counting and counting[one].right == counting[one].size for one in rounds)


def _worse(place: Place, rules: Rules, actual: int) -> tuple[Any, ...]:
    """What grows as a place gets worse; equal for a tie."""
    return (-place.score, *(_by(criterion, place, actual) for criterion in rules.tie_break))


def _by(criterion: Criterion, place: Place, actual: int) -> Any:
    match criterion:
        case Criterion.TIME:
            return place.seconds
        case Criterion.PREDICTION:
            return float("inf") if place.prediction is None else abs(place.prediction - actual)
        case Criterion.EARLIEST:
            return place.last


def _cells(
    record: Record,
    rules: Rules,
    counting: dict[Hashable, dict[Hashable, Result]],
    places: dict[Hashable, Place],
) -> tuple[tuple[CellPlace, ...], list[frozenset[Hashable]]]:
    belonging: dict[Hashable, list[Person]] = defaultdict(list)
    for person in record.people:
        if person.is_counted and person.cell is not None:
            belonging[person.cell].append(person)
    ranked: list[CellPlace] = []
    below: list[CellPlace] = []
    for cell, people in belonging.items():
        took_part = [places[one.member] for one in people if one.member in places]
        if rules.takes_part == TakesPart.EVERY:
            took_part = [one for one in took_part if set(record.rounds) <= set(counting[one.member])]
        share = Fraction(len(took_part), len(people))
        place = CellPlace(
            cell=cell,
            counted=len(people),
            took_part=len(took_part),
            share=_rounded(100 * share, rules.decimals),
            mean=_rounded(_mean(took_part), rules.decimals),
        )
        (ranked if took_part and share >= rules.group_from else below).append(place)
    best, undecided = _ranked(
        ranked, lambda place: _cell_worse(place, rules), lambda place: place.cell, record, rules.group_prizes
    )
    rest = sorted(below, key=lambda place: (_cell_worse(place, rules), str(place.cell)))
    return (*best, *rest), undecided


def _cell_worse(place: CellPlace, rules: Rules) -> tuple[Decimal, Decimal]:
    if rules.group_order == GroupOrder.SHARE_MEAN:
        return -place.share, -place.mean
    return -place.mean, -place.share


def _mean(places: Sequence[Place]) -> Fraction:
    return sum((Fraction(place.score) for place in places), Fraction(0)) / max(1, len(places))


def _rounded(number: Fraction, decimals: int) -> Decimal:
    """Halves go up: 8.125 with two decimals is 8.13."""
    step = Decimal(1).scaleb(-decimals)
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return exact.quantize(step, rounding=ROUND_HALF_UP)


def _ranked(
    places: Iterable[P],
    worse: Callable[[P], Any],
    name: Callable[[P], Hashable],
    record: Record,
    prizes: Sequence[int],
) -> tuple[tuple[P, ...], list[frozenset[Hashable]]]:
    """Give ranks and prizes; return the places, and the ties that stand between different prizes."""
    decided = {frozenset(order): order for order in record.decisions}
    ranked: list[P] = []
    undecided: list[frozenset[Hashable]] = []
    for _key, tied in groupby(sorted(places, key=lambda place: (worse(place), str(name(place)))), worse):
        tie = list(tied)
        names, first = frozenset(name(place) for place in tie), len(ranked) + 1
        if len(tie) > 1 and names in decided:
            tie.sort(key=lambda place: decided[names].index(name(place)))
            for rank, place in enumerate(tie, start=first):
                ranked.append(replace(place, rank=rank, prize=_prize(prizes, rank), is_decided=True))
            continue
        won = {_prize(prizes, position) for position in range(first, first + len(tie))}
        if len(won) > 1:
            undecided.append(names)
        prize = won.pop() if len(won) == 1 else None
        ranked.extend(replace(place, rank=first, prize=prize) for place in tie)
    return tuple(ranked), undecided


def _prize(prizes: Sequence[int], position: int) -> int | None:
    """The prize of a position, counted from 1."""
    for prize, places in enumerate(prizes):
        position -= places
        if position <= 0:
            return prize
    return None
