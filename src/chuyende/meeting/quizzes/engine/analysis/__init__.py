"""Item analysis: how hard, how telling, how sure each question of a quiz is, and what was learnt.

Pure: items and marked attempts go in, numbers and verdicts as codes come out. The same input in any order gives the
same output to the last digit. Formulas and their sources stand with the functions.

`analyse`: one sitting. `pooled`, `pooled_by`: one question over many sittings. `learning_gain`: the same questions
before and after. `knowledge_map`: cell, topic and period.
"""

from .across import Pooled, Sitting, pooled, pooled_by
from .choices import ChoiceCount, ChoiceTable
from .data import AnalysisRules, Id, Interval, Item, Marked
from .gain import Gain, ItemGain, Learning, learning_gain
from .items import ItemStatistics
from .knowledge import Answered, Square, knowledge_map
from .report import ItemReport, Report, analyse
from .shrinkage import Estimate
from .verdicts import Code, Verdict
from .whole import QuizStatistics

__all__ = [
    "AnalysisRules",
    "Answered",
    "ChoiceCount",
    "ChoiceTable",
    "Code",
    "Estimate",
    "Gain",
    "Id",
    "Interval",
    "Item",
    "ItemGain",
    "ItemReport",
    "ItemStatistics",
    "Learning",
    "Marked",
    "Pooled",
    "QuizStatistics",
    "Report",
    "Sitting",
    "Square",
    "Verdict",
    "analyse",
    "knowledge_map",
    "learning_gain",
    "pooled",
    "pooled_by",
]
