"""What hands filled in and phones photographed is read rightly or shown to somebody, never wrong in silence."""

import struct
import zlib
from collections import Counter
from collections.abc import Callable
from random import Random

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chuyende.meeting.quizzes.paper import (
    Copy,
    Doubt,
    Refusal,
    Sheet,
    SheetCode,
    SheetQuestion,
    Unreadable,
    open_page,
    read_page,
    sheets_png,
)
from chuyende.meeting.quizzes.paper.page import SCALE

from .pen import DOTS_PER_INCH, PER_MM, Camera, Filled, Picture, fill_in, photograph
from .words import WORDS

LARGE = Sheet(tuple(SheetQuestion(str(n), "ABCDEF"[: 2 + n % 5], several=n % 7 == 0) for n in range(1, 61)))
USUAL = Sheet(tuple(SheetQuestion(str(n), "ABCD") for n in range(1, 21)))
ROLL_CALL = Sheet(tuple(SheetQuestion(f"Đảng viên {n}", "CPV") for n in range(1, 19)), label_mm=80)
CODE = SheetCode(sheet=40_961, variant=3, holder=12)


def blank(sheet: Sheet, code: SheetCode = CODE) -> Picture:
    (png,) = sheets_png(sheet, [Copy(code)], WORDS, dots_per_inch=DOTS_PER_INCH)
    return np.asarray(cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_GRAYSCALE), np.uint8)


@pytest.fixture(scope="module")
def printed() -> Callable[[Sheet], Picture]:
    kept: dict[int, Picture] = {}
    return lambda sheet: kept.setdefault(id(sheet), blank(sheet)).copy()


def picture(
    printed: Callable[[Sheet], Picture], sheet: Sheet, seed: int, camera: Camera, odd: float
) -> tuple[list[Filled], bytes]:
    random = Random(seed)
    page = printed(sheet)
    done = fill_in(page, sheet, random, odd=odd)
    return done, photograph(page, camera, random)


@pytest.mark.slow
def test_every_mark_of_sixty_photographs_is_right_or_looked_at(printed: Callable[[Sheet], Picture]) -> None:
    wrong, refused = [], []
    clean: Counter[str] = Counter()
    for seed in range(66):
        sheet = (LARGE, USUAL, ROLL_CALL)[seed % 3]
        done, taken = picture(printed, sheet, seed, Camera.somehow(Random(1000 + seed)), odd=0.2)
        try:
            page = open_page(taken)
        except Unreadable as error:
            refused.append((seed, error.refusal))
            continue
        assert page.code == CODE
        for row, (filled, reading) in enumerate(zip(done, read_page(page, sheet), strict=True)):
            if not reading.doubts and reading.chosen != filled.meant:
                wrong.append((seed, row, filled, reading))
            if filled.habit in ("clean", "blank"):
                clean["doubted" if reading.doubts else "certain"] += 1
    assert wrong == []
    assert len(refused) <= 2, refused
    assert clean["doubted"] <= 0.02 * clean.total(), clean


@pytest.mark.parametrize("quarters", range(4))
def test_a_page_lies_in_any_direction(printed: Callable[[Sheet], Picture], quarters: int) -> None:
    done, taken = picture(printed, USUAL, 5, Camera(quarters=quarters), odd=0)
    page = open_page(taken)
    assert page.code == CODE
    assert [reading.chosen for reading in read_page(page, USUAL)] == [filled.meant for filled in done]


def test_a_scan_is_read_as_png_too(printed: Callable[[Sheet], Picture]) -> None:
    page = printed(LARGE)
    done = fill_in(page, LARGE, Random(8), odd=0)
    readings = read_page(open_page(png(page)), LARGE)
    assert [reading.chosen for reading in readings] == [filled.meant for filled in done]
    assert all(not reading.doubts for reading in readings)
    assert all((reading.picture is None) == bool(reading.chosen) for reading in readings)
    assert min(reading.confidence for reading in readings) > 0.5


