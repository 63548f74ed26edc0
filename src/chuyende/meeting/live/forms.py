from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.ids import new_id
from chuyende.foundation.organisation.models import Member
from chuyende.foundation.ui.forms import offer

from .engine.cards import MOST_CARDS
from .services.sittings import FEWEST_SECONDS, MOST_SECONDS


class SittingForm(forms.Form):
    """How a quiz is played in the hall. Its record's id is made with the form, so that sent twice it opens once."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
    seconds = forms.IntegerField(
        label=_("Seconds for a question"),
        required=False,
        initial=30,
        min_value=FEWEST_SECONDS,
        max_value=MOST_SECONDS,
        help_text=_("Empty: no limit, you close each question yourself."),
    )
    speed_counts = forms.BooleanField(
        label=_("Quick answers win more points"),
        required=False,
        help_text=_("Else only what is right counts, and the time of an answer does not matter."),
    )
    team_mode = forms.BooleanField(
        label=_("In teams, one phone each"),
        required=False,
        help_text=_("Teams are made before the first question; who is in no team plays alone."),
    )


class TeamForm(forms.Form):
    name = forms.CharField(label=_("Name of the team"), max_length=80)
    members = forms.ModelMultipleChoiceField(
        label=_("Members of the team"), queryset=Member.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, members: QuerySet[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "members", members)


class AnswerCardForm(forms.Form):
    """Who is given an answer card, and which; without a number the lowest that is free."""

    member = forms.ModelChoiceField(label=_("Member"), queryset=Member.objects.none())
    number = forms.IntegerField(
        label=_("Number of the card"),
        required=False,
        min_value=1,
        max_value=MOST_CARDS,
        help_text=_("Empty: the lowest number that is free."),
    )

    def __init__(self, *args: Any, members: QuerySet[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "member", members)


class CodeForm(forms.Form):
    """The six digits on the projector."""

    code = forms.CharField(
        label=_("Code on the screen"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
