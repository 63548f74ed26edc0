"""A question as one attempt sees it: its parts in that attempt's order, with what was answered."""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import pgettext

from chuyende.meeting.questions.engine import keys, marking
from chuyende.meeting.questions.engine.words import Gap, Kind, Words
from chuyende.meeting.questions.models import QuestionVersion
from chuyende.meeting.quizzes import engine
from chuyende.meeting.quizzes.enums import Certainty
from chuyende.meeting.quizzes.models import Answer, QuizQuestion

LETTERS = "ABCDEFGHIJ"
_GAP = re.compile(r"\[\[(\d+)\]\]")
#: what a form may send in place of a choice that does not exist; marking refuses it
_NOTHING_LIKE_IT = -1
_PAPER_SEED = 1
_LEVELS = frozenset(str(level) for level in Certainty.values)
#: in their own order these would be answered already
_NEVER_AS_WRITTEN = frozenset({Kind.ORDERING, Kind.MATCHING})


@dataclass(frozen=True)
class Option:
    """A choice as one attempt sees it: `shown` is its place there and what a form sends, `index` its own place."""

    shown: int
    index: int
    text: str
    media: str
    is_chosen: bool
    is_right: bool

    @property
    def letter(self) -> str:
        return LETTERS[self.shown]


@dataclass(frozen=True)
class Row:
    """A part with a field of its own: a left side, an item to be put in order, a gap; `value` is what was sent."""

    name: str
    number: int
    text: str
    media: str
    value: str
    is_right: bool


def is_answer(response: Any) -> bool:
    """Whether anything was chosen or written."""
    if isinstance(response, list):
        return any(part not in (None, "") for part in response)
    return response not in (None, "")


@dataclass(frozen=True)
class ShownQuestion:
    """A question of one attempt. `order` holds, place by place, the indexes of what is mixed there: choices, right
    sides or items. `response` is what was answered, as marking takes it; None: nothing. `certainty`: how sure."""

    number: int
    quiz_question: QuizQuestion
    order: tuple[int, ...]
    response: Any
    certainty: int | None = None

    @property
    def version(self) -> QuestionVersion:
        return self.quiz_question.version

    @property
    def words(self) -> Words:
        """What was asked, with the key in force."""
        return self.quiz_question.words

    @property
    def name(self) -> str:
        """The name of its field in a form; parts add their number."""
        return f"q-{self.quiz_question.text_id}"

    @property
    def certainty_name(self) -> str:
        """The name of the field that tells how sure one is."""
        return f"sure-{self.quiz_question.text_id}"

    @property
    def certainty_label(self) -> str:
        return str(Certainty(self.certainty).label) if self.certainty else ""

    @property
    def moment_name(self) -> str:
        """The name of the field that tells when it was answered."""
        return f"at-{self.quiz_question.text_id}"

    @property
    def is_answered(self) -> bool:
        """Whether anything was chosen or written."""
        return is_answer(self.response)

    @property
    def is_right(self) -> bool:
        return marking.mark(self.words, self.response) == 1

    @cached_property
    def options(self) -> list[Option]:
        """What one chooses among (SINGLE, MULTIPLE, TRUE_FALSE)."""
        words = self.words
        if words.kind is Kind.TRUE_FALSE:
            texts = [pgettext("statement", "true").capitalize(), pgettext("statement", "false").capitalize()]
            media, right = ["", ""], {0 if words.is_true else 1}
            chosen = set() if self.response is None else {0 if self.response else 1}
        else:
            texts = [choice.text for choice in words.choices]
            media, right = [choice.media for choice in words.choices], set(words.keys)
            given = self.response if isinstance(self.response, list) else [self.response]
            chosen = {one for one in given if one is not None}
        return [
            Option(shown, index, texts[index], media[index], index in chosen, index in right)
            for shown, index in enumerate(self.order)
        ]

    @cached_property
    def rights(self) -> list[tuple[int, str]]:
        """(place, text) of the right sides of a MATCHING."""
        return [(shown, self.words.rights[index]) for shown, index in enumerate(self.order)]

    @cached_property
    def rows(self) -> list[Row]:
        """The parts that have a field each (MATCHING, ORDERING, CLOZE)."""
        words, given = self.words, self.response or []
        if words.kind is Kind.MATCHING:
            placed = {index: shown for shown, index in enumerate(self.order)}
            wanted = [words.rights.index(pair.right) for pair in words.pairs]
            return [
                self._row(at, pair.left, pair.media, placed.get(_at(given, at)), _at(given, at) == wanted[at])
                for at, pair in enumerate(words.pairs)
            ]
        if words.kind is Kind.ORDERING:
            places = {item: place + 1 for place, item in enumerate(given)}
            return [
                self._row(shown, words.items[index], "", places.get(index), places.get(index) == index + 1)
                for shown, index in enumerate(self.order)
            ]
        return [self._gap_row(at, gap, _at(given, at)) for at, gap in enumerate(words.gaps)]

    @cached_property
    def pieces(self) -> list[tuple[str, Row | None, tuple[str, ...]]]:
        """The stem of a CLOZE in pieces: text, then the gap that follows it and its choices."""
        parts = _GAP.split(self.words.stem)
        pieces: list[tuple[str, Row | None, tuple[str, ...]]] = []
        for text, number in zip(parts[::2], [*parts[1::2], ""], strict=True):
            at = int(number) - 1 if number else None
            row = None if at is None else self.rows[at]
            pieces.append((text, row, () if at is None else self.words.gaps[at].choices))
        return pieces

    def sent_in(self, data: QueryDict) -> bool:
        """Whether a form holds this question; boxes without a tick say so by a field «…-here»."""
        name = self.name
        return any(key.startswith(name) for key in data)

    def certainty_in(self, data: QueryDict) -> int | None:
        """How sure a form says that its answer is."""
        level = data.get(self.certainty_name, "")
        return int(level) if level in _LEVELS else None

    def response_in(self, data: QueryDict) -> Any:
        """What a form answers, in the question's own order; None where it answers nothing. Not checked yet."""
        kind = self.words.kind
        if kind is Kind.SHORT:
            return data.get(self.name, "").strip() or None
        if kind is Kind.MULTIPLE:
            return [self._index(one) for one in data.getlist(self.name)] or None
        if kind in (Kind.SINGLE, Kind.TRUE_FALSE):
            return self._choice_in(data.get(self.name, ""))
        values = [data.get(f"{self.name}-{row.number - 1}", "").strip() for row in self.rows]
        if not any(values):
            return None
        if kind is Kind.MATCHING:
            return [self._index(value) if value else None for value in values]
        if kind is Kind.ORDERING:
            return self._in_order(values)
        return [_gap_value(gap, value) for gap, value in zip(self.words.gaps, values, strict=True)]

    def _choice_in(self, sent: str) -> Any:
        index = self._index(sent)
        return index == 0 if self.words.kind is Kind.TRUE_FALSE and index >= 0 else index

    def _in_order(self, values: list[str]) -> list[int] | None:
        """Items by the places that were given to them; None until each has one of its own."""
        if not all(value.isdecimal() for value in values) or len(set(values)) < len(values):
            return None
        ranked = sorted(range(len(values)), key=lambda shown: int(values[shown]))
        return [self.order[shown] for shown in ranked]

    def _index(self, sent: str) -> int:
        if not (sent.isascii() and sent.isdecimal()) or int(sent) >= len(self.order):
            return _NOTHING_LIKE_IT
        return self.order[int(sent)]

    def _row(self, at: int, text: str, media: str, value: int | str | None, is_right: bool) -> Row:
        return Row(f"{self.name}-{at}", at + 1, text, media, "" if value is None else str(value), is_right)

    def _gap_row(self, at: int, gap: Gap, given: Any) -> Row:
        is_right = marking.fills(gap, given, marks_matter=self.words.marks_matter)
        return self._row(at, "", "", given, is_right)


