from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.intake import PAPERS
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.ui.forms import NewRecordForm, VietnameseDateField, offer

from .engine import Choice, Choices, Measure, Parameter, Share, Steps, Subject, Switch, Text, Whole
from .enums import Certainty, DocumentType
from .models import Document, RuleSet


class DocumentFilterForm(forms.Form):
    """What the list of documents is narrowed by."""

    q = forms.CharField(
        label=_("Find"), required=False, help_text=_("Symbol, abstract or issuer; marks may be left out.")
    )
    loai = forms.ChoiceField(
        label=_("Type of document"), required=False, choices=[("", _("All types")), *DocumentType.choices]
    )
    ngay = VietnameseDateField(label=_("In force on"), required=False)


class DocumentForm(forms.Form):
    symbol = forms.CharField(
        label=_("Symbol"), max_length=60, help_text=_("As printed, for example 42-HD/BTCTW.")
    )
    type = forms.ChoiceField(label=_("Type of document"), choices=DocumentType.choices)
    title = forms.CharField(label=_("Abstract"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    issuer = forms.CharField(label=_("Issuer"), max_length=200)
    issued_on = VietnameseDateField(label=_("Date of issue"))
    effective_from = VietnameseDateField(
        label=_("In force from"), required=False, help_text=_("Left empty: from the date of issue.")
    )
    effective_to = VietnameseDateField(label=_("In force until"), required=False)
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("PDF or Word, up to 20 MB. Papers marked secret are not taken."),
        widget=forms.FileInput(attrs={"accept": ",".join(kind.extension for kind in PAPERS)}),
    )
    is_public = forms.BooleanField(label=_("Show it on the public site"), required=False)
    source_note = forms.CharField(label=_("How the source was checked"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("effective_from"):
            cleaned["effective_from"] = cleaned.get("issued_on")
        return cleaned


class NewDocumentForm(NewRecordForm, DocumentForm):
    organisation: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Binds from"), queryset=Organisation.objects.none(), empty_label=None
    )
    field_order = ["id", "organisation"]

    def __init__(self, *args: Any, places: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisation", places)


class PaperReferenceForm(NewRecordForm):
    organisation: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Binds from"), queryset=Organisation.objects.none(), empty_label=None
    )
    symbol = forms.CharField(label=_("Symbol"), max_length=60)
    issued_on = VietnameseDateField(label=_("Date of issue"))
    paper_place = forms.CharField(
        label=_("Where the paper is kept"),
        max_length=200,
        help_text=_("For example: safe of the Party office."),
    )

    def __init__(self, *args: Any, places: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisation", places)


class ReplaceForm(forms.Form):
    successor: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Replaced by"),
        queryset=Document.objects.none(),
        required=False,
        empty_label=_("Not replaced"),
    )
    from_day = VietnameseDateField(
        label=_("From the day"),
        required=False,
        help_text=_("Left empty: from the first day of the new document."),
    )

    def __init__(self, *args: Any, documents: QuerySet[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "successor", documents)


class PlaceForm(forms.Form):
    """The place of a provision and its text."""

    article = forms.CharField(label=_("Article of the document"), max_length=20, required=False)
    clause = forms.CharField(label=_("Clause"), max_length=20, required=False)
    point = forms.CharField(label=_("Point"), max_length=20, required=False)
    part = forms.CharField(
        label=_("Part, chapter or section"),
        max_length=80,
        required=False,
        help_text=_("Where the document has no articles, for example: section B.2."),
    )
    page = forms.IntegerField(label=_("Page"), min_value=1, max_value=9999, required=False)
    text = forms.CharField(label=_("What it says"), widget=forms.Textarea(attrs={"rows": 4}), max_length=5000)


class NewProvisionForm(NewRecordForm, PlaceForm):
    pass


# --- rules -------------------------------------------------------------------------------------------


class StepForm(forms.Form):
    step = forms.SlugField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=_("Step"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    minutes = forms.IntegerField(label=_("Length in minutes"), min_value=1, max_value=480)
    presenter = forms.ChoiceField(label=_("Led by"), required=False)

    def __init__(self, *args: Any, presenters: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["presenter"].choices = [("", _("the whole meeting")), *presenters]  # type: ignore[attr-defined]  # a choice


class StepFormSet(forms.BaseFormSet):
    """The steps of a procedure, to be reordered, taken out and added to."""

    def add_fields(self, form: StepForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["ORDER"].label = _("Order")
        form.fields["DELETE"].label = _("Take this step out")


class ShareField(forms.CharField):
    """«2/3», kept as it is written."""

    def __init__(self, *, parameter: Share, **kwargs: Any) -> None:
        self.parameter = parameter
        super().__init__(max_length=10, **kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        try:
            self.parameter.check(value)
        except ValueError as error:
            raise ValidationError(error.message) from error  # type: ignore[attr-defined]  # a ParameterError


class RuleForm(NewRecordForm):
    """A new dated version of one rule; its fields are the parameters of the subject."""

    organisation: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Binds from"),
        queryset=Organisation.objects.none(),
        empty_label=None,
        help_text=_("This organisation and everything under it."),
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    citation = forms.CharField(
        label=_("What it rests on"), max_length=300, help_text=_("Printed wherever the rule is applied.")
    )
    document: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Registered document"), queryset=Document.objects.none(), required=False, empty_label="–"
    )
    certainty = forms.ChoiceField(label=_("How sure it is"), choices=Certainty.choices)
    source_note = forms.CharField(label=_("How the source was checked"), max_length=300, required=False)
    effective_from = VietnameseDateField(label=_("In force from"))
    effective_to = VietnameseDateField(
        label=_("In force until"),
        required=False,
        help_text=_("Left empty: until a later version takes its place."),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        subject: Subject,
        kept: RuleSet | None,
        places: QuerySet[Organisation],
        documents: QuerySet[Document],
    ) -> None:
        values = kept.parameters if kept else {}
        initial = {f"p_{key}": value for key, value in values.items()}
        if kept:
            initial |= {"title": kept.title, "citation": kept.citation}
        super().__init__(data, initial=initial | {"certainty": Certainty.OWN})
        self.subject, self.steps = subject, None
        offer(self, "organisation", places)
        offer(self, "document", documents)
        for parameter in subject.parameters:
            if isinstance(parameter, Steps):
                self.steps = _steps_of(parameter, data, values.get(parameter.key, []))
            else:
                self.fields[f"p_{parameter.key}"] = _field_of(parameter)

    @property
    def about(self) -> list[forms.BoundField]:
        """The fields that are not parameters."""
        return [field for field in self.visible_fields() if not field.name.startswith("p_")]

    @property
    def values(self) -> list[forms.BoundField]:
        """The fields of the parameters."""
        return [field for field in self.visible_fields() if field.name.startswith("p_")]

    def is_valid(self) -> bool:
        return super().is_valid() and (self.steps is None or self.steps.is_valid())

    def arguments(self) -> dict[str, Any]:
        """Return what `services.set_rules` takes, beside the actor."""
        cleaned = self.cleaned_data
        given = {key: value for key, value in cleaned.items() if not key.startswith("p_")}
        parameters = {key.removeprefix("p_"): value for key, value in cleaned.items() if key.startswith("p_")}
        if self.steps is not None:
            (key,) = (p.key for p in self.subject.parameters if isinstance(p, Steps))
            parameters[key] = _rows_of(self.steps)
        return given | {"code": self.subject.code, "parameters": parameters}


def _field_of(parameter: Parameter) -> forms.Field:
    words: dict[str, Any] = {"label": parameter.label, "help_text": parameter.help}
    match parameter:
        case Whole(minimum=minimum, maximum=maximum):
            return forms.IntegerField(min_value=minimum, max_value=maximum, **words)
        case Measure(minimum=least, maximum=most):
            return forms.FloatField(min_value=least, max_value=most, **words)
        case Share():
            return ShareField(parameter=parameter, **words)
        case Choices(options=options):
            return forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple, **words)
        case Choice(options=options):
            return forms.ChoiceField(choices=options, widget=forms.RadioSelect, **words)
        case Switch():
            return forms.BooleanField(required=False, **words)
        case Text(maximum=longest, may_be_empty=optional):
            return forms.CharField(max_length=longest, required=not optional, strip=False, **words)
    raise TypeError(f"no field for a {type(parameter).__name__}")


def _steps_of(
    parameter: Steps, data: Mapping[str, Any] | None, rows: list[dict[str, Any]]
) -> forms.BaseFormSet:
    formset = forms.formset_factory(
        StepForm, StepFormSet, extra=2, can_delete=True, can_order=True, min_num=1
    )
    return formset(data, initial=rows, prefix="steps", form_kwargs={"presenters": parameter.presenters})


def _rows_of(steps: forms.BaseFormSet) -> list[dict[str, Any]]:
    """The steps that stay, in the order that was typed, each with a name of its own."""
    rows: list[dict[str, Any]] = []
    for form in steps.ordered_forms:
        row = form.cleaned_data
        named = row["step"] or f"step-{len(rows) + 1}"
        while named in {kept["step"] for kept in rows}:
            named += "-x"
        rows.append(
            {
                "step": named,
                "title": row["title"],
                "minutes": row["minutes"],
                "presenter": row["presenter"] or None,
            }
        )
    return rows
