"""Templates of quiz games, written: four choices, one of them right. Explanations, tags and sources have no place
there. Several right choices are not written: these games count any one of them as right."""

from collections.abc import Iterable, Mapping
from typing import Final

from openpyxl import Workbook

from ...words import Kind, Words
from .rows import FALSE, TRUE
from .squares import LONGEST, embolden, fill, saved

_CHOICES: Final = 4
_SECONDS: Final = 30
_KAHOOT_STEM, _KAHOOT_CHOICE = 120, 75
_KAHOOT_HEADINGS: Final = (
    "Question - max 120 characters",
    *(f"Answer {number} - max 75 characters" for number in range(1, _CHOICES + 1)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
_KAHOOT_ROW: Final = 8
_CLASSQUIZ_HEADINGS: Final = (
    "Question",
    "1st Answer",
    "2nd Answer",
    "3rd Answer",
    "4th Answer",
    "Time Limit (max. 120)",
    "Correct Answers",
)
_CLASSQUIZ_ROW: Final = 13


def write_kahoot(questions: Iterable[Words], media: Mapping[str, bytes]) -> bytes:
    """Return a workbook in the template by which Kahoot takes questions in: headings in row 8, from column B."""
    return _write(questions, _KAHOOT_HEADINGS, _KAHOOT_ROW, [["", "Quiz template"]])


def write_classquiz(questions: Iterable[Words], media: Mapping[str, bytes]) -> bytes:
    """Return a workbook as ClassQuiz writes and reads it: headings in row 13, from column B."""
    return _write(
        questions, _CLASSQUIZ_HEADINGS, _CLASSQUIZ_ROW, [[], [], [], [], ["", "Title"], ["", "Description"]]
    )


def fits_kahoot(words: Words) -> bool:
    """Whether the question keeps within Kahoot's lengths."""
    texts = _choices(words)
    is_short = len(words.stem) <= _KAHOOT_STEM and all(len(text) <= _KAHOOT_CHOICE for text in texts)
    return is_short and fits_classquiz(words)


def fits_classquiz(words: Words) -> bool:
    """Whether the question has no picture and at most four choices."""
    texts = _choices(words)
    is_short = all(len(text) < LONGEST for text in [words.stem, *texts])
    return is_short and len(texts) <= _CHOICES and not words.media_names()


def _write(
    questions: Iterable[Words], headings: tuple[str, ...], heading_row: int, above: list[list[str]]
) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    fill(sheet, above)
    fill(sheet, [["", *headings]], first_row=heading_row)
    rows: list[list[str | int | None]] = [
        [number, words.stem, *texts, *[""] * (_CHOICES - len(texts)), _SECONDS, _key(words)]
        for number, words in enumerate(questions, start=1)
        for texts in [_choices(words)]
    ]
    fill(sheet, rows, first_row=heading_row + 1)
    embolden(sheet, heading_row)
    return saved(book)


def _choices(words: Words) -> list[str]:
    return [TRUE, FALSE] if words.kind is Kind.TRUE_FALSE else [choice.text for choice in words.choices]


def _key(words: Words) -> str:
    if words.kind is Kind.TRUE_FALSE:
        return "1" if words.is_true else "2"
    return ",".join(str(key + 1) for key in words.keys)
