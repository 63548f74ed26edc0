"""Files of combined habits, the same for the same seed. The habits are those of officials, not those of a reader."""

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from . import word
from .asked import Asked
from .ends import ENDS, answers_at_end
from .expected import File
from .layouts import LAYOUTS
from .other_kinds import LONG, SEVERAL, SHORT, STATEMENTS
from .stock import SINGLE
from .typist import Writer

LABELS = (
    "Câu {n}.",
    "Câu {n}:",
    "Câu hỏi {n}:",
    "Câu hỏi {n}.",
    "{n}.",
    "{n})",
    "Bài {n}.",
    "CÂU {n}:",
    "Câu {n:02d}.",
    "Câu {n}/",
    "Câu {n}: |",
    "auto Câu %1.",
    "auto %1.",
    "auto %1)",
)
LETTERS = (
    "A.",
    "A)",
    "a.",
    "a)",
    "A-",
    "(A)",
    "A:",
    "a/",
    "auto A.",
    "auto a)",
    "auto multilevel",
    "bullet",
    "dash",
)
LOOKS = {
    "bold": word.BOLD, "red": word.RED, "blue": word.BLUE, "underline": word.UNDERLINE, "highlight": word.HIGHLIGHT,
    "shading": word.SHADING, "red bold": word.BOLD + word.RED, "letter bold": word.BOLD, "letter red": word.RED,
    "letter underline": word.UNDERLINE,
}  # fmt: skip
MARKS = ("* before", "* after", "✓ after", "(đúng)", "x before", "★ after", "√ after")
SAID = (
    "Đáp án: {L}",
    "Đáp án: {L}.",
    "Đ/A: {L}",
    "ĐA {L}",
    "Chọn {L}",
    "=> {L}",
    "Đáp án đúng là {L}",
    "Đáp án {L}",
    "Trả lời: {L}",
    "ĐÁP ÁN: {L}",
    "(Đáp án: {L})",
    "→ Đáp án đúng: {L}",
    "Đáp án: {L}. {text}",
    "Chọn đáp án {L}",
)
WHYS = (
    "",
    "",
    "Giải thích: {why}",
    "Lời giải: {why}",
    "Căn cứ: {source}",
    "Nguồn: {source}",
    "Trích: {source}",
    "both",
)
NOISES = (
    "",
    "header",
    "parts",
    "roman parts",
    "pages",
    "skips",
    "repeats",
    "NFD",
    "NBSP",
    "full width",
    "Cyrillic",
    "tracked",
    "text boxes",
    "pictures",
    "pictures in choices",
    "equations",
    "all bold",
    "all blue",
    "bold stems",
    "blank lines",
    "broken runs",
    "long",
    "several",
    "statements",
    "double spaces",
    "hint",
    "restarts",
    "short",
    "emphasis",
    "statement marks",
)


@dataclass(frozen=True)
class Habit:
    label: str
    letter: str
    layout: str
    sign: str
    why: str
    noises: frozenset[str]

    def __str__(self) -> str:
        return " | ".join(
            [
                self.label,
                self.letter,
                self.layout,
                self.sign,
                self.why or "-",
                "+".join(sorted(self.noises)) or "-",
            ]
        )


def files(seed: int, count: int = 60) -> list[File]:
    """Return `count` files: every value of every habit comes up before any comes up again."""
    chance = random.Random(seed)
    decks = [
        _deck(chance, pool) for pool in (LABELS, LETTERS, tuple(LAYOUTS), _signs(), WHYS, NOISES, NOISES)
    ]
    built = []
    for number in range(count):
        label, letter, layout, sign, why, first, second = (next(deck) for deck in decks)
        habit = _possible(Habit(label, letter, layout, sign, why, frozenset({first, second} - {""})))
        built.append(_file(f"seed{seed}-{number:02d}", habit, chance))
    return built


def _deck(chance: random.Random, pool: tuple[str, ...]):  # type: ignore[no-untyped-def]  # an endless generator
    while True:
        cards = list(pool)
        chance.shuffle(cards)
        yield from cards


def _signs() -> tuple[str, ...]:
    return (
        *(f"look {name}" for name in LOOKS),
        *(f"mark {name}" for name in MARKS),
        *(f"said {way}" for way in SAID),
        *(f"end {way}" for way in ENDS),
        "none",
    )


#: what cannot stand in a table with named columns
_NOT_IN_COLUMNS = frozenset(
    {
        "skips",
        "repeats",
        "parts",
        "roman parts",
        "restarts",
        "pages",
        "text boxes",
        "hint",
        "short",
        "statements",
    }
    | {"statement marks", "tracked", "bold stems", "pictures in choices", "blank lines"}
)
_WITHOUT_LETTERS = ("bullet", "dash")
_OTHER_KINDS = frozenset({"statements", "short", "statement marks"})


