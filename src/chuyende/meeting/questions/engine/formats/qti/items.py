"""One item made into a question."""

import re
import string
from dataclasses import dataclass, field
from dataclasses import replace as altered
from xml.etree.ElementTree import Element

from chuyende.foundation.core.vietnamese import fold
from chuyende.meeting.questions.engine.formats.reading import Doubt, ReadQuestion
from chuyende.meeting.questions.engine.words import GAP, Choice, Gap, Kind, Pair, Words

from ..archive import Media
from ..carrying import all_doubts
from ..markup import Plain
from ..safe_xml import child
from .processing import Declaration, declarations
from .text import plain_text

#: on an interaction: a typed answer is right without its Vietnamese marks too
MARKS_FORGIVEN = "marks-forgiven"
_GAPS = frozenset({"textEntryInteraction", "inlineChoiceInteraction"})
_STIMULUS = "assessmentStimulusRef"
_FEEDBACK = frozenset({"feedbackBlock", "feedbackInline", "rubricBlock", "templateBlock", "templateInline"})
#: a button, and what is played
_ASKING_NOTHING = frozenset({"endAttemptInteraction", "mediaInteraction"})
_BLOCKS = frozenset({"itemBody", "p", "div", "li", "td", "blockquote"})
#: stands for the interaction in the text around it
_MARK = "\ue000"
_LETTERED = re.compile(r"([A-Za-z])[.)]\s+(.+)", re.DOTALL)
_ALPHABET = string.ascii_lowercase
_TRUE, _FALSE = frozenset({"dung", "true"}), frozenset({"sai", "false"})


@dataclass
class _Item:
    """What is known of one item while it is read."""

    media: Media
    folder: str
    responses: dict[str, Declaration]
    doubts: set[Doubt] = field(default_factory=set)

    def text(self, element: Element) -> tuple[str, str]:
        """Return the plain text of `element` and the name of its picture or sound."""
        return self.taken(plain_text(element, self.closed))

    def closed(self, element: Element) -> str | None:
        """Keep feedback out of a text, and say so."""
        if element.tag not in _FEEDBACK or _is_told(element):
            return None
        self.doubts.add(Doubt.NOT_CARRIED)
        return ""

    def taken(self, plain: Plain) -> tuple[str, str]:
        """Return text and picture of `plain`, doubting what has no place."""
        names = [self.media.take(reference, folder=self.folder) for reference in dict.fromkeys(plain.files)]
        if not all(names):
            self.doubts.add(Doubt.MEDIA_MISSING)
        kept = [name for name in names if name]
        if not plain.is_whole or len(kept) > 1:
            self.doubts.add(Doubt.NOT_CARRIED)
        return plain.text, kept[0] if kept else ""

    def line(self, element: Element) -> str:
        """Return the text of `element`, where a picture has no place."""
        text, media = self.text(element)
        if media:
            self.doubts.add(Doubt.NOT_CARRIED)
        return text

    def response(self, element: Element) -> Declaration:
        """Return what is declared for an interaction."""
        return self.responses.get(element.get("responseIdentifier", ""), Declaration("single", ""))

    def key(self, element: Element) -> list[str]:
        """Return the right values of an interaction, doubting them where they are doubtful."""
        values, doubts = self.response(element).key()
        self.doubts |= doubts
        return values


def question(root: Element, *, media: Media, folder: str, place: str) -> ReadQuestion:
    """Return the question that an assessment item asks."""
    item = _Item(media, folder, declarations(root))
    body = child(root, "itemBody")
    if body is None:
        body = Element("itemBody")
    original = item.text(body)[0]
    item.doubts.clear()
    if child(root, _STIMULUS) is not None:  # a text for several items, in a file of its own
        item.doubts.add(Doubt.STRAY_TEXT)
    explanation = _explanation(root, body, item)
    words = _words(body, item)
    words = altered(words, explanation=explanation)
    return ReadQuestion(words, original, place, all_doubts(words, item.doubts))


def _words(body: Element, item: _Item) -> Words:
    found = [one for one in body.iter() if one.tag.endswith("Interaction") and one.tag not in _ASKING_NOTHING]
    kinds = {one.tag for one in found}
    if found and kinds <= _GAPS:
        return _short_or_cloze(body, found, item)
    words = (
        _READERS[found[0].tag](body, found[0], item) if len(found) == 1 and kinds <= set(_READERS) else None
    )
    if words is None:
        item.doubts.add(Doubt.KIND_UNKNOWN)
        stem, media = item.text(body)
        return Words(kind=Kind.SHORT, stem=stem, media=media)
    return words


