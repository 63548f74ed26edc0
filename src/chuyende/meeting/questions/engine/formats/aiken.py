"""Aiken: a stem, choices behind their letters, and «ANSWER: B». Nothing but single choice is known to it."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from chuyende.foundation.core.vietnamese import fold

from ..words import Choice, Kind, Words
from .carrying import add, all_doubts, is_without_media
from .decoding import text_of
from .markup import has_formula, is_html
from .reading import Doubt, Format, Progress, Reading, ReadQuestion, Trouble, Unreadable, silent

_CHOICE = re.compile(r"([A-Za-z]) ?[.)](\s*)(.*)")
#: of the folded line
_ANSWER = re.compile(
    r"(?:(?:answers?|dap an(?: dung)?(?: la)?|tra loi|key) ?[:：]|dap an(?: dung)?(?: la)?(?= [a-z][.]?$)) ?(.*)"
)
#: «Đ» is no letter of a choice, though it folds into one
_NO_LETTER = re.compile(r"[Đđ]\W*$")
_FIRST_LETTER = re.compile(r"\(?([a-z])(?:[.)](.*))?", re.DOTALL)
_MANY_LETTERS = re.compile(r"[a-z](?:(?: ?[,;&/+] ?| va | and | )[a-z])+[.)]?")
#: of one question
_MOST_LINES = 1000


def read(data: bytes, progress: Progress = silent) -> Reading:
    """Return the questions of an Aiken file. Letters may be small, and the key may say «Đáp án:».

    Raises `Unreadable`: BROKEN where no line names an answer.
    """
    reading = Reading()
    draft = _Draft()
    has_answers = False
    for line in text_of(data).split("\n"):
        value = _answer(line)
        if value is not None and (draft.choices or _FIRST_LETTER.fullmatch(value)):
            has_answers = True
            draft = _answered(reading, draft, line, value, progress)
        elif draft.is_left(line):
            add(reading, _finished(draft, "", len(reading.questions)), progress)
            draft = _Draft()
            draft.take(line)
        else:
            draft.take(line)
    if not has_answers:
        raise Unreadable(Trouble.BROKEN)
    if draft.choices:
        add(reading, _finished(draft, "", len(reading.questions)), progress)
    elif draft.has_text:
        _doubt_last(reading, Doubt.STRAY_TEXT)
    if not reading.questions:
        raise Unreadable(Trouble.EMPTY)
    progress(len(reading.questions))
    return reading


def write(questions: Iterable[Words], media: Mapping[str, bytes]) -> bytes:
    """Return an Aiken file of single choices: stem, choices and key; nothing else has a place in it."""
    return "\n".join(_written(words) for words in questions).encode()


@dataclass
class _Draft:
    """The lines of a question whose answer has not come yet."""

    stem: list[str] = field(default_factory=list)
    choices: list[tuple[str, list[str]]] = field(default_factory=list)  # letter, lines
    lines: list[str] = field(default_factory=list)
    doubts: set[Doubt] = field(default_factory=set)
    is_after_blank: bool = False

    @property
    def has_text(self) -> bool:
        return bool(self.stem or self.choices)

    def is_left(self, line: str) -> bool:
        """Whether `line` begins another question although this one had no answer."""
        return bool(self.choices) and self.is_after_blank and bool(line.strip()) and not self._choice(line)

    def take(self, line: str) -> None:
        line = line.strip()
        if not line:
            self.is_after_blank = self.has_text
            return
        self.lines.append(line)
        if len(self.lines) > _MOST_LINES:
            raise Unreadable(Trouble.BROKEN)
        if choice := self._choice(line):
            self._add(*choice)
        elif self.choices:
            self.choices[-1][1].append(line)
            self.doubts.add(Doubt.STRAY_TEXT)
        else:
            if self.stem and self.is_after_blank:
                self.doubts.add(Doubt.STRAY_TEXT)
            self.stem.append(line)
        self.is_after_blank = False

    def _choice(self, line: str) -> tuple[str, str] | None:
        match = _CHOICE.fullmatch(line.strip())
        if match is None:
            return None
        letter, is_next = match[1].upper(), match[1].upper() == self._next
        is_usual = match[1].isupper() and bool(match[2] or not match[3])
        return (letter, match[3].strip()) if is_next or is_usual or (letter == "A" and self.choices) else None

    @property
    def _next(self) -> str:
        return chr(ord(self.choices[-1][0]) + 1) if self.choices else "A"

    def _add(self, letter: str, text: str) -> None:
        if letter != self._next:
            self.doubts.add(Doubt.NUMBER_JUMPS)
            if letter == "A":  # what looked like choices belonged to the stem
                self.stem = self.lines[:-1]
                self.choices = []
        self.choices.append((letter, [text]))


def _answer(line: str) -> str | None:
    """Return what a line says after «ANSWER:», folded; None: it is no such line."""
    found = _ANSWER.fullmatch(fold(line)) if line.strip() else None
    if found is None:
        return None
    return "" if _NO_LETTER.search(line) else found[1].strip()


def _answered(reading: Reading, draft: _Draft, line: str, value: str, progress: Progress) -> _Draft:
    """Add the question that the answer `value` ends, and return the next draft."""
    if not draft.has_text:
        _doubt_last(reading, Doubt.KEYS_DISAGREE)
        return draft
    draft.lines.append(line.strip())
    add(reading, _finished(draft, value, len(reading.questions)), progress)
    return _Draft()


def _doubt_last(reading: Reading, doubt: Doubt) -> None:
    if reading.questions:
        last = reading.questions[-1]
        doubts = all_doubts(last.words, {*last.doubts, doubt})
        reading.questions[-1] = ReadQuestion(last.words, last.original, last.place, doubts)


def _finished(draft: _Draft, value: str, index: int) -> ReadQuestion:
    choices = [(letter, " ".join(lines).strip()) for letter, lines in draft.choices]
    keys, doubts = _keys(value, choices)
    letters = [letter for letter, _text in choices]
    if not keys:
        doubts.add(Doubt.NO_KEY)
    if not keys <= set(letters):
        doubts.add(Doubt.KEY_OUTSIDE)
    if len(keys) > 1:
        doubts.add(Doubt.SEVERAL_KEYS)
    words = Words(
        kind=Kind.MULTIPLE if len(keys) > 1 else Kind.SINGLE,
        stem="\n".join(draft.stem),
        choices=tuple(Choice(text, letter in keys) for letter, text in choices),
    )
    if any(has_formula(text) or is_html(text) for text in words.texts()):
        doubts.add(Doubt.NOT_CARRIED)
    return ReadQuestion(
        words, "\n".join(draft.lines), f"#{index + 1}", all_doubts(words, draft.doubts | doubts)
    )


def _keys(value: str, choices: list[tuple[str, str]]) -> tuple[set[str], set[Doubt]]:
    """Return the letters that a folded answer names: «b», «a, c», «b. ha noi», «ac»."""
    letters = [letter for letter, _text in choices]
    if first := _FIRST_LETTER.fullmatch(value):
        letter, said = first[1].upper(), (first[2] or "").strip(" .)")
        texts = [fold(text).strip(" .") for own, text in choices if own == letter]
        return {letter}, {Doubt.WEAK_SIGN} if said and said not in texts else set()
    if _MANY_LETTERS.fullmatch(value):
        return {letter.upper() for letter in re.findall(r"\b[a-z]\b", value)}, set()
    joined = value.upper()
    if 1 < len(joined) <= len(letters) and set(joined) <= set(letters):
        return set(joined), {Doubt.WEAK_SIGN}
    named = [own for own, text in choices if value and fold(text).strip(" .") == value.strip(" .")]
    return set(named[:1]), {Doubt.WEAK_SIGN} if named else set()


def _written(words: Words) -> str:
    lines = [" ".join(line.split()) for line in words.stem.split("\n")]
    lines = [line for line in lines if line]
    if any(map(_is_sign, lines[1:])):
        lines = [" ".join(lines)]
    if lines and _is_sign(lines[0]):
        lines[0] = f"– {lines[0]}"  # else it would be read as a choice or a key
    for index, choice in enumerate(words.choices):
        lines.append(f"{_letter(index)}. {' '.join(choice.text.split())}")
    lines.append(f"ANSWER: {_letter(words.keys[0]) if words.keys else ''}")
    return "\n".join(unicodedata.normalize("NFC", line) for line in lines) + "\n"


def _is_sign(line: str) -> bool:
    return bool(_CHOICE.fullmatch(line) or _ANSWER.fullmatch(fold(line)))


def _letter(index: int) -> str:
    return chr(ord("A") + index)


FORMAT = Format("aiken", "txt", frozenset({Kind.SINGLE}), read, write, is_without_media)
