from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.organisation.models import Organisation, Term
from chuyende.foundation.organisation.policy import AnyUser
from chuyende.foundation.ui.forms import offer

from .enums import MinutesState, PaperType
from .models import MinutesSection
from .queries import issued_papers_visible_to, register_terms


class SectionForm(forms.Form):
    """One part of the minutes. `revision` tells on which save the writer began."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    body = forms.CharField(
        label=_("Text of this part"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Each line is a paragraph. Begin a line with “-” or “1.” to make it a point."),
    )

    @classmethod
    def of(cls, section: MinutesSection) -> "SectionForm":
        return cls(initial={"revision": section.revision, "body": section.body})


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False
    )


class MinutesFilter(forms.Form):
    state = forms.ChoiceField(
        label=_("State of the minutes"),
        required=False,
        choices=[("", _("All states")), *MinutesState.choices],
    )


class RegisterFilter(forms.Form):
    """Which papers of the register."""

    text = forms.CharField(
        label=_("Number or abstract"), required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    type = forms.ChoiceField(
        label=_("Type of paper"), required=False, choices=[("", _("All types")), *PaperType.choices]
    )
    term = forms.ModelChoiceField(
        label=_("Term"), required=False, queryset=Term.objects.none(), empty_label=_("All terms")
    )
    organisation: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        label=_("Issued by"), required=False, queryset=Organisation.objects.none(), empty_label=_("Everybody")
    )

    def __init__(self, *args: Any, user: AnyUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        issuers = issued_papers_visible_to(user).order_by().values("organisation")
        offer(self, "term", register_terms(user))
        offer(self, "organisation", Organisation.objects.filter(pk__in=issuers).order_by("path"))

    def chosen(self) -> dict[str, Any]:
        """What was chosen; an impossible choice chooses nothing."""
        return self.cleaned_data if self.is_valid() else {}
