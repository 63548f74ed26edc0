"""The whole analysis of one sitting."""

from collections.abc import Sequence
from dataclasses import dataclass

from .choices import ChoiceTable, choice_tables
from .data import AnalysisRules, Item, Marked
from .items import ItemStatistics, item_statistics
from .verdicts import Verdict, verdicts
from .whole import QuizStatistics, quiz_statistics


@dataclass(frozen=True)
class ItemReport:
    """One item: its numbers, who chose what (None for kinds without one choice), and what that says."""

    statistics: ItemStatistics
    choices: ChoiceTable | None
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True)
class Report:
    """One sitting: the quiz as a whole and each item in the quiz's order."""

    quiz: QuizStatistics
    items: tuple[ItemReport, ...]


def analyse(items: Sequence[Item], attempts: Sequence[Marked], rules: AnalysisRules) -> Report:
    """Analyse `attempts`, whose marks are of `items` only; KeyError where an attempt was asked something else."""
    tables = choice_tables(items, attempts, rules)
    numbers = item_statistics(items, attempts, rules)
    return Report(
        quiz_statistics(items, attempts, rules),
        tuple(
            ItemReport(one, table, verdicts(one, table, rules))
            for one, table in zip(numbers, tables, strict=True)
        ),
    )
