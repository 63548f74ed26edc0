"""Small things that stand anywhere: icon, badge, buttons, person, evidence, progress."""

from functools import lru_cache
from typing import Any, Final

from django.template import Context, Library
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from chuyende.foundation.ui.icons import ICONS

from .rendering import TONES, Text, component, one_of

BUTTONS: Final = ("primary", "quiet", "plain", "danger")

register = Library()


@register.simple_tag
def icon(*, name: str, label: Text = "") -> SafeString:
    """An icon of the sprite. Without `label` it is decoration and hidden from screen readers."""
    return _drawn(name, str(label))


@lru_cache(maxsize=2048)  # a page draws some sixty, nearly always the same
def _drawn(name: str, label: str) -> SafeString:
    one_of("icon name", name, ICONS)
    sprite = static("ui/dist/icons.svg")
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"/></svg>', label, sprite, name
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', sprite, name)


@register.simple_tag
def drawn_places(*, name: str, places: tuple[Any, ...]) -> SafeString:
    """A part of the navigation (`ui/layouts/_….html`), drawn once for all who see the same places."""
    return _drawn_places(name, places)


@lru_cache(maxsize=1024)  # as many as there are kinds of standing, pages and numbers that wait, 4 KB each
def _drawn_places(name: str, places: tuple[Any, ...]) -> SafeString:
    return render_to_string(f"ui/layouts/_{name}.html", {"places": places})


@register.inclusion_tag("ui/components/badge.html")
def badge(*, label: Text, tone: str = "neutral") -> dict[str, Any]:
    """State in a word; each tone has its own shape, so that colour is never the only sign."""
    return {"label": label, "tone": one_of("tone", tone, TONES)}


@register.simple_block_tag
def button(
    content: str,
    *,
    variant: str = "primary",
    type: str = "submit",
    name: str = "",
    value: Text = "",
    icon: str = "",
    form: str = "",
    disabled: bool = False,
) -> SafeString:
    one_of("variant", variant, BUTTONS)
    one_of("type", type, ("submit", "button", "reset"))
    return component(
        "button",
        content,
        variant=variant,
        type=type,
        name=name,
        value=value,
        icon=icon,
        form=form,
        disabled=disabled,
    )


@register.simple_block_tag
def link_button(content: str, *, url: str, variant: str = "primary", icon: str = "") -> SafeString:
    return component("link_button", content, url=url, variant=one_of("variant", variant, BUTTONS), icon=icon)


@register.simple_block_tag(takes_context=True)
def post_button(
    context: Context,
    content: str,
    *,
    url: str,
    variant: str = "quiet",
    icon: str = "",
    name: str = "",
    value: Text = "",
) -> SafeString:
    """A form of one button: an act that needs nothing typed. `name`/`value` send one field with it."""
    return component(
        "post_button",
        content,
        url=url,
        variant=one_of("variant", variant, BUTTONS),
        icon=icon,
        name=name,
        value=value,
        csrf_token=context.get("csrf_token", ""),
    )


@register.simple_block_tag
def actions(content: str) -> SafeString:
    """Buttons side by side; one under the other where there is no room."""
    return component("actions", content)


@register.inclusion_tag("ui/components/person_chip.html")
def person_chip(*, name: str, detail: Text = "", url: str = "") -> dict[str, Any]:
    words = name.split()
    return {"name": name, "detail": detail, "url": url, "initial": words[-1][0].upper() if words else ""}


@register.inclusion_tag("ui/components/evidence_link.html")
def evidence_link(*, url: str, label: Text, detail: Text = "") -> dict[str, Any]:
    """A number or a claim that opens what it rests on."""
    return {"url": url, "label": label, "detail": detail}


@register.inclusion_tag("ui/components/progress.html")
def progress(
    *,
    value: int,
    max: int,
    label: Text,
    detail: Text = "",
    tone: str = "green",
) -> dict[str, Any]:
    return {
        "value": value,
        "max": max,
        "label": label,
        "detail": detail,
        "tone": one_of("tone", tone, TONES),
    }
