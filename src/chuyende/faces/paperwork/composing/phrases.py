"""What the parts of minutes have in common."""

from collections.abc import Iterable

Lines = Iterable[str]


def named(name: str, position: str) -> str:
    """A guest with the position, if it is known."""
    return f"{name}, {position}" if position else name
