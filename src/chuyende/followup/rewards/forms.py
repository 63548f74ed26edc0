from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.organisation.models import Member
from chuyende.foundation.ui.forms import offer

from .enums import RewardForm


class ProposalForm(forms.Form):
    """Members of the standings, one form of reward, one reason."""

    members = forms.ModelMultipleChoiceField(
        queryset=Member.objects.none(), error_messages={"required": _("Choose at least one member.")}
    )
    form = forms.ChoiceField(label=_("Form of reward"), choices=RewardForm, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Achievement"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Rank and result of each member are added by the program."),
    )

    def __init__(self, *args: Any, members: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "members", members)


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is declined"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
