"""Which seconds of a clip were watched: merged ranges, so that dropped, repeated and late reports do no harm."""

from collections.abc import Iterable

Range = tuple[float, float]

#: a gap that the player's reports leave between two ranges that were played through
_SEAM = 0.75
#: a clip counts as watched when this share of it was played: credits and pauses are nobody's concern
ENOUGH = 0.9


def merge(ranges: Iterable[Range], length: float) -> list[Range]:
    """Return `ranges` in order, cut to the clip's `length`, joined where they touch; empty ones are left out."""
    cut = sorted((max(0.0, start), min(end, length)) for start, end in ranges)
    merged: list[Range] = []
    for start, end in cut:
        if end <= start:
            continue
        if merged and start - merged[-1][1] <= _SEAM:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return [(round(start, 1), round(end, 1)) for start, end in merged]


def share(merged: Iterable[Range], length: float) -> float:
    """Return how much of the clip merged ranges cover, 0 to 1."""
    return min(1.0, sum(end - start for start, end in merged) / length) if length else 0.0
