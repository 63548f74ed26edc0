"""In templates: `{% share_of total.present total.summoned as share %}`."""

from typing import NamedTuple

from django import template
from django.utils.formats import number_format

register = template.Library()


class Shown(NamedTuple):
    """A share as it is written: «94,8» and «%»; a dash when there is nothing to share."""

    value: str
    unit: str


@register.simple_tag
def share_of(part: int, whole: int) -> Shown:
    """`part` of `whole` in percent with one decimal, whole percents without."""
    if not whole:
        return Shown("–", "")
    percent = round(100 * part / whole, 1)
    return Shown(number_format(percent, 0 if percent == int(percent) else 1), "%")
