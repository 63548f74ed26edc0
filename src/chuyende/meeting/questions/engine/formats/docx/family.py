"""How the questions of a file are labelled: one way for the whole file, so that other numbers are no questions."""

from collections import Counter
from collections.abc import Sequence

from . import signs
from .lines import Line
from .splitting import choices_in


def family_of(lines: Sequence[Line]) -> str:
    """Return how the questions of a file are labelled: «cau», «bai», a sign behind the number, or "" (not at all)."""
    counts: Counter[str] = Counter()
    with_choice: Counter[str] = Counter()
    first: dict[str, int] = {}
    waiting = ""
    for at, line in enumerate(lines):
        if line.role is not None:
            continue
        label = signs.numbered(line.text)
        if label is not None and not signs.is_key(line.text[label.end :]):
            counts[label.family] += 1
            first.setdefault(label.family, at)
            waiting = label.family
        if waiting and choices_in(line.ink)[1]:
            with_choice[waiting] += 1
            waiting = ""
    for word in ("cau", "bai"):
        if counts[word] and 2 * counts[word] >= max((with_choice[sign] for sign in with_choice), default=0):
            return word
    if with_choice:
        return with_choice.most_common(1)[0][0]
    return min(first, key=lambda family: first[family], default="")
