from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import (
    BoundField,
    CharField,
    CheckboxSelectMultiple,
    ModelChoiceField,
    ModelMultipleChoiceField,
    RadioSelect,
    Textarea,
)
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core import clock
from chuyende.foundation.organisation.models import Member, Organisation, Term
from chuyende.foundation.ui.forms import NewRecordForm, Quarter, QuarterField, VietnameseDateField, offer
from chuyende.planning.governance.enums import Validity
from chuyende.planning.governance.models import Document, Provision
from chuyende.planning.governance.queries import document_validity

from .enums import GroundingKind, ProgrammeLevel
from .models import FunctionArea, MeetingForm, Topic
from .services import Ground


class SearchableSelect(forms.Select):
    """A select with a search box above it where JavaScript runs; words are found with marks and without."""

    template_name = "programmes/widgets/searchable_select.html"


class ProvisionField(forms.ModelChoiceField):
    """One provision out of those that bind an organisation, grouped by document."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Provision.objects.none(), widget=SearchableSelect, **kwargs)

    def offer(self, provisions: QuerySet[Provision], groups: list[Any]) -> None:
        """Take `provisions`, and show them as `groups` (made by `grouped`, once for several fields)."""
        self.queryset = provisions
        self.choices = [("", _("Choose a provision")), *groups]


def grouped(provisions: Iterable[Provision]) -> list[tuple[str, list[tuple[Any, str]]]]:
    """The choices of a `ProvisionField`: documents, and under each what may be cited."""
    ordered = sorted(provisions, key=lambda p: (p.document.symbol, str(p.document_id), p.position))
    return [
        (_named(document), [(p.pk, Truncator(f"{p.label}: {p.text}").chars(110)) for p in found])
        for document, found in groupby(ordered, key=lambda p: p.document)
    ]


def _named(document: Document) -> str:
    name = f"{document.symbol}. {Truncator(document.title).chars(70)}"
    validity = document_validity(document, clock.today())
    return name if validity is Validity.IN_FORCE else f"{name} ({validity.label})"


class TopicForm(forms.Form):
    quarter = QuarterField(years=[], label=_("Quarter"))
    title = CharField(label=_("Title"), max_length=300, widget=Textarea(attrs={"rows": 2}))
    objective = CharField(
        label=_("Objective"),
        widget=Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("What will be different in the cell's work after the meeting: practical and concrete."),
    )
    function_area = ModelChoiceField(
        label=_("Function area"), queryset=FunctionArea.objects.all(), empty_label=None, widget=RadioSelect
    )
    forms = ModelMultipleChoiceField(
        label=_("Forms of meeting"), queryset=MeetingForm.objects.all(), widget=CheckboxSelectMultiple
    )
    author = ModelChoiceField(
        label=_("Prepares the lead paper"), queryset=Member.objects.none(), empty_label=_("Choose a member")
    )
    presenter = ModelChoiceField(
        label=_("Presenter"), queryset=Member.objects.none(), empty_label=_("Choose a member")
    )
    due_on = VietnameseDateField(
        label=_("To be decided by"), required=False, help_text=_("Those who decide see this day.")
    )
    congress_provision = ProvisionField(label=capfirst(GroundingKind.CONGRESS.label), required=False)
    congress_explanation = CharField(
        label=_("What the topic takes from it"),
        required=False,
        max_length=2000,
        widget=Textarea(attrs={"rows": 2}),
    )
    superior_provision = ProvisionField(label=capfirst(GroundingKind.SUPERIOR.label), required=False)
    superior_explanation = CharField(
        label=_("What the topic takes from it"),
        required=False,
        max_length=2000,
        widget=Textarea(attrs={"rows": 2}),
    )
    function_provision = ProvisionField(label=capfirst(GroundingKind.FUNCTION.label), required=False)
    function_explanation = CharField(
        label=_("What the topic takes from it"),
        required=False,
        max_length=2000,
        widget=Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, *args: Any, members: QuerySet[Member], provisions: QuerySet[Provision], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        this_year = clock.today().year
        chosen = self.initial.get("quarter")
        years = {this_year, this_year + 1, *([chosen.year] if chosen else [])}
        self.fields["quarter"] = QuarterField(years=sorted(years), label=_("Quarter"))
        groups = grouped(provisions)
        for name, field in self.fields.items():
            if isinstance(field, ProvisionField):
                field.offer(provisions, groups)
            elif name in ("author", "presenter"):
                offer(self, name, members)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for kind in GroundingKind:
            provision, explanation = cleaned.get(f"{kind}_provision"), cleaned.get(f"{kind}_explanation")
            if provision and not explanation:
                self.add_error(f"{kind}_explanation", _("Write what the topic takes from this provision."))
            if explanation and not provision and f"{kind}_provision" not in self.errors:
                self.add_error(f"{kind}_provision", _("Choose the provision that this explains."))
        return cleaned

    @property
    def grounds(self) -> list[tuple[GroundingKind, BoundField, BoundField]]:
        """For each of the three grounds its two fields."""
        return [(kind, self[f"{kind}_provision"], self[f"{kind}_explanation"]) for kind in GroundingKind]

    def arguments(self) -> dict[str, Any]:
        """Return what the services take, beside the actor and the place."""
        cleaned = self.cleaned_data
        quarter: Quarter = cleaned["quarter"]
        given = {
            name: value
            for name, value in cleaned.items()
            if name != "quarter" and not name.endswith(("_provision", "_explanation"))
        }
        groundings = {
            kind: Ground(cleaned[f"{kind}_provision"], cleaned[f"{kind}_explanation"])
            for kind in GroundingKind
            if cleaned[f"{kind}_provision"]
        }
        return given | {"year": quarter.year, "quarter": quarter.number, "groundings": groundings}


class NewTopicForm(NewRecordForm, TopicForm):
    """A new topic of one cell."""


class ChangeTopicForm(TopicForm):
    """A topic that is in its author's hands; `revision` is that of the text which was opened."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


