"""Fifth stage: which choice is right. Everything that tells it is gathered, and compared.

A key may be said («Đáp án: B»), stand in a list at the end, be a mark at the choice («*»), or a look (bold, red…). A
look is a sign only where it tells choices of one question apart, and it is the sign of the file where it does so in
most of its questions.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..reading import Doubt
from . import signs
from .drafts import Draft, KeyList
from .looks import SIGNS, Look
from .unlettered import common

_FEW = 5  # so many questions with the key at one letter are no accident of a key
_GOOD_PART = 0.3
_PLAIN_SHARE = 0.3


@dataclass
class Found:
    """What was found for one question: indexes of right choices, or a truth, or answers in words."""

    right: tuple[int, ...] = ()
    truth: bool | None = None
    answers: tuple[str, ...] = ()
    doubts: set[Doubt] = field(default_factory=set)


def share_lists(drafts: Sequence[Draft], lists: Sequence[KeyList]) -> None:
    """Give each question its key of the lists that stand after it."""
    start, at = 0, 0
    while at < len(lists):
        after = lists[at].after
        pairs: list[tuple[int, str]] = []
        while at < len(lists) and lists[at].after == after:
            pairs += lists[at].pairs
            at += 1
        pool = drafts[start:after]
        if pairs and pool:
            _share(pool, pairs)
        start = after


def _share(pool: Sequence[Draft], pairs: list[tuple[int, str]]) -> None:
    numbers = [place if draft.number is None else draft.number for place, draft in enumerate(pool, start=1)]
    given = [number for number, _ in pairs]
    if given == numbers:
        for draft, (_, key) in zip(pool, pairs, strict=True):
            draft.listed.append(key)
    elif len(set(numbers)) == len(numbers):
        by_number = dict(zip(numbers, pool, strict=True))
        for number, key in pairs:
            if number in by_number:
                by_number[number].listed.append(key)
        if not set(given) <= set(numbers):  # a key for a question that was not found
            for draft in pool:
                draft.doubts.add(Doubt.NUMBER_JUMPS)
    else:
        _share_in_order(pool, numbers, pairs)


def _share_in_order(pool: Sequence[Draft], numbers: list[int], pairs: list[tuple[int, str]]) -> None:
    at = 0
    for number, key in pairs:
        if number in numbers[at:]:
            at = numbers.index(number, at)
            pool[at].listed.append(key)
            at += 1
    for draft in pool:
        draft.doubts.add(Doubt.WEAK_SIGN)


class Looks:
    """What the looks of choices say, over the whole file."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        usual = _usual(drafts)
        self._picked = [_picked(draft, usual) for draft in drafts]
        self._partly = [
            {} if picked else _partly(draft) for picked, draft in zip(self._picked, drafts, strict=True)
        ]
        self._with_choices = sum(len(draft.choices) > 1 for draft in drafts)
        self._open = sum(len(draft.choices) > 1 and not _is_told(draft) for draft in drafts)
        self._counts: Counter[str] = Counter(sign for picked in self._picked for sign in picked)
        places: dict[str, set[tuple[int, ...]]] = {}
        for picked in self._picked:
            for sign, right in picked.items():
                places.setdefault(sign, set()).add(right)
        self._one_place = {
            sign for sign, seen in places.items() if len(seen) == 1 and self._counts[sign] >= _FEW
        }

    def of(self, place: int, *, is_told: bool) -> tuple[tuple[int, ...], set[Doubt]]:
        """Return the choices that the question at `place` shows as right, and the doubts about it. Where the key is
        told otherwise, only the sign of the whole file counts."""
        picked = self._picked[place]
        enough = (self._with_choices if is_told else self._open) / 2
        ranked = sorted(picked, key=lambda sign: (-self._counts[sign], SIGNS.index(sign)))
        if is_told:
            ranked = [sign for sign in ranked if self._counts[sign] >= enough]
        if not ranked:
            partly = {} if is_told else self._partly[place]
            return next(iter(partly.values()), ()), {Doubt.WEAK_SIGN} if partly else set()
        best, doubts = ranked[0], set()
        if (
            self._counts[best] < enough
            or (not is_told and 2 * self._open <= self._with_choices)
            or best in self._one_place
            or best == "strike"
        ):
            doubts.add(Doubt.WEAK_SIGN)
        if any(picked[sign] != picked[best] for sign in ranked):
            doubts.add(Doubt.KEYS_DISAGREE)
        return picked[best], doubts


def _is_told(draft: Draft) -> bool:
    return bool(any(draft.said) or draft.listed or _marks(draft))


