"""Whoever is connected, by socket or by polling: who it is, how much it may say, what it is still to be told."""

import time
from typing import TYPE_CHECKING

from ..engine.tickets import Role

if TYPE_CHECKING:
    from .room import LiveRoom

#: frames that a client may send at once, and a second in the long run (protocol 1)
BURST, PER_SECOND = 20, 6
MOST_REFUSED = 200


class Client:
    """One connection. `boxed` is the round whose sealed question it has been sent."""

    __slots__ = ("_allowed", "_asked", "bearer", "boxed", "heard", "refused", "role", "room")

    def __init__(self) -> None:
        self.room: LiveRoom | None = None
        self.role = Role.SCREEN
        self.bearer = ""
        self.boxed = 0
        self.refused = 0
        self.heard = self._asked = time.monotonic()
        self._allowed = float(BURST)

    def may_speak(self) -> bool:
        """Count one frame from it; False when it says too much."""
        now = time.monotonic()
        self._allowed = min(BURST, self._allowed + PER_SECOND * (now - self._asked))
        self.heard = self._asked = now
        if self._allowed < 1:
            self.refused += 1
            return False
        self._allowed -= 1
        return True

    def push(self, *frames: str) -> None:
        """Send frames, in this order, without waiting; who does not take them is dropped."""
        raise NotImplementedError

    def end(self, code: int) -> None:
        """Close the connection with a code of the protocol."""
        raise NotImplementedError
