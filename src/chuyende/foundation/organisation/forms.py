"""Forms of the organisation. What they clean has the names of the services' arguments."""

from typing import Any

from django import forms
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.intake import FileKind, accept_attribute
from chuyende.foundation.ui.forms import NewRecordForm, VietnameseDateField, offer

from .enums import EndReason, MembershipStatus, OrganisationKind, Role, Sex
from .models import Department, Organisation

#: how a membership ends by leaving; the other reasons follow from other acts
LEAVING = (
    EndReason.TRANSFERRED,
    EndReason.REMOVED,
    EndReason.RESIGNED,
    EndReason.EXPELLED,
    EndReason.DECEASED,
)


class StartForm(forms.Form):
    """The first committee, its term and its administrator, in a system where nothing is yet."""

    name = forms.CharField(
        label=_("Name of the Party committee"),
        max_length=200,
        help_text=_("As on its seal, for example: Party committee of the provincial political school."),
    )
    short_name = forms.CharField(label=_("Short name"), max_length=80)
    superior_name = forms.CharField(label=_("Superior Party organisation"), max_length=200, required=False)
    place = forms.CharField(
        label=_("Place written on papers"),
        max_length=80,
        required=False,
        help_text=_("For example: Lào Cai."),
    )
    since = VietnameseDateField(label=_("Founded on"), help_text=_("An approximate day will do."))
    term_name = forms.CharField(
        label=_("Name of the running term"),
        max_length=80,
        required=False,
        help_text=_("For example: Term 2025–2030. It can be added later."),
    )
    term_since = VietnameseDateField(label=_("First day of the term"), required=False)
    term_until = VietnameseDateField(label=_("Last day of the term"), required=False)
    full_name = forms.CharField(label=_("Your full name"), max_length=150)
    email = forms.EmailField(label=_("Your e-mail address"), required=False)
    username = forms.CharField(
        label=_("User name for signing in"),
        max_length=150,
        validators=[ASCIIUsernameValidator()],
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Password of your choice"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 10 characters; a short sentence is good."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        term = [cleaned.pop(name, None) for name in ("term_name", "term_since", "term_until")]
        if any(term) and not all(term):
            self.add_error(
                "term_name", _("Fill in name, first and last day of the term, or leave all three empty.")
            )
        cleaned["term"] = tuple(term) if all(term) else None
        return cleaned


class OrganisationForm(forms.Form):
    """The data of a committee or a cell that may be corrected."""

    name = forms.CharField(label=_("Name of the organisation"), max_length=200)
    short_name = forms.CharField(label=_("Short name"), max_length=80)
    place = forms.CharField(label=_("Place written on papers"), max_length=80, required=False)
    superior_name = forms.CharField(label=_("Superior Party organisation"), max_length=200, required=False)
    code = forms.CharField(
        label=_("Organisation code"),
        max_length=20,
        required=False,
        validators=Organisation._meta.get_field("code").validators,
    )
    function = forms.CharField(
        label=_("Function and tasks"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Topics must rest on it: what this cell is there for."),
    )


class NewOrganisationForm(NewRecordForm):
    """A cell or a committee to be opened."""

    kind = forms.ChoiceField(label=_("Kind"), choices=OrganisationKind, initial=OrganisationKind.CELL)
    name = forms.CharField(label=_("Name of the organisation"), max_length=200)
    short_name = forms.CharField(label=_("Short name"), max_length=80, required=False)
    since = VietnameseDateField(label=_("From the day"))
    function = forms.CharField(
        label=_("Function and tasks"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Topics must rest on it: what this cell is there for."),
    )


class CloseForm(forms.Form):
    on = VietnameseDateField(label=_("Last day"))


class MergeForm(forms.Form):
    """Cells that become part of another."""

    cells = forms.ModelMultipleChoiceField(
        label=_("Cells to be merged"),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    since = VietnameseDateField(
        label=_("From the day"), help_text=_("The merged cells close the day before; their past stays.")
    )

    def __init__(self, *args: Any, cells: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "cells", cells)


class TermForm(NewRecordForm):
    name = forms.CharField(
        label=_("Name of the term"), max_length=80, help_text=_("For example: Term 2025–2030.")
    )
    since = VietnameseDateField(label=_("First day"))
    until = VietnameseDateField(label=_("Last day"))
    congress_on = VietnameseDateField(label=_("Day of the congress"), required=False)


class DepartmentForm(forms.Form):
    name = forms.CharField(label=_("Name of the faculty or office"), max_length=150)


class MemberForm(forms.Form):
    """What is kept about a member: no more than planning and counting meetings needs."""

    full_name = forms.CharField(label=_("Full name"), max_length=150)
    birth_date = VietnameseDateField(label=_("Date of birth"), required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=[("", "—"), *Sex.choices], required=False)
    joined_on = VietnameseDateField(label=_("Joined the Party on"), required=False)
    official_on = VietnameseDateField(label=_("Official since"), required=False)
    department = forms.ModelChoiceField(
        label=_("Faculty or office"), queryset=Department.objects.none(), required=False
    )
    job_title = forms.CharField(label=_("Post in the school"), max_length=150, required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=20, required=False)

    def __init__(self, *args: Any, departments: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "department", departments)


class AdmitForm(NewRecordForm, MemberForm):
    """A new member of a cell."""

    status = forms.ChoiceField(label=_("Status"), choices=MembershipStatus)
    since = VietnameseDateField(label=_("In this cell since"))
    decision = forms.CharField(label=_("Decision"), max_length=150, required=False)

    field_order = ["id", "full_name", "status", "since", "decision"]


class StatusForm(forms.Form):
    status = forms.ChoiceField(label=_("New status"), choices=MembershipStatus)
    since = VietnameseDateField(label=_("From the day"))
    decision = forms.CharField(
        label=_("Decision"), max_length=150, required=False, help_text=_("Number and day of the decision.")
    )


class MoveForm(forms.Form):
    """Another cell of the same body."""

    to = forms.ModelChoiceField(label=_("To the cell"), queryset=Organisation.objects.none())
    since = VietnameseDateField(label=_("From the day"))
    decision = forms.CharField(label=_("Decision"), max_length=150, required=False)

    def __init__(self, *args: Any, cells: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "to", cells)


class ReadmitForm(forms.Form):
    """A cell for somebody who belongs to none now."""

    organisation = forms.ModelChoiceField(label=_("To the cell"), queryset=Organisation.objects.none())
    status = forms.ChoiceField(label=_("Status"), choices=MembershipStatus)
    since = VietnameseDateField(label=_("From the day"))
    decision = forms.CharField(label=_("Decision"), max_length=150, required=False)

    def __init__(self, *args: Any, cells: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisation", cells)


class TransferForm(forms.Form):
    on = VietnameseDateField(label=_("Last day in the cell"))
    reason = forms.ChoiceField(
        label=_("Reason"), choices=[(reason.value, reason.label) for reason in LEAVING]
    )
    decision = forms.CharField(label=_("Decision"), max_length=150, required=False)


class PositionForm(NewRecordForm):
    """A position for a member."""

    organisation = forms.ModelChoiceField(label=_("Where"), queryset=Organisation.objects.none())
    role = forms.ChoiceField(label=_("Position"), choices=Role)
    since = VietnameseDateField(label=_("From the day"))
    until = VietnameseDateField(label=_("Until the day"), required=False)
    title = forms.CharField(
        label=_("Title written on papers"),
        max_length=120,
        required=False,
        help_text=_("Empty: the usual name of the position."),
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisation", organisations)


class PositionEndForm(forms.Form):
    until = VietnameseDateField(label=_("Last day in the position"))


class RosterForm(forms.Form):
    """A list to be read."""

    file = forms.FileField(
        label=_("Choose the list (Excel file, .xlsx)"),
        widget=forms.FileInput(attrs={"accept": accept_attribute((FileKind.XLSX,))}),
    )
    since = VietnameseDateField(
        label=_("Members of their cells since"),
        help_text=_("For everybody who joined earlier. Meetings before this day do not count them."),
    )


class ConfirmForm(forms.Form):
    """What is decided at the confirmation; only the questions that are open are shown."""

    make_cells = forms.BooleanField(label=_("Open the cells that do not exist yet"), required=False)
    leave_out_bad_rows = forms.BooleanField(label=_("Leave out the rows with faults"), required=False)
    leave_out_unknown_columns = forms.BooleanField(label=_("Leave out the unknown columns"), required=False)
    make_accounts = forms.BooleanField(
        label=_("Open an account for each imported member"),
        required=False,
        help_text=_("User names are made from names; the one-time passwords can be printed for an hour."),
    )


class RequiredRolesForm(forms.Form):
    roles = forms.MultipleChoiceField(
        label=_("These positions need a second factor"),
        choices=Role,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
