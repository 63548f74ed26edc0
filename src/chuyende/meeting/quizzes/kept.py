"""What a phone sends of an attempt and what becomes of it: plain values between the pages and the services."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from .models import QuizQuestion


@dataclass(frozen=True)
class Tap:
    """What was answered to one question, how sure, and when by the phone's clock; None: just now."""

    response: Any
    certainty: int | None = None
    at: dt.datetime | None = None


@dataclass(frozen=True)
class Device:
    """From which phone taps come, and up to when it knows what the server has. No name: a form without script."""

    name: str = ""
    knows_until: dt.datetime | None = None


@dataclass(frozen=True)
class Upload:
    """The taps of one device; with `handed_in_at` the attempt is handed in as of that moment."""

    taps: Mapping[QuizQuestion, Tap]
    device: Device = Device()
    handed_in_at: dt.datetime | None = None


@dataclass(frozen=True)
class Arrived:
    """What a phone sent on the short way: for which attempt (its id), by whose account, and the form as it came."""

    attempt: str
    user: uuid.UUID
    body: bytes
    request: int = field(default_factory=count().__next__)

    @property
    def key(self) -> tuple[str, str]:
        return self.attempt, str(self.request)


@dataclass(frozen=True)
class Told:
    """What the phone is told: the status of the answer and its receipt."""

    status: int
    receipt: dict[str, Any]


@dataclass
class Kept:
    """What became of taps: how many are saved now, and at which questions (ids) another device had said something else.

    `is_over`: the attempt is handed in; `came_late`: some were not taken, because they were tapped or sent too late.
    """

    saved: int = 0
    conflicts: list[uuid.UUID] = field(default_factory=list)
    is_over: bool = False
    came_late: bool = False
