"""Last stage: questions as they are taken over, each with every reason to look at it again."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from chuyende.foundation.core.vietnamese import fold

from ...words import Choice, Difficulty, Kind, Words
from ..carrying import all_doubts
from ..reading import Doubt, ReadQuestion
from . import signs
from .blocks import FORMULA, picture_at
from .drafts import Draft
from .ink import Ink, joined
from .keys import Found
from .ours import noted, says_kind
from .signs import LETTERS

_HARD = (
    (Difficulty.EASY, re.compile(r"(de|nhan biet|1)\b")),
    (Difficulty.HARD, re.compile(r"(kho|van dung|3)\b")),
)
_LABEL_INSIDE = re.compile(r"(?:^|\s)câu\s*(?:hỏi\s*)?\d+\s*[.:)]", re.IGNORECASE)


class Finishing:
    """Turns drafts into questions. `pictures`: names of the pictures of the file in their order."""

    def __init__(self, pictures: Sequence[str], drafts: Sequence[Draft]) -> None:
        self._pictures = pictures
        counts = Counter(len(draft.choices) for draft in drafts if len(draft.choices) > 1)
        self._usual = 0
        if counts:
            usual, times = counts.most_common(1)[0]
            self._usual = usual if times >= 4 and times >= 0.7 * counts.total() else 0

    def question(self, draft: Draft, found: Found, place: int) -> ReadQuestion:
        """Return one question; `place` counts from 1."""
        doubts = set(draft.doubts) | found.doubts
        stem, media = self._taken(joined(draft.stem), doubts)
        words = self._words(draft, found, stem, media, doubts)
        self._check(draft, words, found, doubts)
        number = place if draft.number is None else draft.number
        return ReadQuestion(
            words,
            "\n".join(_seen(line) for line in draft.lines),
            f"Câu {number}",
            all_doubts(words, doubts),
        )

    def _words(self, draft: Draft, found: Found, stem: str, media: str, doubts: set[Doubt]) -> Words:
        offered = self._offered(draft, found, doubts)
        why = [*(line.plain for line in draft.why), *([draft.because] if draft.because else [])]
        words = Words(
            kind=Kind.MULTIPLE if len(found.right) > 1 else Kind.SINGLE,
            stem=stem,
            media=media,
            choices=offered,
            explanation=self._text("\n".join(why), doubts),
            source=self._text("\n".join(line.plain for line in draft.source), doubts),
            difficulty=_difficulty(draft.difficulty),
            keeps_order=not draft.is_ours and any(signs.refers_to_others(one.text) for one in offered),
        )
        return noted(words, draft) if says_kind(draft) else noted(_of_kind(words, draft, found), draft)

    def _offered(self, draft: Draft, found: Found, doubts: set[Doubt]) -> tuple[Choice, ...]:
        inks = [part.ink for part in draft.choices]
        if len(inks) > 1 and all(ink.text.endswith(";") for ink in inks[:-1]) and not draft.is_ours:
            inks = [ink.cut(0, len(ink) - 1) for ink in inks[:-1]] + inks[
                -1:
            ]  # signs of a list, not of the choice
        return tuple(self._choice(ink, at in found.right, doubts) for at, ink in enumerate(inks))

    def _choice(self, ink: Ink, is_right: bool, doubts: set[Doubt]) -> Choice:
        text, media = self._taken(ink, doubts)
        return Choice(text, is_right, media)

    def _taken(self, ink: Ink, doubts: set[Doubt]) -> tuple[str, str]:
        """Return the text and the first picture in it; what has no place is doubted."""
        names = [self._pictures[at] for letter in ink.text if (at := picture_at(letter)) is not None]
        if "" in names:
            doubts.add(Doubt.MEDIA_MISSING)
        shown = [name for name in names if name]
        if len(shown) > 1:
            doubts.add(Doubt.NOT_CARRIED)
        return self._text(ink.plain, doubts), shown[0] if shown else ""

    def _text(self, text: str, doubts: set[Doubt]) -> str:
        if FORMULA in text:
            doubts.add(Doubt.NOT_CARRIED)
        return "\n".join(line for line in _seen(text).split("\n") if line)

    def _check(self, draft: Draft, words: Words, found: Found, doubts: set[Doubt]) -> None:
        if words.kind in (Kind.SINGLE, Kind.MULTIPLE):
            self._check_choices(draft, words, doubts)
        elif words.kind is Kind.TRUE_FALSE and found.truth is None and not found.right:
            doubts.add(Doubt.NO_KEY)
        if draft.is_ours and words.kind not in (Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE):
            doubts -= {Doubt.KEY_OUTSIDE, Doubt.SEVERAL_KEYS, Doubt.KEYS_DISAGREE}
        if draft.is_guessed:
            doubts.add(Doubt.WEAK_SIGN)
        if not draft.is_exact and any(_LABEL_INSIDE.search(text) for text in words.texts()):
            doubts.add(Doubt.NUMBER_JUMPS)

    def _check_choices(self, draft: Draft, words: Words, doubts: set[Doubt]) -> None:
        if draft.is_exact:
            return
        letters = "".join(part.letter for part in draft.choices)
        if letters != LETTERS[: len(letters)] or (self._usual and len(letters) not in (self._usual, 0)):
            doubts.add(Doubt.NUMBER_JUMPS)
        if (
            len({part.form for part in draft.choices}) > 1
            or len({part.is_tight for part in draft.choices}) > 1
        ):
            doubts.add(Doubt.NUMBER_JUMPS)
        everything = " ".join(words.texts())
        for part in draft.choices:  # «C. Mác» without a letter of its own, while others speak of «C. Mác»
            name = f"{part.letter}. {part.ink.text.split(' ')[0]}"
            if len(name) > 4 and name in everything:
                doubts.add(Doubt.NUMBER_JUMPS)
        for at, choice in enumerate(words.choices):
            following = LETTERS[min(at + 1, len(LETTERS) - 1)]
            if re.search(rf"\s\(?(?:{following}[.):]|[B-J]\s?[.):/\-]\s)", choice.text, re.IGNORECASE):
                doubts.add(Doubt.NUMBER_JUMPS)


def _of_kind(words: Words, draft: Draft, found: Found) -> Words:
    """The same words as what they are: a statement that is true or false, a short answer, a choice."""
    texts = [signs.same_text(choice.text) for choice in words.choices]
    if sorted(texts) == ["sai", "đúng"]:
        is_true = bool(found.right) and texts[found.right[0]] == "đúng"
        mark = signs.statement_mark(words.stem)
        stem = words.stem[: mark[1]].rstrip() if mark is not None and mark[0] == is_true else words.stem
        return replace(words, kind=Kind.TRUE_FALSE, stem=stem, choices=(), is_true=is_true, keeps_order=False)
    if words.choices:
        return words
    if found.truth is not None:
        return replace(words, kind=Kind.TRUE_FALSE, is_true=found.truth)
    if found.answers:
        return replace(words, kind=Kind.SHORT, answers=found.answers)
    if not draft.said and (mark := signs.statement_mark(words.stem)) is not None:
        found.truth = mark[0]
        return replace(words, kind=Kind.TRUE_FALSE, is_true=mark[0], stem=words.stem[: mark[1]].rstrip())
    return words


def _seen(text: str) -> str:
    """A text without the letters that stand for pictures and equations."""
    return "\n".join(
        " ".join(
            "".join(letter for letter in line if letter != FORMULA and picture_at(letter) is None).split()
        )
        for line in text.split("\n")
    )


def _difficulty(text: str) -> Difficulty:
    plain = fold(text)
    return next((level for level, sign in _HARD if sign.match(plain)), Difficulty.MEDIUM)
