"""In templates of this app: `{% choice_bars result as bars %}`, `{% asking question=… total=… %}`, `{% taking … %}`,
`{% question_map total %}`, `{{ doubts|doubt_words }}`, `{{ conflict|counted_as_read }}`, `{{ conflict|set_aside_as_read }}`."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from chuyende.foundation.ui.parts import ResultBar
from chuyende.meeting.questions.models import QuestionVersion

from ..enums import SheetDoubt
from ..findings import answer_as_read
from ..models import AnswerConflict
from ..queries import CertaintyLevel, QuestionResult, ShownQuestion

register = template.Library()


#: stands for the number of a question in what is drawn once, and in no text
_NUMBER: Final = 10**15 + secrets.randbelow(10**15)


@register.simple_tag
def asking(*, question: ShownQuestion, total: int) -> SafeString:
    """A question and where it is answered, one of `total`."""
    return _asked("ask", question, total=total)


@register.simple_tag
def taking(
    *, question: ShownQuestion, total: int, levels: Iterable[CertaintyLevel], reads_aloud: bool
) -> SafeString:
    """The same in an attempt: with how sure one can be, when `levels` has any, and so that it can be read aloud."""
    return _asked("take", question, total=total, levels=tuple(levels), reads_aloud=reads_aloud)


def _asked(part: str, question: ShownQuestion, **values: Any) -> SafeString:
    """With nothing answered it is drawn once for all who see it in the same order."""
    if question.response is not None or question.certainty is not None:
        return _drawn(part, question, values)
    drawn = _drawn_once(part, question.version, replace(question, number=_NUMBER), tuple(values.items()))
    return SafeString(drawn.replace(str(_NUMBER), str(question.number)))


def _drawn(part: str, question: ShownQuestion, values: Mapping[str, Any]) -> SafeString:
    return render_to_string(f"quizzes/parts/{part}.html", {"question": question, **values})


@lru_cache(maxsize=2048)  # four choices have 24 orders: some four quizzes of 20 questions, 2 KB each
def _drawn_once(
    part: str, _version: QuestionVersion, question: ShownQuestion, values: tuple[tuple[str, Any], ...]
) -> SafeString:
    return _drawn(part, question, dict(values))


@register.simple_tag
@lru_cache
def question_map(total: int) -> SafeString:
    """A button for each question of an attempt."""
    return render_to_string("quizzes/parts/map.html", {"numbers": range(1, total + 1)})


@register.simple_tag
def choice_bars(result: QuestionResult) -> list[ResultBar]:
    """How one question was answered as bars, the right one marked."""
    return [
        ResultBar(
            label=text,
            count=count,
            tone="green" if is_right else "neutral",
            mark=_("right answer") if is_right else "",
        )
        for text, count, is_right in result.rows
    ]


@register.filter
def doubt_words(doubts: Iterable[str]) -> str:
    """Why a person must look at a row of an answer sheet, in words."""
    return ", ".join(str(SheetDoubt(doubt).label) for doubt in doubts)


@register.filter
def set_aside_as_read(conflict: AnswerConflict) -> str:
    """The answer of a conflict that does not count."""
    return answer_as_read(conflict.quiz_question.version.words, conflict.set_aside)


@register.filter
def counted_as_read(conflict: AnswerConflict) -> str:
    """The answer of a conflict that counts."""
    return answer_as_read(conflict.quiz_question.version.words, conflict.counted)
