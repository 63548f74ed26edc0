"""Whoever is connected, by socket or by polling: who it is, how much it may say, what it is still to be told."""

import time
from typing import TYPE_CHECKING

from ..engine.tickets import Role

if TYPE_CHECKING:
    from .room import LiveRoom

#: frames that one who is known may send at once, and a second in the long run (protocol 1)
BURST, PER_SECOND = 20, 6
MOST_REFUSED = 200


class Allowance:
    """How much may be said: by one connection until it is known who speaks, then by all connections of that bearer."""

    __slots__ = ("_asked", "_left")

    def __init__(self) -> None:
        self._left, self._asked = float(BURST), time.monotonic()

    def take(self) -> bool:
        """Count one frame; False when it is one too many."""
        now = time.monotonic()
        self._left = min(BURST, self._left + PER_SECOND * (now - self._asked))
        self._asked = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class Client:
    """One connection. `boxed` is the round whose sealed question it has been sent."""

    __slots__ = ("allowance", "bearer", "boxed", "heard", "refused", "role", "room")

    def __init__(self) -> None:
        self.room: LiveRoom | None = None
        self.role = Role.SCREEN
        self.bearer = ""
        self.boxed = 0
        self.refused = 0
        self.heard = time.monotonic()
        self.allowance = Allowance()

    def may_speak(self) -> bool:
        """Count one frame from it; False when it says too much."""
        self.heard = time.monotonic()
        if self.allowance.take():
            return True
        self.refused += 1
        return False

    def push(self, *frames: str) -> None:
        """Send frames, in this order, without waiting; who does not take them is dropped."""
        raise NotImplementedError

    def end(self, code: int) -> None:
        """Close the connection with a code of the protocol."""
        raise NotImplementedError
