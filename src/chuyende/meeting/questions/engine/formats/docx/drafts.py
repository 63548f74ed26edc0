"""A question on its way, and what was found about it."""

from dataclasses import dataclass, field

from ..reading import Doubt
from . import signs
from .blocks import picture_at
from .ink import Ink, joined
from .looks import Look
from .signs import LETTERS, Role

_FEWEST_LINES = 2  # of a stem with two choices without letters, less one


@dataclass
class Part:
    """A choice on its way: its text, the letter that was written, how that letter looks, the mark it bears."""

    ink: Ink
    letter: str
    form: str = ""
    label_look: Look | None = None
    mark: str = ""
    original: str = ""
    is_tight: bool | None = None  # no space after the letter


@dataclass
class Draft:
    """A question on its way. `said`: keys beside it; `listed`: keys of the list at the end; `is_exact`: its parts are
    known by their styles or columns, not guessed."""

    number: int | None
    stem: list[Ink]
    choices: list[Part] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    why: list[Ink] = field(default_factory=list)
    source: list[Ink] = field(default_factory=list)
    difficulty: str = ""
    notes: list[str] = field(default_factory=list)
    tail: list[Ink] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    doubts: set[Doubt] = field(default_factory=set)
    grids: list[int] = field(default_factory=list)
    truth: tuple[Ink, Ink] | None = None
    is_exact: bool = False
    is_ours: bool = False  # as the writer writes it
    is_guessed: bool = False
    because: str = ""  # what followed the letter of the key
    last: Role = Role.QUESTION

    @property
    def is_complete(self) -> bool:
        return bool(self.choices or self.said or self.truth)

    @property
    def may_close(self) -> bool:
        """Whether an explanation may follow: there are choices (with letters or without), a key, or «(Đ)»."""
        return (
            self.is_complete
            or len(self.stem) > _FEWEST_LINES
            or bool(self.stem and signs.statement_mark(self.stem[-1].text))
        )

    @property
    def has_bullets(self) -> bool:
        """Whether the stem ends with choices that have dots or dashes for letters."""
        last = self.stem[-_FEWEST_LINES:]
        return len(self.stem) > _FEWEST_LINES and all(signs.bullet(line.text) is not None for line in last)

    @property
    def next_letter(self) -> str:
        """The letter that the next choice should have."""
        return LETTERS[min(len(self.choices), len(LETTERS) - 1)]

    def is_next_choice(self, text: str) -> bool:
        """Whether a line that could say a key is the next choice («A. Đúng»)."""
        label = signs.lettered(text)
        return label is not None and label.letter == self.next_letter

    def take_tail(self) -> None:
        """Take the text after the last choice into it, with a doubt."""
        tail, self.tail = self.tail, []
        if not tail:
            return
        if self.choices and self.last is Role.CHOICE:
            self.choices[-1].ink = joined([self.choices[-1].ink, *tail])
        self.doubts.add(Doubt.STRAY_TEXT)


@dataclass
class KeyList:
    """A list of keys, and how many questions stood before it."""

    pairs: list[tuple[int, str]]
    after: int


def marked(part: Part) -> Part:
    """Take a mark at the end of a choice off its text."""
    if (end := signs.mark_after(part.ink.text)) is not None:
        shown = [at for at in range(end, len(part.ink)) if picture_at(part.ink.text[at]) is not None]
        part.mark = part.mark or "x"
        part.ink = sum((part.ink.cut(at, at + 1) for at in shown), part.ink.cut(0, end))
    elif part.ink.text[:1] in signs.TICKED | signs.OPEN_BOXES | {"*"}:
        part.mark = part.mark or (part.ink.text[0] if part.ink.text[0] not in signs.OPEN_BOXES else "")
        part.ink = part.ink.cut(1)
    return part
