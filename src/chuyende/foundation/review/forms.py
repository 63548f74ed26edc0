from django import forms
from django.utils.translation import gettext_lazy as _


class SubmitForm(forms.Form):
    note = forms.CharField(
        label=_("What was changed"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )


class DecisionForm(forms.Form):
    """One text for both decisions: needed for returning, free for approving. `seen` is `Review.waits_at`."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Opinion or reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        help_text=_("Needed when you return it, so that the author knows what to change."),
    )


class CommentForm(forms.Form):
    text = forms.CharField(
        label=_("Comment"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=4000
    )


class AmendForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason of the amendment"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
    )
