"""What formats of question banks have in common: shares of a mark, wildcards, and fields that few of them know.

Difficulty, forgiven marks and a fixed order travel as tags that a person understands; the source travels as the last
line of the explanation. A file that comes back gives the same question.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from chuyende.foundation.core.vietnamese import fold

from ..faults import Fault, faults
from ..words import Choice, Difficulty, Kind, Words
from .reading import Doubt, Progress, Reading, ReadQuestion, Trouble, Unreadable

_DIFFICULTY_TAGS = {Difficulty.EASY: "độ khó: dễ", Difficulty.HARD: "độ khó: khó"}
_DIFFICULTY_READ = {"de": Difficulty.EASY, "trung binh": Difficulty.MEDIUM, "kho": Difficulty.HARD}
_DIFFICULTY_TAG = re.compile(r"(?:do kho|muc do): ?(de|trung binh|kho)")
_NO_MARKS_TAG = "không cần dấu"
_FIXED_ORDER_TAG = "giữ thứ tự phương án"
_SOURCE = "Nguồn: "
_SOURCE_LINE = re.compile(r"(?:\A|\n)(?:Nguồn|Source) ?: ?([^\n]+)\Z", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?[0-9]{1,6}(?:[.,][0-9]{0,12})?")
#: of a course as a whole, or as R/exams counts its files
_PLAIN_CATEGORY = re.compile(r"top|\$.*|default for .*|mac dinh cho .*|exercise [0-9]+", re.DOTALL)
#: of one file: four times what the largest bank of a committee holds
MOST_QUESTIONS = 20_000
_EVERY = 50
FULL = 100.0
_NEAR = 0.01
_NEAR_SUM = 1.0

#: what a fault of a question is called when a reader found it
DOUBT_OF = {
    Fault.NO_STEM: Doubt.NO_STEM,
    Fault.FEW_CHOICES: Doubt.FEW_CHOICES,
    Fault.EMPTY_CHOICE: Doubt.EMPTY_CHOICE,
    Fault.SAME_CHOICE: Doubt.SAME_CHOICE,
    Fault.NO_KEY: Doubt.NO_KEY,
    Fault.TWO_KEYS: Doubt.SEVERAL_KEYS,
    Fault.NO_ANSWER: Doubt.NO_KEY,
    Fault.GAPS_DIFFER: Doubt.NUMBER_JUMPS,
    Fault.ANSWER_NOT_OFFERED: Doubt.KEY_OUTSIDE,
}


def add(reading: Reading, question: ReadQuestion, progress: Progress) -> None:
    """Add a question to a reading, and tell of every fiftieth. Raises `Unreadable` TOO_LARGE beyond `MOST_QUESTIONS`."""
    reading.questions.append(question)
    if len(reading.questions) > MOST_QUESTIONS:
        raise Unreadable(Trouble.TOO_LARGE)
    if len(reading.questions) % _EVERY == 0:
        progress(len(reading.questions))


def all_doubts(words: Words, found: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """Return the reader's own doubts and those that the question's faults give, each once, in their usual order."""
    doubts = {*found, *(DOUBT_OF[one.fault] for one in faults(words) if one.fault in DOUBT_OF)}
    return tuple(doubt for doubt in Doubt if doubt in doubts)


@dataclass(frozen=True)
class Weighed:
    """An answer and which percentage of the mark it is worth; None: not a number."""

    text: str
    share: float | None
    media: str = ""


def share_of(text: str) -> float | None:
    """Return a percentage as files write it («33.33333», «33,3»), or None."""
    text = text.strip()
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def weighed_choices(rows: Sequence[Weighed], *, single: bool) -> tuple[Kind, tuple[Choice, ...], set[Doubt]]:
    """Return the kind, the choices and the doubts of a question whose choices carry shares of the mark.

    `single`: one choice is taken. Then only a full share makes a choice right, and a part of a mark has no place
    here. Else each choice with a share is right; shares that are not equal parts of the whole have no place.
    """
    shares = [row.share or 0.0 for row in rows]
    doubts = {Doubt.NOT_CARRIED} if any(row.share is None for row in rows) else set()
    if single:
        rights = [share >= FULL - _NEAR for share in shares]
        if any(share and not right for share, right in zip(shares, rights, strict=True)):
            doubts.add(Doubt.NOT_CARRIED)
        kind = Kind.SINGLE if sum(rights) <= 1 else Kind.MULTIPLE
        if kind is Kind.MULTIPLE:
            doubts.add(Doubt.SEVERAL_KEYS)
    else:
        kind = Kind.MULTIPLE
        rights = [share > 0 for share in shares]
        given = [share for share in shares if share > 0]
        if given and (abs(sum(given) - FULL) > _NEAR_SUM or max(given) - min(given) > _NEAR):
            doubts.add(Doubt.NOT_CARRIED)
    choices = tuple(Choice(row.text, right, row.media) for row, right in zip(rows, rights, strict=True))
    return kind, choices, doubts


def typed_answers(rows: Iterable[Weighed]) -> tuple[tuple[str, ...], set[Doubt]]:
    """Return the answers that are wholly right, and the doubts: a part of a mark and a wildcard have no place here.

    A star stands for anything in these files unless a backslash stands before it.
    """
    answers: list[str] = []
    doubts: set[Doubt] = set()
    for row in rows:
        if row.share is None or _NEAR < row.share < FULL - _NEAR:
            doubts.add(Doubt.NOT_CARRIED)
        elif row.share >= FULL - _NEAR:
            plain = re.sub(r"(?<!\\)\*", "", row.text)
            if plain != row.text:
                doubts.add(Doubt.NOT_CARRIED)
            answers.append(plain.replace(r"\*", "*").strip())
    return tuple(dict.fromkeys(answers)), doubts


def starred(answer: str) -> str:
    """Return a typed answer for a file in which a bare star means anything."""
    return answer.replace("*", r"\*")


def equal_share(count: int) -> str:
    """Return what each of `count` right choices is worth in percent, as these files write it: «33.33333»."""
    share = math.floor(1e5 * FULL / count + 0.5) / 1e5
    return f"{share:.5f}".rstrip("0").rstrip(".")


def is_without_media(words: Words) -> bool:
    """The `fits` of a format that holds texts only."""
    return not words.media_names()


def tags_of(words: Words) -> tuple[str, ...]:
    """Return the tags to be written: the question's own, then those that stand for fields."""
    tags = [*words.tags]
    if words.difficulty in _DIFFICULTY_TAGS:
        tags.append(_DIFFICULTY_TAGS[words.difficulty])
    if not words.marks_matter:
        tags.append(_NO_MARKS_TAG)
    if words.keeps_order:
        tags.append(_FIXED_ORDER_TAG)
    return tuple(tags)


