"""A file of questions as it is sent, chosen from and taken over."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuyende.foundation.core.intake import accept_attribute
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.ui.forms import NewRecordForm, offer
from chuyende.planning.governance.models import Provision
from chuyende.planning.programmes.models import FunctionArea

from ..engine.rows import Decision
from ..queries import Shown
from ..services.importing import IMPORT_KINDS


class UploadForm(NewRecordForm):
    """A file, and in whose bank its questions will stand."""

    organisation = forms.ModelChoiceField(
        label=_("Whose bank"), queryset=Organisation.objects.none(), empty_label=None
    )
    file = forms.FileField(
        label=_("File with questions"),
        widget=forms.FileInput(attrs={"accept": f"{accept_attribute(IMPORT_KINDS)},.gift,.tsv"}),
        error_messages={
            "required": _("Choose the file with the questions."),
            "empty": _("The file is empty. Choose it again."),
        },
    )

    def __init__(self, *args: Any, places: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisation", places)


class TakeForm(forms.Form):
    """What the questions have in common that name nothing of their own."""

    provision = forms.ModelChoiceField(
        label=_("Source of the questions that cite none"),
        queryset=Provision.objects.none(),
        required=False,
        empty_label=_("No source cited"),
    )
    function_area = forms.ModelChoiceField(
        label=_("Function area"),
        queryset=FunctionArea.objects.all(),
        required=False,
        empty_label=pgettext_lazy("function area", "None"),
    )

    def __init__(self, *args: Any, provisions: QuerySet[Provision], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "provision", provisions)


class RowsFilter(forms.Form):
    """Which rows of a file are shown."""

    loc = forms.ChoiceField(required=False, choices=[(shown.value, shown.name) for shown in Shown])


class ChooseForm(forms.Form):
    """Which rows, by their numbers, are taken or left."""

    row = forms.TypedMultipleChoiceField(coerce=int)
    decision = forms.TypedChoiceField(
        coerce=Decision, choices=[(one.value, one.name) for one in (Decision.TAKE, Decision.LEAVE)]
    )

    def __init__(self, *args: Any, count: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = self.fields["row"]
        if isinstance(numbers, forms.TypedMultipleChoiceField):
            numbers.choices = [(number, number) for number in range(1, count + 1)]
