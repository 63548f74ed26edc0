"""How much one may say: a flood from one must cost the others nothing."""

import time


class Allowance:
    """`burst` at once, and `per_second` in the long run (a token bucket)."""

    __slots__ = ("_asked", "_burst", "_left", "_per_second")

    def __init__(self, *, burst: int, per_second: float) -> None:
        self._burst, self._per_second = burst, per_second
        self._left, self._asked = float(burst), time.monotonic()

    def take(self) -> bool:
        """Count one; False when it is one too many."""
        now = time.monotonic()
        self._left = min(self._burst, self._left + self._per_second * (now - self._asked))
        self._asked = now
        if self._left < 1:
            return False
        self._left -= 1
        return True
