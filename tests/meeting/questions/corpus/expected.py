"""What a file of the corpus holds, and whether a question was read wholly right."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from chuyende.meeting.questions.engine.formats.reading import Reading, ReadQuestion
from chuyende.meeting.questions.engine.words import Words

from .asked import Asked


@dataclass(frozen=True)
class File:
    """One file: its bytes, the habits that it shows, and its questions as `key` tells them."""

    name: str
    data: bytes
    habits: str
    questions: tuple[dict[str, Any], ...]


def key(asked: Asked, **more: Any) -> dict[str, Any]:
    """Return what should be read: kind, stem, choices, indexes of the right ones; `more` overrides."""
    if asked.choices:
        kind = "multiple" if len(asked.right) > 1 else "single"
    else:
        kind = "true_false" if asked.is_true is not None else "short"
    told = {
        "kind": kind,
        "stem": asked.stem,
        "choices": list(asked.choices),
        "right": list(asked.right),
        "is_true": bool(asked.is_true),
        "answers": [asked.answer] if asked.answer else [],
        "keeps_order": asked.keeps_order,
        "stem_media": False,
        "choice_media": [],
    }
    return told | more


def told(words: Words) -> dict[str, Any]:
    """Return a question that was read in the same shape."""
    return {
        "kind": str(words.kind),
        "stem": words.stem,
        "choices": [choice.text for choice in words.choices],
        "right": list(words.keys),
        "is_true": words.is_true,
        "answers": list(words.answers),
        "keeps_order": words.keeps_order,
        "stem_media": bool(words.media),
        "choice_media": [index for index, choice in enumerate(words.choices) if choice.media],
    }


def plain(text: str) -> str:
    """Composed letters and single spaces, line by line: the rest must be as it was written."""
    lines = unicodedata.normalize("NFC", text).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def differences(wanted: Mapping[str, Any], read: Words) -> list[str]:
    """Return the names of the fields in which a question was read wrongly; empty: wholly right."""
    got = told(read)
    wrong = [
        name
        for name in ("kind", "right", "is_true", "keeps_order", "stem_media", "choice_media")
        if wanted[name] != got[name]
    ]
    wrong += [
        name
        for name in ("choices", "answers")
        if [plain(text) for text in wanted[name]] != [plain(text) for text in got[name]]
    ]
    return wrong + (["stem"] if plain(wanted["stem"]) != plain(got["stem"]) else [])


@dataclass
class Count:
    """How a file was read. `silent`: wrong questions that carry no doubt; each a sentence for whoever mends it."""

    questions: int = 0
    right: int = 0
    doubted: int = 0
    doubted_right: int = 0
    wrong: list[str] | None = None
    silent: list[str] | None = None


def compare(file: File, reading: Reading) -> Count:
    """Lay what was read beside the key. A question that is missing, or read though it is none, is wrong; it is
    silent if neither it nor its neighbours carry a doubt."""
    count = Count(questions=len(file.questions), wrong=[], silent=[])
    assert count.wrong is not None
    assert count.silent is not None
    for wanted, read, near in _aligned(file.questions, reading.questions):
        if wanted is not None and read is not None:
            wrong = differences(wanted, read.words)
            doubted = bool(read.doubts)
            count.doubted += doubted
        else:
            wrong = ["missing" if read is None else "not a question"]
            doubted = any(one.doubts for one in near)
        if not wrong:
            count.right += 1
            count.doubted_right += doubted
            continue
        what = wanted["stem"] if wanted is not None else read.words.stem if read else ""
        line = f"{file.name} «{what[:50]}» {', '.join(wrong)}"
        count.wrong.append(line)
        if not doubted:
            count.silent.append(line)
    return count


def _aligned(
    wanted: tuple[dict[str, Any], ...], read: list[ReadQuestion]
) -> Iterable[tuple[dict[str, Any] | None, ReadQuestion | None, list[ReadQuestion]]]:
    mine = [plain(one["stem"])[:40] for one in wanted]
    theirs = [plain(one.words.stem)[:40] for one in read]
    for tag, left, right, top, bottom in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            for at in range(right - left):
                yield wanted[left + at], read[top + at], []
            continue
        near = read[max(0, top - 1) : bottom + 1]
        for at in range(max(right - left, bottom - top)):
            yield (
                wanted[left + at] if left + at < right else None,
                read[top + at] if top + at < bottom else None,
                near,
            )
