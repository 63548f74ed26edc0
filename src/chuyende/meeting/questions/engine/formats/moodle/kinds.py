"""Each type of question of Moodle as one of ours."""

import re
from collections.abc import Callable, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from chuyende.foundation.core.vietnamese import fold

from ...words import GAP, Choice, Gap, Kind, Pair, Words
from ..carrying import Weighed, share_of, typed_answers, weighed_choices
from ..reading import Doubt
from . import cloze
from .source import text_in
from .texts import Texts, reader_of

_TRUTHS = {"true": True, "dung": True, "false": False, "sai": False}
_FULL = 99.99
_PLACE = re.compile(r"\[\[(\d{1,4})\]\]")
_ONE_GROUP = "1"


def of_kind(element: Element, texts: Texts) -> Words:
    """Return the question; its doubts are added to those of `texts`. Tags and explanation are left to the caller."""
    return _KINDS.get((element.get("type") or "").lower(), _unknown)(element, texts)


def _head(element: Element, texts: Texts) -> dict[str, Any]:
    question = element.find("questiontext")
    return _with_old_picture(element, texts, *texts.of(question))


def _with_old_picture(element: Element, texts: Texts, stem: str, media: str) -> dict[str, Any]:
    encoded = element.findtext("image_base64") or ""
    if encoded.strip() and not media:
        media = texts.files.old_picture((element.findtext("image") or "image.png").strip(), encoded) or ""
        if not media:
            texts.doubts.add(Doubt.MEDIA_MISSING)
    return {"stem": stem, "media": media}


def _weighed(element: Element, texts: Texts) -> list[Weighed]:
    rows = []
    for answer in element.findall("answer"):
        text, media = texts.of(answer)
        rows.append(Weighed(text, share_of(answer.get("fraction") or "0"), media))
    return rows


def _is_on(element: Element, name: str, *, usual: bool) -> bool:
    said = (element.findtext(name) or "").strip().lower()
    return said in ("1", "true", "yes") if said else usual


def _choosing(element: Element, texts: Texts) -> Words:
    is_single = _is_on(element, "single", usual=True)
    kind, choices, doubts = weighed_choices(_weighed(element, texts), single=is_single)
    texts.doubts |= doubts
    keeps_order = not _is_on(element, "shuffleanswers", usual=True)
    return Words(kind=kind, choices=choices, keeps_order=keeps_order, **_head(element, texts))


def _several(element: Element, texts: Texts) -> Words:
    """Of these types every choice is simply right or wrong: their shares are no weights."""
    rows = _weighed(element, texts)
    choices = tuple(Choice(row.text, (row.share or 0) > 0, row.media) for row in rows)
    keeps_order = not _is_on(element, "shuffleanswers", usual=True)
    return Words(kind=Kind.MULTIPLE, choices=choices, keeps_order=keeps_order, **_head(element, texts))


def _truth(element: Element, texts: Texts) -> Words:
    right: set[bool] = set()
    for row in _weighed(element, texts):
        truth = _TRUTHS.get(fold(row.text))
        if truth is None:
            texts.doubts.add(Doubt.WEAK_SIGN)
        elif (row.share or 0) >= _FULL:
            right.add(truth)
        elif row.share != 0:
            texts.doubts.add(Doubt.NOT_CARRIED)
    if not right:
        texts.doubts.add(Doubt.NO_KEY)
    if len(right) > 1:
        texts.doubts.add(Doubt.KEYS_DISAGREE)
    return Words(kind=Kind.TRUE_FALSE, is_true=True in right, **_head(element, texts))


def _matching(element: Element, texts: Texts) -> Words:
    pairs: list[Pair] = []
    decoys: list[str] = []
    for row in element.findall("subquestion"):
        left, media = texts.of(row)
        answer = row.find("answer")
        is_marked_up = answer is not None and answer.get("format")  # only where right sides are dragged
        right = texts.without_media(answer) if is_marked_up else texts.typed(answer)
        if left or media:
            pairs.append(Pair(left, right, media))
        elif right:
            decoys.append(right)
    head = _head(element, texts)
    return Words(kind=Kind.MATCHING, pairs=tuple(pairs), decoys=tuple(dict.fromkeys(decoys)), **head)