@pytest.mark.parametrize(
    ("habit", "doubt"),
    [
        ("faint", Doubt.FAINT),
        ("tick", Doubt.FAINT),
        ("cross", Doubt.FAINT),
        ("two", Doubt.SEVERAL),
        ("corrected", Doubt.SEVERAL),
        ("circled", Doubt.STRAY),
    ],
)
def test_what_is_doubtful_is_named_and_shown(
    printed: Callable[[Sheet], Picture], habit: str, doubt: Doubt
) -> None:
    page, random = printed(USUAL), Random(9)
    done = fill_in(page, USUAL, random, odd=0.5, habits=[habit])
    taken = photograph(page, Camera(blur=0.6, noise=3), random)
    for filled, reading in zip(done, read_page(open_page(taken), USUAL), strict=True):
        if filled.habit == habit:
            assert doubt in reading.doubts
            assert reading.confidence == 0
            shown = cv2.imdecode(np.frombuffer(reading.picture or b"", np.uint8), cv2.IMREAD_GRAYSCALE)
            assert shown.shape[0] > 9 * SCALE
            assert shown.shape[1] > 37 * SCALE
        else:
            assert reading.doubts == ()


def test_several_marks_are_an_answer_where_several_are_asked_for(printed: Callable[[Sheet], Picture]) -> None:
    sheet = Sheet(tuple(SheetQuestion(str(n), "ABCDE", several=True) for n in range(1, 21)))
    done, taken = picture(printed, sheet, 10, Camera(), odd=0)
    readings = read_page(open_page(taken), sheet)
    assert [reading.chosen for reading in readings] == [filled.meant for filled in done]
    assert max(len(reading.chosen) for reading in readings) > 1


def test_a_row_that_is_covered_is_unclear_not_empty(printed: Callable[[Sheet], Picture]) -> None:
    page = printed(USUAL)
    rows = list(USUAL.rows())
    for bubble in (rows[4].bubbles[2], rows[11].bubbles[0]):
        top, left = round((bubble.y - 3) * PER_MM), round((bubble.x - 3) * PER_MM)
        page[top : top + round(6 * PER_MM), left : left + round(6 * PER_MM)] = 255
    readings = read_page(open_page(png(page)), USUAL)
    assert [index for index, reading in enumerate(readings) if reading.doubts] == [4, 11]
    assert Doubt.UNCLEAR in readings[4].doubts


def test_a_word_written_beside_the_bubbles_is_seen(printed: Callable[[Sheet], Picture]) -> None:
    page = printed(USUAL)
    last = list(USUAL.rows())[3].bubbles[-1]
    place = (round((last.x + 4) * PER_MM), round((last.y + 2) * PER_MM))
    cv2.putText(page, "B", place, cv2.FONT_HERSHEY_SIMPLEX, 1.2, 60, 4, cv2.LINE_AA)
    readings = read_page(open_page(png(page)), USUAL)
    assert [(index, reading.doubts) for index, reading in enumerate(readings) if reading.doubts] == [
        (3, (Doubt.STRAY,))
    ]


@settings(max_examples=15, deadline=None)
@given(
    letters=st.lists(st.integers(2, 6), min_size=1, max_size=60),
    seed=st.integers(0, 2**32 - 1),
    holder=st.integers(0, 2**20 - 1),
    variant=st.integers(1, 255),
)
def test_any_sheet_is_read_where_it_was_printed(
    letters: list[int], seed: int, holder: int, variant: int
) -> None:
    sheet = Sheet(tuple(SheetQuestion(str(n), "ABCDEF"[:count]) for n, count in enumerate(letters, 1)))
    code = SheetCode(sheet=seed, variant=variant, holder=holder, is_blank=seed % 2 == 0)
    random = Random(seed)
    page = blank(sheet, code)
    done = fill_in(page, sheet, random, odd=0)
    read = open_page(
        photograph(page, Camera(quarters=seed % 4, skew=0.03, curl=1.5, blur=0.7, noise=3), random)
    )
    assert read.code == code
    for filled, reading in zip(done, read_page(read, sheet), strict=True):
        assert reading.doubts or reading.chosen == filled.meant


