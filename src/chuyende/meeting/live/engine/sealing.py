"""The question sent ahead, unreadable until its key comes (protocol 4.2)."""

import base64
import json
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

_NONCE_BYTES = 12


class SealBroken(ValueError):
    """The box does not open with this key."""


def new_key() -> str:
    """Return a fresh key, base64 of 32 bytes."""
    return base64.b64encode(ChaCha20Poly1305.generate_key()).decode()


def new_nonce() -> str:
    """Return what only those know who have seen the question opened."""
    return base64.urlsafe_b64encode(os.urandom(9)).decode()


def sealed(question: dict[str, Any], key: str) -> str:
    """Return base64 of nonce and ciphertext of the question's JSON."""
    nonce = os.urandom(_NONCE_BYTES)
    text = json.dumps(question, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.b64encode(
        nonce + ChaCha20Poly1305(base64.b64decode(key)).encrypt(nonce, text, None)
    ).decode()


def opened(box: str, key: str) -> Any:
    """The inverse of `sealed`. Raises `SealBroken`."""
    data = base64.b64decode(box)
    try:
        text = ChaCha20Poly1305(base64.b64decode(key)).decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], None)
    except InvalidTag as error:
        raise SealBroken from error
    return json.loads(text)
