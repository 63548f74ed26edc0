"""Standings as they are announced: a content that stays, its digest, and what is different today."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_PARTS = ("members", "cells")
#: whoever or whatever is called otherwise later stands where they stood
_NAMES = {"title", "name", "cell_name"}


def digest(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of `content` (JSON without floats), the same on every machine, as 64 hex digits."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Difference:
    """One line that is not as announced; `before` or `after` is None where there is no such line.

    `part`: "members", "cells", or "" for a value of the whole, whose key is `name`.
    """

    part: str
    name: str
    before: Any
    after: Any


def differences(announced: Mapping[str, Any], reckoned: Mapping[str, Any]) -> Iterator[Difference]:
    """Yield what differs between two contents, in the order of the announced one; changed names are no difference."""
    for key in sorted((announced.keys() | reckoned.keys()) - {*_PARTS, *_NAMES}):
        if announced.get(key) != reckoned.get(key):
            yield Difference("", key, announced.get(key), reckoned.get(key))
    for part in _PARTS:
        before = {row["id"]: row for row in announced[part]}
        after = {row["id"]: row for row in reckoned[part]}
        for pk in [*before, *(pk for pk in after if pk not in before)]:
            was, now = before.get(pk), after.get(pk)
            if was is None or now is None or _facts(was) != _facts(now):
                yield Difference(part, (was or now or {})["name"], was, now)


def _facts(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in _NAMES}
