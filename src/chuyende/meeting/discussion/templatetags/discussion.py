"""How papers are shown: `{% load discussion %}`."""

from django import template
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe

from chuyende.meeting.discussion import engine

register = template.Library()


@register.filter
def paper_text(body: str) -> SafeString:
    """A paper's text as HTML: cleaned once more where it is HTML, with line breaks where it is plain."""
    cleaned = engine.clean(body)
    if engine.is_html(cleaned):
        return mark_safe(cleaned)  # noqa: S308  # nh3 has just cleaned it
    return mark_safe(linebreaks(cleaned, autoescape=True))  # noqa: S308  # escaped by linebreaks


@register.filter
def decimal(value: float) -> str:
    """A percentage as Vietnamese papers write it: 93,3; a whole number without a comma."""
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")
