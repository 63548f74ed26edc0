"""Where everything stands on an answer sheet: the one description that is printed and read."""

from collections.abc import Iterator
from dataclasses import dataclass

from . import code

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
#: square marks by which the page is found and flattened: number of the mark → its top left corner
ANCHOR = 10.0
ANCHORS: dict[int, tuple[float, float]] = {
    10: (8, 8),
    11: (100, 8),
    12: (192, 8),
    13: (8, 143.5),
    14: (192, 143.5),
    15: (8, 279),
    16: (100, 279),
    17: (192, 279),
}
CORNER_ANCHORS = frozenset({10, 12, 15, 17})

CODE_CELL = 2.5
#: top left corners of the two copies of the code
CODE_PLACES = ((24.0, 8.0), (24.0, 279.0))

ANSWERS_TOP, ANSWERS_LEFT, ANSWERS_WIDTH = 84.0, 22.0, 166.0
ROW = 9.0
PITCH = 7.0
BUBBLE = 5.0
OUTLINE = 0.35
COLUMN_GAP = 4.0
ROWS = 20
FEWEST_CHOICES, MOST_CHOICES = 2, 6
MOST_QUESTIONS = 60


class NotPrintable(ValueError):
    """The sheet has no question, too many for one page, or one with fewer than 2 or more than 6 choices."""


@dataclass(frozen=True)
class SheetQuestion:
    """One row: what stands before it, the letters in its bubbles, and whether several may be filled."""

    label: str
    letters: str = "ABCD"
    several: bool = False


@dataclass(frozen=True)
class Bubble:
    """One choice's circle: its centre."""

    x: float
    y: float
    letter: str


@dataclass(frozen=True)
class Row:
    """One question's place: the box around label and bubbles, and the bubbles."""

    label: str
    left: float
    top: float
    width: float
    bubbles: tuple[Bubble, ...]

    @property
    def middle(self) -> float:
        return self.top + ROW / 2


@dataclass(frozen=True)
class Sheet:
    """Up to 60 rows in columns of 20, each 9 mm high. `label_mm`: room for what stands before the bubbles; with wide
    labels (names) fewer columns fit. Raises NotPrintable.
    """

    questions: tuple[SheetQuestion, ...]
    label_mm: float = 9.0

    def __post_init__(self) -> None:
        if not 1 <= len(self.questions) <= MOST_QUESTIONS:
            raise NotPrintable(f"1 to {MOST_QUESTIONS} questions")
        if any(not FEWEST_CHOICES <= len(one.letters) <= MOST_CHOICES for one in self.questions):
            raise NotPrintable(f"{FEWEST_CHOICES} to {MOST_CHOICES} choices")
        columns = -(-len(self.questions) // ROWS)
        if columns * self.column_width + (columns - 1) * COLUMN_GAP > ANSWERS_WIDTH:
            raise NotPrintable("the columns are wider than the page")

    @property
    def column_width(self) -> float:
        return self.label_mm + PITCH * max(len(one.letters) for one in self.questions)

    def rows(self) -> Iterator[Row]:
        """Every question's place, in the order of the questions, column by column."""
        for index, question in enumerate(self.questions):
            column, line = divmod(index, ROWS)
            left = ANSWERS_LEFT + column * (self.column_width + COLUMN_GAP)
            top = ANSWERS_TOP + line * ROW
            first = left + self.label_mm + PITCH / 2
            bubbles = tuple(
                Bubble(first + place * PITCH, top + ROW / 2, letter)
                for place, letter in enumerate(question.letters)
            )
            yield Row(question.label, left, top, self.label_mm + PITCH * len(bubbles), bubbles)


def code_cells(place: tuple[float, float]) -> Iterator[tuple[float, float]]:
    """Top left corners of the cells of one copy of the code, in the order of its bits."""
    for row in range(code.ROWS):
        for column in range(code.COLUMNS):
            yield place[0] + column * CODE_CELL, place[1] + row * CODE_CELL
