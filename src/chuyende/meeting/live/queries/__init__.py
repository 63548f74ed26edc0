"""Everything that one can ask about quizzes in the hall."""

from .answer_cards import (
    Holder,
    answer_cards_file,
    answer_cards_of,
    answer_cards_to_take_back,
    holders_for_host,
    members_without_answer_card,
    organisations_with_answer_cards,
)
from .record import results_to_come
from .sittings import (
    MemberCard,
    card_of_code,
    cells_with_cards,
    file_of,
    member_cards,
    members_for_a_team,
    running_sitting_of,
    seat_cards_to_revoke,
    seats_with_times,
    sitting_by_code,
    sittings_to_host,
    sittings_to_join,
    sittings_visible_to,
)

__all__ = [
    "Holder",
    "MemberCard",
    "answer_cards_file",
    "answer_cards_of",
    "answer_cards_to_take_back",
    "card_of_code",
    "cells_with_cards",
    "file_of",
    "holders_for_host",
    "member_cards",
    "members_for_a_team",
    "members_without_answer_card",
    "organisations_with_answer_cards",
    "results_to_come",
    "running_sitting_of",
    "seat_cards_to_revoke",
    "seats_with_times",
    "sitting_by_code",
    "sittings_to_host",
    "sittings_to_join",
    "sittings_visible_to",
]
