"""What keeps a question from being asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from .words import CHOOSING, Kind, Words

_GAP = re.compile(r"\[\[(\d+)\]\]")
FEWEST, MOST = 2, 10


class Fault(StrEnum):
    NO_STEM = "no_stem"
    FEW_CHOICES = "few_choices"  # choices, pairs or items: fewer than two
    MANY_CHOICES = "many_choices"  # more than ten
    EMPTY_CHOICE = "empty_choice"
    SAME_CHOICE = "same_choice"
    NO_KEY = "no_key"
    TWO_KEYS = "two_keys"
    NO_ANSWER = "no_answer"
    GAPS_DIFFER = "gaps_differ"  # the stem's [[n]] are not 1…n, each once, as many as the gaps
    ANSWER_NOT_OFFERED = "answer_not_offered"  # a gap's right answer is not among its choices


@dataclass(frozen=True)
class Found:
    """One fault and, where it lies in one choice, pair, item or gap, the index of that."""

    fault: Fault
    index: int | None = None


def faults(words: Words) -> list[Found]:
    """Return everything that must be mended before the question can be asked; empty: it can."""
    found = list(_of_kind(words))
    return found if words.stem.strip() or words.media else [Found(Fault.NO_STEM), *found]


def _of_kind(words: Words) -> Iterator[Found]:
    if words.kind in CHOOSING:
        yield from _choices(words)
    elif words.kind is Kind.MATCHING:
        yield from _pairs(words)
    elif words.kind is Kind.ORDERING:
        yield from _row([item.strip() for item in words.items])
    elif words.kind is Kind.SHORT and not any(answer.strip() for answer in words.answers):
        yield Found(Fault.NO_ANSWER)
    elif words.kind is Kind.CLOZE:
        yield from _gaps(words)


def _choices(words: Words) -> Iterator[Found]:
    yield from _row([choice.text.strip() or choice.media for choice in words.choices])
    if not words.keys:
        yield Found(Fault.NO_KEY)
    elif words.kind is Kind.SINGLE and len(words.keys) > 1:
        yield Found(Fault.TWO_KEYS)


def _pairs(words: Words) -> Iterator[Found]:
    yield from _row([pair.left.strip() or pair.media for pair in words.pairs])
    for index, pair in enumerate(words.pairs):
        if not pair.right.strip():
            yield Found(Fault.EMPTY_CHOICE, index)
    if words.pairs and len(words.rights) < FEWEST:
        yield Found(Fault.SAME_CHOICE)


def _row(texts: list[str]) -> Iterator[Found]:
    if len(texts) < FEWEST:
        yield Found(Fault.FEW_CHOICES)
    if len(texts) > MOST:
        yield Found(Fault.MANY_CHOICES)
    seen: set[str] = set()
    for index, text in enumerate(texts):
        if not text:
            yield Found(Fault.EMPTY_CHOICE, index)
        elif text.casefold() in seen:
            yield Found(Fault.SAME_CHOICE, index)
        seen.add(text.casefold())


def _gaps(words: Words) -> Iterator[Found]:
    named = [int(number) for number in _GAP.findall(words.stem)]
    if not words.gaps or sorted(named) != list(range(1, len(words.gaps) + 1)):
        yield Found(Fault.GAPS_DIFFER)
    for index, gap in enumerate(words.gaps):
        if not any(answer.strip() for answer in gap.answers):
            yield Found(Fault.NO_ANSWER, index)
        elif gap.choices and not set(gap.answers) <= set(gap.choices):
            yield Found(Fault.ANSWER_NOT_OFFERED, index)
