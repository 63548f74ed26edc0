import itertools

from hypothesis import given
from hypothesis import strategies as st

from chuyende.planning.library.ranges import merge, share

LENGTH = 100.0
seconds = st.integers(min_value=-5, max_value=110).map(float)
reports = st.lists(st.tuples(seconds, seconds), max_size=20)


def test_merge_joins_what_touches_and_keeps_what_was_skipped() -> None:
    assert merge([(0, 10.2), (9.8, 20), (20.3, 30), (50, 60)], LENGTH) == [(0, 30), (50, 60)]


def test_merge_cuts_to_the_clip_and_drops_nonsense() -> None:
    assert merge([(-3, 4), (90, 400), (7, 6), (150, 160)], LENGTH) == [(0, 4), (90, 100)]


def test_share_is_the_part_that_was_played() -> None:
    assert share([(0, 30), (50, 70)], LENGTH) == 0.5
    assert share([], LENGTH) == 0.0
    assert share([(0, 1)], 0) == 0.0


@given(reports)
def test_merge_gives_ordered_ranges_with_gaps_inside_the_clip(ranges: list[tuple[float, float]]) -> None:
    merged = merge(ranges, LENGTH)

    assert all(0 <= start < end <= LENGTH for start, end in merged)
    assert all(a[1] < b[0] for a, b in itertools.pairwise(merged))


@given(reports, reports)
def test_reports_twice_or_in_another_order_change_nothing(
    early: list[tuple[float, float]], late: list[tuple[float, float]]
) -> None:
    once = merge([*early, *late], LENGTH)

    assert merge([*late, *early, *late], LENGTH) == once
    assert merge([*once, *early], LENGTH) == once


@given(reports, reports)
def test_watching_more_never_takes_anything_away(
    early: list[tuple[float, float]], late: list[tuple[float, float]]
) -> None:
    assert share(merge([*merge(early, LENGTH), *late], LENGTH), LENGTH) >= share(merge(early, LENGTH), LENGTH)
