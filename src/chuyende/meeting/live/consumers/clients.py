"""Whoever is connected, by socket or by polling: who it is, how much it may say, what it is still to be told."""

import time
from typing import TYPE_CHECKING

from chuyende.foundation.core.allowance import Allowance

from ..engine.tickets import Role

if TYPE_CHECKING:
    from .room import LiveRoom

#: frames that one who is known may send at once, and a second in the long run (protocol 1)
BURST, PER_SECOND = 20, 6
MOST_REFUSED = 200


def new_allowance() -> Allowance:
    """What one connection may say until it is known who speaks, then all connections of that bearer together."""
    return Allowance(burst=BURST, per_second=PER_SECOND)


class Client:
    """One connection to the sitting with the id `sitting`; `room` once it is known who speaks.

    `boxed` is the round whose sealed question it has been sent.
    """

    __slots__ = ("allowance", "bearer", "boxed", "heard", "refused", "role", "room", "sitting")

    def __init__(self, sitting: str) -> None:
        self.sitting = sitting
        self.room: LiveRoom | None = None
        self.role = Role.SCREEN
        self.bearer = ""
        self.boxed = 0
        self.refused = 0
        self.heard = time.monotonic()
        self.allowance = new_allowance()

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