# --- refusals ----------------------------------------------------------------------------------------------


def png(page: Picture) -> bytes:
    return cv2.imencode(".png", page)[1].tobytes()


def refusal(data: bytes) -> Refusal:
    with pytest.raises(Unreadable) as raised:
        open_page(data)
    return raised.value.refusal


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims to be of a size, with hardly any bytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    size = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + size + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", b"%PDF-1.7", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", bytes(5000)]
)
def test_what_is_no_picture(data: bytes) -> None:
    assert refusal(data) is Refusal.NOT_A_PICTURE


def test_half_a_picture(printed: Callable[[Sheet], Picture]) -> None:
    whole = png(printed(USUAL))
    assert refusal(whole[: len(whole) // 3]) in {Refusal.NOT_A_PICTURE, Refusal.NO_CORNERS}


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("side", [10_000, 60_000, 2**31 - 1])
def test_a_picture_that_unpacks_to_too_much(side: int) -> None:
    assert refusal(png_header(side, side)) is Refusal.TOO_LARGE


def test_a_file_that_is_too_large(printed: Callable[[Sheet], Picture]) -> None:
    assert refusal(png(printed(USUAL)) + bytes(31_000_000)) is Refusal.TOO_LARGE


def test_too_small() -> None:
    assert refusal(png(np.full((300, 200), 255, np.uint8))) is Refusal.TOO_SMALL


def test_a_page_seen_from_too_far(printed: Callable[[Sheet], Picture]) -> None:
    _, taken = picture(printed, USUAL, 1, Camera(page_width=560), odd=0)
    assert refusal(taken) in {Refusal.TOO_SMALL, Refusal.NO_CORNERS}


def test_a_corner_is_missing(printed: Callable[[Sheet], Picture]) -> None:
    page = printed(USUAL)
    page[: round(25 * PER_MM), : round(20 * PER_MM)] = 255
    assert refusal(png(page)) is Refusal.NO_CORNERS


def test_another_paper() -> None:
    assert refusal(png(np.full((2339, 1654), 240, np.uint8))) is Refusal.NO_CORNERS


def test_two_sheets_in_one_picture(printed: Callable[[Sheet], Picture]) -> None:
    assert refusal(png(np.hstack([printed(USUAL), printed(USUAL)]))) is Refusal.TWO_SHEETS


def test_too_dark(printed: Callable[[Sheet], Picture]) -> None:
    assert refusal(png((printed(USUAL) * 0.15).astype(np.uint8))) is Refusal.TOO_DARK
    assert refusal(png((printed(USUAL) * 0.02).astype(np.uint8))) is Refusal.TOO_DARK


def test_a_code_that_is_written_over(printed: Callable[[Sheet], Picture]) -> None:
    page = printed(USUAL)
    for top in (8, 279):
        page[round(top * PER_MM) : round((top + 10) * PER_MM), round(24 * PER_MM) : round(50 * PER_MM)] = 0
    assert refusal(png(page)) is Refusal.NO_CODE


def test_one_copy_of_the_code_is_enough(printed: Callable[[Sheet], Picture]) -> None:
    page = printed(USUAL)
    page[round(8 * PER_MM) : round(18 * PER_MM), round(24 * PER_MM) : round(60 * PER_MM)] = 0
    assert open_page(png(page)).code == CODE


def test_a_page_that_is_crumpled(printed: Callable[[Sheet], Picture]) -> None:
    page = printed(USUAL)
    side, x, y = round(12 * PER_MM), round(99 * PER_MM), round(7 * PER_MM)
    anchor = page[y : y + side, x : x + side].copy()
    page[y : y + side, x : x + side] = 255
    page[y + 90 : y + 90 + side, x : x + side] = anchor
    assert refusal(png(page)) is Refusal.TOO_BENT
