import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyende.planning.library.streaming import AT_ONCE, RangeNotSatisfiable, parse_range


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-", (0, 99)),
        ("bytes=0-0", (0, 0)),
        ("bytes=10-19", (10, 19)),
        ("bytes=90-500", (90, 99)),
        ("bytes=-10", (90, 99)),
        ("bytes=-500", (0, 99)),
        (" bytes=99- ", (99, 99)),
        ("bytes=-", None),
        ("bytes=20-10", None),
        ("bytes=0-1,5-6", None),
        ("items=0-1", None),
        ("bytes=a-b", None),
        ("bytes=٣-٥", None),
        ("", None),
    ],
)
def test_parse_range_of_a_hundred_bytes(header: str, part: tuple[int, int] | None) -> None:
    assert parse_range(header, 100) == part


def test_parse_range_of_all_that_follows_is_a_part_of_a_long_file() -> None:
    size = 3 * AT_ONCE + 7
    assert parse_range("bytes=0-", size) == (0, AT_ONCE - 1)
    assert parse_range("bytes=5-", size) == (5, AT_ONCE + 4)
    assert parse_range(f"bytes={3 * AT_ONCE}-", size) == (3 * AT_ONCE, size - 1)
    assert parse_range(f"bytes=0-{size - 1}", size) == (0, size - 1)


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_parse_range_outside_the_file_is_refused(header: str) -> None:
    with pytest.raises(RangeNotSatisfiable):
        parse_range(header, 100)


@given(st.text(alphabet="bytes=0123456789-, ", max_size=30), st.integers(min_value=1, max_value=10_000))
def test_parse_range_never_leaves_the_file(header: str, size: int) -> None:
    try:
        part = parse_range(header, size)
    except RangeNotSatisfiable:
        return
    assert part is None or 0 <= part[0] <= part[1] < size
