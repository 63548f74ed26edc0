"""Somebody with a pencil, and somebody with a phone: fills in a rendered sheet, then photographs it badly. Seeded."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from chuyende.meeting.quizzes.paper import Sheet
from chuyende.meeting.quizzes.paper.layout import BUBBLE, Bubble

DOTS_PER_INCH = 200
PER_MM = DOTS_PER_INCH / 25.4

Picture = NDArray[np.uint8]


@dataclass(frozen=True)
class Filled:
    """What was meant in one row, and how it was done.

    `habit`: clean (filled in), blank, faint, corrected (one filled and crossed out, another filled), two, tick,
    cross, circled. Only the first two may pass without being looked at; whatever passes must be what was meant.
    """

    meant: tuple[int, ...]
    habit: str


HABITS = ("faint", "corrected", "two", "tick", "cross", "circled")


def fill_in(
    page: Picture, sheet: Sheet, random: Random, *, odd: float, habits: Sequence[str] = HABITS
) -> list[Filled]:
    """Draw one hand's marks on the page; `odd` is the share of rows filled in one of the other `habits`."""
    done = []
    grey = random.uniform(40, 115)  # from a soft pencil or a pen to a hard pencil
    for row, question in zip(sheet.rows(), sheet.questions, strict=True):
        bubbles = row.bubbles
        first, second = random.sample(range(len(bubbles)), 2)
        habit = (
            random.choice(habits) if random.random() < odd else "blank" if random.random() < 0.08 else "clean"
        )
        meant: tuple[int, ...] = (first,)
        if habit == "clean" and question.several:
            meant = tuple(sorted(random.sample(range(len(bubbles)), random.randint(1, len(bubbles)))))
        if habit == "blank":
            meant = ()
        elif habit == "clean":
            for index in meant:
                _scribble(page, bubbles[index], random, grey)
        elif habit == "faint":
            _scribble(page, bubbles[first], random, random.uniform(170, 225), gap=random.uniform(1, 2))
        elif habit in ("corrected", "two"):
            _scribble(page, bubbles[first], random, grey)
            _scribble(page, bubbles[second], random, grey)
            if habit == "corrected":
                _lines(page, bubbles[second], random, grey, reach=1.5)
            else:  # where one is asked for, nobody can know
                meant = tuple(sorted((first, second))) if question.several else ()
        elif habit in ("tick", "cross"):
            _lines(page, bubbles[first], random, grey, reach=0.8, tick=habit == "tick")
        else:
            centre = _at(bubbles[first].x, bubbles[first].y)
            radii = (round(random.uniform(3.1, 3.9) * PER_MM), round(random.uniform(3.1, 4.2) * PER_MM))
            cv2.ellipse(page, centre, radii, random.uniform(-20, 20), 5, 350, grey, 4, cv2.LINE_AA)
        done.append(Filled(meant, habit))
    return done


def blacken(page: Picture, bubble: Bubble, random: Random, *, faintly: bool = False) -> None:
    """Fill one bubble as somebody does; `faintly`: so that nobody can be sure."""
    if faintly:
        _scribble(page, bubble, random, 205, gap=1.6)
    else:
        _scribble(page, bubble, random, 70)


def _scribble(page: Picture, bubble: Bubble, random: Random, grey: float, gap: float = 0.42) -> None:
    """Strokes to and fro that cover most of the bubble, and here and there leave it."""
    angle, radius = random.uniform(0, math.pi), BUBBLE / 2 * random.uniform(0.86, 1.06)
    cx, cy = bubble.x + random.uniform(-0.3, 0.3), bubble.y + random.uniform(-0.3, 0.3)
    along, across = (math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))
    points, offset, side = [], -radius, 1
    while offset < radius:
        half = math.sqrt(max(0, radius**2 - offset**2)) * random.uniform(0.85, 1.05) * side
        points.append(
            _at(cx + across[0] * offset + along[0] * half, cy + across[1] * offset + along[1] * half)
        )
        offset, side = offset + gap * random.uniform(0.6, 1.3), -side
    for start, end in pairwise(points):
        cv2.line(page, start, end, grey + random.uniform(-15, 15), 4, cv2.LINE_AA)


def _lines(
    page: Picture, bubble: Bubble, random: Random, grey: float, *, reach: float, tick: bool = False
) -> None:
    """A cross or a tick, `reach` bubble radii wide."""
    size = BUBBLE / 2 * reach

    def place(dx: float, dy: float) -> tuple[int, int]:
        return _at(
            bubble.x + dx * size + random.uniform(-0.3, 0.3), bubble.y + dy * size + random.uniform(-0.3, 0.3)
        )

    strokes = (
        [(-0.7, 0, -0.1, 0.7), (-0.1, 0.7, 0.9, -0.9)]
        if tick
        else [(-0.8, -0.8, 0.8, 0.8), (-0.8, 0.8, 0.8, -0.8)]
    )
    for x1, y1, x2, y2 in strokes:
        cv2.line(page, place(x1, y1), place(x2, y2), grey, 4, cv2.LINE_AA)


