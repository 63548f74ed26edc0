"""What the specification of xAPI 1.0.3 (part two, «Experience API Data») asks of a statement, as a JSON schema.

Written from its tables: statement 2.4, actor 2.4.2, verb 2.4.3, activity 2.4.4.1 with interaction activities, result
2.4.5, context 2.4.6, timestamp 2.4.7 and 4.5. Only what we send is allowed: no other property, no e-mail anywhere.
"""

from typing import Any

_IRI = {"type": "string", "pattern": '^[A-Za-z][A-Za-z0-9+.-]*:[^\\s<>"{}|\\\\^`]+$'}
_UUID = {
    "type": "string",
    "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
}
#: RFC 5646 tags to texts
_LANGUAGE_MAP = {
    "type": "object",
    "minProperties": 1,
    "patternProperties": {"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": {"type": "string"}},
    "additionalProperties": False,
}
_COMPONENTS = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "required": ["id"],
        # an id should not contain whitespace, nor the reserved delimiters
        "properties": {"id": {"type": "string", "pattern": "^[^\\s\\[\\]]+$"}, "description": _LANGUAGE_MAP},
        "additionalProperties": False,
    },
}


def _only(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


_ACCOUNT = _only({"homePage": _IRI, "name": {"type": "string", "minLength": 1}}, "homePage", "name")
_ACTOR = _only({"objectType": {"const": "Agent"}, "account": _ACCOUNT}, "account")
_VERB = _only({"id": _IRI, "display": _LANGUAGE_MAP}, "id")
_ACTIVITY_REFERENCE = _only({"objectType": {"const": "Activity"}, "id": _IRI}, "id")

#: which components an interaction of each type may and must have
_INTERACTIONS: dict[str, list[str]] = {
    "choice": ["choices"],
    "sequencing": ["choices"],
    "matching": ["source", "target"],
    "true-false": [],
    "fill-in": [],
}


def _definition(kind: str, components: list[str]) -> dict[str, Any]:
    return _only(
        {
            "type": _IRI,
            "name": _LANGUAGE_MAP,
            "description": _LANGUAGE_MAP,
            "interactionType": {"const": kind},
            "correctResponsesPattern": {"type": "array", "minItems": 1, "items": {"type": "string"}},
            **dict.fromkeys(components, _COMPONENTS),
        },
        "type",
        "interactionType",
        "correctResponsesPattern",
        *components,
    )


_WHOLE = _only({"type": _IRI, "name": _LANGUAGE_MAP}, "type", "name")
_OBJECT = _only(
    {
        "objectType": {"const": "Activity"},
        "id": _IRI,
        "definition": {
            "oneOf": [_WHOLE, *(_definition(kind, parts) for kind, parts in _INTERACTIONS.items())]
        },
    },
    "objectType",
    "id",
    "definition",
)
_SCORE = _only(
    {
        "scaled": {"type": "number", "minimum": -1, "maximum": 1},
        "raw": {"type": "number"},
        "min": {"type": "number"},
        "max": {"type": "number"},
    },
    "scaled",
)
_RESULT = _only(
    {
        "score": _SCORE,
        "success": {"type": "boolean"},
        "completion": {"type": "boolean"},
        "response": {"type": "string"},
        "duration": {"type": "string", "pattern": "^PT[0-9]+(\\.[0-9]{1,2})?S$"},
    },
    "score",
    "success",
)
_CONTEXT = _only(
    {
        "registration": _UUID,
        "language": {"type": "string", "pattern": "^[a-z]{2,3}$"},
        "contextActivities": _only(
            {
                "parent": {"type": "array", "items": _ACTIVITY_REFERENCE},
                "grouping": {"type": "array", "items": _ACTIVITY_REFERENCE},
            }
        ),
    },
    "registration",
)
#: ISO 8601 with at least milliseconds and an offset other than -00:00
_TIMESTAMP = {
    "type": "string",
    "pattern": "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3,}(Z|[+]\\d\\d:\\d\\d|-(?!00:00)\\d\\d:\\d\\d)$",
}

STATEMENTS: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "array",
    "items": _only(
        {
            "id": _UUID,
            "actor": _ACTOR,
            "verb": _VERB,
            "object": _OBJECT,
            "result": _RESULT,
            "context": _CONTEXT,
            "timestamp": _TIMESTAMP,
        },
        "id",
        "actor",
        "verb",
        "object",
    ),
}
