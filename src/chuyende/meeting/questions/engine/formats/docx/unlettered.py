"""Choices without letters: dashes, dots, boxes, digits, cells, or bare lines of which one looks different."""

from ..reading import Doubt
from . import signs
from .drafts import Draft, Part
from .ink import Ink
from .looks import SIGNS, Look
from .signs import LETTERS


def find_choices(draft: Draft) -> None:
    """Turn the last lines of a stem into choices, where the question has none and they show what they are."""
    if draft.choices or draft.truth is not None or len(draft.stem) < 3:
        return
    start = _bulleted(draft) or _numbered(draft) or _in_cells(draft)
    if start is None:
        start = _one_is_different(draft)
        draft.is_guessed = start is not None
    elif len(set(draft.grids)) == 1 and draft.grids[0]:  # stem and choices are cells of one table
        draft.is_guessed = signs.bullet(draft.stem[-1].text) is None
    if start is None:
        return
    lines, draft.stem = draft.stem[start:], draft.stem[:start]
    if any(signs.bullet(line.text) is not None for line in draft.stem[1:]):
        draft.doubts.add(Doubt.NUMBER_JUMPS)
    draft.choices = [_part(line, LETTERS[min(at, len(LETTERS) - 1)]) for at, line in enumerate(lines)]
    letters = [signs.lettered(part.ink.text) for part in draft.choices]
    if all(
        found is not None and found.letter == part.letter
        for found, part in zip(letters, draft.choices, strict=True)
    ):
        for found, part in zip(letters, draft.choices, strict=True):  # a dot, and «A.» typed behind it
            part.ink = part.ink.cut(found.end) if found is not None else part.ink
    _compare_boxes(draft)


def _part(line: Ink, letter: str) -> Part:
    if (found := signs.bullet(line.text)) is not None:
        return Part(line.cut(found[1]), letter, form=found[0], mark=found[0], label_look=line.looks[0])
    label = signs.numbered(line.text)
    if label is not None:
        return Part(line.cut(label.end), letter, form="1", label_look=line.looks[0])
    return Part(line, letter)


def _compare_boxes(draft: Draft) -> None:
    """A dot or a box marks a choice only where the others bear another."""
    forms = {part.mark for part in draft.choices}
    for part in draft.choices:
        is_ticked = part.mark in signs.TICKED and bool(forms & signs.OPEN_BOXES)
        is_starred = part.mark in ("*", "+", "x", "✓", "✔") and bool(forms - {part.mark})
        part.mark = part.mark if is_ticked or is_starred else ""
        if not part.mark and (end := signs.mark_after(part.ink.text)) is not None:
            part.ink, part.mark = part.ink.cut(0, end), "x"


def _bulleted(draft: Draft) -> int | None:
    return _from_end(draft, [signs.bullet(line.text) is not None for line in draft.stem])


def _numbered(draft: Draft) -> int | None:
    numbers = [label.number if (label := signs.numbered(line.text)) else 0 for line in draft.stem]
    start = len(numbers)
    while (
        start > 1
        and numbers[start - 1]
        and (start == len(numbers) or numbers[start - 1] == numbers[start] - 1)
    ):
        start -= 1
    return start if len(numbers) - start >= 2 and numbers[start] == 1 else None


def _in_cells(draft: Draft) -> int | None:
    last = draft.grids[-1] if len(draft.grids) == len(draft.stem) else 0
    return _from_end(draft, [bool(last) and grid == last for grid in draft.grids]) if last else None


def _from_end(draft: Draft, fits: list[bool]) -> int | None:
    start = len(fits)
    while start > 1 and fits[start - 1]:
        start -= 1
    return start if len(fits) - start >= 2 else None


def _one_is_different(draft: Draft) -> int | None:
    """The lines below the first, if one of them alone bears a sign, or is said to be the key."""
    lines = draft.stem[1:]
    looks = [common(line) for line in lines]
    for sign in SIGNS:
        if sum(bool(look is not None and getattr(look, sign)) for look in looks) == 1:
            return 1
    said = {signs.same_text(text) for text in draft.said}
    return 1 if said & {signs.same_text(line.text) for line in lines} else None


def common(ink: Ink) -> Look | None:
    """Return the look that nearly all letters share, sign by sign; None where there are no letters."""
    seen = ink.seen()
    if not seen:
        return None
    if len(set(seen)) == 1:
        return seen[0]
    most = {}
    for sign in SIGNS:
        values = [getattr(look, sign) for look in seen]
        top = max(set(values), key=values.count)
        most[sign] = top if values.count(top) >= 0.8 * len(values) else type(top)()
    return Look(**most)