def _at(x: float, y: float) -> tuple[int, int]:
    return round(x * PER_MM), round(y * PER_MM)


@dataclass(frozen=True)
class Camera:
    """How badly. Lengths in pixels of the photograph, `curl` in millimetres, `shadow` the share of light left."""

    quarters: int = 0
    tilt: float = 0.0
    skew: float = 0.0
    curl: float = 0.0
    shadow: float = 1.0
    blur: float = 0.0
    noise: float = 0.0
    quality: int = 90
    page_width: int = 1500

    @classmethod
    def somehow(cls, random: Random) -> "Camera":
        return cls(
            quarters=random.randrange(4),
            tilt=random.uniform(-9, 9),
            skew=random.uniform(0, 0.07),
            curl=random.uniform(0, 3),
            shadow=random.uniform(0.45, 1),
            blur=random.uniform(0.3, 1.6),
            noise=random.uniform(0, 7),
            quality=random.randrange(45, 92),
            page_width=random.randrange(1000, 1900),
        )


def photograph(page: Picture, camera: Camera, random: Random) -> bytes:
    """The JPEG that the phone gives: page on a dark table, seen from aside, bent, in a shadow, blurred, noisy."""
    generator = np.random.default_rng(random.randrange(2**32))
    bent = _curled(page, camera.curl * PER_MM, random)
    height, width = bent.shape
    scale = camera.page_width / width
    room = round(height * scale * 1.35)
    picture = _laid_down(bent, camera, random, scale, room)
    across = np.linspace(0, 1, room)
    angle = random.uniform(0, 2 * math.pi)
    slope = (
        math.cos(angle) * (across[None, :] - 0.5) + math.sin(angle) * (across[:, None] - 0.5)
    ) * 1.4 + 0.5
    light = camera.shadow + (1 - camera.shadow) * np.clip(slope, 0, 1)
    lit = picture.astype(np.float32) * light.astype(np.float32)
    if camera.blur:
        lit = cv2.GaussianBlur(lit, (0, 0), camera.blur)
    noisy = lit + generator.normal(0, camera.noise, lit.shape)
    turned = np.ascontiguousarray(np.rot90(np.clip(noisy, 0, 255).astype(np.uint8), camera.quarters))
    return cv2.imencode(".jpg", turned, [cv2.IMWRITE_JPEG_QUALITY, camera.quality])[1].tobytes()


def _curled(page: Picture, depth: float, random: Random) -> Picture:
    """A sheet that bulges: lines bow by `depth` pixels, one way across and another along."""
    height, width = page.shape
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    bow_x, bow_y = random.uniform(-depth, depth), random.uniform(-depth, depth)
    wave_y = np.sin(np.pi * y / height) * bow_x + np.sin(2 * np.pi * y / height) * bow_x * 0.15
    wave_x = np.sin(np.pi * x / width) * bow_y + np.sin(2 * np.pi * x / width) * bow_y * 0.15
    return np.asarray(
        cv2.remap(
            page,
            x + wave_y.astype(np.float32),
            y + wave_x.astype(np.float32),
            cv2.INTER_LINEAR,
            borderValue=255,
        ),
        np.uint8,
    )


def _laid_down(page: Picture, camera: Camera, random: Random, scale: float, room: int) -> Picture:
    height, width = page.shape
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    centre = np.array([width, height]) / 2
    turn = math.radians(camera.tilt)
    spin = np.array([[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]])
    seen = (corners - centre) @ spin * scale + room / 2
    reach = camera.skew * camera.page_width
    seen += np.array([[random.uniform(-reach, reach) for _ in range(2)] for _ in range(4)])
    view = cv2.getPerspectiveTransform(corners, seen.astype(np.float32))
    table = _table(room, random)
    flat = cv2.warpPerspective(page, view, (room, room), flags=cv2.INTER_AREA)
    cover = cv2.warpPerspective(np.full_like(page, 255), view, (room, room))
    return np.where(cover > 127, flat, table).astype(np.uint8)


def _table(room: int, random: Random) -> Picture:
    table = np.full((room, room), random.randrange(50, 130), np.uint8)
    for _ in range(60):
        start = (random.randrange(room), random.randrange(room))
        end = (start[0] + random.randrange(10, 300), start[1] + random.randrange(10, 120))
        cv2.rectangle(table, start, end, random.randrange(20, 220), -1)
    return table
