"""How forms look and what Vietnamese readers type into them.

`FORM_RENDERER = "chuyende.foundation.ui.forms.Renderer"` makes `{{ form }}` and `{{ form.title.as_field_group }}` look
right everywhere.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from django import forms
from django.db.models import QuerySet
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.safestring import SafeData
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuyende.foundation.core.ids import new_id

#: what Django writes where nothing is chosen yet
BLANK: Final = BLANK_CHOICE_DASH[0][1]
ERROR_LIST: Final = "django/forms/errors/list/default.html"
#: first and last year that a form takes: what lies outside is mistyped, and no database keeps it as a moment
YEARS: Final = (1900, 2100)


class Renderer(DjangoTemplates):
    """Django's renderer with our templates for a form, a field and the errors of a field."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"

    def get_template(self, template_name: str) -> Any:
        return super().get_template("ui/forms/errors.html" if template_name == ERROR_LIST else template_name)

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """Options begin with a capital letter, whatever the model calls them in the middle of a sentence; the empty
        one says what to do, where Django shows a row of dashes."""
        for _group, options, _index in context.get("widget", {}).get("optgroups", ()):
            for option in options:
                if option["label"] == BLANK:
                    option["label"] = _("Choose…")
                elif not isinstance(option["label"], SafeData):
                    option["label"] = capfirst(option["label"])
        return super().render(template_name, context, request)


def offer(form: forms.Form, name: str, choices: "QuerySet[Any]") -> None:
    """Let the field `name` of this form choose among `choices`."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(f"{name} does not choose among records")
    field.queryset = choices


class NewRecordForm(forms.Form):
    """A form that makes one record. The record's id is made with the form, so that a form sent twice (a double
    click, a phone that tries again) names the same record and the service can leave it as it is."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)


def check_year(day: dt.date) -> None:
    """Refuse a year that can only be a slip of the finger (0026, 20226). Raises `ValidationError`."""
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise forms.ValidationError(
            _("Check the year: it should lie between %(first)d and %(last)d."),
            code="year",
            params={"first": YEARS[0], "last": YEARS[1]},
        )


class VietnameseDateField(forms.DateField):
    """A date typed as 05/02/2026, 5-2-2026 or picked by the phone (2026-02-05)."""

    default_error_messages: ClassVar = {
        "invalid": _("Write the date as day/month/year, for example 05/02/2026.")
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"])
        super().__init__(**kwargs)

    def validate(self, value: dt.date | None) -> None:
        super().validate(value)
        if value is not None:
            check_year(value)


class VietnameseDateTimeField(forms.DateTimeField):
    """A day and an hour: 05/02/2026 14:00, 14:00 05/02/2026, or as the phone's picker sends it."""

    default_error_messages: ClassVar = {
        "invalid": _("Write the time as day/month/year hour:minute, for example 05/02/2026 14:00.")
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        )
        kwargs.setdefault(
            "input_formats",
            ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M", "%H:%M %d/%m/%Y", "%d-%m-%Y %H:%M"],
        )
        super().__init__(**kwargs)

    def validate(self, value: dt.datetime | None) -> None:
        super().validate(value)
        if value is not None:
            check_year(value)


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a year, 1 to 4. Written 2026-Q1 in forms and addresses."""

    year: int
    number: int

    ROMAN: ClassVar = ("I", "II", "III", "IV")

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def roman(self) -> str:
        return self.ROMAN[self.number - 1]

    @property
    def start(self) -> dt.date:
        return dt.date(self.year, 3 * self.number - 2, 1)

    @classmethod
    def parse(cls, text: str) -> "Quarter":
        """Read 2026-Q1; ValueError when it is none."""
        found = re.fullmatch(r"(\d{4})-Q([1-4])", text)
        if not found:
            raise ValueError(f"not a quarter: {text!r}")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: dt.date) -> "Quarter":
        return cls(day.year, (day.month + 2) // 3)


class QuarterPicker(forms.RadioSelect):
    """Four squares a year, one tap."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Iterable[Any] = ()) -> None:
        super().__init__({"class": "quarter-picker", **(attrs or {})}, choices)


class QuarterField(forms.TypedChoiceField):
    """One quarter out of the given years; cleans to a `Quarter`, or None when left empty."""

    def __init__(self, *, years: Iterable[int], **kwargs: Any) -> None:
        choices = [
            (
                _("Year %(year)d") % {"year": year},
                [
                    (str(Quarter(year, number)), _("Quarter %s") % Quarter.ROMAN[number - 1])
                    for number in range(1, 5)
                ],
            )
            for year in years
        ]
        kwargs.setdefault("widget", QuarterPicker)
        super().__init__(
            choices=choices, coerce=lambda value: Quarter.parse(str(value)), empty_value=None, **kwargs
        )


class LongTextWidget(forms.Textarea):
    """Long text with headings, lists and emphasis. A plain textarea without JavaScript; what is sent is HTML that the
    service must clean."""

    template_name = "ui/forms/long_text.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 12, "class": "long-text", **(attrs or {})})


class PreferencesForm(forms.Form):
    """How the pages look on this device."""

    theme = forms.ChoiceField(
        label=_("Colours"),
        choices=[
            ("auto", _("As the device")),
            ("light", pgettext_lazy("theme", "Light")),
            ("dark", pgettext_lazy("theme", "Dark")),
        ],
        widget=forms.RadioSelect,
    )
    type = forms.ChoiceField(
        label=_("Size of type"),
        choices=[("normal", pgettext_lazy("size of type", "Normal")), ("large", _("Large, easy to read"))],
        widget=forms.RadioSelect,
    )