def shown_question(
    number: int,
    place: int,
    quiz_question: QuizQuestion,
    *,
    seed: int,
    mixes: bool = True,
    answer: Answer | None = None,
) -> ShownQuestion:
    """The question at `place` of its attempt as the one with `seed` sees it, as its `number`-th.

    `mixes`: choices stand in an order of the attempt's own.
    """
    words = quiz_question.version.words
    match words.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            count = len(words.choices)
        case Kind.MATCHING:
            count = len(words.rights)
        case Kind.ORDERING:
            count = len(words.items)
        case _:
            count = 2
    stays = (
        words.keeps_order or words.kind is Kind.TRUE_FALSE or not (mixes or words.kind in _NEVER_AS_WRITTEN)
    )
    # printed choices stand as written, but what is to be matched or put in order never in its right order
    is_given_away = words.kind in _NEVER_AS_WRITTEN and seed == engine.AS_PRINTED
    order = engine.choice_order(_PAPER_SEED if is_given_away else seed, place, count)
    response, certainty = (answer.response, answer.certainty) if answer else (None, None)
    return ShownQuestion(number, quiz_question, tuple(range(count) if stays else order), response, certainty)


def as_marked(shown: ShownQuestion) -> ShownQuestion:
    """The same question with order and answer in the terms of the key in force, for looking at it afterwards."""
    asked = shown.quiz_question
    if asked.marked_by is None or asked.words.kind not in _NEVER_AS_WRITTEN:
        return shown
    moved = keys.places(asked.version.words, asked.words)
    order = tuple(moved[place] for place in shown.order)
    return replace(shown, order=order, response=asked.carried(shown.response))


def responses_in(data: QueryDict, paper: list[ShownQuestion]) -> dict[QuizQuestion, Any]:
    """Return what a sent form answers to questions of this attempt; None where an answer was taken back."""
    return {
        question.quiz_question: question.response_in(data) for question in paper if question.sent_in(data)
    }


def certainties_in(data: QueryDict, paper: list[ShownQuestion]) -> dict[QuizQuestion, int]:
    """Return how sure a sent form says that its answers are."""
    said = {question.quiz_question: question.certainty_in(data) for question in paper}
    return {question: level for question, level in said.items() if level is not None}


def with_responses(paper: list[ShownQuestion], data: QueryDict) -> list[ShownQuestion]:
    """The same questions with what a sent form answers: a refused form keeps its ticks."""
    return [replace(question, response=_shape_of(question, question.response_in(data))) for question in paper]


def _shape_of(question: ShownQuestion, response: Any) -> Any:
    try:
        return None if response is None else marking.checked(question.words, response)
    except marking.NotAnAnswer:
        return None


def _at(given: list[Any], at: int) -> Any:
    return given[at] if at < len(given) else None


def _gap_value(gap: Gap, value: str) -> int | str | None:
    if not value:
        return None
    if not gap.choices:
        return value
    return int(value) if value.isascii() and value.isdecimal() else _NOTHING_LIKE_IT
