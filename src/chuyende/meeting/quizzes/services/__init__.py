"""Everything that one can do with questions, quizzes and attempts."""

from .accommodations import set_accommodation
from .answers import keep_taps, may_still_come, note_key_seen, save_answer, save_answers
from .attempts import close_overdue_attempts, enter_paper, start_attempt, submit_attempt, time_for
from .preparing import QuizOptions, change_quiz, create_quiz, publish_quiz, remove_quiz, set_blueprint
from .questions import (
    add_question,
    change_question,
    move_question,
    remove_question,
    reuse_question,
)
from .rounds import create_round, publish_round

__all__ = [
    "QuizOptions",
    "add_question",
    "change_question",
    "change_quiz",
    "close_overdue_attempts",
    "create_quiz",
    "create_round",
    "enter_paper",
    "keep_taps",
    "may_still_come",
    "move_question",
    "note_key_seen",
    "publish_quiz",
    "publish_round",
    "remove_question",
    "remove_quiz",
    "reuse_question",
    "save_answer",
    "save_answers",
    "set_accommodation",
    "set_blueprint",
    "start_attempt",
    "submit_attempt",
    "time_for",
]
