"""Everything that one can ask about quizzes in the hall."""

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
    "MemberCard",
    "card_of_code",
    "cells_with_cards",
    "file_of",
    "member_cards",
    "members_for_a_team",
    "running_sitting_of",
    "seat_cards_to_revoke",
    "seats_with_times",
    "sitting_by_code",
    "sittings_to_host",
    "sittings_to_join",
    "sittings_visible_to",
]
