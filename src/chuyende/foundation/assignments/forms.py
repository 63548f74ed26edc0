from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.organisation.models import Member
from chuyende.foundation.ui.forms import NewRecordForm, VietnameseDateField


class TaskForm(NewRecordForm):
    """A new task for a member of one organisation."""

    title = forms.CharField(label=_("What is to be done"), max_length=300)
    due_on = VietnameseDateField(label=_("Deadline"))

    field_order = ("title", "owner", "due_on")

    def __init__(self, *args: Any, owners: QuerySet[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = forms.ModelChoiceField(label=_("Who"), queryset=owners)
        self.order_fields(self.field_order)


class ReportForm(forms.Form):
    proof = forms.CharField(
        label=_("What was done"), required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
    )
    file = forms.FileField(
        label=_("File that shows it"),
        required=False,
        help_text=_("PDF, Word, Excel or photograph, up to 10 MB."),
    )


class PostponeForm(forms.Form):
    to_day = VietnameseDateField(label=_("New deadline"))
    reason = forms.CharField(label=_("Reason"), required=False, max_length=500)


class WithdrawForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), required=False, max_length=500)
