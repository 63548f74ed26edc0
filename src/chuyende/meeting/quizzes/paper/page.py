"""A photograph or a scan of an answer sheet, found, turned and flattened, with its code."""

import io
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from . import layout
from .code import SheetCode
from .layout import code_cells

Grey = NDArray[np.uint8]
Points = NDArray[np.float64]

#: pixels per millimetre of the flattened page
SCALE = 8
MOST_BYTES = 30_000_000
MOST_PIXELS = 60_000_000
_LONGEST_SIDE = 3200
_LEAST_SCALE = 3.5  # pixels per millimetre in the photograph
_DARKEST_PAPER = 55
_LEAST_CONTRAST = 35
_MOST_BEND = 0.6  # millimetres that the anchors lie from where the flattening puts them


class Refusal(StrEnum):
    """Why a picture cannot be read."""

    NOT_A_PICTURE = "not_a_picture"  # neither JPEG nor PNG, or damaged
    TOO_LARGE = "too_large"
    TOO_SMALL = "too_small"  # the page fills too few pixels
    NO_CORNERS = "no_corners"
    TWO_SHEETS = "two_sheets"
    TOO_DARK = "too_dark"
    TOO_BENT = "too_bent"
    NO_CODE = "no_code"


class Unreadable(Exception):
    """The picture cannot be read; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


@dataclass(frozen=True)
class Page:
    """The page upright and flat, SCALE pixels to a millimetre.

    `picture`: grey as photographed. `darkness`: 0 paper to 1 ink, with the light of the room taken out.
    `scale`: pixels per millimetre that the photograph had.
    """

    code: SheetCode
    picture: Grey
    darkness: NDArray[np.float32]
    scale: float


def open_page(data: bytes) -> Page:
    """Find the sheet in the bytes of a JPEG or PNG file, in any direction. Raises Unreadable."""
    photograph = _decoded(data)
    found = _anchors(photograph)
    places, seen = _paired(found)
    scale = _scale_of(found)
    if scale < _LEAST_SCALE:
        raise Unreadable(Refusal.TOO_SMALL)
    picture = _flattened(photograph, places, seen, scale)
    darkness = _darkness(picture)
    code = _code(darkness)
    if code is None:
        raise Unreadable(Refusal.NO_CODE)
    return Page(code, picture, darkness, scale)


def _decoded(data: bytes) -> Grey:
    if len(data) > MOST_BYTES:
        raise Unreadable(Refusal.TOO_LARGE)
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as header:
            width, height = header.size
    except Image.DecompressionBombError as error:
        raise Unreadable(Refusal.TOO_LARGE) from error
    except (OSError, ValueError, SyntaxError) as error:
        raise Unreadable(Refusal.NOT_A_PICTURE) from error
    if width * height > MOST_PIXELS:
        raise Unreadable(Refusal.TOO_LARGE)
    if min(width, height) < layout.PAGE_WIDTH:  # not one pixel to a millimetre
        raise Unreadable(Refusal.TOO_SMALL)
    try:
        picture: Any = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE)
    except cv2.error as error:
        raise Unreadable(Refusal.NOT_A_PICTURE) from error
    if picture is None:
        raise Unreadable(Refusal.NOT_A_PICTURE)
    shrink = _LONGEST_SIDE / max(picture.shape)
    if shrink < 1:
        picture = cv2.resize(picture, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    return np.asarray(picture, np.uint8)


def _anchors(photograph: Grey) -> dict[int, Points]:
    """The four corners of every anchor that is seen, clockwise from its own top left."""
    settings = cv2.aruco.DetectorParameters()
    settings.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    settings.minMarkerPerimeterRate = 0.02
    known = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)
    corners, numbers, _ = cv2.aruco.ArucoDetector(known, settings).detectMarkers(photograph)
    found: dict[int, Points] = {}
    for number, corner in zip(_whole(numbers), corners, strict=True):
        if number in found:
            raise Unreadable(Refusal.TWO_SHEETS)
        if number in layout.ANCHORS:
            found[number] = np.asarray(corner, np.float64).reshape(4, 2)
    if not found.keys() >= layout.CORNER_ANCHORS:
        is_dark = float(np.percentile(photograph, 95)) < _DARKEST_PAPER
        raise Unreadable(Refusal.TOO_DARK if is_dark else Refusal.NO_CORNERS)
    return found


def _whole(numbers: Any) -> list[int]:
    return [] if numbers is None else [int(number) for number in numbers.flatten()]


def _paired(found: dict[int, Points]) -> tuple[Points, Points]:
    """Places on the page in millimetres, and where they are seen in the photograph."""
    side = layout.ANCHOR
    square = np.array([(0, 0), (side, 0), (side, side), (0, side)], np.float64)
    places = np.concatenate([np.asarray(layout.ANCHORS[number]) + square for number in found])
    return places, np.concatenate(list(found.values()))


def _scale_of(found: dict[int, Points]) -> float:
    sides = [np.linalg.norm(corner - np.roll(corner, 1, axis=0), axis=1).min() for corner in found.values()]
    return float(min(sides)) / layout.ANCHOR


def _flattened(photograph: Grey, places: Points, seen: Points, scale: float) -> Grey:
    """The page in its own measure: a plane seen in perspective, then the bend that the anchors show."""
    plane, _ = cv2.findHomography(places, seen)
    if plane is None:
        raise Unreadable(Refusal.NO_CORNERS)
    flat = cv2.perspectiveTransform(places[None], plane)[0]
    terms = _bend_terms(places)
    # as many terms as anchors can carry; the small penalty keeps a missing anchor from letting the page swing
    penalty = 1e-3 * np.eye(terms.shape[1])
    bend = np.linalg.solve(terms.T @ terms + penalty, terms.T @ (seen - flat))
    off = np.linalg.norm(seen - flat - terms @ bend, axis=1)
    if float(np.sqrt((off**2).mean())) > _MOST_BEND * scale:
        raise Unreadable(Refusal.TOO_BENT)
    # where each millimetre is seen, and each pixel between them
    across, down = round(layout.PAGE_WIDTH), round(layout.PAGE_HEIGHT)
    x, y = np.meshgrid(np.arange(across) + 0.5, np.arange(down) + 0.5)
    millimetres = np.stack([x.ravel(), y.ravel()], axis=1)
    source = cv2.perspectiveTransform(millimetres[None], plane)[0] + _bend_terms(millimetres) @ bend
    grid = cv2.resize(
        source.reshape(down, across, 2).astype(np.float32),
        (across * SCALE, down * SCALE),
        interpolation=cv2.INTER_LINEAR,
    )
    return np.asarray(
        cv2.remap(photograph, grid[..., 0], grid[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE),
        np.uint8,
    )


def _bend_terms(places: Points) -> Points:
    u = places[:, 0] / layout.PAGE_WIDTH * 2 - 1
    v = places[:, 1] / layout.PAGE_HEIGHT * 2 - 1
    return np.stack([np.ones_like(u), u, v, u * v, u**2, v**2, u**2 * v, u * v**2], axis=1)


def _darkness(picture: Grey) -> NDArray[np.float32]:
    """How dark each place is against the paper around it, where 1 is as dark as the printed anchors."""
    small = cv2.resize(picture, None, fx=1 / SCALE, fy=1 / SCALE, interpolation=cv2.INTER_AREA)
    # wider than an anchor, so that what remains is paper everywhere
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((17, 17), np.uint8))
    paper = cv2.GaussianBlur(paper, (0, 0), 5)
    if float(np.percentile(paper, 5)) < _DARKEST_PAPER:
        raise Unreadable(Refusal.TOO_DARK)
    wide = cv2.resize(paper, (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_LINEAR)
    share = np.asarray(picture / np.maximum(wide, 1), np.float32)
    ink = _ink(share)
    if (1 - ink) * float(np.median(paper)) < _LEAST_CONTRAST:
        raise Unreadable(Refusal.TOO_DARK)
    return np.asarray(np.clip((1 - share) / (1 - ink), 0, 1), np.float32)


def _ink(share: NDArray[np.float32]) -> float:
    """Light of the printed black, as a share of the paper's: median of the anchors' dark borders."""
    side, edge = round(layout.ANCHOR * SCALE), round(layout.ANCHOR / 6 * SCALE)
    tops = [
        share[
            round(y * SCALE) + 3 : round(y * SCALE) + edge - 3,
            round(x * SCALE) + 3 : round(x * SCALE) + side - 3,
        ]
        for x, y in layout.ANCHORS.values()
    ]
    return float(np.median([np.median(top) for top in tops]))


def _code(darkness: NDArray[np.float32]) -> SheetCode | None:
    """The code from either of its copies, or from both together where each alone is damaged."""
    copies = [
        np.array([_cell(darkness, corner) for corner in code_cells(place)]) for place in layout.CODE_PLACES
    ]
    for cells in (*copies, np.mean(copies, axis=0)):
        code = SheetCode.from_bits([bool(cell > 0.5) for cell in cells])
        if code:
            return code
    return None


def _cell(darkness: NDArray[np.float32], corner: tuple[float, float]) -> float:
    inset = layout.CODE_CELL * 0.25
    left, top = round((corner[0] + inset) * SCALE), round((corner[1] + inset) * SCALE)
    side = round(layout.CODE_CELL * SCALE / 2)
    return float(darkness[top : top + side, left : left + side].mean())
