"""What an item says of right and wrong: response declarations and the rules that use them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from xml.etree.ElementTree import Element

from chuyende.meeting.questions.engine.formats.reading import Doubt

from ..safe_xml import child

#: rules in which a key cannot be seen at a glance where they weigh a response
_CLEVER = frozenset(
    [
        "not",
        "gt",
        "gte",
        "lt",
        "lte",
        "equal",
        "equalRounded",
        "stringMatch",
        "substring",
        "patternMatch",
        "customOperator",
        "random",
        "anyN",
        "index",
        "contains",
        "delete",
        "product",
        "subtract",
        "divide",
        "power",
        "lookupOutcomeValue",
    ]
)
_COMPARING = frozenset({"match", "stringMatch"})
#: ONYX's own: what lies near an entry of the mapping is right too
_TOLERANT = "mapTolResponse"
_MAPPED = frozenset({"mapResponse", _TOLERANT})


class Rule(Enum):
    MATCH = auto()  # right is what the correct response says
    MAP = auto()  # right is what the mapping rewards
    CLEVER = auto()
    NONE = auto()


@dataclass
class Declaration:
    """One declared response. `mapping`: points by value."""

    cardinality: str
    base_type: str
    correct: list[str] = field(default_factory=list)
    mapping: dict[str, float] = field(default_factory=dict)
    rule: Rule = Rule.NONE
    #: something else than the mapping weighs it too
    is_more: bool = False
    #: what conditions compare the response with: one list of values for each
    compared: list[list[str]] = field(default_factory=list)

    def key(self) -> tuple[list[str], set[Doubt]]:
        """Return the values that are right and what is doubtful about them."""
        rewarded = [value for value, points in self.mapping.items() if points > 0]
        if self.rule is Rule.MAP and rewarded:
            return self._mapped(rewarded)
        if self.correct:
            doubts = {Doubt.WEAK_SIGN} if self.rule is Rule.CLEVER else set()
            return self.correct, doubts | ({Doubt.NOT_CARRIED} if self._has_other_marks() else set())
        if rewarded:
            values, doubts = self._mapped(rewarded)
            return values, doubts | ({Doubt.WEAK_SIGN} if self.rule is not Rule.NONE else set())
        if self.compared:
            values = [value for values in self.compared for value in values]
            return list(dict.fromkeys(values)), {Doubt.WEAK_SIGN}
        return [], {Doubt.NO_KEY}

    def _has_other_marks(self) -> bool:
        """Whether a condition looks for anything but the correct response: for part of a mark, or to say something."""
        if self.cardinality == "ordered":
            return any(values != self.correct for values in self.compared)
        return any(not set(values) <= set(self.correct) for values in self.compared)

    def _mapped(self, rewarded: list[str]) -> tuple[list[str], set[Doubt]]:
        doubts = {Doubt.NOT_CARRIED} if self.is_more else set()
        best = max(self.mapping[value] for value in rewarded)
        if any(self.mapping[value] != best for value in rewarded):
            doubts.add(Doubt.NOT_CARRIED)
        if self.base_type == "string":
            values = [*(one for one in self.correct if one not in rewarded), *rewarded]
        elif self.cardinality == "single":
            values = [value for value in rewarded if self.mapping[value] == best]
        else:
            values = rewarded
        if self.correct and not self._agrees(values):
            doubts.add(Doubt.KEYS_DISAGREE)
        return values, doubts

    def _agrees(self, values: list[str]) -> bool:
        if self.cardinality == "single":
            return set(self.correct) <= set(values)
        return set(self.correct) == set(values)


def declarations(item: Element) -> dict[str, Declaration]:
    """Return the declared responses of an item by their identifier."""
    found = {
        one.get("identifier", ""): Declaration(
            cardinality=one.get("cardinality", "single"),
            base_type=one.get("baseType", ""),
            correct=_values(child(one, "correctResponse")),
            mapping=_mapping(child(one, "mapping")),
        )
        for one in item
        if one.tag == "responseDeclaration"
    }
    processing = child(item, "responseProcessing")
    if processing is not None:
        _tell_rules(processing, found)
    for one in item.iter("setCorrectResponse"):  # reckoned anew each time that the item is asked
        if declaration := found.get(one.get("identifier", "")):
            declaration.rule = Rule.CLEVER
    return found


def _values(element: Element | None) -> list[str]:
    values = [] if element is None else [" ".join((one.text or "").split()) for one in element.iter("value")]
    return [value for value in values if value]


def _mapping(element: Element | None) -> dict[str, float]:
    entries = [] if element is None else list(element.iter("mapEntry"))
    return {
        " ".join(key.split()): _points(entry.get("mappedValue", ""))
        for entry in entries
        if (key := entry.get("mapKey", "")).strip()
    }


def _points(text: str) -> float:
    try:
        points = float(text)
    except ValueError:
        return 0.0
    return points if math.isfinite(points) else 0.0


def _tell_rules(processing: Element, found: dict[str, Declaration]) -> None:
    template = (processing.get("template") or processing.get("templateLocation") or "").lower()
    if template:
        rule = Rule.CLEVER
        if "match_correct" in template or "cc2_match" in template:
            rule = Rule.MATCH
        elif "map_response_point" not in template and "map_response" in template:
            rule = Rule.MAP
        for declaration in found.values():
            declaration.rule = rule
        return
    is_clever = _is_clever(processing, found)
    for name, declaration in found.items():
        declaration.rule = _rule(processing, name)
        declaration.compared = _compared(processing, name)
        is_tolerant = any(one.get("identifier") == name for one in processing.iter(_TOLERANT))
        declaration.is_more = is_clever or is_tolerant
        if is_clever and declaration.rule in {Rule.MATCH, Rule.NONE}:
            declaration.rule = Rule.CLEVER


def _is_clever(element: Element, found: Mapping[str, Declaration], *, is_within: bool = False) -> bool:
    """Whether rules in `element` weigh responses in a way of their own. What is done with a score alone, and looking
    whether anything was answered, tell nothing of the key."""
    return any(
        (is_within and one.get("identifier") in found)
        or _is_clever(one, found, is_within=is_within or one.tag in _CLEVER)
        for one in element
        if one.tag != "isNull"
    )


def _rule(processing: Element, name: str) -> Rule:
    if any(one.tag in _MAPPED and one.get("identifier") == name for one in processing.iter()):
        return Rule.MAP
    if any(one.get("identifier") == name for one in processing.iter("correct")):
        return Rule.MATCH
    is_named = any(one.get("identifier") == name for one in processing.iter("variable"))
    return Rule.CLEVER if is_named else Rule.NONE


def _compared(processing: Element, name: str) -> list[list[str]]:
    pairs = [list(one) for one in processing.iter() if one.tag in _COMPARING]
    compared = [
        [" ".join((value.text or "").split()) for value in right.iter("baseValue")]
        for pair in pairs
        for left, right in (pair, pair[::-1])
        if len(pair) == 2 and left.tag == "variable" and left.get("identifier") == name
        if right.tag in {"baseValue", "multiple", "ordered"}
    ]
    return [values for values in compared if any(values)]
