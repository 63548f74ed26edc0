from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuyende.foundation.core.intake import PHOTOS
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.organisation.policy import AnyUser
from chuyende.foundation.ui.forms import LongTextWidget, NewRecordForm, offer
from chuyende.meeting.meetings.models import Meeting

from . import queries
from .enums import Naming
from .models import Article


class CountField(forms.IntegerField):
    """A count as people write it: 899025, 899.025 or 899,025."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric"}))
        super().__init__(min_value=0, max_value=10**15, **kwargs)

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str):
            value = value.translate({ord(mark): None for mark in ".,\u00a0\u202f "})
        return super().to_python(value)


class MeetingChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Meeting) -> str:
        return f"{obj.starts_at:%d/%m/%Y}, {obj.organisation.short_name}: {obj.title}"


class DraftForm(NewRecordForm):
    """From which meeting the news is, or of which organisation."""

    meeting = MeetingChoice(
        label=_("Closed meeting"),
        queryset=Meeting.objects.none(),
        required=False,
        empty_label=_("None: news on something else"),
        help_text=_(
            "The draft takes only what may be public: day, cell, topic, form and numbers. No opinions, no results "
            "of single members."
        ),
    )
    naming = forms.MultipleChoiceField(
        label=_("Name in the draft"),
        choices=Naming.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only with the consent of those named. Nobody else is named."),
    )
    organisation = forms.ModelChoiceField(
        label=_("News of"), queryset=Organisation.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, user: AnyUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "meeting", queries.meetings_to_write_about(user))
        offer(self, "organisation", queries.places_to_write(user))

    def clean_naming(self) -> list[Naming]:
        return [Naming(value) for value in self.cleaned_data["naming"]]


class ArticleForm(forms.Form):
    """The article as its editor writes it. What is needed for publishing is asked for when it is handed in."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=pgettext_lazy("article", "Title"), max_length=250)
    category = forms.CharField(
        label=pgettext_lazy("article", "Category"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"list": "categories", "autocomplete": "off"}),
    )
    lead = forms.CharField(
        label=pgettext_lazy("article", "Lead"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One or two sentences: what happened, where, when. Shown in lists too."),
    )
    body = forms.CharField(
        label=pgettext_lazy("article", "Text"), required=False, max_length=200_000, widget=LongTextWidget
    )
    photo = forms.FileField(
        label=_("Photograph"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(kind.content_type for kind in PHOTOS)}),
        help_text=_("Place, time and device are removed from the file."),
    )
    remove_photo = forms.BooleanField(label=_("Take the photograph out"), required=False)
    caption = forms.CharField(label=_("Caption"), max_length=250, required=False)
    alt_text = forms.CharField(
        label=_("What the photograph shows"),
        max_length=250,
        required=False,
        help_text=_("Read aloud to those who cannot see it. Describe, do not judge."),
    )
    author_name = forms.CharField(label=pgettext_lazy("article", "Author"), max_length=120, required=False)
    author_title = forms.CharField(label=_("Author's unit"), max_length=200, required=False)

    @classmethod
    def of(cls, article: Article) -> "ArticleForm":
        """Return the form filled with what is stored."""
        names = set(cls.base_fields) - {"photo", "remove_photo"}
        return cls(initial={name: getattr(article, name) for name in names})


class BeforeItGoesOutForm(forms.Form):
    """What an editor confirms line by line before an article is handed in."""

    opinions = forms.BooleanField(
        label=_("No opinion, self-criticism, rating, vote or result of a single member stands in it.")
    )
    names = forms.BooleanField(label=_("Everybody who is named or can be recognised has agreed to it."))
    details = forms.BooleanField(
        label=_("No dates of birth, addresses, telephone numbers or reasons of absence stand in it.")
    )
    secrets = forms.BooleanField(
        label=_("It holds nothing of State secrets and nothing of papers for internal use.")
    )
    picture = forms.BooleanField(
        label=_(
            "The photograph shows no papers, screens or lists that can be read, and those in it have agreed."
        )
    )
    note = forms.CharField(
        label=_("Note for those who approve"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not article.photo:
            del self.fields["picture"]


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is taken off"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ViewsBeforeForm(forms.Form):
    views = CountField(label=_("Views on the earlier site"))


class CounterStartForm(forms.Form):
    total = CountField(label=_("Visits counted before"), help_text=_("Added to the line «All»."))
    note = forms.CharField(
        label=_("Where the number comes from"),
        max_length=200,
        help_text=_("For example: counter of the school's old site on 31/12/2025."),
    )