def _stem(body: Element, interaction: Element, item: _Item) -> tuple[str, str]:
    """Return what stands before the interaction, its prompt, and what stands behind."""
    plain = plain_text(body, lambda one: _MARK if one is interaction else item.closed(one))
    before, _mark, behind = plain.text.partition(_MARK)
    if behind.strip():
        item.doubts.add(Doubt.STRAY_TEXT)
    prompt = child(interaction, "prompt")
    asked = Plain("") if prompt is None else plain_text(prompt, item.closed)
    said = dict.fromkeys((before.strip(), asked.text, behind.strip()))  # Blackboard says it in both places
    text = "\n".join(part for part in said if part)
    return item.taken(Plain(text, plain.files + asked.files, plain.is_whole and asked.is_whole))


def _choice(body: Element, interaction: Element, item: _Item) -> Words | None:
    stem, media = _stem(body, interaction, item)
    keys = item.key(interaction)
    offered = [one for one in interaction if one.tag == "simpleChoice"]
    if set(keys) - {one.get("identifier") for one in offered}:
        item.doubts.add(Doubt.KEY_OUTSIDE)
    choices = tuple(
        Choice(text, one.get("identifier") in keys, picture)
        for one in offered
        for text, picture in [item.text(one)]
    )
    choices = _unlettered(choices)
    right = [choice for choice in choices if choice.is_right]
    if not right:
        item.doubts.add(Doubt.NO_KEY)
    kind = Kind.MULTIPLE if item.response(interaction).cardinality == "multiple" else Kind.SINGLE
    if kind is Kind.SINGLE and len(right) > 1:
        kind = Kind.MULTIPLE
        item.doubts.add(Doubt.SEVERAL_KEYS)
    elif kind is Kind.MULTIPLE and len(right) == 1 and interaction.get("maxChoices") == "1":
        kind = Kind.SINGLE
    words = Words(kind=kind, stem=stem, media=media, choices=choices)
    if kind is Kind.SINGLE and right and is_true_or_false(choices):
        return Words(kind=Kind.TRUE_FALSE, stem=stem, media=media, is_true=fold(right[0].text) in _TRUE)
    return altered(
        words, keeps_order=not _is_on(interaction, "shuffle") or any(_is_on(one, "fixed") for one in offered)
    )