def explanation_of(words: Words) -> str:
    """Return the explanation to be written, the source in its last line."""
    lines = [words.explanation, f"{_SOURCE}{words.source}" if words.source else ""]
    return "\n".join(line for line in lines if line)


def completed(words: Words, tags: Iterable[str], explanation: str) -> Words:
    """Return `words` with what tags and explanation of a file say: the inverse of `tags_of` and `explanation_of`."""
    own: list[str] = []
    for tag in tags:
        plain = fold(tag)
        if named := _DIFFICULTY_TAG.fullmatch(plain):
            words = replace(words, difficulty=_DIFFICULTY_READ[named[1]])
        elif plain == fold(_NO_MARKS_TAG):
            words = replace(words, marks_matter=False)
        elif plain == fold(_FIXED_ORDER_TAG):
            words = replace(words, keeps_order=True)
        elif tag.strip():
            own.append(tag.strip())
    source = ""
    if line := _SOURCE_LINE.search(explanation):
        source, explanation = line[1].strip(), explanation[: line.start()].strip()
    return replace(words, tags=tuple(dict.fromkeys(own)), explanation=explanation, source=source)


def category_tag(path: str) -> str:
    """Return the last name of a category path («$course$/top/Điều lệ Đảng» → «Điều lệ Đảng»), or "" where the
    program made it up by itself. Two strokes are one stroke within a name."""
    names = [name.replace("\0", "/").strip() for name in path.replace("//", "\0").split("/")]
    return "" if _PLAIN_CATEGORY.fullmatch(fold(names[-1])) else names[-1]
