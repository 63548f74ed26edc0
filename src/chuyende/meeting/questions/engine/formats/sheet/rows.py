"""One row made into a question."""

import re
from dataclasses import dataclass, field
from typing import Any, Final

from chuyende.foundation.core.vietnamese import normalise

from ...words import GAP, Choice, Difficulty, Gap, Kind, Pair, Words
from ..carrying import all_doubts
from ..reading import Doubt, ReadQuestion
from .columns import Column, Columns, plain
from .grid import Row
from .parts import gap_of, parts_of

#: kinds by their name in the own template
KIND_NAMES: Final = {
    Kind.SINGLE: "Một lựa chọn",
    Kind.MULTIPLE: "Nhiều lựa chọn",
    Kind.TRUE_FALSE: "Đúng/Sai",
    Kind.MATCHING: "Ghép đôi",
    Kind.ORDERING: "Sắp xếp",
    Kind.SHORT: "Trả lời ngắn",
    Kind.CLOZE: "Điền chỗ trống",
}
DIFFICULTY_NAMES: Final = {Difficulty.EASY: "Dễ", Difficulty.MEDIUM: "Trung bình", Difficulty.HARD: "Khó"}
YES: Final = "Có"
NO: Final = "Không"
TRUE: Final = "Đúng"
FALSE: Final = "Sai"
_KINDS: Final = (
    {plain(name): kind for kind, name in KIND_NAMES.items()}
    | {plain(kind.value): kind for kind in Kind}
    | dict.fromkeys(["mot dap an", "chon mot", "1 lua chon", "1 dap an", "trac nghiem"], Kind.SINGLE)
    | dict.fromkeys(["nhieu dap an", "chon nhieu"], Kind.MULTIPLE)
    | dict.fromkeys(["dung sai", "true false"], Kind.TRUE_FALSE)
    | dict.fromkeys(["ghep", "ghep noi", "noi", "noi cot"], Kind.MATCHING)
    | dict.fromkeys(["sap xep thu tu", "thu tu"], Kind.ORDERING)
    | dict.fromkeys(["tu luan ngan", "dien dap an", "short answer"], Kind.SHORT)
    | dict.fromkeys(["dien khuyet", "dien tu", "dien vao cho trong"], Kind.CLOZE)
)
_DIFFICULTIES: Final = {
    **{plain(name): level for level, name in DIFFICULTY_NAMES.items()},
    **dict.fromkeys(["easy", "nhan biet"], Difficulty.EASY),
    **dict.fromkeys(["medium", "tb", "vua", "thong hieu"], Difficulty.MEDIUM),
    **dict.fromkeys(["hard", "van dung", "van dung cao"], Difficulty.HARD),
}
_TRUTHS: Final = dict.fromkeys(["dung", "true", "d"], True) | dict.fromkeys(["sai", "false", "s"], False)
_WORDS_OF_YES: Final = frozenset({"co", "x", "yes", "true", "1"})
_WORDS_OF_NO: Final = frozenset({"khong", "no", "false", "0"})
_NAMED = re.compile(r"(?:(?:phương án|đáp án|câu|ý)\s*(?:đúng)?\s*:?\s*)+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[,;/&+|\n]|\bvà\b|\band\b|\s)\s*", re.IGNORECASE)
_ONE_KEY = re.compile(r"\(?([A-Za-z])\)?[.)]?|\(?(\d{1,2})\)?[.)]?")
_LETTERS = re.compile(r"[A-Z]{2,10}")
_ARROW = re.compile(r"\s*(?:=>|->|→|⇒)\s*")
_TAG_ENDS = re.compile(r"[,;|\n]")
_GAP = re.compile(r"\[\[\d+\]\]")


@dataclass
class _Asked:
    """What a row says, while it is read."""

    row: Row
    columns: Columns
    doubts: set[Doubt] = field(default_factory=set)

    def said(self, column: Column) -> str:
        return self.row.cell(self.columns.places.get(column))

    def shared(self, column: Column) -> str:
        """What a column says that several rows may share by merged squares."""
        place = self.columns.places.get(column)
        return self.said(column) or (self.row.merged.get(place, "") if place is not None else "")

    def choices(self) -> list[Choice]:
        """The squares of the choices up to the last that is filled, none of them right yet."""
        found: list[Choice] = []
        for place in range(max(self.columns.choices, default=-1) + 1):
            column = self.columns.choices.get(place)
            found.append(Choice(self.row.cell(column), media=self.picture(column)))
        while found and not found[-1].text and not found[-1].media:
            found.pop()
        return found

    def picture(self, column: int | None) -> str:
        names = self.row.pictures.get(column, []) if column is not None else []
        if not all(names):
            self.doubts.add(Doubt.MEDIA_MISSING)
        kept = [name for name in names if name]
        if len(kept) > 1:
            self.doubts.add(Doubt.NOT_CARRIED)
        return kept[0] if kept else ""