def _unlettered(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Return the choices without letters of their own where each begins with its own: «a. », «b. »…"""
    found = [_LETTERED.fullmatch(choice.text) for choice in choices]
    letters = "".join(match[1].lower() for match in found if match)
    if len(letters) < len(choices) or not _ALPHABET.startswith(letters):
        return choices
    return tuple(
        altered(choice, text=match[2]) for choice, match in zip(choices, found, strict=True) if match
    )


def _is_told(element: Element) -> bool:
    """Whether a block is for whoever is asked: what the question rests on."""
    return element.tag == "rubricBlock" and "candidate" in element.get("view", "").split()


def _is_on(element: Element, name: str) -> bool:
    return element.get(name, "false").strip() in {"true", "1"}


def is_true_or_false(choices: tuple[Choice, ...]) -> bool:
    """Tell whether the two choices are «Đúng» and «Sai»."""
    said = [fold(choice.text).strip(" .") for choice in choices if not choice.media]
    return len(choices) == len(said) == 2 and bool(_TRUE & set(said)) and bool(_FALSE & set(said))


def _order(body: Element, interaction: Element, item: _Item) -> Words | None:
    stem, media = _stem(body, interaction, item)
    items = {one.get("identifier", ""): item.line(one) for one in interaction if one.tag == "simpleChoice"}
    keys = item.response(interaction).correct
    if not keys:
        item.doubts.add(Doubt.NO_KEY)
        keys = list(items)
    elif sorted(keys) != sorted(items):
        item.doubts.add(Doubt.KEY_OUTSIDE)
        keys = [
            *(one for one in dict.fromkeys(keys) if one in items),
            *(one for one in items if one not in keys),
        ]
    elif item.key(interaction) != keys:
        item.doubts.add(Doubt.WEAK_SIGN)
    return Words(kind=Kind.ORDERING, stem=stem, media=media, items=tuple(items[one] for one in keys))


def _match(body: Element, interaction: Element, item: _Item) -> Words | None:
    sets = [one for one in interaction if one.tag == "simpleMatchSet"]
    if len(sets) != 2:
        return None
    pairs = [pair for value in item.key(interaction) if len(pair := value.split()) == 2]
    lefts, rights = ({one.get("identifier", ""): one for one in side} for side in sets)
    if sorted(left for left, _right in pairs) != sorted(lefts):
        lefts, rights = rights, lefts
        pairs = [[right, left] for left, right in pairs]
    if sorted(left for left, _right in pairs) != sorted(lefts) or any(
        right not in rights for _, right in pairs
    ):
        return None  # a left side with two right ones, or with none
    stem, media = _stem(body, interaction, item)
    belongs = {pair[0]: pair[1] for pair in pairs}
    said = {name: item.line(one) for name, one in rights.items()}
    matched = tuple(
        Pair(text, said[belongs[name]], picture)
        for name, one in lefts.items()
        for text, picture in [item.text(one)]
    )
    if not all(said.values()) or len(set(said.values())) < len(said):
        item.doubts.add(Doubt.SAME_CHOICE)
    decoys = tuple(text for name, text in said.items() if name not in belongs.values())
    return Words(kind=Kind.MATCHING, stem=stem, media=media, pairs=matched, decoys=decoys)


def _gap_match(body: Element, interaction: Element, item: _Item) -> Words | None:
    offered = {one.get("identifier", ""): item.line(one) for one in interaction if one.tag == "gapText"}
    places = [one.get("identifier", "") for one in interaction.iter("gap")]
    pairs = [pair for value in item.key(interaction) if len(pair := value.split()) == 2]
    if sorted(place for _text, place in pairs) != sorted(places) or any(
        text not in offered for text, _ in pairs
    ):
        return None
    belongs = {place: offered[text] for text, place in pairs}
    numbers = {place: number for number, place in enumerate(places, start=1)}

    def closed(one: Element) -> str | None:
        if one.tag == "gap":
            return GAP.format(number=numbers[one.get("identifier", "")])
        return "" if one.tag == "gapText" else item.closed(one)

    stem, media = item.taken(plain_text(body, closed))
    gaps = tuple(Gap((belongs[place],), tuple(dict.fromkeys(offered.values()))) for place in places)
    return Words(kind=Kind.CLOZE, stem=stem, media=media, gaps=gaps)


_READERS = {
    "choiceInteraction": _choice,
    "orderInteraction": _order,
    "matchInteraction": _match,
    "gapMatchInteraction": _gap_match,
}


def _short_or_cloze(body: Element, found: list[Element], item: _Item) -> Words:
    gaps = tuple(_gap(one, item) for one in found)
    marks_matter = not any(MARKS_FORGIVEN in one.get("class", "").split() for one in found)
    is_short = len(found) == 1 and not gaps[0].choices and _stands_alone(body, found[0])
    numbers = {id(one): number for number, one in enumerate(found, start=1)}

    def closed(one: Element) -> str | None:
        if id(one) in numbers:
            return "" if is_short else GAP.format(number=numbers[id(one)])
        return item.closed(one)

    stem, media = item.taken(plain_text(body, closed))
    if is_short and (stem or media):
        return Words(
            kind=Kind.SHORT, stem=stem, media=media, answers=gaps[0].answers, marks_matter=marks_matter
        )
    stem = stem or GAP.format(number=1)
    return Words(kind=Kind.CLOZE, stem=stem, media=media, gaps=gaps, marks_matter=marks_matter)


def _gap(element: Element, item: _Item) -> Gap:
    keys = item.key(element)
    if element.tag == "textEntryInteraction":
        if element.get("patternMask") or item.response(element).base_type == "float":
            item.doubts.add(Doubt.NOT_CARRIED)
        return Gap(tuple(keys))
    offered = {one.get("identifier"): item.line(one) for one in element if one.tag == "inlineChoice"}
    if set(keys) - set(offered):
        item.doubts.add(Doubt.KEY_OUTSIDE)
    return Gap(tuple(text for name, text in offered.items() if name in keys), tuple(offered.values()))


def _stands_alone(body: Element, interaction: Element) -> bool:
    """Tell whether the interaction fills its paragraph: it asks for an answer, it is no gap in a sentence."""
    parent = next(one for one in body.iter() if interaction in list(one))
    if parent.tag not in _BLOCKS or (parent.text or "").strip():
        return False
    return all(not (one.tail or "").strip() and (one is interaction or one.tag in _BLOCKS) for one in parent)


def _explanation(root: Element, body: Element, item: _Item) -> str:
    said = [item.line(one) for one in root if one.tag == "modalFeedback"]
    texts = list(dict.fromkeys(text for text in said if text))
    if len(texts) > 1:  # one for the right answer, one for the wrong
        item.doubts.add(Doubt.NOT_CARRIED)
    for one in body.iter():
        if one.tag == "rubricBlock" and not _is_told(one):
            item.doubts.add(Doubt.STRAY_TEXT)
            texts.append(item.line(one))
        elif one.tag in _FEEDBACK and not _is_told(one):
            item.doubts.add(Doubt.NOT_CARRIED)
    return "\n".join(text for text in texts if text)
