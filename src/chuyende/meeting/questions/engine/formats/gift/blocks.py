"""A GIFT file cut into questions: comments, categories, titles, and what stands before, in and after the braces."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from ..carrying import category_tag
from ..reading import Doubt
from .escapes import hide, raw, show

_CATEGORY = re.compile(r"\$CATEGORY:(.*)", re.IGNORECASE)
_TAG = re.compile(r"\[tag:((?:\\\]|[^\]]){1,300})\]")
_COMMENTED_FEEDBACK = re.compile(r"// ?####(.+)")
_TITLE = re.compile(r"::(.*?)::", re.DOTALL)


@dataclass(frozen=True)
class Block:
    """One question as it stands: everything between is still escaped (`hide`). `inside` is None without braces."""

    original: str
    title: str
    before: str
    inside: str | None
    after: str
    tags: tuple[str, ...]
    feedback: str
    doubts: frozenset[Doubt] = frozenset()
    is_broken: bool = False


@dataclass
class _Lines:
    """Lines that belong together, and the comments above them."""

    lines: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    depth: int = 0

    def take(self, line: str) -> None:
        self.lines.append(line)
        for brace in re.findall(r"[{}]", line):
            self.depth = 1 if brace == "{" else 0


def blocks(text: str) -> Iterator[Block]:
    """Yield the questions of a file in their order; a category becomes a tag of what follows it."""
    category = ""
    current = _Lines()
    lines = [hide(line.strip()) for line in text.split("\n")]
    closing = _closing(lines)
    for number, line in enumerate(lines):
        found = _CATEGORY.fullmatch(line)
        if line.startswith("//"):
            current.comments.append(line)
        elif not line and not (current.depth and closing[number]):
            yield from _of(current, category)
            current = _Lines()
        elif found and not current.lines:
            category = category_tag(show(found[1]).strip())
            current = _Lines()
        else:
            current.take(line)
    yield from _of(current, category)


def _closing(lines: list[str]) -> list[bool]:
    """Return for each line whether the next brace from there on closes, in the block of lines that comes next."""
    answers = [False] * len(lines)
    next_closes = False
    for number in range(len(lines) - 1, -1, -1):
        answers[number] = next_closes
        line = "" if lines[number].startswith("//") else lines[number]
        if brace := re.search(r"[{}]", line):
            next_closes = brace[0] == "}"
        elif line.startswith("::"):
            next_closes = False
    return answers


def _of(current: _Lines, category: str) -> Iterator[Block]:
    text = "\n".join(current.lines).strip()
    if not text:
        return
    comments = raw("\n".join(current.comments))
    found = [tag.replace(r"\]", "]").strip() for tag in _TAG.findall(comments)]
    tags = tuple(tag for tag in (*found, category) if tag)
    feedback = _COMMENTED_FEEDBACK.search("\n".join(current.comments))
    pieces = _pieces(text)
    for index, (piece, doubts, is_broken) in enumerate(pieces):
        original = "\n".join([*([comments] if comments and not index else []), raw(piece)])
        yield _block(piece, original, tags, feedback[1] if feedback else "", doubts, is_broken)


def _pieces(text: str) -> list[tuple[str, frozenset[Doubt], bool]]:
    """Return the questions that stand in lines without an empty line between them: usually one.

    Where a second pair of braces follows on the line of the first, nobody can tell what is meant: broken.
    """
    cuts = [0]
    doubts: set[Doubt] = set()
    groups = [(match.start(), match.end()) for match in re.finditer(r"\{[^{}]*\}", text)]
    is_broken = len(groups) * 2 != sum(text.count(brace) for brace in "{}")
    for (_start, end), (start, _end) in pairwise(groups):
        between = text[end:start]
        line = between.find("\n")
        if line < 0 or between[:line].strip(" \t.,;:!?"):
            is_broken = True
            continue
        if not between[line:].strip().startswith("::"):
            doubts.add(Doubt.NUMBER_JUMPS)
        cuts.append(end + line)
    if is_broken:
        return [(text, frozenset(), True)]
    return [
        (text[start:end].strip(), frozenset(doubts), False) for start, end in pairwise([*cuts, len(text)])
    ]


def _block(
    text: str, original: str, tags: tuple[str, ...], feedback: str, doubts: frozenset[Doubt], is_broken: bool
) -> Block:
    title = ""
    if named := _TITLE.match(text):
        title = " ".join(show(named[1]).split())
        text = text[named.end() :].strip()
    start, end = text.find("{"), text.find("}")
    if is_broken or start < 0:
        return Block(original, title, text, None, "", tags, feedback, doubts, is_broken)
    inside = text[start + 1 : end].strip()
    return Block(original, title, text[:start], inside, text[end + 1 :], tags, feedback, doubts)