def question(row: Row, columns: Columns, place: str) -> ReadQuestion | None:
    """Return the question of a row; None for a row that has only its number."""
    used = [*columns.places.values(), *columns.choices.values()]
    if not any(row.cell(column) or column in row.pictures or column in row.doubts for column in used):
        return None
    asked = _Asked(row, columns)
    for column, doubts in row.doubts.items():
        if column in used or row.cell(column):
            asked.doubts |= doubts
    if any(row.cell(column) and not row.cell(column).isdecimal() for column in columns.others):
        asked.doubts.add(Doubt.STRAY_TEXT)
    words = _words(asked)
    original = "\n".join(
        f"{columns.names[column]}: {text}" if column < len(columns.names) and columns.names[column] else text
        for column, text in enumerate(row.cells)
        if text
    )
    return ReadQuestion(words, original, place, all_doubts(words, asked.doubts))


def _words(asked: _Asked) -> Words:
    choices = asked.choices()
    kind = _kind(asked, choices)
    fields = _READERS[kind](asked, choices)
    stem_at = asked.columns.places[Column.STEM]
    others = set(asked.row.pictures) - {stem_at, *asked.columns.choices.values()}
    if others and stem_at not in asked.row.pictures:
        asked.row.pictures[stem_at] = [
            name for column in sorted(others) for name in asked.row.pictures[column]
        ]
    elif others:
        asked.doubts.add(Doubt.NOT_CARRIED)
    return Words(
        stem=asked.said(Column.STEM),
        media=asked.picture(stem_at),
        explanation=asked.said(Column.EXPLANATION),
        difficulty=_difficulty(asked),
        tags=_tags(asked.shared(Column.TAGS)),
        source=asked.shared(Column.SOURCE),
        marks_matter=plain(asked.said(Column.MARKS)) not in _WORDS_OF_NO,
        keeps_order=plain(asked.said(Column.ORDER)) in _WORDS_OF_YES,
        **fields,
    )


def _kind(asked: _Asked, choices: list[Choice]) -> Kind:
    named = asked.shared(Column.KIND)
    kind = _KINDS.get(plain(named))
    if kind is not None:
        return kind
    if named:
        asked.doubts.add(Doubt.KIND_UNKNOWN)
    key = asked.said(Column.KEY)
    if Column.KIND in asked.columns.places and _GAP.search(asked.said(Column.STEM)):
        asked.doubts.add(Doubt.WEAK_SIGN)
        return Kind.CLOZE
    if choices or not key:
        return Kind.TRUE_FALSE if _truths(choices) else Kind.SINGLE
    if plain(key) in _TRUTHS and len(plain(key)) > 1:
        return Kind.TRUE_FALSE
    asked.doubts.add(Doubt.WEAK_SIGN)
    return Kind.SHORT


def _choosing(asked: _Asked, choices: list[Choice], kind: Kind) -> dict[str, Any]:
    keys = _keys(asked, choices)
    if len(keys) > 1 and kind is Kind.SINGLE:
        kind = Kind.MULTIPLE
        asked.doubts.add(Doubt.SEVERAL_KEYS)
    marked = tuple(Choice(choice.text, place in keys, choice.media) for place, choice in enumerate(choices))
    return {"kind": kind, "choices": marked}


def _keys(asked: _Asked, choices: list[Choice]) -> set[int]:
    said = asked.said(Column.KEY)
    if not said:
        return set()
    texts = [normalise(choice.text).casefold() for choice in choices]
    wording = normalise(said).casefold()
    by_text = {place for place, text in enumerate(texts) if text and text == wording}
    by_place = _places(said)
    is_number = said.strip().isdecimal() and not asked.columns.is_numbered
    if by_place is None:
        parts = [normalise(part).casefold() for part in parts_of(said)]
        by_text = by_text or {place for place, text in enumerate(texts) if text and text in parts}
        if not by_text or len(parts) > max(1, len(by_text)):
            asked.doubts.add(Doubt.KEY_OUTSIDE)
        return by_text
    if is_number and by_text != by_place:  # the second choice, or the choice «2»?
        asked.doubts.add(Doubt.KEYS_DISAGREE if by_text else Doubt.WEAK_SIGN)
    known = {place for place in by_place if place < len(choices)}
    if known != by_place:
        asked.doubts.add(Doubt.KEY_OUTSIDE)
    return known


