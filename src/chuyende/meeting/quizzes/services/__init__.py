"""Everything that one can do with questions, quizzes and attempts."""

from .accommodations import set_accommodation
from .answers import keep_taps, may_still_come, note_key_seen, save_answers
from .arriving import keep_arrived
from .attempts import close_overdue_attempts, enter_paper, start_attempt, submit_attempt
from .correcting import (
    check_correction,
    correct_key,
    require_correctable,
)
from .importing import add_imported, remove_imported
from .papers import (
    MOST_BLANKS,
    MOST_VARIANTS,
    assign_member,
    confirm_sheet,
    discard_photo,
    print_edition,
    settle_row,
    undo_sheet,
)
from .photos import (
    discard_old_photo_files,
    read_photo,
    send_photo,
)
from .preparing import QuizOptions, change_quiz, create_quiz, publish_quiz, remove_quiz, set_blueprint
from .questions import (
    add_question,
    change_question,
    move_question,
    remove_question,
    reuse_questions,
)
from .repeating import (
    repeat_quiz,
)
from .rounds import create_round, publish_round

__all__ = [
    "MOST_BLANKS",
    "MOST_VARIANTS",
    "QuizOptions",
    "add_imported",
    "add_question",
    "assign_member",
    "change_question",
    "change_quiz",
    "check_correction",
    "close_overdue_attempts",
    "confirm_sheet",
    "correct_key",
    "create_quiz",
    "create_round",
    "discard_old_photo_files",
    "discard_photo",
    "enter_paper",
    "keep_arrived",
    "keep_taps",
    "may_still_come",
    "move_question",
    "note_key_seen",
    "print_edition",
    "publish_quiz",
    "publish_round",
    "read_photo",
    "remove_imported",
    "remove_question",
    "remove_quiz",
    "repeat_quiz",
    "require_correctable",
    "reuse_questions",
    "save_answers",
    "send_photo",
    "set_accommodation",
    "set_blueprint",
    "settle_row",
    "start_attempt",
    "submit_attempt",
    "undo_sheet",
]
