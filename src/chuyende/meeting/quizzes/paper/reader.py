"""Which bubbles of a flattened page are filled in, how surely, and what a person must look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from . import layout
from .layout import Bubble, Row, Sheet
from .page import SCALE, Grey, Page

Darkness = NDArray[np.float32]

#: a bubble is empty below this share of ink, and filled above the next; between them somebody must look
EMPTY, FILLED = 0.12, 0.62
#: mean darkness above that of other empty bubbles from which somebody must look; in a row without any mark sooner
_TOUCHED, _TOUCHED_IN_EMPTY_ROW = 0.03, 0.008
#: what a printed letter may count at most
_MOST_PRINTED = 0.2
#: a pixel counts as written on from this darkness on
_WRITTEN = 0.22
#: written share of the paper between the bubbles of a row from which the row is looked at
_STRAY = 0.07
#: how far a row may lie from where the flattening puts it, and how clearly its circles must show
_SNAP_MM = 1.25
_LEAST_OUTLINE = 0.15
_KEPT_QUALITY = 80
_INNER = 0.78  # of the bubble's radius: what is measured, clear of the outline


class Doubt(StrEnum):
    """Why a person must look at a row."""

    FAINT = "faint"  # a mark too weak or too small to be sure of
    SEVERAL = "several"  # more than one mark where one is asked for: a correction, or two choices
    STRAY = "stray"  # ink beside the bubbles: circled, crossed out, written on
    UNCLEAR = "unclear"  # the row's circles are not seen where they should be: bent, blurred, hidden


@dataclass(frozen=True)
class Mark:
    """One bubble: `fill` is the written share of its area, `darkness` the mean, both 0 to 1."""

    letter: str
    fill: float
    darkness: float


@dataclass(frozen=True)
class Reading:
    """One row. `chosen`: indexes of the filled bubbles. `confidence`: 0 to 1, how far every bubble is from doubt.

    `picture`: PNG bytes of the row where there is a doubt or nothing is chosen, to be shown beside it; otherwise None.
    Without a doubt an empty `chosen` means that nothing was filled in.
    """

    label: str
    chosen: tuple[int, ...]
    marks: tuple[Mark, ...]
    confidence: float
    doubts: tuple[Doubt, ...]
    picture: bytes | None


def read_page(page: Page, sheet: Sheet) -> list[Reading]:
    """Return a reading of every question, in the order of the sheet. `sheet` is the one that `page.code` names."""
    rows = list(sheet.rows())
    outlines = np.asarray(cv2.filter2D(page.darkness, cv2.CV_32F, _outline_kernel()), np.float32)
    placed = [_snapped(row, outlines) for row in rows]
    marks = [
        [
            _measured(page.darkness, x, y, bubble.letter)
            for bubble, (x, y) in zip(row.bubbles, centres, strict=True)
        ]
        for row, (centres, _) in zip(rows, placed, strict=True)
    ]
    usual = _Usual.of(marks)
    return [
        _reading(page, row, sheet.questions[index].several, marks[index], usual, placed[index])
        for index, row in enumerate(rows)
    ]


@dataclass(frozen=True)
class _Usual:
    """What an empty bubble looks like on this page: the grey letter printed in it counts a little by itself."""

    fill: dict[str, float]
    darkness: dict[str, float]
    spread: float

    @classmethod
    def of(cls, marks: Sequence[Sequence[Mark]]) -> "_Usual":
        by_letter: dict[str, list[Mark]] = {}
        for row in marks:
            for mark in row:
                by_letter.setdefault(mark.letter, []).append(mark)
        fill = {
            letter: min(_MOST_PRINTED, float(np.percentile([mark.fill for mark in group], 25)))
            for letter, group in by_letter.items()
        }
        darkness: dict[str, float] = {}
        off: list[float] = []
        for letter, group in by_letter.items():
            empty = [mark.darkness for mark in group if mark.fill - fill[letter] < EMPTY]
            darkness[letter] = float(np.median(empty)) if empty else _MOST_PRINTED
            off += [abs(value - darkness[letter]) for value in empty]
        return cls(fill, darkness, float(np.median(off)) * 1.5 if off else 0.0)

    def beyond(self, mark: Mark) -> float:
        """The written share of a bubble without what is printed in it."""
        return max(0.0, mark.fill - self.fill[mark.letter])

    def is_touched(self, mark: Mark, *, in_empty_row: bool) -> bool:
        """Whether an empty bubble is darker than the others are: a mark that is hardly there, or rubbed out."""
        least, times = (_TOUCHED_IN_EMPTY_ROW, 3) if in_empty_row else (_TOUCHED, 4)
        return mark.darkness - self.darkness[mark.letter] > max(least, times * self.spread)


def _reading(
    page: Page,
    row: Row,
    several: bool,
    marks: Sequence[Mark],
    usual: "_Usual",
    placed: tuple[list[tuple[float, float]], float],
) -> Reading:
    centres, outline = placed
    shares = [usual.beyond(mark) for mark in marks]
    chosen = tuple(index for index, share in enumerate(shares) if share >= FILLED)
    doubts = []
    if any(
        EMPTY <= share < FILLED or (share < EMPTY and usual.is_touched(mark, in_empty_row=not chosen))
        for share, mark in zip(shares, marks, strict=True)
    ):
        doubts.append(Doubt.FAINT)
    if len(chosen) > 1 and not several:
        doubts.append(Doubt.SEVERAL)
    if _stray(page.darkness, centres) > _STRAY:
        doubts.append(Doubt.STRAY)
    if outline < _LEAST_OUTLINE:
        doubts.append(Doubt.UNCLEAR)
    return Reading(
        label=row.label,
        chosen=chosen,
        marks=tuple(marks),
        confidence=0.0 if doubts else min(_sureness(share) for share in shares),
        doubts=tuple(doubts),
        picture=_crop(page, row) if doubts or not chosen else None,
    )


def _snapped(row: Row, outlines: Darkness) -> tuple[list[tuple[float, float]], float]:
    """The row's centres in pixels, moved to where its printed circles show best, and how clearly the worst shows."""
    reach = round(_SNAP_MM * SCALE)
    patches = [_around(outlines, bubble, reach) for bubble in row.bubbles]
    together = np.mean(patches, axis=0)
    down, right = np.unravel_index(int(together.argmax()), together.shape)
    dx, dy = int(right) - reach, int(down) - reach
    centres = [(bubble.x * SCALE + dx, bubble.y * SCALE + dy) for bubble in row.bubbles]
    return centres, min(float(patch[down, right]) for patch in patches)


