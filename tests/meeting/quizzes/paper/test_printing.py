"""Answer sheets as they come out of the printer."""

import io
from itertools import combinations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from chuyende.meeting.quizzes.paper import (
    Copy,
    NotPrintable,
    Sheet,
    SheetCode,
    SheetQuestion,
    layout,
    sheets_pdf,
    sheets_png,
)

from .words import WORDS

sheets = st.lists(st.integers(2, 6), min_size=1, max_size=60).map(
    lambda counts: Sheet(tuple(SheetQuestion(str(n), "ABCDEF"[:count]) for n, count in enumerate(counts, 1)))
)


@given(sheets)
def test_every_bubble_is_on_the_page_and_on_its_own(sheet: Sheet) -> None:
    places = [(bubble.x, bubble.y) for row in sheet.rows() for bubble in row.bubbles]
    for x, y in places:
        assert layout.ANSWERS_LEFT < x < layout.ANSWERS_LEFT + layout.ANSWERS_WIDTH
        assert (
            layout.ANSWERS_TOP
            < y
            < min(top for _, top in layout.ANCHORS.values() if top > 200) - layout.BUBBLE
        )
    for (x1, y1), (x2, y2) in combinations(places, 2):
        assert max(abs(x1 - x2), abs(y1 - y2)) >= layout.PITCH - 1e-9


def test_rows_follow_the_questions() -> None:
    sheet = Sheet(tuple(SheetQuestion(str(n), "ABC") for n in range(1, 46)))
    rows = list(sheet.rows())
    assert [row.label for row in rows] == [str(n) for n in range(1, 46)]
    assert rows[20].left > rows[19].left
    assert rows[20].top == rows[0].top


@pytest.mark.parametrize(
    ("questions", "label_mm"),
    [
        ((), 9),
        ((SheetQuestion("1", "A"),), 9),
        ((SheetQuestion("1", "ABCDEFG"),), 9),
        (tuple(SheetQuestion(str(n)) for n in range(61)), 9),
        (tuple(SheetQuestion(str(n)) for n in range(21)), 80),
    ],
)
def test_what_cannot_be_printed(questions: tuple[SheetQuestion, ...], label_mm: float) -> None:
    with pytest.raises(NotPrintable):
        Sheet(questions, label_mm)


def test_the_file_has_a_page_for_everybody_with_name_variant_and_code() -> None:
    sheet = Sheet((SheetQuestion("1"), SheetQuestion("2", "ABCDEF")))
    copies = [
        Copy(SheetCode(sheet=5, variant=1, holder=31), "Nguyễn Thị Hồng Nhung"),
        Copy(SheetCode(sheet=5, variant=2, holder=1, is_blank=True), '#eval("1")'),
    ]
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(sheets_pdf(sheet, copies, WORDS))).pages]
    assert "Nguyễn Thị Hồng Nhung" in pages[0]
    assert "5-001-31" in pages[0]
    assert "5-002-T1" in pages[1]
    assert "#eval" in pages[1]
    assert all("Mã đề: " in page for page in pages)


def test_nobody_to_print_for() -> None:
    with pytest.raises(ValueError, match="at least one copy"):
        sheets_pdf(Sheet((SheetQuestion("1"),)), [], WORDS)


def test_circles_are_printed_where_the_description_says() -> None:
    sheet = Sheet(tuple(SheetQuestion(str(n), "ABCDEF") for n in range(1, 61)))
    (png,) = sheets_png(sheet, [Copy(SheetCode(sheet=1, variant=1, holder=1))], WORDS, dots_per_inch=254)
    page = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_GRAYSCALE)
    reach = layout.BUBBLE / 2  # the line is drawn along the rim, half on either side
    for row in sheet.rows():
        for bubble in row.bubbles:
            for dx, dy in ((reach, 0), (-reach, 0), (0, reach), (0, -reach)):
                assert page[round((bubble.y + dy) * 10), round((bubble.x + dx) * 10)] < 128, row.label
            assert page[round((bubble.y - 1.7) * 10), round(bubble.x * 10)] > 230, row.label
