"""What the numbers of an item say, as codes with their evidence; the page puts them into words."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import comb

from .choices import ChoiceTable
from .data import AnalysisRules
from .intervals import share_interval
from .items import ItemStatistics


class Code(StrEnum):
    KEY_SUSPECT = "key_suspect"  # the upper group agrees on a choice that counts as wrong
    TOO_EASY = "too_easy"
    TOO_HARD = "too_hard"
    NEGATIVE_DISCRIMINATION = "negative_discrimination"  # who knows less answers it better
    LOW_DISCRIMINATION = "low_discrimination"
    DEAD_DISTRACTOR = "dead_distractor"  # wrong choices that hardly anybody takes
    NO_SPREAD = "no_spread"  # everybody earned the same elsewhere: discrimination cannot be told
    NOT_ENOUGH_DATA = "not_enough_data"
    GOOD = "good"


@dataclass(frozen=True)
class Verdict:
    """One thing that the numbers say.

    is_certain: not only the estimate but its whole interval says so. choices: indexes of the choices meant. found,
    among: for KEY_SUSPECT how many of the upper group took the choice, and its size; for DEAD_DISTRACTOR how many
    answers all of `choices` had, and all answers; for NOT_ENOUGH_DATA the answers there are, and those needed.
    """

    code: Code
    is_certain: bool = True
    choices: tuple[int, ...] = ()
    found: int = 0
    among: int = 0


def verdicts(
    statistics: ItemStatistics, table: ChoiceTable | None, rules: AnalysisRules
) -> tuple[Verdict, ...]:
    """Return what is to be said of an item, the gravest first; never nothing."""
    found = [
        *_of_the_key(table, rules),
        *_of_facility(statistics, rules),
        *_of_discrimination(statistics, rules),
        *_of_choices(statistics, table, rules),
    ]
    return tuple(found) or (Verdict(Code.GOOD, _is_surely_good(statistics, rules)),)


def _of_the_key(table: ChoiceTable | None, rules: AnalysisRules) -> Iterator[Verdict]:
    if table is None or table.upper < rules.fewest_in_group:
        return
    wrong = [row for row in table.counts if row.choice is not None and not row.is_key]
    right = max((row.upper for row in table.counts if row.is_key), default=0)
    for row in wrong:
        share = Fraction(row.upper, table.upper)
        if row.choice is not None and share >= rules.agreeing_share and row.upper > right:
            span = share_interval(share, table.upper, rules.confidence)
            yield Verdict(
                Code.KEY_SUSPECT,
                span is not None and span.low > 0.5,
                (row.choice,),
                row.upper,
                table.upper,
            )


def _of_facility(statistics: ItemStatistics, rules: AnalysisRules) -> Iterator[Verdict]:
    facility, span = statistics.facility, statistics.facility_interval
    if statistics.answers < rules.fewest_for_facility:
        yield Verdict(Code.NOT_ENOUGH_DATA, found=statistics.answers, among=rules.fewest_for_facility)
    elif facility is None or span is None:
        return
    elif facility > rules.easy_above:
        yield Verdict(Code.TOO_EASY, span.low > rules.easy_above)
    elif facility < rules.hard_below:
        yield Verdict(Code.TOO_HARD, span.high < rules.hard_below)


def _of_discrimination(statistics: ItemStatistics, rules: AnalysisRules) -> Iterator[Verdict]:
    index, span = statistics.discrimination, statistics.discrimination_interval
    needed = rules.fewest_for_discrimination
    if statistics.answers < needed:
        if statistics.answers >= rules.fewest_for_facility:
            yield Verdict(Code.NOT_ENOUGH_DATA, found=statistics.answers, among=needed)
    elif index is None:
        if statistics.deviation:  # the item itself differs: it is the rest that does not
            yield Verdict(Code.NO_SPREAD)
    elif index < 0:
        yield Verdict(Code.NEGATIVE_DISCRIMINATION, span is not None and span.high < 0)
    elif index < rules.discrimination_least:
        yield Verdict(Code.LOW_DISCRIMINATION, span is not None and span.high < rules.discrimination_least)


def _of_choices(
    statistics: ItemStatistics, table: ChoiceTable | None, rules: AnalysisRules
) -> Iterator[Verdict]:
    """Wrong choices that too few took. Certain: had all wrong choices the same pull, so few would be unlikely."""
    if table is None or statistics.answers < rules.fewest_for_choices:
        return
    wrong = [row for row in table.counts if row.choice is not None and not row.is_key]
    dead = [row for row in wrong if row.total <= rules.dead_choice_share * statistics.answers]
    if dead:
        answers_wrong = sum(row.total for row in wrong)
        yield Verdict(
            Code.DEAD_DISTRACTOR,
            all(
                _chance_of_so_few(row.total, answers_wrong, len(wrong)) <= 1 - rules.confidence
                for row in dead
            ),
            tuple(row.choice for row in dead if row.choice is not None),
            sum(row.total for row in dead),
            statistics.answers,
        )


def _chance_of_so_few(taken: int, answers: int, choices: int) -> Fraction:
    """Chance that at most `taken` of `answers` fall on one of `choices` that are equally likely."""
    one = Fraction(1, choices)
    return sum(
        (comb(answers, few) * one**few * (1 - one) ** (answers - few) for few in range(taken + 1)),
        Fraction(0),
    )


def _is_surely_good(statistics: ItemStatistics, rules: AnalysisRules) -> bool:
    facility, index = statistics.facility_interval, statistics.discrimination_interval
    return (
        facility is not None
        and index is not None
        and facility.low >= rules.hard_below
        and facility.high <= rules.easy_above
        and index.low >= rules.discrimination_least
    )