def _usual(drafts: Sequence[Draft]) -> dict[tuple[str, bool], object]:
    """Return what choices usually look like, for each sign: their texts, and their letters (True)."""
    counts: dict[tuple[str, bool], Counter[object]] = {}
    for part in (part for draft in drafts for part in draft.choices):
        for look, is_letter in ((common(part.ink), False), (part.label_look, True)):
            for sign in SIGNS if look is not None else ():
                counts.setdefault((sign, is_letter), Counter())[getattr(look, sign)] += 1
    usual: dict[tuple[str, bool], object] = {}
    for key, values in counts.items():
        plain = next((value for value in values if not value), None)
        is_plain = plain is not None and values[plain] >= _PLAIN_SHARE * values.total()
        usual[key] = plain if is_plain else values.most_common(1)[0][0]
    return usual


def _picked(draft: Draft, usual: dict[tuple[str, bool], object]) -> dict[str, tuple[int, ...]]:
    """Return, for each sign that tells choices of a question apart, the choices that bear it."""
    if len(draft.choices) < 2:
        return {}
    texts = [common(part.ink) for part in draft.choices]
    labels = [part.label_look for part in draft.choices]
    found = {}
    for sign in SIGNS:
        right = _apart(texts, sign, usual.get((sign, False))) or _apart(labels, sign, usual.get((sign, True)))
        if right:
            found[sign] = right
    return found


def _apart(looks: Sequence[Look | None], sign: str, usual: object) -> tuple[int, ...]:
    """Return the places that do not look as choices usually do; empty: all look alike."""
    values = [None if look is None else getattr(look, sign) for look in looks]
    if len({value for value in values if value is not None}) < 2:
        return ()
    return tuple(at for at, value in enumerate(values) if value is not None and value != usual)


def _partly(draft: Draft) -> dict[str, tuple[int, ...]]:
    """The same where only a good part of the letters of one choice bears a sign, and none of the others."""
    found: dict[str, tuple[int, ...]] = {}
    for sign in SIGNS:
        shares = []
        for part in draft.choices:
            seen = part.ink.seen()
            shares.append(sum(bool(getattr(look, sign)) for look in seen) / max(len(seen), 1))
        if sum(share > 0 for share in shares) == 1 and max(shares) >= _GOOD_PART and len(shares) > 1:
            found[sign] = (shares.index(max(shares)),)
    return found


def _marks(draft: Draft) -> tuple[int, ...]:
    marked = tuple(at for at, part in enumerate(draft.choices) if part.mark)
    return () if len(marked) == len(draft.choices) else marked


def find_key(draft: Draft, shown: tuple[int, ...], doubts: set[Doubt]) -> Found:
    """Return the key of a question, from what is said, listed, marked and `shown` (with its doubts), in this order."""
    found = Found()
    told: list[tuple[int, ...]] = []
    for text in [one for one in draft.said if one.strip()] + draft.listed:
        _resolve(draft, text, found, told)
    if marked := _marks(draft):
        told.append(marked)
    if shown:
        if not told or shown != told[0]:
            found.doubts |= doubts
        told.append(shown)
    if told:
        found.right = told[0]
        if any(right != told[0] for right in told):
            found.doubts.add(Doubt.KEYS_DISAGREE)
    if len(found.right) > 1 and not (draft.said or draft.listed) and not signs.says_several(_stem(draft)):
        found.doubts.add(Doubt.SEVERAL_KEYS)
    return found


def _stem(draft: Draft) -> str:
    return " ".join(line.text for line in draft.stem)


def _resolve(draft: Draft, text: str, found: Found, told: list[tuple[int, ...]]) -> None:
    texts = [signs.same_text(part.ink.text) for part in draft.choices]
    plain, truth = signs.same_text(text), signs.truth(text)
    letters = signs.key_letters(text)
    if truth is not None and not texts:
        if found.truth is not None and found.truth != truth:
            found.doubts.add(Doubt.KEYS_DISAGREE)
        found.truth = truth
    elif truth is not None and set(texts) == {"đúng", "sai"}:
        told.append((texts.index("đúng" if truth else "sai"),))
    elif texts and plain in texts and (letters is None or len(plain) > 1):
        told.append((texts.index(plain),))
    elif letters is not None and texts:
        _by_letters(draft, letters, texts, found, told)
    elif texts and text.strip(" .").isdigit() and 0 < int(text.strip(" .")) <= len(texts):
        told.append((int(text.strip(" .")) - 1,))
    elif texts or letters is not None:
        found.doubts.add(Doubt.KEY_OUTSIDE)
    else:
        found.answers = (*found.answers, text.strip())


def _by_letters(
    draft: Draft, letters: tuple[str, str], texts: list[str], found: Found, told: list[tuple[int, ...]]
) -> None:
    written = [part.letter for part in draft.choices]
    places = [written.index(letter) for letter in letters[0] if letter in written]
    if len(places) < len(letters[0]):
        found.doubts.add(Doubt.KEY_OUTSIDE)
    if not places:
        return
    told.append(tuple(sorted(set(places))))
    words = signs.same_text(letters[1])
    if words in texts and texts.index(words) not in places:
        found.doubts.add(Doubt.KEYS_DISAGREE)
    elif words and words not in texts and not draft.why:
        draft.because = letters[1]
