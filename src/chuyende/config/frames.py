"""How the server and a process of pages speak: one request and its answer after the other on a pair of sockets.

Each way: a head as JSON, then the body in pieces, then an empty piece; every one led by its length in 4 bytes. A piece of
length `BROKEN` says that the page failed and nothing more comes.
"""

import json
from struct import Struct
from typing import Any, Final

#: bytes of a body that go at once: pages are shorter, files go in pieces
AT_ONCE: Final = 256 * 1024
LENGTH: Final = Struct(">I")
BROKEN: Final = 0xFFFFFFFF
END: Final = LENGTH.pack(0)
BREAK: Final = LENGTH.pack(BROKEN)


def framed(piece: bytes) -> bytes:
    """Return `piece` led by its length."""
    return LENGTH.pack(len(piece)) + piece


def head(value: Any) -> bytes:
    """Return what leads a request or an answer, framed."""
    return framed(json.dumps(value).encode())