def _places(said: str) -> set[int] | None:
    """Return the places that a key names by letter or number («B», «A, C», «1,3», «ACD»); None: it names none."""
    places: set[int] = set()
    named = _NAMED.match(said.strip())
    for token in _BETWEEN.split(said.strip()[named.end() if named else 0 :].strip()):
        one = _ONE_KEY.fullmatch(token)
        if one:
            places.add(ord(one[1].upper()) - ord("A") if one[1] else int(one[2]) - 1)
        elif _LETTERS.fullmatch(token) and len(set(token)) == len(token):
            places |= {ord(letter) - ord("A") for letter in token}
        elif token:
            return None
    return None if not places or -1 in places else places


def _truths(choices: list[Choice]) -> list[bool]:
    """Return what the two choices «Đúng» and «Sai» say, in their order; [] where they are others."""
    said = [_TRUTHS.get(plain(choice.text)) for choice in choices if not choice.media]
    truths = [one for one in said if one is not None]
    return truths if len(choices) == len(truths) == 2 and truths[0] != truths[1] else []


def _true_false(asked: _Asked, choices: list[Choice]) -> dict[str, Any]:
    said = plain(asked.said(Column.KEY))
    truths = _truths(choices)
    if said in _TRUTHS and not (truths and said in {"d", "s"}):
        is_true = _TRUTHS[said]
    else:
        keys = _keys(asked, choices) if truths else set()
        if len(keys) != 1:
            asked.doubts.add(Doubt.NO_KEY if not said else Doubt.KEY_OUTSIDE)
        is_true = truths[min(keys)] if len(keys) == 1 else False
    if choices and not truths:
        asked.doubts.add(Doubt.STRAY_TEXT)
    return {"kind": Kind.TRUE_FALSE, "is_true": is_true}


def _matching(asked: _Asked, choices: list[Choice]) -> dict[str, Any]:
    pairs = []
    for choice in choices:
        sides = parts_of(choice.text, keep_empty=True)
        if len(sides) == 1:
            sides = tuple(_ARROW.split(choice.text, maxsplit=1))
        if len(sides) > 2:
            asked.doubts.add(Doubt.STRAY_TEXT)
        pairs.append(Pair(sides[0], " | ".join(sides[1:]), choice.media))
    if asked.said(Column.KEY):
        asked.doubts.add(Doubt.STRAY_TEXT)
    return {"kind": Kind.MATCHING, "pairs": tuple(pairs), "decoys": parts_of(asked.said(Column.DECOYS))}


def _ordering(asked: _Asked, choices: list[Choice]) -> dict[str, Any]:
    if any(choice.media for choice in choices):
        asked.doubts.add(Doubt.NOT_CARRIED)
    items = [choice.text for choice in choices]
    said = asked.said(Column.KEY)
    order = [ord(letter) - ord("A") for letter in re.sub(r"[^A-Z]", "", said.upper())]
    if said and sorted(order) != list(range(len(items))):
        asked.doubts.add(Doubt.KEY_OUTSIDE)
    elif said:
        items = [items[place] for place in order]
    return {"kind": Kind.ORDERING, "items": tuple(items)}


def _short(asked: _Asked, choices: list[Choice]) -> dict[str, Any]:
    if choices:
        asked.doubts.add(Doubt.STRAY_TEXT)
    said = asked.said(Column.KEY)
    if ";" in said and "|" not in said:  # perhaps one answer, perhaps several
        asked.doubts.add(Doubt.WEAK_SIGN)
    return {"kind": Kind.SHORT, "answers": parts_of(said)}


def _cloze(asked: _Asked, choices: list[Choice]) -> dict[str, Any]:
    gaps = tuple(gap_of(choice.text) for choice in choices)
    said = asked.said(Column.KEY)
    if not gaps and said and asked.said(Column.STEM).count(GAP.format(number=1)) == 1:
        gaps = (Gap(parts_of(said)),)
    elif said:
        asked.doubts.add(Doubt.STRAY_TEXT)
    return {"kind": Kind.CLOZE, "gaps": gaps}


_READERS: Final = {
    Kind.SINGLE: lambda asked, choices: _choosing(asked, choices, Kind.SINGLE),
    Kind.MULTIPLE: lambda asked, choices: _choosing(asked, choices, Kind.MULTIPLE),
    Kind.TRUE_FALSE: _true_false,
    Kind.MATCHING: _matching,
    Kind.ORDERING: _ordering,
    Kind.SHORT: _short,
    Kind.CLOZE: _cloze,
}


def _difficulty(asked: _Asked) -> Difficulty:
    said = asked.shared(Column.DIFFICULTY)
    if said and plain(said) not in _DIFFICULTIES:
        asked.doubts.add(Doubt.NOT_CARRIED)
    return _DIFFICULTIES.get(plain(said), Difficulty.MEDIUM)


def _tags(said: str) -> tuple[str, ...]:
    tags = [tag.strip() for tag in _TAG_ENDS.split(said) if tag.strip()]
    return tuple({tag.casefold(): tag for tag in reversed(tags)}.values())[::-1]
