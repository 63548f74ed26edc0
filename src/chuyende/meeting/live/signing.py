"""What the server's own key signs for the hall: tickets, cards, addresses of pictures. Nothing of it is stored."""

import base64
import hashlib
import hmac
import uuid
from functools import cache

from django.conf import settings

_LETTERS = 22  # 132 bits


@cache
def ticket_key() -> bytes:
    """The key of tickets, derived from the installation's secret."""
    return hashlib.sha256(b"chuyende.live.ticket" + settings.SECRET_KEY.encode()).digest()


def card_code(card: uuid.UUID) -> str:
    """What a card's QR code says after the address: its id and a signature, fit for an address."""
    return f"{_short(card.bytes)}{_signature('card', str(card))}"


def card_in(code: str) -> uuid.UUID | None:
    """The card that a code was made for; None when it was not made here."""
    try:
        card = uuid.UUID(bytes=base64.urlsafe_b64decode(code[:22] + "=="))
    except ValueError:
        return None
    return card if code.isascii() and hmac.compare_digest(code, card_code(card)) else None


def file_code(sitting: str, file: str) -> str:
    """What opens one picture or sound of a sitting: only those have it who were sent the question."""
    return _signature("file", f"{sitting} {file}")


def is_file_code(code: str, sitting: str, file: str) -> bool:
    return hmac.compare_digest(code.encode(), file_code(sitting, file).encode())


def _signature(what: str, text: str) -> str:
    digest = hmac.new(ticket_key(), f"{what} {text}".encode(), hashlib.sha256).digest()
    return _short(digest)[:_LETTERS]


def _short(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
