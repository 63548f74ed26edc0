"""What of the bank is shown, and what is told beside a question."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..enums import Kind as KindLabel
from ..enums import QuestionState


class BankFilter(forms.Form):
    """What of the bank is shown."""

    tim = forms.CharField(required=False, max_length=200)
    loai = forms.ChoiceField(required=False, choices=[("", _("All kinds")), *KindLabel.choices])
    trang_thai = forms.ChoiceField(
        required=False, choices=[("", _("All in the bank")), *QuestionState.choices]
    )

    def asked(self) -> dict[str, Any]:
        """What `queries.bank_seen` is asked for; all of the bank where the address says nonsense."""
        chosen = self.cleaned_data if self.is_valid() else {}
        state = chosen.get("trang_thai")
        return {
            "text": chosen.get("tim", ""),
            "kind": chosen.get("loai", ""),
            "state": QuestionState(state) if state else None,
        }


class ChangeNote(forms.Form):
    """Why a question is written anew."""

    note = forms.CharField(
        label=_("Why it is changed"),
        max_length=500,
        required=False,
        help_text=_("Stands in the history of the question: a wrong key, a new regulation…"),
    )


class AlikeForm(forms.Form):
    """What is being typed, and in which question."""

    stem = forms.CharField(max_length=4000)
    cau = forms.UUIDField(required=False)
