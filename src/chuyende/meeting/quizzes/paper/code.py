"""Which sheet a printed page is: 64 bits and their checksum, printed twice as a grid of dark and light cells."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

_VERSION = 1
_PARTS = (("version", 3), ("is_blank", 1), ("sheet", 32), ("variant", 8), ("holder", 20))
_CHECK_BITS = 32
#: turned over before printing, so that small numbers do not leave the grid all light
_MASK = 0x5A96_C3E1_2D78_B40F

ROWS, COLUMNS = 4, 24
BITS = ROWS * COLUMNS


@dataclass(frozen=True, kw_only=True)
class SheetCode:
    """`sheet`: number of the printed sheet, 0 to 2³²-1. `variant`: code of the paper («mã đề»), 1 to 255.

    `holder`: number of the member whose sheet it is, or, where `is_blank`, the running number of a sheet without a
    name; 0 to 2²⁰-1. Raises ValueError for anything else.
    """

    sheet: int
    variant: int
    holder: int
    is_blank: bool = False

    def __post_init__(self) -> None:
        if not (0 <= self.sheet < 1 << 32 and 1 <= self.variant < 1 << 8 and 0 <= self.holder < 1 << 20):
            raise ValueError("a number does not fit into the code of a sheet")

    def bits(self) -> tuple[bool, ...]:
        """The cells row by row; True is dark."""
        word = 0
        for name, width in _PARTS:
            word = word << width | int(_VERSION if name == "version" else getattr(self, name))
        word ^= _MASK
        whole = word << _CHECK_BITS | zlib.crc32(word.to_bytes(8))
        return tuple(bool(whole >> place & 1) for place in reversed(range(BITS)))

    @classmethod
    def from_bits(cls, bits: Sequence[bool]) -> Self | None:
        """The inverse of `bits`; None where the checksum does not hold or the version is another."""
        whole = 0
        for bit in bits:
            whole = whole << 1 | bit
        word, check = whole >> _CHECK_BITS, whole & (1 << _CHECK_BITS) - 1
        if len(bits) != BITS or zlib.crc32(word.to_bytes(8)) != check:
            return None
        word ^= _MASK
        parts: dict[str, int] = {}
        for name, width in reversed(_PARTS):
            parts[name], word = word & (1 << width) - 1, word >> width
        if parts.pop("version") != _VERSION or parts["variant"] == 0:
            return None
        is_blank = bool(parts.pop("is_blank"))
        return cls(**parts, is_blank=is_blank)

    def __str__(self) -> str:
        """As a person reads it from the page: sheet-variant-holder."""
        return f"{self.sheet}-{self.variant:03}-{'T' if self.is_blank else ''}{self.holder}"
