"""Answers that a host's camera has read from raised cards: what may be stored of them (protocol 5.1)."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from chuyende.meeting.questions.engine.words import Kind

from .cards import LETTERS, MOST_CARDS
from .room import Given, Refusal, Refused, Room

#: what the first two edges of a card say to a question that is true or false
_TRUE_FALSE = {0: True, 1: False}


class Outcome(StrEnum):
    """What became of one card of a sweep."""

    STORED = "stored"
    #: the seat had an answer already, by phone or by an earlier sweep
    ANSWERED = "answered"
    NOT_GIVEN = "not_given"
    #: its holder may not sit here: suspended, or no longer of the cell
    NOT_SEATED = "not_seated"
    #: two cards of one team in the same sweep
    SEAT_TWICE = "seat_twice"


@dataclass(frozen=True)
class Raised:
    """A sweep: `answers` by the card's number, each by its place among the choices."""

    id: uuid.UUID
    round: int
    nonce: str
    answers: Mapping[int, int]


def read_raised(frame: Mapping[str, Any]) -> Raised:
    """Return what a frame `raised` says. Raises `Refused`: BAD_FRAME, NO_SUCH_CARD."""
    number, nonce, cards = frame.get("round"), frame.get("nonce"), frame.get("cards")
    if type(number) is not int or not isinstance(nonce, str) or not isinstance(cards, list):
        raise Refused(Refusal.BAD_FRAME)
    if not 1 <= len(cards) <= MOST_CARDS:
        raise Refused(Refusal.BAD_FRAME)
    answers: dict[int, int] = {}
    for one in cards:
        card, answer = _pair(one)
        if card in answers:
            raise Refused(Refusal.BAD_FRAME)
        answers[card] = answer
    return Raised(_uuid(frame.get("id")), number, nonce, answers)


def given_by_cards(room: Room, raised: Raised, *, now: int) -> dict[int, Given]:
    """Return what may be stored for each card. Raises `Refused` for the whole sweep.

    A is the first choice; of a TRUE_FALSE, true. The time of each answer is what has passed since the opening: nobody
    measured it.
    """
    asked, passed = room.rounds.get(raised.round), max(0, now - (room.state.opened or now))
    is_true_false = asked is not None and asked.words.kind is Kind.TRUE_FALSE
    said = _TRUE_FALSE if is_true_false else {}
    given = {
        card: room.checked(
            number=raised.round, nonce=raised.nonce, answer=said.get(place, place), ms=passed, now=now
        )
        for card, place in raised.answers.items()
    }
    words = room.rounds[raised.round].words
    if not is_true_false and (words.kind is not Kind.SINGLE or len(words.choices) > len(LETTERS)):
        raise Refused(Refusal.NO_SUCH_ANSWER)
    return given


def _pair(one: Any) -> tuple[int, int]:
    card, answer = (one.get("card"), one.get("answer")) if isinstance(one, dict) else (None, None)
    if type(card) is not int or type(answer) is not int:
        raise Refused(Refusal.BAD_FRAME)
    if not 1 <= card <= MOST_CARDS:
        raise Refused(Refusal.NO_SUCH_CARD)
    return card, answer


def _uuid(said: Any) -> uuid.UUID:
    try:
        return uuid.UUID(said)
    except (ValueError, TypeError, AttributeError) as error:
        raise Refused(Refusal.BAD_FRAME) from error
