"""Identifiers that sort by the time they were made, and may be made on a phone."""

import os
import threading
import time
import uuid

_lock = threading.Lock()
_last = 0


def new_id() -> uuid.UUID:
    """Return a UUID version 7 (RFC 9562, 5.7), strictly increasing within this process."""
    global _last
    with _lock:
        # milliseconds in the upper bits, and 12 bits of fraction as the RFC's method 3 allows
        _last = max(_last + 1, time.time_ns() * 4096 // 1_000_000)
        stamp = _last
    milliseconds, fraction = stamp >> 12, stamp & 0xFFF
    random = int.from_bytes(os.urandom(8)) & (2**62 - 1)
    return uuid.UUID(int=milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | random)
