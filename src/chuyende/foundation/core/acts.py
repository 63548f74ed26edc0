"""The words by which the log of acts is read. Each app names the acts that it records."""

from django.utils.functional import Promise

_names: dict[str, str | Promise] = {}


def name_acts(**names: str | Promise) -> None:
    """Give acts their words: `name_acts(meeting_closed=_("closed the meeting"))`."""
    _names.update(names)


def name_of(verb: str) -> str:
    """Return the words of an act; of one whose app is gone, the verb itself."""
    return str(_names.get(verb, verb.replace("_", " ")))


def is_named(verb: str) -> bool:
    return verb in _names
