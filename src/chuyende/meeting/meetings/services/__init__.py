"""Everything that one can do with a meeting."""

from .agenda import add_agenda_item, change_agenda_item, move_agenda_item, remove_agenda_item
from .attendance import clear_attendance, record_attendance, record_departure, record_rest_present
from .conclusions import (
    TaskOrder,
    add_conclusion,
    add_conclusion_task,
    change_conclusion,
    remove_conclusion,
)
from .convening import CHANGEABLE, cancel_meeting, change_meeting, convene_meeting
from .materials import add_material, record_handbook_upload, remove_material
from .running import (
    add_guest,
    advance_agenda,
    close_meeting,
    missing_to_close,
    open_meeting,
    remove_guest,
    start_item,
)
from .summoning import acknowledge_apology, answer_summons, summon_members

__all__ = [
    "CHANGEABLE",
    "TaskOrder",
    "acknowledge_apology",
    "add_agenda_item",
    "add_conclusion",
    "add_conclusion_task",
    "add_guest",
    "add_material",
    "advance_agenda",
    "answer_summons",
    "cancel_meeting",
    "change_agenda_item",
    "change_conclusion",
    "change_meeting",
    "clear_attendance",
    "close_meeting",
    "convene_meeting",
    "missing_to_close",
    "move_agenda_item",
    "open_meeting",
    "record_attendance",
    "record_departure",
    "record_handbook_upload",
    "record_rest_present",
    "remove_agenda_item",
    "remove_conclusion",
    "remove_guest",
    "remove_material",
    "start_item",
    "summon_members",
]
