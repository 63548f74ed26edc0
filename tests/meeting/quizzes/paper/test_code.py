"""The code of a sheet: what is printed comes back, what is damaged does not come back as another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyende.meeting.quizzes.paper import SheetCode
from chuyende.meeting.quizzes.paper.code import BITS

codes = st.builds(
    SheetCode,
    sheet=st.integers(0, 2**32 - 1),
    variant=st.integers(1, 255),
    holder=st.integers(0, 2**20 - 1),
    is_blank=st.booleans(),
)


@given(codes)
def test_there_and_back(code: SheetCode) -> None:
    assert SheetCode.from_bits(code.bits()) == code


@given(codes, st.sets(st.integers(0, BITS - 1), min_size=1, max_size=5))
def test_a_damaged_code_is_no_code(code: SheetCode, damaged: set[int]) -> None:
    bits = [bit != (place in damaged) for place, bit in enumerate(code.bits())]
    assert SheetCode.from_bits(bits) is None


@pytest.mark.parametrize("bits", [[], [True] * BITS, [False] * BITS, [True] * (BITS + 1)])
def test_what_is_no_code(bits: list[bool]) -> None:
    assert SheetCode.from_bits(bits) is None


@pytest.mark.parametrize(
    ("sheet", "variant", "holder"),
    [(-1, 1, 1), (2**32, 1, 1), (1, 0, 1), (1, 256, 1), (1, 1, 2**20), (1, 1, -1)],
)
def test_a_number_that_does_not_fit(sheet: int, variant: int, holder: int) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        SheetCode(sheet=sheet, variant=variant, holder=holder)


def test_as_a_person_reads_it() -> None:
    assert str(SheetCode(sheet=7, variant=2, holder=12)) == "7-002-12"
    assert str(SheetCode(sheet=7, variant=2, holder=12, is_blank=True)) == "7-002-T12"
