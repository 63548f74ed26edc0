"""Signs that mean something in GIFT, and how a backslash takes their meaning away."""

import re

SIGNS = {":": ":", "#": "#", "=": "=", "{": "{", "}": "}", "~": "~", "n": "\n", "\\": "\\"}
#: letters that no text has stand for escaped signs while the structure is read
_FIRST = 0xF0000
_HIDDEN = {sign: chr(_FIRST + index) for index, sign in enumerate(SIGNS)}
_SHOWN = {ord(hidden): SIGNS[sign] for sign, hidden in _HIDDEN.items()}
_AS_WRITTEN = {ord(hidden): f"\\{sign}" for sign, hidden in _HIDDEN.items()}
_ESCAPED = re.compile(r"\\([:#={}~n\\])")
_TO_ESCAPE = {ord(meant): f"\\{sign}" for sign, meant in SIGNS.items()}


def hide(text: str) -> str:
    """Return `text` in which escaped signs are letters without a meaning."""
    return _ESCAPED.sub(lambda match: _HIDDEN[match[1]], text.translate(dict.fromkeys(_SHOWN)))


def show(text: str) -> str:
    """Return what `hide` hid, as the signs themselves."""
    return text.translate(_SHOWN)


def raw(hidden: str) -> str:
    """Return hidden text as the file has it, with its backslashes; the inverse of `hide`."""
    return hidden.translate(_AS_WRITTEN)


def escape(text: str) -> str:
    """Return `text` in which no sign has a meaning; the inverse of `show(hide(…))`."""
    return text.translate(_TO_ESCAPE)
