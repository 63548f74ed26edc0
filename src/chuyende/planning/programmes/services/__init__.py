"""Everything that one can do with programmes and topics."""

from .programmes import (
    add_line,
    change_line,
    change_programme,
    check_programme,
    create_programme,
    give_out_work,
    remove_line,
)
from .topics import Ground, change_topic, check_topic, propose_topic

__all__ = [
    "Ground",
    "add_line",
    "change_line",
    "change_programme",
    "change_topic",
    "check_programme",
    "check_topic",
    "create_programme",
    "give_out_work",
    "propose_topic",
    "remove_line",
]
