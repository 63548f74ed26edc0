"""Writes Moodle XML."""

import re
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ...words import CHOOSING, Kind, Words
from ..carrying import equal_share, explanation_of, starred, tags_of
from ..markup import to_html
from .cloze import to_cloze
from .files import encoded, tag_of

_TYPES = {
    Kind.SINGLE: "multichoice",
    Kind.MULTIPLE: "multichoice",
    Kind.TRUE_FALSE: "truefalse",
    Kind.MATCHING: "matching",
    Kind.ORDERING: "ordering",
    Kind.SHORT: "shortanswer",
    Kind.CLOZE: "cloze",
}
_LONGEST_NAME = 100
#: what XML cannot hold
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write(questions: Iterable[Words], media: Mapping[str, bytes]) -> bytes:
    """Return a Moodle file; `media` holds the files that the questions name."""
    root = Element("quiz")
    for words in questions:
        _Question(SubElement(root, "question", type=_TYPES[words.kind]), media).write(words)
    indent(root)
    data: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return data


class _Question:
    """One `question` element being filled."""

    def __init__(self, element: Element, media: Mapping[str, bytes]) -> None:
        self._element = element
        self._media = media

    def write(self, words: Words) -> None:
        self._say("name", "", " ".join(words.stem.split())[:_LONGEST_NAME])
        stem = to_cloze(words.stem, words.gaps) if words.kind is Kind.CLOZE else to_html(words.stem)
        self._show("questiontext", stem, words.media)
        self._show("generalfeedback", to_html(explanation_of(words)), "")
        self._set("defaultgrade", "1")
        self._of_kind(words)
        tags = tags_of(words)
        if words.kind in CHOOSING and words.keeps_order:
            tags = tags[:-1]  # said by `shuffleanswers`
        if tags:
            holder = SubElement(self._element, "tags")
            for tag in tags:
                _text(SubElement(holder, "tag"), tag)

    def _of_kind(self, words: Words) -> None:
        match words.kind:
            case Kind.SINGLE | Kind.MULTIPLE:
                self._choices(words)
            case Kind.TRUE_FALSE:
                self._set("penalty", "1")
                for truth, text in ((True, "true"), (False, "false")):
                    self._answer("100" if truth is words.is_true else "0", text, form="moodle_auto_format")
            case Kind.MATCHING:
                self._sides(words)
            case Kind.ORDERING:
                self._items(words)
            case Kind.SHORT:
                self._set("usecase", "0")
                for answer in words.answers:
                    self._answer("100", starred(answer), form="moodle_auto_format")

    def _choices(self, words: Words) -> None:
        is_single = words.kind is Kind.SINGLE
        self._set("single", "true" if is_single else "false")
        self._set("shuffleanswers", "false" if words.keeps_order else "true")
        self._set("answernumbering", "ABCD")
        share = "100" if is_single else equal_share(len(words.keys) or 1)
        for choice in words.choices:
            # a wrong one among several takes a right one back: whoever ticks everything has nothing
            wrong = "0" if is_single else f"-{share}"
            self._answer(share if choice.is_right else wrong, to_html(choice.text), media=choice.media)

    def _sides(self, words: Words) -> None:
        self._set("shuffleanswers", "true")
        for pair in words.pairs:
            self._pair(to_html(pair.left), pair.right, pair.media)
        for decoy in words.decoys:
            self._pair("", decoy, "")

    def _items(self, words: Words) -> None:
        for name, value in (("layouttype", "VERTICAL"), ("selecttype", "ALL"), ("selectcount", "0")):
            self._set(name, value)
        for place, item in enumerate(words.items, start=1):
            self._answer(str(place), to_html(item))

    def _answer(self, fraction: str, text: str, *, form: str = "html", media: str = "") -> None:
        answer = SubElement(self._element, "answer", fraction=fraction, format=form)
        self._fill(answer, text, media)

    def _pair(self, left: str, right: str, media: str) -> None:
        pair = SubElement(self._element, "subquestion", format="html")
        self._fill(pair, left, media)
        _text(SubElement(pair, "answer"), right)

    def _show(self, name: str, text: str, media: str) -> None:
        self._fill(SubElement(self._element, name, format="html"), text, media)

    def _say(self, name: str, form: str, text: str) -> None:
        _text(SubElement(self._element, name, {"format": form} if form else {}), text)

    def _fill(self, element: Element, text: str, media: str) -> None:
        shown = f"{'<br>' if text else ''}{tag_of(media)}" if media else ""
        _text(element, text + shown)
        if media in self._media:
            file = SubElement(element, "file", name=media, path="/", encoding="base64")
            file.text = encoded(self._media[media])

    def _set(self, name: str, text: str) -> None:
        SubElement(self._element, name).text = text


def _text(parent: Element, text: str) -> None:
    SubElement(parent, "text").text = _ILLEGAL.sub("", text)