def _possible(habit: Habit) -> Habit:
    """Return the habit without what nobody could do together."""
    for mend in (_in_columns, _with_letters, _with_noises, _with_other_kinds):
        habit = mend(habit)
    return habit


def _in_columns(habit: Habit) -> Habit:
    if not habit.layout.startswith("columns"):
        return habit
    sign = "look red" if habit.sign.startswith(("said", "mark x", "mark *")) else habit.sign
    sign = "column" if habit.layout == "columns key" else sign
    return replace(habit, label="{n}.", letter="A.", sign=sign, noises=habit.noises - _NOT_IN_COLUMNS)


def _with_letters(habit: Habit) -> Habit:
    letter, sign = habit.letter, habit.sign
    if habit.layout != "lines" and letter.startswith(("auto", *_WITHOUT_LETTERS)):
        letter = "A."
    if letter in _WITHOUT_LETTERS and sign.startswith(("said", "end", "look letter", "mark x", "mark *")):
        sign = "look bold"
    if letter.startswith("auto") and sign.startswith(("mark x", "mark * before")):
        sign = "mark ✓ after"
    label = "auto Câu %1." if letter == "auto multilevel" else habit.label
    return replace(habit, label=label, letter=letter, sign=sign)


def _with_noises(habit: Habit) -> Habit:
    noises, sign = set(habit.noises), habit.sign
    if "{n}" not in habit.label or habit.layout != "lines":
        noises -= {"skips", "repeats", "Cyrillic", "full width"}
    if habit.label in ("{n}.", "{n})") and habit.letter.startswith("auto"):
        noises -= {"skips"}
    if ("all bold" in noises and "bold" in sign) or ("all blue" in noises and sign == "look blue"):
        sign = "look red"
    if "emphasis" in noises and sign.startswith("look") and "bold" in sign:
        sign = "look highlight"
    return replace(habit, sign=sign, noises=frozenset(noises))


def _with_other_kinds(habit: Habit) -> Habit:
    letter, sign, noises = habit.letter, habit.sign, habit.noises
    if noises & {"repeats", "skips", "restarts"} and sign.startswith("end"):
        sign = "said Đáp án: {L}"
    if "several" in noises and sign.startswith(("end auto", "end line", "said Đáp án: {L}. {text}")):
        sign = "said Đáp án: {L}"
    if noises & _OTHER_KINDS:
        sign = sign if sign.startswith("said Đáp án: {L}") else "said Đáp án: {L}"
        letter = "A)" if letter in _WITHOUT_LETTERS else letter
    return replace(habit, letter=letter, sign=sign)


def _questions(habit: Habit, chance: random.Random) -> list[Asked]:
    chosen: list[Asked] = chance.sample(SINGLE, chance.randint(8, 14))
    if habit.letter in ("bullet", "dash", "a.", "a)", "a/", "auto a)"):
        chosen = [one for one in chosen if "A, B" not in "".join(one.choices)]
    extra: list[Asked] = []
    if "long" in habit.noises:
        extra += LONG
    if "several" in habit.noises:
        extra += SEVERAL
    if "statements" in habit.noises or "statement marks" in habit.noises:
        extra += chance.sample(STATEMENTS, 4)
    if "short" in habit.noises:
        extra += SHORT
    for one in extra:
        chosen.insert(chance.randint(1, len(chosen)), one)
    return chosen


def _file(name: str, habit: Habit, chance: random.Random) -> File:
    paper = word.Paper()
    asked = _questions(habit, chance)
    writer = Writer(
        paper,
        habit,
        chance,
        _spelling(habit),
        LOOKS.get(habit.sign.removeprefix("look "), "") if habit.sign.startswith("look") else "",
    )
    if "header" in habit.noises:
        writer.school_header()
    keys = LAYOUTS[habit.layout](writer, asked)
    if habit.sign.startswith("end"):
        answers_at_end(writer, habit.sign.removeprefix("end "), asked)
    if habit.sign == "none":
        keys = [told | {"right": [], "is_true": False, "kind": "single"} for told in keys]
    return File(f"{name}.docx", paper.bytes(), str(habit), tuple(keys))


def _spelling(habit: Habit) -> Callable[[str], str]:
    def spelt(text: str) -> str:
        if "NFD" in habit.noises:
            text = unicodedata.normalize("NFD", text)
        if "NBSP" in habit.noises:
            text = text.replace(" ", "\u00a0")
        if "double spaces" in habit.noises:
            text = text.replace(" ", "  ", 2)
        return text

    return spelt
