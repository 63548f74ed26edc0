"""What an answer is worth. An answer is plain JSON, in the question's own order whatever the phone showed:

SINGLE: index of the choice. MULTIPLE: list of indexes. TRUE_FALSE: true or false. MATCHING: for each left side the
index into `rights`, or null. ORDERING: the items as indexes, in the order given. SHORT: the text. CLOZE: for each gap
the text, the index into its choices, or null.
"""

import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from chuyende.foundation.core.vietnamese import fold, normalise

from .words import Gap, Kind, Words

ZERO, ONE = Fraction(0), Fraction(1)
MOST_LETTERS = 500
_PUNCTUATION = re.compile(r"[\s.,;:!?\"'“”‘’«»()\[\]]+")


class NotAnAnswer(ValueError):
    """The answer has not the shape that its question asks for, or names what does not exist."""


def checked(words: Words, answer: Any) -> Any:
    """Return `answer` in its one spelling (indexes sorted, texts trimmed), or raise `NotAnAnswer`."""
    match words.kind:
        case Kind.SINGLE:
            return _index(answer, len(words.choices))
        case Kind.MULTIPLE:
            chosen = {_index(one, len(words.choices)) for one in _list(answer)}
            return sorted(chosen)
        case Kind.TRUE_FALSE:
            if not isinstance(answer, bool):
                raise NotAnAnswer("true or false")
            return answer
        case Kind.MATCHING:
            count = len(words.rights)
            return [_index_or_none(one, count) for one in _list(answer, length=len(words.pairs))]
        case Kind.ORDERING:
            row = [_index(one, len(words.items)) for one in _list(answer, length=len(words.items))]
            if len(set(row)) < len(row):
                raise NotAnAnswer("each item once")
            return row
        case Kind.SHORT:
            return _text(answer)
        case Kind.CLOZE:
            given = _list(answer, length=len(words.gaps))
            return [_of_gap(gap, one) for gap, one in zip(words.gaps, given, strict=True)]


def mark(words: Words, answer: Any, *, in_parts: bool = False) -> Fraction:
    """Return what `answer` is worth, from 0 to 1. None, nothing chosen: 0.

    A question is right as a whole or not at all (one point each, nothing taken off). `in_parts`: each part
    of a MULTIPLE, MATCHING, ORDERING or CLOZE counts by itself; in a MULTIPLE a wrong choice takes a right one back.
    Raises `NotAnAnswer`.
    """
    if answer is None:
        return ZERO
    share = _share(words, checked(words, answer))
    return share if in_parts or share == ONE else ZERO


def right_answer(words: Words) -> Any:
    """Return an answer that is worth 1."""
    match words.kind:
        case Kind.SINGLE:
            return words.keys[0]
        case Kind.MULTIPLE:
            return list(words.keys)
        case Kind.TRUE_FALSE:
            return words.is_true
        case Kind.MATCHING:
            return [words.rights.index(pair.right) for pair in words.pairs]
        case Kind.ORDERING:
            return list(range(len(words.items)))
        case Kind.SHORT:
            return words.answers[0]
        case Kind.CLOZE:
            return [
                gap.choices.index(gap.answers[0]) if gap.choices else gap.answers[0] for gap in words.gaps
            ]


def same_text(given: str, right: str, *, marks_matter: bool) -> bool:
    """Whether a typed answer says the same: case, spaces, punctuation and the place of the tone mark do not matter."""
    return _plain(given, marks_matter) == _plain(right, marks_matter)


def _share(words: Words, answer: Any) -> Fraction:
    match words.kind:
        case Kind.SINGLE:
            return Fraction(answer in words.keys)
        case Kind.MULTIPLE:
            keys, chosen = set(words.keys), set(answer)
            return max(ZERO, Fraction(len(chosen & keys) - len(chosen - keys), len(keys)))
        case Kind.TRUE_FALSE:
            return Fraction(answer == words.is_true)
        case Kind.MATCHING:
            wanted = right_answer(words)
            return _hits([given == want for given, want in zip(answer, wanted, strict=True)])
        case Kind.ORDERING:
            return _hits([given == place for place, given in enumerate(answer)])
        case Kind.SHORT:
            return Fraction(_is_one_of(answer, words.answers, words.marks_matter))
        case Kind.CLOZE:
            return _hits(
                [
                    fills(gap, one, marks_matter=words.marks_matter)
                    for gap, one in zip(words.gaps, answer, strict=True)
                ]
            )


def fills(gap: Gap, given: int | str | None, *, marks_matter: bool) -> bool:
    """Whether what was chosen or typed in one gap is right."""
    if given is None:
        return False
    if isinstance(given, int):
        return gap.choices[given] in gap.answers
    return _is_one_of(given, gap.answers, marks_matter)


def _is_one_of(given: str, answers: Sequence[str], marks_matter: bool) -> bool:
    return any(same_text(given, right, marks_matter=marks_matter) for right in answers)


def _hits(hits: list[bool]) -> Fraction:
    return Fraction(sum(hits), len(hits))


def _plain(text: str, marks_matter: bool) -> str:
    words = _PUNCTUATION.sub(" ", normalise(text)).strip().casefold()
    return unicodedata.normalize("NFC", words) if marks_matter else fold(words)


def _index(given: Any, count: int) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given < count:
        raise NotAnAnswer(f"a number from 0 to {count - 1}")
    return given


def _index_or_none(given: Any, count: int) -> int | None:
    return None if given is None else _index(given, count)


def _list(given: Any, *, length: int | None = None) -> list[Any]:
    if not isinstance(given, list) or (length is not None and len(given) != length):
        raise NotAnAnswer("a list" if length is None else f"a list of {length}")
    return given


def _text(given: Any) -> str:
    if not isinstance(given, str) or len(given) > MOST_LETTERS:
        raise NotAnAnswer(f"a text of at most {MOST_LETTERS} letters")
    return given.strip()


def _of_gap(gap: Gap, given: Any) -> int | str | None:
    if given is None:
        return None
    return _index(given, len(gap.choices)) if gap.choices else _text(given)
