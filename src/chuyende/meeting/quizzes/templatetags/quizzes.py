"""In templates of this app: `{% choice_bars result as bars %}`, `{% asking question=… total=… %}`, `{{ doubts|doubt_words }}`."""

import secrets
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Final

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from chuyende.foundation.ui.parts import ResultBar
from chuyende.meeting.questions.models import QuestionVersion

from ..enums import SheetDoubt
from ..queries import QuestionResult, ShownQuestion

register = template.Library()


#: stands for the number of a question in what is drawn once, and in no text
_NUMBER: Final = 10**15 + secrets.randbelow(10**15)


@register.simple_tag
def asking(*, question: ShownQuestion, total: int) -> SafeString:
    """A question and where it is answered, one of `total`. With nothing answered it is drawn once for all who see it in
    the same order."""
    if question.response is not None:
        return _drawn(question, total)
    drawn = _drawn_once(question.version, replace(question, number=_NUMBER, certainty=None), total)
    return SafeString(drawn.replace(str(_NUMBER), str(question.number)))


def _drawn(question: ShownQuestion, total: int) -> SafeString:
    return render_to_string("quizzes/parts/ask.html", {"question": question, "total": total})


@lru_cache(maxsize=2048)  # four choices have 24 orders: some four quizzes of 20 questions, 2 KB each
def _drawn_once(_version: QuestionVersion, question: ShownQuestion, total: int) -> SafeString:
    return _drawn(question, total)


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
