"""What of the bank is shown, and what is told beside a question."""

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.ui.forms import offer
from chuyende.planning.governance.models import Document
from chuyende.planning.programmes.models import FunctionArea

from .. import queries
from ..enums import Difficulty, QuestionState
from ..enums import Kind as KindLabel
from ..models import QuestionVersion


class BankFilter(forms.Form):
    """What of a bank is shown."""

    tim = forms.CharField(required=False, max_length=200)
    loai = forms.ChoiceField(required=False, choices=[("", _("All kinds")), *KindLabel.choices])
    muc = forms.ChoiceField(required=False, choices=[("", _("Easy to hard")), *Difficulty.choices])
    mang = forms.ModelChoiceField(
        FunctionArea.objects.all(), required=False, empty_label=_("All function areas")
    )
    van_ban = forms.ModelChoiceField(Document.objects.none(), required=False, empty_label=_("All documents"))
    trang_thai = forms.ChoiceField(
        required=False, choices=[("", _("All in the bank")), *QuestionState.choices]
    )

    def __init__(self, data: QueryDict, *, bank: QuerySet[QuestionVersion]) -> None:
        super().__init__(data)
        self.bank = bank
        offer(self, "van_ban", queries.documents_cited(bank))

    def asked(self) -> queries.Asked:
        """What is wanted; nothing in particular where the address says nonsense."""
        chosen = self.cleaned_data if self.is_valid() else {}
        state = chosen.get("trang_thai")
        return {
            "text": chosen.get("tim", ""),
            "kind": chosen.get("loai", ""),
            "difficulty": chosen.get("muc", ""),
            "area": chosen.get("mang"),
            "document": chosen.get("van_ban"),
            "state": QuestionState(state) if state else None,
        }

    def found(self) -> QuerySet[QuestionVersion]:
        """The questions of the bank that are wanted."""
        return queries.narrowed(self.bank, self.asked())


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
