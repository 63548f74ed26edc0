"""One question as an assessment item, in the names of version 2."""

import mimetypes
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from chuyende.meeting.questions.engine.words import CHOOSING, Kind, Words

from .items import MARKS_FORGIVEN
from .names import Version

_RESPONSE: Final = "RESPONSE"
_EXPLANATION: Final = "EXPLANATION"
_TRUE_FALSE: Final = {"true": "Đúng", "false": "Sai"}
_GAP = re.compile(r"\[\[(\d+)\]\]")
#: letters that XML has no place for
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TITLE: Final = 80


@dataclass(frozen=True)
class Item:
    """What an item is called, where its pictures stand, and the version that it is written for."""

    identifier: str
    files: Mapping[str, str]
    version: Version


def build(words: Words, item: Item) -> Element:
    """Return the item of one question."""
    title = clean(_GAP.sub("…", " ".join(words.stem.split())))[:_TITLE] or item.identifier
    root = Element(
        "assessmentItem",
        {
            "xmlns": item.version.items,
            "identifier": item.identifier,
            "title": title,
            "adaptive": "false",
            "timeDependent": "false",
        },
    )
    body = Element("itemBody")
    if words.kind is Kind.CLOZE:
        names = _cloze(words, item, root, body)
        processing = _sum(names)
    else:
        _block(body, words.stem, words.media, item)
        template = _BUILDERS[words.kind](words, item, root, body)
        processing = Element("responseProcessing", {"template": item.version.templates.format(name=template)})
    _outcomes(root, words)
    root.append(body)
    root.append(processing)
    if words.explanation:
        _explain(root, words.explanation, item)
    return root


def clean(text: str) -> str:
    """Return `text` without what no XML can hold."""
    return _NO_XML.sub("", text)


def _choosing(words: Words, item: Item, root: Element, body: Element) -> str:
    names = [f"choice-{number}" for number in range(1, len(words.choices) + 1)]
    is_single = words.kind is Kind.SINGLE
    declaration = _declare(root, _RESPONSE, "single" if is_single else "multiple", "identifier")
    _correct(declaration, [names[key] for key in words.keys])
    interaction = _interaction(body, "choiceInteraction", shuffle=not words.keeps_order)
    interaction.set("maxChoices", "1" if is_single else "0")
    for name, choice in zip(names, words.choices, strict=True):
        one = SubElement(interaction, "simpleChoice", {"identifier": name})
        _fill(one, choice.text, choice.media, item)
    return "match_correct"


def _true_false(words: Words, item: Item, root: Element, body: Element) -> str:
    _correct(_declare(root, _RESPONSE, "single", "identifier"), ["true" if words.is_true else "false"])
    interaction = _interaction(body, "choiceInteraction", shuffle=False)
    interaction.set("maxChoices", "1")
    for name, text in _TRUE_FALSE.items():
        _fill(SubElement(interaction, "simpleChoice", {"identifier": name}), text, "", item)
    return "match_correct"


def _ordering(words: Words, item: Item, root: Element, body: Element) -> str:
    names = [f"item-{number}" for number in range(1, len(words.items) + 1)]
    _correct(_declare(root, _RESPONSE, "ordered", "identifier"), names)
    interaction = _interaction(body, "orderInteraction", shuffle=True)
    for name, text in zip(names, words.items, strict=True):
        _fill(SubElement(interaction, "simpleChoice", {"identifier": name}), text, "", item)
    return "match_correct"


def _matching(words: Words, item: Item, root: Element, body: Element) -> str:
    rights = {text: f"right-{number}" for number, text in enumerate(words.rights, start=1)}
    lefts = [f"left-{number}" for number in range(1, len(words.pairs) + 1)]
    belongs = [f"{left} {rights[pair.right]}" for left, pair in zip(lefts, words.pairs, strict=True)]
    _correct(_declare(root, _RESPONSE, "multiple", "directedPair"), belongs)
    interaction = _interaction(body, "matchInteraction", shuffle=True)
    interaction.set("maxAssociations", str(len(lefts)))
    side = SubElement(interaction, "simpleMatchSet")
    for name, pair in zip(lefts, words.pairs, strict=True):
        one = SubElement(side, "simpleAssociableChoice", {"identifier": name, "matchMax": "1"})
        _fill(one, pair.left, pair.media, item)
    side = SubElement(interaction, "simpleMatchSet")
    for text, name in rights.items():
        one = SubElement(side, "simpleAssociableChoice", {"identifier": name, "matchMax": "0"})
        _fill(one, text, "", item)
    return "match_correct"


def _short(words: Words, item: Item, root: Element, body: Element) -> str:
    declaration = _declare(root, _RESPONSE, "single", "string")
    _correct(declaration, words.answers[:1])
    _map(declaration, words.answers)
    _entry(SubElement(body, "p"), _RESPONSE, words)
    return "map_response"


_BUILDERS = {
    **dict.fromkeys(CHOOSING, _choosing),
    Kind.TRUE_FALSE: _true_false,
    Kind.ORDERING: _ordering,
    Kind.MATCHING: _matching,
    Kind.SHORT: _short,
}


