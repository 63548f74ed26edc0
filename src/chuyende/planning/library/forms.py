import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.intake import accept_attribute, size_label
from chuyende.foundation.ui.forms import NewRecordForm

from .ranges import Range
from .services import KINDS, MAX_CLIP, MAX_DOCUMENT

_MOST_RANGES = 500


class MaterialForm(NewRecordForm):
    title = forms.CharField(label=_("Title"), max_length=200)
    description = forms.CharField(
        label=_("What to pay attention to"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example the question that the meeting will discuss."),
    )
    file = forms.FileField(
        label=_("Clip or document"),
        widget=forms.FileInput(attrs={"accept": accept_attribute(KINDS)}),
    )
    holds_no_secret = forms.BooleanField(
        label=_("The file holds no State secret"),
        help_text=_("Papers marked MẬT, TỐI MẬT or TUYỆT MẬT are kept on paper and are not uploaded."),
        error_messages={"required": _("Confirm that the file holds no State secret.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.limits = _("MP4 up to %(clip)s, PDF or Word up to %(document)s.") % {
            "clip": size_label(MAX_CLIP),
            "document": size_label(MAX_DOCUMENT),
        }


class MaterialChangeForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    description = forms.CharField(
        label=_("What to pay attention to"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WatchedForm(forms.Form):
    """What a player reports: `ranges` as JSON pairs of seconds, and where it stands."""

    ranges = forms.CharField(max_length=40_000)
    position = forms.FloatField(min_value=0)

    def clean_ranges(self) -> list[Range]:
        try:
            pairs = json.loads(self.cleaned_data["ranges"])
            found = [(float(start), float(end)) for start, end in pairs]
        except (ValueError, TypeError) as error:
            raise ValidationError(_("These are no ranges of seconds.")) from error
        if len(found) > _MOST_RANGES or not all(0 <= start <= end for start, end in found):
            raise ValidationError(_("These are no ranges of seconds."))
        return found
