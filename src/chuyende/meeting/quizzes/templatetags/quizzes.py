"""In templates of this app: `{% choice_bars result as bars %}`, `{% asking question=… %}`, `{{ doubts|doubt_words }}`."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from chuyende.foundation.ui.parts import ResultBar
from chuyende.meeting.questions.models import QuestionVersion

from ..enums import SheetDoubt
from ..queries import QuestionResult, ShownQuestion

register = template.Library()


@register.simple_tag
def asking(*, question: ShownQuestion) -> SafeString:
    """Where a question is answered. With nothing answered it is drawn once for all who see it in the same order."""
    if question.response is not None:
        return _drawn(question)
    return _drawn_once(question.version, replace(question, number=0, certainty=None))


def _drawn(question: ShownQuestion) -> SafeString:
    return render_to_string("quizzes/parts/ask_fields.html", {"question": question})


@lru_cache(maxsize=2048)  # four choices have 24 orders: some four quizzes of 20 questions, 2 KB each
def _drawn_once(_version: QuestionVersion, question: ShownQuestion) -> SafeString:
    return _drawn(question)


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
