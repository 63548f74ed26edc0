from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.intake import PAPERS, accept_attribute
from chuyende.foundation.organisation.models import Member
from chuyende.foundation.ui.forms import LongTextWidget, NewRecordForm, VietnameseDateTimeField, offer
from chuyende.meeting.meetings.models import Guest


class AssignForm(NewRecordForm):
    author = forms.ModelChoiceField(label=_("Who writes it"), queryset=Member.objects.none())
    title = forms.CharField(label=_("What it is about"), max_length=300)
    due_at = VietnameseDateTimeField(label=_("To be handed in by"), required=False)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "author", people)


class OfferForm(NewRecordForm):
    title = forms.CharField(label=_("What my paper is about"), max_length=300)


class PaperForm(forms.Form):
    """The text itself. `revision` is the one that the page began from."""

    title = forms.CharField(label=_("Title of the paper"), max_length=300)
    body = forms.CharField(label=_("Text of the paper"), required=False, widget=LongTextWidget)
    revision = forms.IntegerField(widget=forms.HiddenInput)


class PaperFileForm(forms.Form):
    file = forms.FileField(
        label=_("Paper as a file"),
        help_text=_("PDF or Word, up to 20 MB. No State secrets: they stay on paper."),
        widget=forms.ClearableFileInput(attrs={"accept": accept_attribute(PAPERS)}),
    )


class ContributionForm(NewRecordForm):
    """Who spoke, and what: two taps and a line."""

    who = forms.ChoiceField(
        label=_("Who spoke"),
        widget=forms.RadioSelect(attrs={"class": "chips"}),
        error_messages={"required": _("Choose who spoke."), "invalid_choice": _("Choose who spoke.")},
    )
    summary = forms.CharField(
        label=_("What was said"), max_length=8000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, members: Iterable[Member], guests: Iterable[Guest], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people: dict[str, tuple[Member | None, Guest | None]] = {
            **{f"m-{member.pk}": (member, None) for member in members},
            **{f"g-{guest.pk}": (None, guest) for guest in guests},
        }
        who = self.fields["who"]
        assert isinstance(who, forms.ChoiceField)
        who.choices = [(key, str(member or guest)) for key, (member, guest) in self._people.items()]

    def said(self) -> dict[str, Any]:
        """What the service takes."""
        member, guest = self._people[self.cleaned_data["who"]]
        return {
            "id": self.cleaned_data["id"],
            "summary": self.cleaned_data["summary"],
            "member": member,
            "guest": guest,
        }


class ContributionTextForm(forms.Form):
    summary = forms.CharField(
        label=_("What was said"), max_length=8000, widget=forms.Textarea(attrs={"rows": 6})
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class VoteForm(NewRecordForm):
    question = forms.CharField(label=_("What is voted on"), max_length=400)
    in_favour = forms.IntegerField(label=_("In favour"), min_value=0, max_value=10_000)
    against = forms.IntegerField(label=_("Against"), min_value=0, max_value=10_000, initial=0)
    other = forms.IntegerField(label=_("Other opinions"), min_value=0, max_value=10_000, initial=0)
