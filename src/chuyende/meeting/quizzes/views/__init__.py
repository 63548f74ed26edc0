from .accommodations import accommodation_list
from .bank import question_reuse
from .blueprint import quiz_blueprint, quiz_blueprint_fits
from .paper import paper_enter, quiz_print
from .preparing import (
    question_add,
    question_change,
    question_move,
    question_remove,
    quiz_change,
    quiz_create,
    quiz_prepare,
    quiz_publish,
    quiz_remove,
)
from .results import quiz_results, quiz_results_xlsx
from .study import quiz_detail, quiz_list, study
from .taking import (
    attempt_detail,
    attempt_keep,
    attempt_result,
    attempt_review,
    attempt_save,
    attempt_start,
    attempt_submit,
    attempt_worker,
)

__all__ = [
    "accommodation_list",
    "attempt_detail",
    "attempt_keep",
    "attempt_result",
    "attempt_review",
    "attempt_save",
    "attempt_start",
    "attempt_submit",
    "attempt_worker",
    "paper_enter",
    "question_add",
    "question_change",
    "question_move",
    "question_remove",
    "question_reuse",
    "quiz_blueprint",
    "quiz_blueprint_fits",
    "quiz_change",
    "quiz_create",
    "quiz_detail",
    "quiz_list",
    "quiz_prepare",
    "quiz_print",
    "quiz_publish",
    "quiz_remove",
    "quiz_results",
    "quiz_results_xlsx",
    "study",
]
