"""Several texts in one square: «a | b»; a stroke within a text is written twice. In the square of a gap that is
chosen, the right ones begin with a star; before a star or a backslash that begins a text stands a backslash."""

import re
from collections.abc import Iterable
from typing import Final

from ...words import Gap

_STROKE: Final = "|"
_RIGHT: Final = "*"
_PIECE = re.compile(r"\|\||\|")


def parts_of(said: str, *, keep_empty: bool = False) -> tuple[str, ...]:
    """Return the texts of a square; without a stroke, each line is one."""
    parts = [""]
    end = 0
    for match in _PIECE.finditer(said):
        parts[-1] += said[end : match.start()]
        end = match.end()
        if match[0] == _STROKE:
            parts.append("")
        else:
            parts[-1] += _STROKE
    parts[-1] += said[end:]
    if _STROKE not in said and not keep_empty:
        parts = said.split("\n")
    return tuple(part for one in parts if (part := one.strip()) or keep_empty)


def joined(texts: Iterable[str]) -> str:
    """Return texts for one square; the inverse of `parts_of`."""
    row = list(texts)
    said = f" {_STROKE} ".join(text.replace(_STROKE, _STROKE * 2) for text in row)
    # one text that reads like several
    return f"{said} {_STROKE}" if len(row) == 1 and re.search(r"[;\n|]", said) else said


def gap_of(said: str) -> Gap:
    """Return the gap of a square."""
    parts = parts_of(said)
    rights = [part for part in parts if part.startswith(_RIGHT)]
    if not rights:
        return Gap(tuple(_plain(part) for part in parts))
    return Gap(tuple(_plain(part) for part in rights), tuple(_plain(part) for part in parts))


def gap_text(gap: Gap) -> str:
    """Return the square of a gap; the inverse of `gap_of`."""
    if not gap.choices:
        return joined(_escaped(text) for text in gap.answers)
    return joined((_RIGHT if text in gap.answers else "") + _escaped(text) for text in gap.choices)


def _plain(part: str) -> str:
    return re.sub(r"^\\(?=[*\\])", "", part.removeprefix(_RIGHT))


def _escaped(text: str) -> str:
    return "\\" + text if text.startswith((_RIGHT, "\\")) else text
