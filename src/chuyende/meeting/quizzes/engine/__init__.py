"""Pure functions of what is stored of a quiz: order, grading and ranking here, item analysis in `analysis`."""

from .grading import grade, ranks
from .order import AS_PRINTED, choice_order, question_order

__all__ = ["AS_PRINTED", "choice_order", "grade", "question_order", "ranks"]
