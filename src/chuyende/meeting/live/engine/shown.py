"""A question as phones and projector show it, without its key (protocol 4.3)."""

import random
from collections.abc import Callable
from typing import Any

from chuyende.meeting.questions.engine.words import Kind, Words

#: from the name of a picture or sound to its address
Address = Callable[[str], str]


def shown(words: Words, *, seed: str, address: Address) -> dict[str, Any]:
    """Return the question as JSON.

    `seed` mixes what must not stand in its right order, the same for every phone; it is told to nobody.
    """
    question: dict[str, Any] = {
        "kind": words.kind.value,
        "stem": words.stem,
        "media": _address(words.media, address),
    }
    match words.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            question["choices"] = [
                {"text": choice.text, "media": _address(choice.media, address)} for choice in words.choices
            ]
        case Kind.MATCHING:
            question["lefts"] = [
                {"text": pair.left, "media": _address(pair.media, address)} for pair in words.pairs
            ]
            question["rights"] = [words.rights[place] for place in mixed(len(words.rights), seed)]
        case Kind.ORDERING:
            question["items"] = [words.items[place] for place in mixed(len(words.items), seed)]
        case Kind.CLOZE:
            question["gaps"] = [list(gap.choices) or None for gap in words.gaps]
    return question


def mixed(count: int, seed: str) -> list[int]:
    """Return 0…count-1 in an order that is the same for the same seed: at each place shown, which one stands there."""
    order = list(range(count))
    random.Random(seed).shuffle(order)  # noqa: S311  # whoever does not know the seed cannot tell the order
    return order


def as_shown(words: Words, answer: Any, *, seed: str) -> Any:
    """Return an answer by the question's own order as one by the places that are shown (protocol 6)."""
    places = {own: place for place, own in enumerate(_mixture(words, seed))}
    return _moved(answer, places) if places and answer is not None else answer


def as_written(words: Words, answer: Any, *, seed: str) -> Any:
    """The inverse of `as_shown`; `answer` has the shape that its question asks for."""
    order = dict(enumerate(_mixture(words, seed)))
    return _moved(answer, order) if order and answer is not None else answer


def _mixture(words: Words, seed: str) -> list[int]:
    match words.kind:
        case Kind.MATCHING:
            return mixed(len(words.rights), seed)
        case Kind.ORDERING:
            return mixed(len(words.items), seed)
    return []


def _moved(answer: list[int | None], to: dict[int, int]) -> list[int | None]:
    return [None if one is None else to[one] for one in answer]


def _address(name: str, address: Address) -> str:
    return address(name) if name else ""
