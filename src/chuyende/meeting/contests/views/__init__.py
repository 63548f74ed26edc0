from .browsing import (
    contest_cell,
    contest_detail,
    contest_list,
    contest_predict,
    contest_rules,
    contest_standings,
)
from .cases import case_detail, case_reply, case_settle, result_cancel
from .directing import contest_announce_again, contest_close, contest_direct, tie_decide
from .preparing import (
    contest_announce,
    contest_change,
    contest_create,
    contest_remove,
    round_add,
    round_change,
    round_remove,
)

__all__ = [
    "case_detail",
    "case_reply",
    "case_settle",
    "contest_announce",
    "contest_announce_again",
    "contest_cell",
    "contest_change",
    "contest_close",
    "contest_create",
    "contest_detail",
    "contest_direct",
    "contest_list",
    "contest_predict",
    "contest_remove",
    "contest_rules",
    "contest_standings",
    "result_cancel",
    "round_add",
    "round_change",
    "round_remove",
    "tie_decide",
]
