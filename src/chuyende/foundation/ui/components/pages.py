"""The parts a page is put together from: header, sections, cards, facts, lists, statistics, toasts."""

from typing import Any

from django.contrib.messages import constants as levels
from django.template import Context, Library
from django.utils.safestring import SafeString

from chuyende.foundation.ui import toasts

from .rendering import TONE_ICONS, TONES, Text, component, one_of

register = Library()


@register.simple_block_tag
def page_header(
    content: str,
    *,
    title: Text,
    eyebrow: Text = "",
    meta: Text = "",
    state: Text = "",
    tone: str = "neutral",
    back_url: str = "",
    back_label: Text = "",
) -> SafeString:
    """What is it, where does it stand, what must I do. Between the tags: the one main action (or nothing)."""
    return component(
        "page_header",
        content,
        title=title,
        eyebrow=eyebrow,
        meta=meta,
        state=state,
        tone=one_of("tone", tone, TONES),
        back_url=back_url,
        back_label=back_label,
    )


@register.simple_block_tag
def section(
    content: str,
    *,
    title: Text,
    id: str = "",
    hint: Text = "",
) -> SafeString:
    return component("section", content, title=title, id=id, hint=hint)


@register.simple_block_tag
def card(
    content: str,
    *,
    title: Text = "",
    id: str = "",
    flush: bool = False,
) -> SafeString:
    """A sheet of paper. `flush` leaves out the padding (for a table or a list of its own)."""
    return component("card", content, title=title, id=id, flush=flush)


@register.simple_block_tag
def notice(content: str, *, tone: str = "neutral", title: Text = "") -> SafeString:
    """A remark in the page that stays: a warning, a rule with its source, a receipt."""
    one_of("tone", tone, TONES)
    return component("notice", content, tone=tone, title=title, icon_name=TONE_ICONS[tone])


@register.simple_block_tag
def facts(content: str) -> SafeString:
    return component("facts", content)


@register.simple_block_tag
def fact(content: str, *, label: Text) -> SafeString:
    return component("fact", content, label=label)


@register.simple_block_tag
def todo_list(content: str) -> SafeString:
    return component("todo_list", content)


@register.inclusion_tag("ui/components/todo_item.html")
def todo_item(
    *,
    title: Text,
    url: str = "",
    action: Text = "",
    due: Text = "",
    overdue: Text = "",
    done: bool = False,
) -> dict[str, Any]:
    """`overdue` says in words how late it is ("Quá hạn 1 ngày"); `due` follows it."""
    return {"title": title, "url": url, "action": action, "due": due, "overdue": overdue, "done": done}


@register.simple_block_tag
def stats(content: str) -> SafeString:
    return component("stats", content)


@register.inclusion_tag("ui/components/stat.html")
def stat(
    *,
    value: Any,
    label: Text,
    unit: Text = "",
    url: str = "",
    trend: Text = "",
    direction: str = "",
) -> dict[str, Any]:
    """`trend` is words ("thêm 2 buổi so với năm trước"); `direction` "up" or "down" adds the arrow."""
    one_of("direction", direction, ("", "up", "down"))
    return {
        "value": value,
        "label": label,
        "unit": unit,
        "url": url,
        "trend": trend,
        "direction": direction,
    }


@register.inclusion_tag("ui/components/empty_state.html")
def empty_state(
    *, title: Text, text: Text = "", action_url: str = "", action_label: Text = ""
) -> dict[str, Any]:
    return {"title": title, "text": text, "action_url": action_url, "action_label": action_label}


@register.simple_block_tag
def tabs(content: str, *, label: Text) -> SafeString:
    return component("tabs", content, label=label)


@register.inclusion_tag("ui/components/tab.html")
def tab(*, url: str, label: Text, active: bool = False, count: int | None = None) -> dict[str, Any]:
    return {"url": url, "label": label, "active": active, "count": count}


@register.inclusion_tag("ui/components/toast.html", takes_context=True)
def toast(context: Context, *, text: Text, level: int = levels.INFO, undo_url: str = "") -> dict[str, Any]:
    tone = {levels.SUCCESS: "green", levels.WARNING: "amber", levels.ERROR: "red"}.get(level, "neutral")
    return {
        "text": text,
        "tone": tone,
        "icon_name": TONE_ICONS[tone],
        "undo_url": undo_url,
        "csrf_token": context.get("csrf_token", ""),
    }


@register.filter
def undo_url(extra_tags: str | None) -> str:
    return toasts.undo_url_of(extra_tags)
