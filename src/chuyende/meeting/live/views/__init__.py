from .answer_cards import answer_card_list, answer_card_take_back, answer_cards_give, answer_cards_print
from .cards import seat_card_join, seat_card_revoke, seat_cards_issue, seat_cards_print
from .hosting import sitting_create, sitting_end, sitting_host, sitting_screen, team_list, team_remove
from .sitting import sitting_detail, sitting_file, sitting_join, sitting_list, sitting_phone

__all__ = [
    "answer_card_list",
    "answer_card_take_back",
    "answer_cards_give",
    "answer_cards_print",
    "seat_card_join",
    "seat_card_revoke",
    "seat_cards_issue",
    "seat_cards_print",
    "sitting_create",
    "sitting_detail",
    "sitting_end",
    "sitting_file",
    "sitting_host",
    "sitting_join",
    "sitting_list",
    "sitting_phone",
    "sitting_screen",
    "team_list",
    "team_remove",
]
