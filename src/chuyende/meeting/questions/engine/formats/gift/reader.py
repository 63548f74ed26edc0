"""Reads GIFT."""

import re
from collections.abc import Callable
from dataclasses import replace

from ...words import Kind, Pair, Words
from ..carrying import Weighed, add, all_doubts, completed, share_of, typed_answers, weighed_choices
from ..decoding import text_of
from ..markup import Plain, from_auto, from_html, from_markdown, from_plain
from ..reading import Doubt, Progress, Reading, ReadQuestion, Trouble, Unreadable, silent
from .blocks import Block, blocks
from .escapes import show

_MARKER = re.compile(r"\[(html|moodle|plain|markdown)\]")
_WEIGHT = re.compile(r"%([^%\n]{1,20})%")
_TRUTHS = {"t": True, "true": True, "đúng": True, "f": False, "false": False, "sai": False}
_SURE_TRUTHS = frozenset(["T", "TRUE", "F", "FALSE", "True", "False", "true", "false"])
_BLANK = "_____"
_ARROW = "->"
_READERS: dict[str, Callable[[str], Plain]] = {
    "html": from_html,
    "moodle": from_auto,
    "plain": from_plain,
    "markdown": from_markdown,
}
#: what stands behind the sign of an ordering: how many items, and how they are shown, marked and counted
_ORDERING_HEAD = re.compile(
    r"[ \t]*([0-9]*)((?:[ \t]*\b(?:[A-Z]+(?:_[A-Z]+)*|[01]|none|abc|iii|123)\b)*)[ \t]*(?:\n|\Z)"
)


def read(data: bytes, progress: Progress = silent) -> Reading:
    """Return the questions of a GIFT file. Raises `Unreadable`: BROKEN where nothing stands in braces."""
    reading = Reading()
    has_braces = False
    for block in blocks(text_of(data)):
        has_braces = has_braces or block.inside is not None
        place = f"#{len(reading.questions) + 1}" + (f" {block.title}" if block.title else "")
        words, doubts = _Question(block).words()
        question = ReadQuestion(words, block.original, place, all_doubts(words, doubts | block.doubts))
        add(reading, question, progress)
    if not has_braces:
        raise Unreadable(Trouble.BROKEN if reading.questions else Trouble.EMPTY)
    progress(len(reading.questions))
    return reading


def _typed(hidden: str) -> str:
    """Return what is to be typed; a marker before it is none of it."""
    marker = _MARKER.match(hidden)
    said = _READERS[marker[1]](show(hidden[marker.end() :])).text if marker else show(hidden)
    return said.replace("-&gt;", _ARROW)


