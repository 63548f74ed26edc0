import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.intake import accept_attribute
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.foundation.ui.forms import NewRecordForm, VietnameseDateField, VietnameseDateTimeField, offer
from chuyende.planning.library.models import Material
from chuyende.planning.library.services import KINDS

from .enums import AttendanceSource, AttendanceStatus, MeetingMode, ResponseAnswer
from .queries import may_be_named


class MeetingForm(forms.Form):
    """When, where, who: for convening, and for changing what was convened."""

    starts_at = VietnameseDateTimeField(label=_("Day and hour"))
    place = forms.CharField(label=_("Place of the meeting"), max_length=200)
    title = forms.CharField(label=_("Title of the meeting"), max_length=300)
    purpose = forms.CharField(
        label=_("Purpose and requirements"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    planned_minutes = forms.IntegerField(label=_("Planned length (minutes)"), min_value=1, max_value=600)
    chair = forms.ModelChoiceField(label=_("Chaired by"), queryset=Member.objects.none())
    minute_taker = forms.ModelChoiceField(label=_("Minutes taken by"), queryset=Member.objects.none())
    joined_to_monthly = forms.BooleanField(
        label=_("Held right before or after the monthly meeting"), required=False
    )
    mode = forms.ChoiceField(
        label=_("Form of holding"),
        choices=MeetingMode.choices,
        initial=MeetingMode.IN_PERSON,
        widget=forms.RadioSelect,
    )
    mode_reason = forms.CharField(
        label=_("Why it is not held in person"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only for a meeting that is online, wholly or partly. It stands in the minutes."),
    )

    def __init__(self, *args: Any, organisation: Organisation, day: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = may_be_named(organisation, day)
        for name in ("chair", "minute_taker"):
            offer(self, name, people)


class ConveneForm(MeetingForm, NewRecordForm):
    """A new meeting; its id is made with the form, so that sending twice makes one."""

    field_order = ["id", "starts_at", "place"]


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is called off"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who was summoned is told this reason."),
    )


class AgendaItemForm(forms.Form):
    title = forms.CharField(label=_("Content of the step"), max_length=300)
    minutes = forms.IntegerField(label=_("Length in minutes"), min_value=1, max_value=600, initial=10)
    presenter = forms.ModelChoiceField(
        label=_("Step led by"), queryset=Member.objects.none(), required=False, empty_label=_("everybody")
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "presenter", people)


class NewAgendaItemForm(AgendaItemForm, NewRecordForm):
    """A further line of the agenda."""


class ChairsAgendaItemForm(AgendaItemForm):
    """For whoever chairs: with notes that nobody else sees."""

    notes = forms.CharField(
        label=_("My notes for this step"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only you see them."),
    )


class MaterialChoiceForm(forms.Form):
    material = forms.ModelChoiceField(label=_("From the library"), queryset=Material.objects.none())

    def __init__(self, *args: Any, materials: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "material", materials)


class MaterialUploadForm(NewRecordForm):
    """A new file, put into the library and given to the meeting at once."""

    title = forms.CharField(label=_("What it is called"), max_length=200)
    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, Word or a clip (MP4). No State secrets: they stay on paper."),
        widget=forms.ClearableFileInput(attrs={"accept": accept_attribute(KINDS)}),
    )


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(choices=ResponseAnswer.choices)
    reason = forms.CharField(required=False, max_length=300)


class MarkForm(forms.Form):
    """One tap on the sheet. `seen` is the mark that stood there when the page was made."""

    member = forms.ModelChoiceField(queryset=Member.objects.all())
    status = forms.ChoiceField(
        choices=[*AttendanceStatus.choices, ("", ""), ("left", ""), ("back", "")], required=False
    )
    reason = forms.CharField(required=False, max_length=300)
    seen = forms.CharField(required=False, max_length=10)
    source = forms.ChoiceField(
        choices=[(AttendanceSource.SECRETARY, ""), (AttendanceSource.PAPER, "")], required=False
    )


class SourceForm(forms.Form):
    source = forms.ChoiceField(
        choices=[(AttendanceSource.SECRETARY, ""), (AttendanceSource.PAPER, "")], required=False
    )


class GuestForm(NewRecordForm):
    full_name = forms.CharField(label=_("Full name of the guest"), max_length=150)
    position = forms.CharField(label=_("Position, place of work"), max_length=200)
    from_superior = forms.BooleanField(label=_("Sent by the upper level"), required=False)


class ConclusionForm(NewRecordForm):
    """A conclusion, with its first task or the reason why none is needed."""

    text = forms.CharField(
        label=_("What is concluded"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    task_id = forms.UUIDField(widget=forms.HiddenInput)
    task_title = forms.CharField(label=_("Task"), max_length=300, required=False)
    owner = forms.ModelChoiceField(label=_("Who does it"), queryset=Member.objects.none(), required=False)
    due_on = VietnameseDateField(label=_("To be done by"), required=False)
    no_task_reason = forms.CharField(label=_("Or: why no task is needed"), max_length=300, required=False)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "owner", people)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("task_title"):
            for name in ("owner", "due_on"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("A task needs somebody who does it and a day."))
        return given


class ConclusionTextForm(forms.Form):
    text = forms.CharField(
        label=_("What is concluded"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    no_task_reason = forms.CharField(label=_("Why no task is needed"), max_length=300, required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class ConclusionTaskForm(NewRecordForm):
    title = forms.CharField(label=_("Task"), max_length=300)
    owner = forms.ModelChoiceField(label=_("Who does it"), queryset=Member.objects.none())
    due_on = VietnameseDateField(label=_("To be done by"))

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "owner", people)


class MomentForm(forms.Form):
    """When something really happened; empty means now."""

    at = VietnameseDateTimeField(
        label=_("When it really happened"),
        required=False,
        help_text=_("Leave empty for now. Write it when the facts are entered afterwards, from paper."),
    )