def _around(picture: Darkness, bubble: Bubble, reach: int) -> Darkness:
    x, y = round(bubble.x * SCALE), round(bubble.y * SCALE)
    return picture[y - reach : y + reach + 1, x - reach : x + reach + 1]


@cache
def _outline_kernel() -> Darkness:
    """Answers to a circle of a bubble's size: dark on the line, light just outside it."""
    half = round((layout.BUBBLE / 2 + 1.2) * SCALE)
    y, x = np.mgrid[-half : half + 1, -half : half + 1] / SCALE
    radius = np.hypot(x, y)
    line = np.abs(radius - (layout.BUBBLE - layout.OUTLINE) / 2) < layout.OUTLINE
    beyond = (radius > layout.BUBBLE / 2 + 0.35) & (radius < layout.BUBBLE / 2 + 0.9)
    return np.asarray(line / line.sum() - beyond / beyond.sum(), np.float32)


@cache
def _disc() -> NDArray[np.bool_]:
    half = round(layout.BUBBLE / 2 * SCALE)
    y, x = np.mgrid[-half : half + 1, -half : half + 1] / SCALE
    return np.asarray(np.hypot(x, y) < layout.BUBBLE / 2 * _INNER)


def _measured(darkness: Darkness, x: float, y: float, letter: str) -> Mark:
    disc = _disc()
    half = disc.shape[0] // 2
    patch = darkness[round(y) - half : round(y) + half + 1, round(x) - half : round(x) + half + 1]
    inside = patch[disc]
    return Mark(letter, float((inside > _WRITTEN).mean()), float(inside.mean()))


def _stray(darkness: Darkness, centres: Sequence[tuple[float, float]]) -> float:
    """Written share of the paper around and between the bubbles of a row, and just behind the last."""
    radius = (layout.BUBBLE / 2 + 0.5) * SCALE
    half = round(layout.PITCH / 2 * SCALE)
    shares = []
    for x, y in centres:
        patch = _window(darkness, round(x) - half, round(y) - half, 2 * half, 2 * half)
        rows, columns = np.ogrid[: patch.shape[0], : patch.shape[1]]
        outside = np.hypot(rows - half, columns - half) > radius
        shares.append(float((patch[outside] > _WRITTEN).mean()))
    x, y = centres[-1]
    behind = _window(darkness, round(x) + half, round(y) - half, round(layout.COLUMN_GAP * SCALE), 2 * half)
    return max(*shares, float((behind > _WRITTEN).mean()))


def _window(darkness: Darkness, left: int, top: int, width: int, height: int) -> Darkness:
    return darkness[top : top + height, left : left + width]


def _sureness(share: float) -> float:
    if share < EMPTY:
        return 1 - share / EMPTY / 2
    return min(1.0, 0.5 + (share - FILLED) / 0.4)


def _crop(page: Page, row: Row) -> bytes:
    return _as_png(_part(page.picture, row))


def kept_page(page: Page) -> bytes:
    """Return the flattened page as a JPEG to be kept: see `row_picture`."""
    is_made, jpeg = cv2.imencode(".jpg", page.picture, [cv2.IMWRITE_JPEG_QUALITY, _KEPT_QUALITY])
    assert is_made  # an array of bytes is always a picture
    return jpeg.tobytes()


def row_picture(kept: bytes, sheet: Sheet, index: int) -> bytes:
    """Return the PNG of one row, cut out of what `kept_page` gave. Raises IndexError where there is no such row."""
    picture = np.asarray(cv2.imdecode(np.frombuffer(kept, np.uint8), cv2.IMREAD_GRAYSCALE), np.uint8)
    return _as_png(_part(picture, list(sheet.rows())[index]))


def _part(picture: Grey, row: Row) -> Grey:
    left, top = max(0, round((row.left - 1) * SCALE)), round((row.top - 1) * SCALE)
    right, bottom = round((row.left + row.width + 2) * SCALE), round((row.top + layout.ROW + 1) * SCALE)
    return picture[top:bottom, left:right]


def _as_png(picture: Grey) -> bytes:
    is_made, png = cv2.imencode(".png", picture)
    assert is_made  # an array of bytes is always a picture
    return png.tobytes()