def _cloze(words: Words, item: Item, root: Element, body: Element) -> list[str]:
    names = [f"{_RESPONSE}_{number}" for number in range(1, len(words.gaps) + 1)]
    for name, gap in zip(names, words.gaps, strict=True):
        declaration = _declare(root, name, "single", "identifier" if gap.choices else "string")
        right = (
            [_offered(gap.choices.index(one)) for one in gap.answers] if gap.choices else list(gap.answers)
        )
        _correct(declaration, right[:1])
        _map(declaration, right)
    paragraph = SubElement(body, "p")
    for place, piece in enumerate(_GAP.split(words.stem)):
        if place % 2 == 0:
            _lines(paragraph, piece)
        elif 1 <= int(piece) <= len(names):
            number = int(piece) - 1
            _gap(paragraph, names[number], words, number)
    _picture(paragraph, words.media, item)
    return names


def _gap(paragraph: Element, name: str, words: Words, number: int) -> None:
    choices = words.gaps[number].choices
    if not choices:
        _entry(paragraph, name, words)
        return
    names = {"responseIdentifier": name, "shuffle": "true"}
    interaction = SubElement(paragraph, "inlineChoiceInteraction", names | _forgiven(words))
    for place, text in enumerate(choices):
        SubElement(interaction, "inlineChoice", {"identifier": _offered(place)}).text = clean(text)


def _offered(place: int) -> str:
    return f"choice-{place + 1}"


def _entry(paragraph: Element, name: str, words: Words) -> None:
    SubElement(paragraph, "textEntryInteraction", {"responseIdentifier": name} | _forgiven(words))


def _forgiven(words: Words) -> dict[str, str]:
    return {} if words.marks_matter else {"class": MARKS_FORGIVEN}


def _interaction(body: Element, tag: str, *, shuffle: bool) -> Element:
    return SubElement(body, tag, {"responseIdentifier": _RESPONSE, "shuffle": "true" if shuffle else "false"})


def _declare(root: Element, name: str, cardinality: str, base_type: str) -> Element:
    names = {"identifier": name, "cardinality": cardinality, "baseType": base_type}
    return SubElement(root, "responseDeclaration", names)


def _correct(declaration: Element, values: Iterable[str]) -> None:
    correct = SubElement(declaration, "correctResponse")
    for value in values:
        SubElement(correct, "value").text = clean(value)


def _map(declaration: Element, values: Iterable[str]) -> None:
    mapping = SubElement(declaration, "mapping", {"defaultValue": "0"})
    for value in values:
        entry = {"mapKey": clean(value), "mappedValue": "1"}
        if declaration.get("baseType") == "string":
            entry["caseSensitive"] = "false"
        SubElement(mapping, "mapEntry", entry)


def _sum(names: list[str]) -> Element:
    processing = Element("responseProcessing")
    total = SubElement(SubElement(processing, "setOutcomeValue", {"identifier": "SCORE"}), "sum")
    for name in names:
        SubElement(total, "mapResponse", {"identifier": name})
    return processing


def _outcomes(root: Element, words: Words) -> None:
    names = {"identifier": "SCORE", "cardinality": "single", "baseType": "float"}
    score = SubElement(root, "outcomeDeclaration", names)
    SubElement(SubElement(score, "defaultValue"), "value").text = "0"
    if words.explanation:
        # set from the start, so that the feedback is shown whatever was answered
        names = {"identifier": "FEEDBACK", "cardinality": "single", "baseType": "identifier"}
        feedback = SubElement(root, "outcomeDeclaration", names)
        SubElement(SubElement(feedback, "defaultValue"), "value").text = _EXPLANATION


def _explain(root: Element, text: str, item: Item) -> None:
    names = {"outcomeIdentifier": "FEEDBACK", "identifier": _EXPLANATION, "showHide": "show"}
    place = SubElement(root, "modalFeedback", names)
    if item.version.has_hyphens:
        place = SubElement(place, "contentBody")
    _lines(SubElement(place, "p"), text)


def _block(body: Element, text: str, media: str, item: Item) -> None:
    _fill(SubElement(body, "p"), text, media, item)


def _fill(element: Element, text: str, media: str, item: Item) -> None:
    _lines(element, text)
    _picture(element, media, item)


def _lines(element: Element, text: str) -> None:
    """Append `text` to what the element holds."""
    first, *others = clean(text).split("\n")
    if len(element):
        element[-1].tail = (element[-1].tail or "") + first
    else:
        element.text = (element.text or "") + first
    for line in others:
        SubElement(element, "br").tail = line


def _picture(element: Element, media: str, item: Item) -> None:
    path = item.files.get(media)
    if not path:
        return
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    if kind.startswith("image/"):
        SubElement(element, "img", {"src": path, "alt": ""})
    elif item.version.has_hyphens:
        SubElement(element, "audio", {"src": path, "controls": "controls"})
    else:
        SubElement(element, "object", {"data": path, "type": kind})
