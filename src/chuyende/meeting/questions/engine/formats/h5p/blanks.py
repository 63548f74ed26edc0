"""Text with words between stars, as H5P writes gaps: *answer/another:tip*."""

import re

from ...words import GAP, Gap, Kind, Words

_STARRED = re.compile(r"\*([^*\n]+)\*")
_TIP = re.compile(r"(?<!\\):")
_SLASH = re.compile(r"(?<!\\)/")
_REMARK = re.compile(r"\\[+-].*")
_SIGN = re.compile(r"[/:]")
_ESCAPED = re.compile(r"\\([/:])")


def typed(description: str, text: str) -> tuple[Words, bool]:
    """Return the question of Fill in the Blanks, and whether nothing of it was left out.

    A blank that stands alone below its description is a short answer.
    """
    found = [_word(match[1]) for match in _STARRED.finditer(text)]
    answers = [tuple(_ESCAPED.sub(r"\1", one).strip() for one in _SLASH.split(word)) for word, _ in found]
    is_whole = all(whole for _word, whole in found)
    if description and len(answers) == 1 and _STARRED.fullmatch(text.strip()):
        return Words(kind=Kind.SHORT, stem=description, answers=_kept(answers[0])), is_whole
    gaps = tuple(Gap(_kept(one)) for one in answers)
    return Words(kind=Kind.CLOZE, stem=_stem(description, text), gaps=gaps), is_whole


def dragged(description: str, text: str, distractors: str) -> tuple[Words, bool]:
    """Return the question of Drag the Words, and whether nothing of it was left out: every gap is offered all words."""
    found = [_word(match[1]) for match in _STARRED.finditer(text)]
    others = [_word(match[1]) for match in _STARRED.finditer(distractors)]
    offered = tuple(dict.fromkeys(word for word, _whole in [*found, *others]))
    gaps = tuple(Gap((word,), offered) for word, _whole in found)
    is_whole = all(whole for _word, whole in [*found, *others])
    return Words(kind=Kind.CLOZE, stem=_stem(description, text), gaps=gaps), is_whole


def starred(answers: tuple[str, ...]) -> str:
    """Return a gap as H5P writes it; the inverse of `typed`."""
    return "*" + "/".join(_SIGN.sub(r"\\\g<0>", answer) for answer in answers) + "*"


def _word(inner: str) -> tuple[str, bool]:
    """Return what stands between stars without tip and remarks, and whether it had none."""
    bare = _REMARK.sub("", inner)
    word = _TIP.split(bare, maxsplit=1)[0]
    return word.strip(), word == inner


def _kept(answers: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(answer for answer in answers if answer))


def _stem(description: str, text: str) -> str:
    numbers = iter(range(1, len(text)))
    gapped = _STARRED.sub(lambda _match: GAP.format(number=next(numbers)), text)
    return "\n".join(part for part in (description, gapped) if part)
