"""In templates: `{{ share|percent }}`, `{{ interval|between }}`, `{% choice_rows analysed as rows %}`."""

from dataclasses import dataclass

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from chuyende.meeting.questions.engine.words import Kind, Words

from .. import findings
from ..engine.analysis import ChoiceCount
from ..queries import AnalysedQuestion, GivenAnswer

register = template.Library()
register.filter("percent", findings.percent)
register.filter("between", findings.between)
register.filter("decimal", findings.decimal)
register.filter("between_decimals", findings.between_decimals)
register.simple_tag(findings.decimal, name="decimal_of")
register.simple_tag(findings.percent, name="percent_of")


@dataclass(frozen=True)
class ChoiceRow:
    """One choice with who took it; `name` is what an address calls it."""

    name: str
    letter: str
    text: str
    count: ChoiceCount


@register.simple_tag
def choice_rows(analysed: AnalysedQuestion) -> list[ChoiceRow]:
    """The choices of a question that is answered by one of them, and «left empty»; else nothing."""
    table, words = analysed.report.choices, analysed.question.words
    return [_choice_row(count, words) for count in table.counts] if table else []


@register.filter
def in_words(given: GivenAnswer, words: Words) -> str:
    """What a member answered, to be read."""
    return findings.answer_in_words(words, given.response)


def _choice_row(count: ChoiceCount, words: Words) -> ChoiceRow:
    if count.choice is None:
        return ChoiceRow("trong", "–", _("left empty"), count)
    if words.kind is Kind.TRUE_FALSE:
        text = pgettext("statement", "false") if count.choice else pgettext("statement", "true")
        return ChoiceRow(str(count.choice), "", text.capitalize(), count)
    text = words.choices[count.choice].text or _("picture")
    return ChoiceRow(str(count.choice), findings.letters_of([count.choice], words), text, count)
