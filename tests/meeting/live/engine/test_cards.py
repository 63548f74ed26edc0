"""Printed answer cards: what is printed is what the phone's reader knows, seen by a second, independent reader."""

import io
import re
from itertools import product
from pathlib import Path

import cv2
import numpy as np
import pytest
from pypdf import PdfReader

from chuyende.meeting.live.engine.cards import (
    BITS_ACROSS,
    CODES,
    MOST_CARDS,
    Card,
    NoSuchCard,
    cards_pdf,
    cards_png,
    modules,
)

READER_CODES = Path(__file__).parents[4] / "frontend" / "src" / "cards" / "codes.ts"
WORDS = {"title": "Thẻ trả lời", "instruction": "Xoay để chữ được chọn nằm phía trên."}


def white_bits(number: int) -> np.ndarray:
    return np.array([[not dark for dark in row[1:-1]] for row in modules(number)[1:-1]], dtype=np.uint8)


def independent_reader() -> cv2.aruco.ArucoDetector:
    rows = [cv2.aruco.Dictionary.getByteListFromBits(white_bits(n)) for n in range(1, MOST_CARDS + 1)]
    return cv2.aruco.ArucoDetector(cv2.aruco.Dictionary(np.concatenate(rows), BITS_ACROSS, 2))


def test_the_phone_knows_the_same_codes() -> None:
    listed = READER_CODES.read_text().split("CODES: readonly number[] = [")[1].split("]")[0]
    assert tuple(int(code, 16) for code in re.findall(r"0x[0-9A-F]+", listed)) == CODES


def test_there_are_cards_for_a_large_cell_and_none_is_like_another() -> None:
    turned = [[np.rot90(white_bits(n), quarter) for quarter in range(4)] for n in range(1, MOST_CARDS + 1)]
    assert len(turned) >= 64
    for (i, one), (j, other) in product(enumerate(turned), repeat=2):
        for quarter in range(4):
            apart = int((one[0] != other[quarter]).sum())
            assert apart >= 8 or (i == j and quarter == 0)
            assert int((np.fliplr(one[0]) != other[quarter]).sum()) >= 4


def test_every_printed_card_is_read_back_by_its_number_with_a_upward() -> None:
    cards = [Card(n, "Nguyễn Thị Hồng Nhung") for n in range(1, MOST_CARDS + 1)]
    reader, seen = independent_reader(), []
    for page in cards_png(cards, **WORDS, dots_per_inch=60):
        picture = cv2.imdecode(np.frombuffer(page, np.uint8), cv2.IMREAD_GRAYSCALE)
        corners, numbers, _ = reader.detectMarkers(picture)
        found = sorted(zip(numbers.flatten().tolist(), corners, strict=True), key=lambda one: one[1][0][0][1])
        for number, ((first, second, *_),) in found:
            assert second[0] > first[0], "the edge from the first to the second corner runs along the top"
            assert abs(second[1] - first[1]) < 2
            seen.append(number + 1)
    assert seen == list(range(1, MOST_CARDS + 1))


def test_the_file_carries_names_numbers_and_letters() -> None:
    made = PdfReader(io.BytesIO(cards_pdf([Card(5, "Trần Văn Đức"), Card(9), Card(77)], **WORDS)))
    assert len(made.pages) == 2
    text = " ".join(page.extract_text() for page in made.pages)
    assert "Trần Văn Đức" in text
    assert "77" in text
    assert all(text.count(letter) >= 3 for letter in "ABCD")


def test_what_is_typed_is_shown_and_never_run() -> None:
    name = '#eval("1") $x$ [*] \\'
    text = PdfReader(io.BytesIO(cards_pdf([Card(1, name)], **WORDS))).pages[0].extract_text()
    assert "#eval" in text


@pytest.mark.parametrize("number", [0, -1, MOST_CARDS + 1])
def test_a_card_that_does_not_exist(number: int) -> None:
    with pytest.raises(NoSuchCard):
        cards_pdf([Card(number)], **WORDS)


def test_each_card_once() -> None:
    with pytest.raises(ValueError, match="each card once"):
        cards_pdf([Card(3), Card(3)], **WORDS)