class _Question:
    """One block being understood."""

    def __init__(self, block: Block) -> None:
        self._block = block
        self._doubts: set[Doubt] = set()
        self._format = "moodle"
        if marker := _MARKER.match(block.before.lstrip()):
            self._format = marker[1]

    def words(self) -> tuple[Words, set[Doubt]]:
        block = self._block
        inside, mark, general = (block.inside or "").rpartition("####")
        if not mark:
            inside, general = general, block.feedback
        stem = block.before + (f"{_BLANK}{block.after}" if block.after.strip() else "")
        plain = Words(kind=Kind.SHORT, stem=self._text(stem))
        explanation = self._text(general)
        if "\n" in block.after.strip(" ") and block.after.strip():
            self._doubts.add(Doubt.STRAY_TEXT)
        words = self._of_kind(plain, inside.strip())
        return completed(words, block.tags, explanation), self._doubts

    def _of_kind(self, plain: Words, inside: str) -> Words:
        if self._block.inside is None or not inside:
            self._doubts.add(Doubt.KIND_UNKNOWN)
            return plain
        if inside.startswith("#"):
            return self._numeric(plain, inside[1:])
        if inside.startswith(">"):
            return self._ordering(plain, inside[1:])
        if "~" in inside:
            return self._choosing(plain, inside)
        if "=" not in inside:
            return self._truth(plain, inside)
        if _ARROW in inside:
            return self._matching(plain, inside)
        return self._short(plain, inside)

    def _choosing(self, plain: Words, inside: str) -> Words:
        rows = []
        signs = re.split(r"([~=])", inside)
        if signs[0].strip():
            self._doubts.add(Doubt.STRAY_TEXT)
            signs = ["", "~", *signs]
        for sign, text in zip(signs[1::2], signs[2::2], strict=True):
            share, said = self._weighed(text, full=sign == "=")
            rows.append(Weighed(self._text(said), share))
        kind, choices, doubts = weighed_choices(rows, single="=" in inside)
        self._doubts |= doubts
        return replace(plain, kind=kind, choices=choices)

    def _short(self, plain: Words, inside: str) -> Words:
        head, *rest = inside.split("=")
        if head.strip():
            self._doubts.add(Doubt.STRAY_TEXT)
        rows = []
        for text in rest:
            share, said = self._weighed(text, full=True)
            rows.append(Weighed(_typed(said.strip()), share))
        answers, doubts = typed_answers(rows)
        self._doubts |= doubts
        return replace(plain, answers=answers)

    def _truth(self, plain: Words, inside: str) -> Words:
        said, _mark, feedback = inside.partition("#")
        said = show(said).strip()
        if feedback.strip("# \n"):
            self._doubts.add(Doubt.NOT_CARRIED)
        truth = _TRUTHS.get(said.lower())
        if said not in _SURE_TRUTHS:
            self._doubts.add(Doubt.WEAK_SIGN)
        if truth is None:
            return replace(plain, answers=(said,))
        return replace(plain, kind=Kind.TRUE_FALSE, is_true=truth)

    def _matching(self, plain: Words, inside: str) -> Words:
        head, *rest = inside.split("=")
        if head.strip():
            self._doubts.add(Doubt.STRAY_TEXT)
        pairs, decoys = [], []
        for row in rest:
            left, arrow, right = row.partition(_ARROW)
            if not arrow:
                self._doubts.add(Doubt.STRAY_TEXT)
            said, answer = self._text(left), show(right).strip()
            if said:
                pairs.append(Pair(said, answer))
            else:
                decoys.append(answer)
        return replace(plain, kind=Kind.MATCHING, pairs=tuple(pairs), decoys=tuple(decoys))

    def _ordering(self, plain: Words, inside: str) -> Words:
        head = _ORDERING_HEAD.match(inside)
        lines = inside[head.end() :] if head else inside
        if not head or re.search(r"RANDOM|REL\b|CONTIG", head[2].partition("RELATIVE")[0]):
            self._doubts.add(Doubt.NOT_CARRIED)
        items = tuple(self._text(line) for line in lines.split("\n") if line.strip())
        return replace(plain, kind=Kind.ORDERING, items=items)

    def _numeric(self, plain: Words, inside: str) -> Words:
        """Numbers are kept as typed answers; what lies near them, or within a range, has no place here."""
        self._doubts.add(Doubt.NOT_CARRIED)
        rows = []
        inside = inside.partition("~")[0]
        for text in inside.split("=") if "=" in inside else [inside]:
            share, said = self._weighed(text, full=True)
            if ".." in said:
                self._doubts.add(Doubt.KIND_UNKNOWN)
            elif number := show(said).partition(":")[0].strip():
                rows.append(Weighed(number, share))
        answers, doubts = typed_answers(rows)
        self._doubts |= doubts
        return replace(plain, answers=answers)

    def _weighed(self, text: str, *, full: bool) -> tuple[float | None, str]:
        """Return the share of an answer and its text, without weight and feedback."""
        text, _mark, feedback = text.strip().partition("#")
        if feedback.strip():
            self._doubts.add(Doubt.NOT_CARRIED)
        if weight := _WEIGHT.match(text):
            share = share_of(weight[1])
            if share is not None:
                return share, text[weight.end() :]
        return 100.0 if full else 0.0, text

    def _text(self, hidden: str) -> str:
        """Return plain text of what may be marked as HTML or Markdown, else is as the question is."""
        text, form = hidden.strip(), self._format
        if marker := _MARKER.match(text):
            text, form = text[marker.end() :], marker[1]
        plain = _READERS[form](show(text))
        if not plain.is_whole:
            self._doubts.add(Doubt.NOT_CARRIED)
        if plain.files:
            self._doubts.add(Doubt.MEDIA_MISSING)
        return plain.text
