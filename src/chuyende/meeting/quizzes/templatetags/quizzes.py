"""In templates of this app: `{% choice_bars result as bars %}`, `{{ doubts|doubt_words }}`."""

from collections.abc import Iterable

from django import template
from django.utils.translation import gettext as _

from chuyende.foundation.ui.parts import ResultBar

from ..enums import SheetDoubt
from ..queries import QuestionResult

register = template.Library()


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
