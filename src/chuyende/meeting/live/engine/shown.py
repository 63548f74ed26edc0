"""A question as phones and projector show it, without its key (protocol 4.3)."""

import random
from collections.abc import Callable
from typing import Any

from chuyende.meeting.questions.engine.words import Kind, Words

#: from the name of a picture or sound to its address
Address = Callable[[str], str]


def shown(words: Words, *, seed: str, address: Address) -> dict[str, Any]:
    """Return the question as JSON. `seed` mixes what must not stand in its right order: the same for every phone."""
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
            order = mixed(len(words.rights), seed)
            question["rights"] = [words.rights[place] for place in order]
            question["order"] = order
        case Kind.ORDERING:
            order = mixed(len(words.items), seed)
            question["items"] = [words.items[place] for place in order]
            question["order"] = order
        case Kind.CLOZE:
            question["gaps"] = [list(gap.choices) or None for gap in words.gaps]
    return question


def mixed(count: int, seed: str) -> list[int]:
    """Return 0…count-1 in an order that is the same for the same seed, and never the plain one (from 2 on)."""
    order = list(range(count))
    random.Random(seed).shuffle(order)  # noqa: S311  # an order for the eye, no secret
    return order if count < 2 or order != sorted(order) else [*order[1:], order[0]]


def _address(name: str, address: Address) -> str:
    return address(name) if name else ""