def kept_of(topic: Topic) -> dict[str, Any]:
    """What the form of `topic` begins with."""
    kept: dict[str, Any] = {
        name: getattr(topic, name)
        for name in ("title", "objective", "function_area", "author", "presenter", "revision")
    }
    kept |= {
        "quarter": Quarter(topic.year, topic.quarter),
        "forms": topic.forms.all(),
        "due_on": topic.review.due_on,
    }
    for grounding in topic.groundings.all():
        kept[f"{grounding.kind}_provision"] = grounding.provision_id
        kept[f"{grounding.kind}_explanation"] = grounding.explanation
    return kept


# --- programmes ---------------------------------------------------------------------------------------


class ProgrammeForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=250)
    purpose = forms.CharField(
        label=_("Purpose and requirements"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    due_on = VietnameseDateField(
        label=_("To be decided by"), required=False, help_text=_("Those who decide see this day.")
    )


class ChangeProgrammeForm(ProgrammeForm):
    revision = forms.IntegerField(widget=forms.HiddenInput)


class NewProgrammeForm(NewRecordForm, ProgrammeForm):
    """A programme of one level: only the fields of its period are shown."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    quarter = forms.TypedChoiceField(
        label=_("Quarter"), coerce=int, choices=[(1, "I"), (2, "II"), (3, "III"), (4, "IV")]
    )
    month = forms.TypedChoiceField(
        label=_("Month"), coerce=int, choices=[(number, str(number)) for number in range(1, 13)]
    )
    term = forms.ModelChoiceField(label=_("Term"), queryset=Term.objects.none(), empty_label=None)
    field_order = ["id", "term", "year", "quarter", "month"]

    def __init__(self, *args: Any, level: ProgrammeLevel, terms: QuerySet[Term], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today()
        shown = {
            ProgrammeLevel.TERM: {"term"},
            ProgrammeLevel.YEAR: {"year"},
            ProgrammeLevel.QUARTER: {"year", "quarter"},
            ProgrammeLevel.MONTH: {"year", "month"},
        }[level]
        for name in {"term", "year", "quarter", "month"} - shown:
            del self.fields[name]
        if "year" in self.fields:
            years = range(today.year - 1, today.year + 3)
            self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]  # a choice
            self.fields["year"].initial = today.year
        if "term" in self.fields:
            offer(self, "term", terms)


class LineForm(forms.Form):
    content = forms.CharField(
        label=_("What is to be done"), max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
    responsible = forms.ModelChoiceField(
        label=_("Responsible"), queryset=Member.objects.none(), empty_label=_("Choose a member")
    )
    deadline = VietnameseDateField(label=_("Deadline"))
    product = forms.CharField(
        label=_("Product"), max_length=200, help_text=_("For example: plan, conclusion, report.")
    )
    provision = ProvisionField(
        label=_("Rests on"),
        error_messages={
            "required": _("Each line rests on a provision. Choose the one from which this work follows.")
        },
    )

    def __init__(
        self, *args: Any, members: QuerySet[Member], provisions: QuerySet[Provision], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "responsible", members)
        self.fields["provision"].offer(provisions, grouped(provisions))  # type: ignore[attr-defined]  # ours


class NewLineForm(NewRecordForm, LineForm):
    pass


class PlaceForm(forms.Form):
    """Whose plan or programmes are shown."""

    def __init__(
        self, *args: Any, places: QuerySet[Organisation], shown: Organisation | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to-chuc"] = ModelChoiceField(
            label=_("Organisation"), queryset=places, initial=shown, empty_label=None
        )
