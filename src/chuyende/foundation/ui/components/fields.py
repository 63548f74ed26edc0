"""What forms are made of beyond Django's own rendering (see `ui/forms.py`)."""

from typing import Any, Final

from django.forms import BoundField, CheckboxSelectMultiple, Form, RadioSelect
from django.template import Library
from django.utils.safestring import SafeString

from .rendering import Text

register = Library()

CONTROL_CLASSES: Final = {"checkbox": "form-check-input", "select": "form-select"}


@register.inclusion_tag("ui/components/file_drop.html")
def file_drop(*, field: BoundField, hint: Text = "") -> dict[str, Any]:
    """A file field with a large target and, with JavaScript, a bar that shows the upload."""
    return {"field": field, "hint": hint}


@register.inclusion_tag("ui/forms/head.html")
def form_head(*, form: Form) -> dict[str, Any]:
    """The first line inside a `<form>` whose fields are laid out by hand: errors of the whole form, hidden fields."""
    hidden = form.hidden_fields()
    errors = [*form.non_field_errors(), *(error for field in hidden for error in field.errors)]
    return {"errors": errors, "hidden_fields": hidden, "failed": bool(form.errors)}


@register.simple_tag
def control(*, field: BoundField) -> SafeString:
    """The input of a form field, with the class that its kind needs."""
    widget = field.field.widget
    css = CONTROL_CLASSES.get(getattr(widget, "input_type", ""), "form-control")
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        css = "choices"
    own = widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"{css} {own}".strip()})


@register.filter
def says_required(field: BoundField) -> bool:
    """Whether the label needs the word "required": only in a form where some fields may stay empty."""
    return field.field.required and any(not other.field.required for other in field.form.visible_fields())
