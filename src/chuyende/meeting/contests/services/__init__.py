"""Everything that one can do with contests."""

from .cases import cancel_result, reply_to_cancelling, settle_case
from .closing import announce_again, close_contest, decide_tie
from .preparing import (
    add_round,
    announce_contest,
    change_contest,
    change_round,
    create_contest,
    remove_contest,
    remove_round,
)
from .taking import predict

__all__ = [
    "add_round",
    "announce_again",
    "announce_contest",
    "cancel_result",
    "change_contest",
    "change_round",
    "close_contest",
    "create_contest",
    "decide_tie",
    "predict",
    "remove_contest",
    "remove_round",
    "reply_to_cancelling",
    "settle_case",
]
