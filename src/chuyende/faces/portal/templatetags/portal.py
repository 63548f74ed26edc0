"""In templates of the public site: the photograph of a text, and what search engines read of an article."""

import json
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from ..models import Article, ArticleText, Edition
from ..photos import CARD, WIDTHS, Shown, shape

register = template.Library()

#: so that no text can end the element that it stands in
_ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
_IN_COLUMN, _CARD_SHAPE = 800, (480, 320)


@register.simple_tag
def photo_of(text: ArticleText) -> Shown | None:
    """The photograph in the column of an article, in the size that the screen needs."""
    if not text.photo or not text.photo_width or not text.photo_height:
        return None
    # every smaller size, and the first that holds the whole photograph: nothing is enlarged
    smaller = [width for width in WIDTHS if width < text.photo_width]
    widths = [*smaller, *WIDTHS[len(smaller) : len(smaller) + 1]]
    width, height = shape(text.photo_width, text.photo_height, _IN_COLUMN)
    srcset = ", ".join(f"{_address(text, str(w))} {min(w, text.photo_width)}w" for w in widths)
    return Shown(
        src=_address(text, str(min(widths, key=lambda w: abs(w - _IN_COLUMN)))),
        srcset=srcset,
        width=width,
        height=height,
        alt=text.alt_text,
        caption=text.caption,
    )


@register.simple_tag
def card_of(text: ArticleText) -> Shown | None:
    """The photograph as it stands in a list, cut to 3 : 2."""
    if not text.photo:
        return None
    width, height = _CARD_SHAPE
    return Shown(_address(text, CARD), "", width, height, text.alt_text, text.caption)


@register.simple_tag(takes_context=True)
def structured_data(context: dict[str, Any], article: Article, text: Edition) -> SafeString:
    """The article as schema.org/NewsArticle: data, never run."""
    request: HttpRequest = context["request"]
    photo = photo_of(text)
    said = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": text.title,
        "description": text.lead,
        "datePublished": article.published_at.isoformat() if article.published_at else None,
        "dateModified": text.created_at.isoformat(),
        "inLanguage": "vi",
        "mainEntityOfPage": request.build_absolute_uri(reverse("portal:article_read", args=[article.slug])),
        "author": {"@type": "Person", "name": text.author_name, "affiliation": text.author_title},
        "publisher": {"@type": "Organization", "name": str(context.get("site") or "Chuyên Đề")},
        "image": [request.build_absolute_uri(photo.src)] if photo else [],
    }
    content = json.dumps(said, ensure_ascii=False).translate(_ESCAPED)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(content))  # noqa: S308  # escaped above


def _address(text: ArticleText, size: str) -> str:
    if isinstance(text, Edition):
        return reverse("portal:article_photo", args=[text.pk, size])
    assert isinstance(text, Article)  # the two texts that exist
    return reverse("portal:draft_photo", args=[text.pk, size]) + f"?{text.revision}"


@register.simple_tag
def source_url() -> str:
    """Where readers get the source of the version that serves them; empty when the installation names no place."""
    return str(settings.SOURCE_URL)
