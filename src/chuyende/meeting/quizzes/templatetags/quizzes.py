"""In templates of this app: `{% choice_bars result as bars %}`, `{% is_ticked sent question choice as ticked %}`."""

from django import template
from django.utils.translation import gettext as _

from chuyende.foundation.ui.parts import ResultBar

from ..queries import QuestionResult, ShownChoice, ShownQuestion

register = template.Library()


@register.simple_tag
def choice_bars(result: QuestionResult) -> list[ResultBar]:
    """The choices of one question as bars, the right one marked."""
    version = result.quiz_question.version
    return [
        ResultBar(
            label=text,
            count=count,
            tone="green" if index == version.key else "neutral",
            mark=_("right answer") if index == version.key else "",
        )
        for index, (text, count) in enumerate(zip(version.choices, result.counts, strict=True))
    ]


@register.simple_tag
def is_ticked(sent: dict[str, str], question: ShownQuestion, choice: ShownChoice) -> bool:
    """Tell whether the form that was sent had this choice ticked: a refused form keeps its ticks."""
    return sent.get(question.name) == str(choice.shown)
