"""Everything that one can do with questions, quizzes and attempts."""

from .attempts import (
    close_overdue_attempts,
    enter_paper,
    save_answer,
    save_answers,
    start_attempt,
    submit_attempt,
)
from .preparing import change_quiz, create_quiz, publish_quiz, remove_quiz
from .questions import (
    add_question,
    change_question,
    move_question,
    remove_question,
    reuse_question,
)

__all__ = [
    "add_question",
    "change_question",
    "change_quiz",
    "close_overdue_attempts",
    "create_quiz",
    "enter_paper",
    "move_question",
    "publish_quiz",
    "remove_question",
    "remove_quiz",
    "reuse_question",
    "save_answer",
    "save_answers",
    "start_attempt",
    "submit_attempt",
]
