"""How standings are written."""

from decimal import Decimal

from django import template
from django.template.defaultfilters import floatformat

from chuyende.meeting.contests.queries import prize_in_words

register = template.Library()


@register.filter
def prize(index: int | None) -> str:
    """What a prize is called; nothing for none."""
    return "" if index is None else prize_in_words(index)


@register.filter
def as_points(text: str) -> str:
    """Points as people write them: «7», «7,5»."""
    return floatformat(Decimal(text), -2)


@register.filter
def as_written(text: str) -> str:
    """A share or a mean with the decimals that it was rounded to: «66,67»."""
    return text.replace(".", ",")


@register.filter
def minutes_and_seconds(seconds: int) -> str:
    """A time as «3:20»."""
    return f"{seconds // 60}:{seconds % 60:02d}"
