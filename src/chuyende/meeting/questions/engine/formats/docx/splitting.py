"""Third stage: one line into the parts that stand in it: a stem, several choices, a key at its end."""

from . import signs
from .drafts import Part
from .ink import Ink
from .signs import LETTERS, Lettered

_GAP = ("\t", "  ")
_MOST_TRIES = 20  # so many «A.» in one line are no choices


def choices_in(ink: Ink, before_letter: str = "") -> tuple[Ink, list[Part]]:
    """Return what stands before the first choice of a line, and its choices.

    A letter opens a choice where it follows the one before it («A. C. Mác B. Lênin» has two choices) and is written in
    the same way. `before_letter`: the next line begins with that letter, so it cannot open a choice in this one.
    """
    first = signs.lettered(ink.text)
    if first is None:
        start = _first_choice(ink.text)
        if start is None:
            return ink, []
        first = signs.lettered(ink.text, start)
        assert first is not None
        head = ink.cut(0, start)
    else:
        start, head = 0, Ink()
    labels = [first]
    while (following := _next_label(ink.text, labels[-1], before_letter)) is not None:
        labels.append(following)
    if head and len(labels) < 2:
        return ink, []
    starts = [start, *(_opening(ink.text, label) for label in labels[1:])]
    ends = [*starts[1:], len(ink)]
    return head, [
        Part(
            ink.cut(label.end, end),
            label.letter,
            label.form,
            ink.looks[label.start],
            label.mark,
            ink.text[begin:end].strip(),
            is_tight=label.end < len(ink) and not ink.text[label.end - 1].isspace(),
        )
        for label, begin, end in zip(labels, starts, ends, strict=True)
    ]


def _opening(text: str, label: Lettered) -> int:
    """Where a choice begins, with the bracket or the mark before its letter."""
    at = label.start
    while at and not text[at - 1].isspace():
        at -= 1
    if label.mark and text[:at].rstrip().endswith(label.mark):
        at = text[:at].rstrip().rfind(label.mark)
    return at


def _first_choice(text: str) -> int | None:
    """Where the first «A.» stands inside a line, followed by a «B.» of the same form."""
    tries = 0
    for at in range(1, len(text) - 1):
        if text[at - 1].isspace() and not text[at].isspace():
            label = signs.lettered(text, at)
            if label is not None and label.letter == "A":
                if _next_label(text, label, "") is not None:
                    return at
                tries += 1
        if tries > _MOST_TRIES:
            break
    return None


def _next_label(text: str, last: Lettered, before_letter: str) -> Lettered | None:
    place = LETTERS.find(last.letter) + 1
    if not place or place >= len(LETTERS) or LETTERS[place] == before_letter:
        return None
    for at in range(last.end, len(text)):
        if text[at].isspace() or not (at == 0 or text[at - 1].isspace()):
            continue
        label = signs.lettered(text, at)
        if label is None or label.letter != LETTERS[place] or not _same_form(label, last, text, at):
            continue
        if not label.mark or _width(text, label.start) <= _width(text, at):
            return label
    return None


def _width(text: str, at: int) -> int:
    """How wide the space before a place is; a tab is wider than any row of spaces."""
    gap = text[:at][len(text[:at].rstrip()) :]
    return len(gap) + 100 * gap.count("\t")


def _same_form(label: Lettered, last: Lettered, text: str, at: int) -> bool:
    if label.form == last.form:
        return True
    # «A.» then «B)»: only where a wide gap stands before it
    return label.form[0] == last.form[0] and text[:at].endswith(_GAP)
