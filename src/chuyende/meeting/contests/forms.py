import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.ids import new_id
from chuyende.foundation.organisation.models import Member
from chuyende.foundation.ui.forms import VietnameseDateTimeField, offer

from .enums import Offence, Outcome
from .models import Contest, Round

_LARGEST = 1_000_000


class ContestForm(forms.Form):
    title = forms.CharField(label=_("What the contest is called"), max_length=200)
    purpose = forms.CharField(
        label=_("Purpose"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    asks_prediction = forms.BooleanField(
        label=_("Members predict a number"),
        required=False,
        help_text=_("What is predicted, and what it is good for, stands in the rules in force."),
    )


class NewContestForm(ContestForm):
    """Its record's id is made with the form, so that a form sent twice makes one contest."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)


def contest_values(contest: Contest) -> dict[str, Any]:
    return {field: getattr(contest, field) for field in ("title", "purpose", "asks_prediction")}


class RoundForm(forms.Form):
    opens_at = VietnameseDateTimeField(label=_("Opens at"))
    closes_at = VietnameseDateTimeField(label=_("Closes at"))
    minutes = forms.IntegerField(label=_("Minutes for an attempt"), min_value=1, max_value=180, initial=15)


class NewRoundForm(RoundForm):
    id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)


def round_values(one: Round) -> dict[str, Any]:
    return {field: getattr(one.quiz, field) for field in ("opens_at", "closes_at", "minutes")}


class PredictionForm(forms.Form):
    predicted = forms.IntegerField(label=_("Predicted number"), min_value=0, max_value=_LARGEST)


class CancelForm(forms.Form):
    member = forms.ModelChoiceField(
        label=_("Whose result"), queryset=Member.objects.none(), empty_label=_("Choose the member")
    )
    offence = forms.ChoiceField(label=_("Reason"), choices=Offence, widget=forms.RadioSelect)
    facts = forms.CharField(
        label=_("What was found"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The member reads it and may reply."),
    )

    def __init__(self, *args: Any, members: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "member", members)


class ReplyForm(forms.Form):
    reply = forms.CharField(
        label=_("Your reply"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class SettleForm(ReasonForm):
    outcome = forms.ChoiceField(label=_("Conclusion"), choices=Outcome, widget=forms.RadioSelect)
    field_order = ("outcome", "reason")


class TieForm(ReasonForm):
    """A place for each of those who are equal, and the reason. `rows`: of the standings, as they are announced."""

    field_order = ()

    def __init__(self, *args: Any, rows: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [("", "–"), *((number, str(number)) for number in range(1, len(rows) + 1))]
        reason = self.fields.pop("reason")
        for row in rows:
            self.fields[f"place-{row['id']}"] = forms.TypedChoiceField(
                label=row["name"], choices=places, coerce=int
            )
        self.fields["reason"] = reason

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        places = [value for name, value in cleaned.items() if name.startswith("place-")]
        if len(set(places)) < len(places):
            raise ValidationError(_("Give each a place of its own."))
        return cleaned

    def order(self) -> list[uuid.UUID]:
        """Ids, the best first."""
        placed = [(value, name) for name, value in self.cleaned_data.items() if name.startswith("place-")]
        return [uuid.UUID(name.removeprefix("place-")) for _place, name in sorted(placed)]
