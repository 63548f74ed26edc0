"""What the writer says about a question in words of its own, and how the reader understands it again.

The kind is said only where the form does not tell it. Several answers of one line stand between tabs.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ...words import Gap, Kind, Pair, Words
from ..carrying import completed
from . import signs
from .drafts import Draft

KIND, TAGS, DECOY, GAP, OFFERED = "Kiểu câu hỏi", "Thẻ", "Vế thừa", "Chỗ trống", "Phương án chỗ trống"
#: between the two sides of a pair
BETWEEN: Final = "\t↔\t"
KINDS: Final = {
    Kind.SINGLE: "một lựa chọn",
    Kind.MULTIPLE: "nhiều lựa chọn",
    Kind.TRUE_FALSE: "đúng sai",
    Kind.MATCHING: "ghép đôi",
    Kind.ORDERING: "sắp xếp",
    Kind.SHORT: "trả lời ngắn",
    Kind.CLOZE: "điền chỗ trống",
}
_BY_NAME: Final = {name: kind for kind, name in KINDS.items()}


def kind_shows(words: Words) -> bool:
    """Whether the form of a question tells its kind to whoever reads it."""
    match words.kind:
        case Kind.SINGLE:
            return sorted(signs.same_text(choice.text) for choice in words.choices) != ["sai", "đúng"]
        case Kind.MULTIPLE:
            return len(words.keys) > 1
        case Kind.SHORT:
            return not any(signs.is_key(answer) for answer in words.answers)
    return words.kind is Kind.TRUE_FALSE


def says_kind(draft: Draft) -> bool:
    """Whether a note tells the kind, so that the form does not."""
    return any(_said(note)[0] == KIND for note in draft.notes)


def noted(words: Words, draft: Draft) -> Words:
    """Return a question with what the notes below it say."""
    said = [_said(note) for note in draft.notes]
    tags = [tag.strip() for name, values in said if name == TAGS for tag in ";".join(values).split(";")]
    if tags:
        told = completed(words, tags, "")
        words = replace(told, explanation=words.explanation, source=words.source)
    kind = next(
        (_BY_NAME.get(values[0].casefold()) for name, values in said if name == KIND and values), None
    )
    return words if kind is None else _of_kind(words, kind, draft, said)


def _said(note: str) -> tuple[str, list[str]]:
    name, _, rest = note.partition(":")
    return name.strip(), [one.strip() for one in rest.split("\t") if one.strip()]


def _of_kind(words: Words, kind: Kind, draft: Draft, said: Sequence[tuple[str, list[str]]]) -> Words:
    lines = [part.ink for part in draft.choices]
    match kind:
        case Kind.SHORT:
            answers = tuple(" ".join(answer.split()) for answer in draft.said)
            return replace(words, kind=kind, choices=(), is_true=False, answers=answers)
        case Kind.ORDERING:
            return replace(words, kind=kind, choices=(), items=tuple(line.plain for line in lines))
        case Kind.MATCHING:
            sides = [line.text.partition(BETWEEN) for line in lines]
            pairs = tuple(
                Pair(choice.text if not right else _plain(left), _plain(right), choice.media)
                for choice, (left, _, right) in zip(words.choices, sides, strict=True)
            )
            decoys = tuple(value for name, values in said if name == DECOY for value in values)
            return replace(words, kind=kind, choices=(), pairs=pairs, decoys=decoys)
        case Kind.CLOZE:
            gaps = [tuple(values) for name, values in said if name.startswith(f"{GAP} ")]
            offered = {
                name.split(" ")[-1]: tuple(values) for name, values in said if name.startswith(f"{OFFERED} ")
            }
            return replace(
                words,
                kind=kind,
                choices=(),
                gaps=tuple(
                    Gap(answers, offered.get(str(at), ())) for at, answers in enumerate(gaps, start=1)
                ),
            )
    return replace(words, kind=kind)


def _plain(text: str) -> str:
    """A side of a pair without the letters that stand for pictures."""
    shown = "".join(letter for letter in text if ord(letter) < 0xF0000)
    return "\n".join(" ".join(line.split()) for line in shown.split("\n") if line.strip())