def _ordering(element: Element, texts: Texts) -> Words:
    """The shares of an ordering tell the places; a file whose shares do not is in its own order."""
    answers = element.findall("answer")
    places = [share_of(answer.get("fraction") or "") for answer in answers]
    items = [texts.without_media(answer) for answer in answers]
    told = [place for place in places if place is not None]
    if len(told) == len(items) == len(set(told)):
        items = [item for _place, item in sorted(zip(told, items, strict=True))]
    elif len(set(places)) > 1:
        texts.doubts.add(Doubt.WEAK_SIGN)
    if (element.findtext("selecttype") or "ALL").strip().upper() not in ("ALL", "0"):
        texts.doubts.add(Doubt.NOT_CARRIED)  # some of the items are drawn
    return Words(kind=Kind.ORDERING, items=tuple(items), **_head(element, texts))


def _short(element: Element, texts: Texts) -> Words:
    if _is_on(element, "usecase", usual=False):
        texts.doubts.add(Doubt.NOT_CARRIED)
    return _typed(element, texts)


def _typed(element: Element, texts: Texts) -> Words:
    rows = [
        Weighed(texts.typed(answer), share_of(answer.get("fraction") or "0"))
        for answer in element.findall("answer")
    ]
    answers, doubts = typed_answers(rows)
    texts.doubts |= doubts
    return Words(kind=Kind.SHORT, answers=answers, **_head(element, texts))


def _numeric(element: Element, texts: Texts) -> Words:
    """Numbers are kept as typed answers; what lies near them, and units, have no place here."""
    texts.doubts.add(Doubt.NOT_CARRIED)
    return _typed(element, texts)


def _cloze(element: Element, texts: Texts) -> Words:
    question = element.find("questiontext")
    if question is None:
        return _unknown(element, texts)
    source, gaps, doubts = cloze.gaps(text_in(question.find("text")), reader_of(question))
    texts.doubts |= doubts
    head = _with_old_picture(element, texts, *texts.of_source(question, source))
    return Words(kind=Kind.CLOZE, gaps=gaps, **head)


def _places(element: Element, texts: Texts) -> Words:
    """Words that are dragged or chosen into [[1]], [[2]] …: each place offers the words of its group."""
    options = [*element.findall("dragbox"), *element.findall("selectoption")]
    said = [texts.without_media(option) for option in options]
    groups = [
        (option.findtext("group") or option.findtext("draggroup") or _ONE_GROUP).strip() for option in options
    ]
    head = _head(element, texts)
    gaps: list[Gap] = []

    def numbered(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        if not 0 <= index < len(said):
            texts.doubts.add(Doubt.KEY_OUTSIDE)
            return match[0]
        offered = dict.fromkeys(
            text for text, group in zip(said, groups, strict=True) if group == groups[index]
        )
        gaps.append(Gap((said[index],), tuple(offered)))
        return GAP.format(number=len(gaps))

    head["stem"] = _PLACE.sub(numbered, head["stem"])
    return Words(kind=Kind.CLOZE, gaps=tuple(gaps), **head)


def _unknown(element: Element, texts: Texts) -> Words:
    """The texts of a type that has no place here: what it asks, and what it offers as if typed."""
    texts.doubts.add(Doubt.KIND_UNKNOWN)
    answers = (texts.without_media(answer) for answer in element.findall("answer"))
    said = tuple(dict.fromkeys(answer for answer in answers if answer))
    return Words(kind=Kind.SHORT, answers=said, **_head(element, texts))


_KINDS: Mapping[str, Callable[[Element, Texts], Words]] = {
    "multichoice": _choosing,
    "multichoiceset": _several,
    "oumultiresponse": _several,
    "truefalse": _truth,
    "matching": _matching,
    "ddmatch": _matching,
    "ordering": _ordering,
    "shortanswer": _short,
    "numerical": _numeric,
    "cloze": _cloze,
    "multianswer": _cloze,
    "ddwtos": _places,
    "gapselect": _places,
}
