"""Reviewing, the meeting itself, and its papers."""

from collections.abc import Iterable
from typing import Any

from django.template import Library
from django.utils.safestring import SafeString

from chuyende.foundation.ui.parts import ResultBar, Step

from .rendering import Text, component, one_of

register = Library()


@register.inclusion_tag("ui/components/review_timeline.html")
def review_timeline(*, steps: Iterable[Step]) -> dict[str, Any]:
    return {"steps": steps}


@register.inclusion_tag("ui/components/diff.html")
def diff(*, ops: Iterable[tuple[str, str]], label: Text = "") -> dict[str, Any]:
    """Changes word by word: pairs of "equal", "insert" or "delete" and the text."""
    checked = [(one_of("op", op, ("equal", "insert", "delete")), text) for op, text in ops]
    return {"ops": checked, "label": label}


@register.simple_block_tag
def agenda(content: str) -> SafeString:
    return component("agenda", content)


@register.simple_block_tag
def agenda_item(
    content: str,
    *,
    title: Text,
    minutes: int,
    state: str = "waiting",
    time: Text = "",
    person: Text = "",
) -> SafeString:
    """A line of the agenda. Between the tags: details or actions of that line."""
    one_of("state", state, ("waiting", "current", "done"))
    return component(
        "agenda_item",
        content,
        title=title,
        minutes=minutes,
        state=state,
        time=time,
        person=person,
    )


@register.simple_block_tag
def speaker_card(
    content: str, *, name: str, detail: Text = "", state: str = "waiting", position: int | None = None
) -> SafeString:
    one_of("state", state, ("waiting", "speaking", "done"))
    return component("speaker_card", content, name=name, detail=detail, state=state, position=position)


@register.simple_block_tag
def question_card(
    content: str, *, number: int, text: Text, total: int | None = None, hint: Text = "", saved: Text = ""
) -> SafeString:
    """A question with its `question_option`s between the tags. `saved` is the receipt of the last tap."""
    return component(
        "question_card",
        content,
        number=str(number),
        text=text,
        total=str(total or ""),
        hint=hint,
        saved=saved,
    )


@register.inclusion_tag("ui/components/question_option.html")
def question_option(
    *,
    name: str,
    value: Any,
    text: Text,
    letter: str = "",
    type: str = "radio",
    checked: bool = False,
    disabled: bool = False,
    state: str = "",
) -> dict[str, Any]:
    """An answer to tap. After closing, `state` shows "right", "wrong" or "missed" in words and shape."""
    one_of("type", type, ("radio", "checkbox"))
    one_of("state", state, ("", "right", "wrong", "missed"))
    return {
        "name": name,
        "value": value,
        "text": text,
        "letter": letter,
        "type": type,
        "checked": checked,
        "disabled": disabled,
        "state": state,
    }


@register.inclusion_tag("ui/components/countdown.html")
def countdown(*, seconds: int, total: int, label: Text) -> dict[str, Any]:
    """A ring that empties. `seconds` are left of `total`; announced aloud at half, 10 s and 5 s only."""
    seconds = max(0, min(seconds, total))
    return {
        "seconds": seconds,
        "total": total,
        "label": label,
        "shown": f"{seconds // 60}:{seconds % 60:02d}",
        "gone": round(100 - 100 * seconds / total, 1) if total else 100,
    }


@register.inclusion_tag("ui/components/result_bars.html")
def result_bars(*, rows: Iterable[ResultBar], base: int, caption: Text) -> dict[str, Any]:
    """Counts of `base` people, each with its percentage, as a table that also draws."""
    shown = [(row, round(100 * row.count / base, 1) if base else 0) for row in rows]
    return {"rows": shown, "base": base, "caption": caption}


@register.simple_block_tag
def paper_preview(content: str, *, title: Text, meta: Text = "") -> SafeString:
    """A sheet as it will be printed (HTML of an official paper, already clean)."""
    return component("paper_preview", content, title=title, meta=meta)


@register.inclusion_tag("ui/components/photo.html")
def photo(
    *,
    src: str,
    alt: Text,
    caption: Text = "",
    credit: Text = "",
    width: int | None = None,
    height: int | None = None,
) -> dict[str, Any]:
    return {"src": src, "alt": alt, "caption": caption, "credit": credit, "width": width, "height": height}
