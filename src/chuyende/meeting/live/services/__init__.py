"""Everything that one can do with a quiz in the hall."""

from .acts import close_by_time, end_sitting, host_act, perform_act
from .cards import issue_cards, revoke_card
from .results import write_results
from .seats import make_team, remove_team, take_seat, take_seat_by_card
from .sittings import create_sitting, host_ticket, screen_ticket, seat_ticket

__all__ = [
    "close_by_time",
    "create_sitting",
    "end_sitting",
    "host_act",
    "host_ticket",
    "issue_cards",
    "make_team",
    "perform_act",
    "remove_team",
    "revoke_card",
    "screen_ticket",
    "seat_ticket",
    "take_seat",
    "take_seat_by_card",
    "write_results",
]
