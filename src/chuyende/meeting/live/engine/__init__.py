"""The live hall without Django, server or clock: phases, marking, standings, tickets, sealing, printed cards."""

from .room import BEST, Given, Refusal, Refused, Room, Round, Seat, Stored
from .scoring import Terms, places
from .state import POSSIBLE, SETTLED, SHOWING, Act, NotNow, Phase, State, advance, closing_moment, time_left

__all__ = [
    "BEST",
    "POSSIBLE",
    "SETTLED",
    "SHOWING",
    "Act",
    "Given",
    "NotNow",
    "Phase",
    "Refusal",
    "Refused",
    "Room",
    "Round",
    "Seat",
    "State",
    "Stored",
    "Terms",
    "advance",
    "closing_moment",
    "places",
    "time_left",
]
