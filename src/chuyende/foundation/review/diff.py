"""What changed between two texts, word by word."""

import difflib
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


class Change(NamedTuple):
    """A piece of text that is the same, was taken out or was put in."""

    kind: Literal["equal", "delete", "insert"]
    text: str


def word_diff(before: str, after: str) -> list[Change]:
    """Return the pieces that lead from `before` to `after`, whole words at a time.

    Joining the "equal" and "delete" pieces gives `before`; "equal" and "insert" give `after`.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    return list(_pieces(matcher, old, new))


def _pieces(matcher: "difflib.SequenceMatcher[str]", old: list[str], new: list[str]) -> Iterator[Change]:
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            yield Change("equal", "".join(old[old_from:old_to]))
            continue
        if old_from < old_to:
            yield Change("delete", "".join(old[old_from:old_to]))
        if new_from < new_to:
            yield Change("insert", "".join(new[new_from:new_to]))


def section_diff(
    before: list[tuple[str, str]], after: list[tuple[str, str]]
) -> list[tuple[str, list[Change]]]:
    """Compare two versions heading by heading, in the order of the later one; dropped headings come last."""
    old = dict(before)
    new = dict(after)
    order = [*new, *(heading for heading in old if heading not in new)]
    return [(heading, word_diff(old.get(heading, ""), new.get(heading, ""))) for heading in order]
