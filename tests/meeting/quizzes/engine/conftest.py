from dataclasses import replace
from fractions import Fraction
from typing import Any, Protocol

import pytest

from chuyende.meeting.quizzes.engine.analysis import AnalysisRules

RULES = AnalysisRules(
    confidence=Fraction(95, 100),
    fewest_for_facility=5,
    fewest_for_discrimination=10,
    fewest_for_choices=10,
    fewest_for_reliability=10,
    fewest_for_gain=6,
    fewest_groups=3,
    hard_below=Fraction(1, 5),
    easy_above=Fraction(9, 10),
    discrimination_least=Fraction(1, 5),
    dead_choice_share=Fraction(1, 20),
    group_share=Fraction(1, 3),
    fewest_in_group=4,
    agreeing_share=Fraction(4, 5),
)


class Ruled(Protocol):
    def __call__(self, **changes: Any) -> AnalysisRules: ...


@pytest.fixture(scope="session")
def rules() -> AnalysisRules:
    """The thresholds that these tests are written for."""
    return RULES


@pytest.fixture(scope="session")
def ruled() -> Ruled:
    """The same thresholds with changes."""
    return lambda **changes: replace(RULES, **changes)
