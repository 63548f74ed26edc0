"""Where a quarter stands, from its facts alone."""

import datetime as dt

import pytest

from chuyende.faces.insights.engine import Entry, Square, square_of
from chuyende.faces.insights.enums import SquareState as S

LAST_DAY = dt.date(2022, 9, 30)
WITHIN, AFTER = dt.date(2022, 9, 1), dt.date(2022, 10, 5)


def square(*states, needed=1, today=WITHIN, exists=True, day=None):
    entries = [Entry(state, number, day) for number, state in enumerate(states)]
    return square_of(entries, needed=needed, last_day=LAST_DAY, exists=exists, today=today)


def test_a_cell_that_did_not_exist_owes_nothing():
    assert square(today=AFTER, exists=False) == Square(S.ABSENT)


def test_an_empty_quarter_is_missing_and_then_overdue_by_the_days_since_its_end():
    assert square() == Square(S.MISSING)
    assert square(today=LAST_DAY) == Square(S.MISSING)
    assert square(today=AFTER) == Square(S.OVERDUE, days=5)


@pytest.mark.parametrize(
    "state", [S.DRAFT, S.RETURNED, S.WAITING_CELL, S.WAITING_COMMITTEE, S.APPROVED, S.CONVENED, S.IN_SESSION]
)
def test_one_topic_speaks_for_its_quarter_until_the_quarter_is_over(state):
    assert square(state).state is state
    late = square(state, today=AFTER)
    assert (late.state, late.days, late.entry.thing) == (S.OVERDUE, 5, 0)


def test_the_most_advanced_topic_speaks_and_the_others_are_counted():
    found = square(S.DRAFT, S.WAITING_COMMITTEE, S.RETURNED)

    assert (found.state, found.entry.thing, found.more) == (S.WAITING_COMMITTEE, 1, 2)


def test_a_meeting_held_settles_the_quarter_also_afterwards():
    assert square(S.HELD, S.DRAFT).state is S.HELD
    assert square(S.HELD, today=AFTER).state is S.HELD
    assert square(S.HELD, today=AFTER).is_late is False


def test_minutes_that_wait_for_signature_show_before_signed_ones():
    assert square(S.MINUTES_WAITING, S.HELD, needed=2, today=AFTER).state is S.MINUTES_WAITING


def test_where_two_are_needed_one_is_not_enough():
    assert square(S.HELD, S.APPROVED, needed=2).state is S.APPROVED
    assert square(S.HELD, needed=2).state is S.MISSING
    assert square(S.HELD, needed=2, today=AFTER).state is S.OVERDUE


def test_a_meeting_whose_day_has_passed_is_late_within_the_quarter():
    found = square(S.PASSED_BY, day=dt.date(2022, 8, 29))

    assert (found.state, found.days, found.is_late) == (S.PASSED_BY, 3, True)
