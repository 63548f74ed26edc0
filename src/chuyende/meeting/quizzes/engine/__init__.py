"""Pure functions of what is stored of a quiz: drawing, order, grading and ranking here, item analysis in `analysis`."""

from .alike import AlikePair, alike_pairs
from .certainty import CertaintyTable, SureAnswer, certainty_points, sure_errors
from .drawing import Candidate, Part, TooFew, draw
from .grading import grade, ranks
from .order import AS_PRINTED, choice_order, question_order

__all__ = [
    "AS_PRINTED",
    "AlikePair",
    "Candidate",
    "CertaintyTable",
    "Part",
    "SureAnswer",
    "TooFew",
    "alike_pairs",
    "certainty_points",
    "choice_order",
    "draw",
    "grade",
    "question_order",
    "ranks",
    "sure_errors",
]
