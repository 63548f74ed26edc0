"""Tickets: who one is in a sitting, signed by the server and kept by the phone (protocol 2)."""

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import dataclass
from enum import StrEnum

_LONGEST = 2000


class Role(StrEnum):
    SEAT = "seat"
    SCREEN = "screen"
    HOST = "host"


class TicketInvalid(ValueError):
    """The ticket is forged, ended, or no ticket."""


@dataclass(frozen=True)
class Ticket:
    """`bearer`: the seat's id, the account's of a host, "" of a screen. `ends`: milliseconds since 1970."""

    sitting: str
    role: Role
    bearer: str
    ends: int


def issued(ticket: Ticket, key: bytes) -> str:
    """Return the ticket as the phone keeps it: payload and signature, both base64url."""
    payload = {"s": ticket.sitting, "r": ticket.role, "m": ticket.bearer, "x": ticket.ends}
    text = _encoded(json.dumps(payload, separators=(",", ":")).encode())
    return f"{text}.{_signature(text, key)}"


def read(text: str, key: bytes, *, now: int) -> Ticket:
    """Return what a ticket says. Raises `TicketInvalid`."""
    payload, dot, signature = text.partition(".")
    if not dot or len(text) > _LONGEST or not text.isascii():
        raise TicketInvalid
    if not hmac.compare_digest(signature, _signature(payload, key)):
        raise TicketInvalid
    try:
        said = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        ticket = Ticket(said["s"], Role(said["r"]), said["m"], said["x"])
    except (ValueError, KeyError, TypeError, binascii.Error) as error:
        raise TicketInvalid from error
    if ticket.ends <= now:
        raise TicketInvalid
    return ticket


def _signature(text: str, key: bytes) -> str:
    return _encoded(hmac.new(key, text.encode(), hashlib.sha256).digest())


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
