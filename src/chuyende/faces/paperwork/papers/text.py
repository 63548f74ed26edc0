"""Text as an official types it, as paragraphs and points of a paper."""

import re
from collections.abc import Iterator

from chuyende.faces.paperwork.engine.paper import Block, Item, Marker, Paragraph, Run, Runs, runs

_POINTS: tuple[tuple[Marker, re.Pattern[str], str], ...] = (
    ("dash", re.compile(r"[-–—•]\s+(?=\S)"), ""),
    ("plus", re.compile(r"\+\s+(?=\S)"), ""),
    ("number", re.compile(r"(\d{1,2})[.)]\s+(?=\S)"), "{}. "),
    ("letter", re.compile(r"([a-zđ])\)\s+(?=\S)"), "{}) "),
)
_LONGEST_NAME = 160


def blocks_of(text: str, *, numbered: bool = False, named: bool = False) -> Iterator[Block]:
    """One block a line. `numbered`: plain lines become numbered points; `named`: who speaks stands in bold."""
    for line in (line.strip() for line in text.splitlines()):
        if not line:
            continue
        for kind, pattern, marker in _POINTS:
            if found := pattern.match(line):
                words = _words(line[found.end() :], named and kind == "number")
                yield Item(words, kind, marker.format(*found.groups()) if marker else "")
                break
        else:
            yield Item(runs(line), "number") if numbered else Paragraph(runs(line))


def _words(text: str, named: bool) -> Runs:
    name, colon, rest = text.partition(":")
    if named and colon and len(name) <= _LONGEST_NAME:
        return runs(Run(name + colon, bold=True), rest)
    return runs(text)
