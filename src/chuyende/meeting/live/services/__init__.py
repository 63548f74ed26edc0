"""Everything that one can do with a quiz in the hall."""

from .acts import close_by_time, end_sitting, host_act, perform_act
from .answer_cards import give_answer_card, give_answer_cards, take_answer_card_back
from .cards import issue_cards, revoke_card
from .raised import store_raised
from .results import write_results
from .seats import make_team, remove_team, take_seat, take_seat_by_card
from .sittings import create_sitting, host_ticket, screen_ticket, seat_ticket

__all__ = [
    "close_by_time",
    "create_sitting",
    "end_sitting",
    "give_answer_card",
    "give_answer_cards",
    "host_act",
    "host_ticket",
    "issue_cards",
    "make_team",
    "perform_act",
    "remove_team",
    "revoke_card",
    "screen_ticket",
    "seat_ticket",
    "store_raised",
    "take_answer_card_back",
    "take_seat",
    "take_seat_by_card",
    "write_results",
]
