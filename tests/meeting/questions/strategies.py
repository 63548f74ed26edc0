"""Hypothesis strategies for questions that could be asked as they are: no fault in them."""

import re
from collections.abc import Collection, Sequence
from typing import Any

from hypothesis import strategies as st

from chuyende.meeting.questions.engine.faults import FEWEST, MOST, faults
from chuyende.meeting.questions.engine.words import GAP, Choice, Difficulty, Gap, Kind, Pair, Words

VIETNAMESE = "abcdeghiklmnopqrstuvxyzăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵĐÁƯỚẢ"
#: signs that mean something in one format of files or another
SIGNS = "0123456789.,;:!?\"'“”«»()[]{}<>&=~#%*|\\/-–_@$+^`"
LETTERS = VIETNAMESE + SIGNS
_GAP_LIKE = re.compile(r"\[\[\d+\]\]")


def texts(letters: Collection[str] = LETTERS, *, lines: bool = True) -> st.SearchStrategy[str]:
    """Texts as a person leaves them: not empty, no space at either end of a line, no two spaces together, nothing
    that looks like a gap. `lines`: a line may break."""
    word = st.text(st.sampled_from(sorted(letters)), min_size=1, max_size=8)
    breaks = st.sampled_from([" ", " ", " ", "\n"] if lines else [" "])
    joined = st.tuples(word, st.lists(st.tuples(breaks, word).map("".join), max_size=4))
    return joined.map(lambda parts: parts[0] + "".join(parts[1])).filter(
        lambda text: not _GAP_LIKE.search(text)
    )


@st.composite
def words(
    draw: st.DrawFn,
    kinds: Collection[Kind] = frozenset(Kind),
    letters: Collection[str] = LETTERS,
    media: Sequence[str] = (),
    lines: bool = True,
) -> Words:
    """Return questions of `kinds` without a fault, every field filled at times.

    `letters`: what texts are made of. `media`: names of files that the stem, choices and left sides may show.
    `lines`: stem, choices, sides, items and explanation may have several lines; answers and tags never have.
    """
    text, line = texts(letters, lines=lines), texts(letters, lines=False)
    file = st.sampled_from(["", *media])
    kind = draw(st.sampled_from(sorted(kinds)))
    filled: dict[str, Any] = {"stem": draw(text)}
    match kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            filled["choices"] = draw(_choices(kind, text, file))
            filled["keeps_order"] = draw(st.booleans())
        case Kind.TRUE_FALSE:
            filled["is_true"] = draw(st.booleans())
        case Kind.MATCHING:
            filled |= draw(_sides(text, line, file))
        case Kind.ORDERING:
            filled["items"] = draw(_row(text))
        case Kind.SHORT:
            filled["answers"] = draw(_row(line, fewest=1, most=4))
            filled["marks_matter"] = draw(st.booleans())
        case Kind.CLOZE:
            filled |= draw(_gaps(text, line))
            filled["marks_matter"] = draw(st.booleans())
    question = Words(
        kind=kind,
        media=draw(file),
        explanation=draw(st.one_of(st.just(""), text)),
        difficulty=draw(st.sampled_from(Difficulty)),
        tags=draw(
            st.lists(texts(set(letters) - set(",;|#"), lines=False), max_size=3, unique_by=str.casefold).map(
                tuple
            )
        ),
        source=draw(st.one_of(st.just(""), line)),
        **filled,
    )
    assert faults(question) == []
    return question


def _row(
    text: st.SearchStrategy[str], *, fewest: int = FEWEST, most: int = MOST
) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(text, min_size=fewest, max_size=most, unique_by=str.casefold).map(tuple)


@st.composite
def _choices(
    draw: st.DrawFn, kind: Kind, text: st.SearchStrategy[str], file: st.SearchStrategy[str]
) -> tuple[Choice, ...]:
    row = draw(_row(text))
    places = st.integers(0, len(row) - 1)
    keys = {draw(places)} if kind is Kind.SINGLE else draw(st.sets(places, min_size=1))
    return tuple(Choice(one, index in keys, draw(file)) for index, one in enumerate(row))


@st.composite
def _sides(
    draw: st.DrawFn, text: st.SearchStrategy[str], line: st.SearchStrategy[str], file: st.SearchStrategy[str]
) -> dict[str, Any]:
    lefts = draw(_row(text, most=6))
    rights = draw(_row(line, most=len(lefts)))
    others = draw(st.lists(st.sampled_from(rights), min_size=len(lefts) - len(rights), max_size=len(lefts)))
    sides = zip(lefts, [*rights, *others], strict=False)
    decoys = draw(
        _row(line.filter(lambda one: one.casefold() not in {r.casefold() for r in rights}), fewest=0, most=3)
    )
    return {"pairs": tuple(Pair(left, right, draw(file)) for left, right in sides), "decoys": decoys}


@st.composite
def _gaps(draw: st.DrawFn, text: st.SearchStrategy[str], line: st.SearchStrategy[str]) -> dict[str, Any]:
    count = draw(st.integers(1, 4))
    stem = draw(text)
    for number in range(1, count + 1):
        stem += f" {GAP.format(number=number)} {draw(text)}"
    return {"stem": stem, "gaps": tuple(draw(_gap(line)) for _ in range(count))}


@st.composite
def _gap(draw: st.DrawFn, line: st.SearchStrategy[str]) -> Gap:
    row = draw(_row(line, most=5))
    if draw(st.booleans()):
        return Gap(answers=row)
    right = draw(st.sets(st.sampled_from(row), min_size=1, max_size=len(row)))
    return Gap(answers=tuple(one for one in row if one in right), choices=row)
