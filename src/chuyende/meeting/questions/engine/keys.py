"""The key of a question apart from what it asks: another key for the same texts, and answers carried over to it.

A key is plain data, as a form gives it. SINGLE: index of the choice. MULTIPLE: indexes. TRUE_FALSE: true or false.
MATCHING: for each left side the index into `rights`. ORDERING: the items as indexes, in their right order. SHORT: the
texts that are right. CLOZE: for each gap the texts that are right.
"""

from dataclasses import replace
from typing import Any

from .words import Gap, Kind, Words


def with_key(words: Words, key: Any) -> Words:
    """Return what asks the same as `words` and has `key`; it may have faults."""
    match words.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            right = {key} if words.kind is Kind.SINGLE else set(key)
            choices = (replace(one, is_right=place in right) for place, one in enumerate(words.choices))
            return replace(words, choices=tuple(choices))
        case Kind.TRUE_FALSE:
            return replace(words, is_true=key)
        case Kind.MATCHING:
            rights = words.rights
            pairs = tuple(
                replace(pair, right=rights[place]) for pair, place in zip(words.pairs, key, strict=True)
            )
            unused = tuple(right for place, right in enumerate(rights) if place not in key)
            return replace(words, pairs=pairs, decoys=unused)
        case Kind.ORDERING:
            return replace(words, items=tuple(words.items[place] for place in key))
        case Kind.SHORT:
            return replace(words, answers=tuple(key))
        case Kind.CLOZE:
            gaps = (Gap(tuple(answers), gap.choices) for gap, answers in zip(words.gaps, key, strict=True))
            return replace(words, gaps=tuple(gaps))


def asks_the_same(one: Words, other: Words) -> bool:
    """Whether whoever is asked sees the same in both, their keys aside; explanation and tags do not matter."""
    return _asked(one) == _asked(other)


def same_key(one: Words, other: Words) -> bool:
    """Whether two that ask the same hold the same for right."""
    return _key_of(one) == _key_of(other)


def carried(asked: Words, marked: Words, answer: Any) -> Any:
    """Return `answer` to `asked` as an answer to `marked`, which asks the same with another key.

    A MATCHING and an ORDERING have their key in the order of their parts, by which an answer counts them.
    """
    if answer is None or asked.kind not in (Kind.MATCHING, Kind.ORDERING):
        return answer
    moved = places(asked, marked)
    return [None if place is None else moved[place] for place in answer]


def places(asked: Words, marked: Words) -> list[int]:
    """For each right side (MATCHING) or item (ORDERING) of `asked`, its place in `marked`."""
    if asked.kind is Kind.MATCHING:
        return [marked.rights.index(right) for right in asked.rights]
    return [marked.items.index(item) for item in asked.items]


def _asked(words: Words) -> tuple[Any, ...]:
    return (
        words.kind,
        words.stem,
        words.media,
        words.keeps_order,
        [(choice.text, choice.media) for choice in words.choices],
        [(pair.left, pair.media) for pair in words.pairs],
        sorted(words.rights),
        sorted(words.items),
        [gap.choices for gap in words.gaps],
    )


def _key_of(words: Words) -> tuple[Any, ...]:
    return (
        words.keys,
        words.is_true,
        [pair.right for pair in words.pairs],
        words.items,
        sorted(words.answers),
        [sorted(gap.answers) for gap in words.gaps],
        words.marks_matter,
    )
