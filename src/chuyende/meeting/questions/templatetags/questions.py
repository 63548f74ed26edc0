"""In templates: `{% question_media name=words.media %}`, `{{ words.stem|gaps_as_lines }}`, `{% for said in row|doubts_said %}`."""

import re

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ..engine.faults import faults
from ..engine.formats.carrying import DOUBT_OF
from ..engine.formats.reading import Doubt
from ..engine.rows import ImportRow
from ..enums import Kind
from ..errors import DOUBTED, said_of
from ..models import SOUND_ENDINGS

register = template.Library()
_GAP = re.compile(r"\[\[(\d+)\]\]")


@register.simple_tag
def question_media(*, name: str, number: int | None = None) -> SafeString:
    """The picture or sound that a question's words name; nothing where they name none (or one just chosen)."""
    key, _dot, ending = name.partition(".")
    if not ending:
        return SafeString()
    url = reverse("questions:question_file", args=[key])
    if ending in SOUND_ENDINGS:
        return format_html('<audio class="question-media" controls preload="none" src="{}"></audio>', url)
    alt = _("Picture of choice %(number)s") % {"number": number} if number else _("Picture of the question")
    return format_html('<img class="question-media" loading="lazy" src="{}" alt="{}">', url, alt)


@register.filter
def gaps_as_lines(stem: str) -> SafeString:
    """The stem of a cloze with its gaps as numbered blanks."""
    return mark_safe(_GAP.sub(r'<span class="gap-blank">(\1) …</span>', conditional_escape(stem)))  # noqa: S308  # escaped before


@register.filter
def doubts_said(row: ImportRow) -> list[str]:
    """Everything about a question of a file that somebody should look at, in words, each once."""
    if row.is_mended:
        return []
    # an answer that names no choice leaves none marked: one sentence says both
    without = {Doubt.NO_KEY} if Doubt.KEY_OUTSIDE in row.doubts else set()
    told = [str(DOUBTED[doubt]) for doubt in row.doubts if doubt not in without]
    untold = [found for found in faults(row.words) if DOUBT_OF.get(found.fault) not in row.doubts]
    return list(dict.fromkeys([*told, *(said_of(found)[0] for found in untold)]))


@register.filter
def kind_label(kind: str) -> str:
    """What a kind of question is called."""
    return str(Kind(kind).label).capitalize()
