import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core import clock
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.organisation.models import Member
from chuyende.foundation.ui.forms import NewRecordForm, VietnameseDateTimeField, offer
from chuyende.meeting.meetings.models import Meeting
from chuyende.meeting.questions.enums import Difficulty
from chuyende.meeting.questions.models import QuestionVersion

from . import services
from .engine import Part
from .enums import QuizMode, ReviewMoment
from .models import Quiz
from .queries import SheetTaker


class QuizForm(forms.Form):
    """What a quiz is; the fields of `MORE` are shown on demand."""

    MORE: ClassVar = (
        "attempts_allowed",
        "mixes_questions",
        "mixes_choices",
        "asks_certainty",
        "review_moment",
        "counts_parts",
    )

    title = forms.CharField(label=pgettext_lazy("quiz", "Title"), max_length=250)
    mode = forms.ChoiceField(label=_("How it is taken"), choices=QuizMode, widget=forms.RadioSelect)
    opens_at = VietnameseDateTimeField(label=_("Opens at"))
    closes_at = VietnameseDateTimeField(label=_("Closes at"))
    minutes = forms.IntegerField(
        label=_("Minutes for an attempt"),
        min_value=1,
        max_value=180,
        help_text=_("10 to 20 questions take 10 to 15 minutes."),
    )
    attempts_allowed = forms.IntegerField(
        label=_("How often each member may take it"),
        min_value=1,
        max_value=20,
        help_text=_("Of several attempts the best counts: more right answers, then the shorter time."),
    )
    review_moment = forms.ChoiceField(label=_("Key and explanations are shown"), choices=ReviewMoment)
    mixes_questions = forms.BooleanField(
        label=_("Each member gets the questions in another order"), required=False
    )
    mixes_choices = forms.BooleanField(
        label=_("Each member gets the choices in another order"),
        required=False,
        help_text=_("A question that says that its choices keep their order always does."),
    )
    asks_certainty = forms.BooleanField(
        label=_("Ask with each answer how sure the member is"),
        required=False,
        help_text=_("Shows what somebody holds for certain and is wrong. The number of right answers stays."),
    )
    counts_parts = forms.BooleanField(
        label=_("Parts of an answer count"),
        required=False,
        help_text=_("Else a question is right as a whole or not at all."),
    )

    @property
    def shown(self) -> list[forms.BoundField]:
        """The fields that everybody needs."""
        return [field for field in self.visible_fields() if field.name not in self.MORE]

    @property
    def folded(self) -> list[forms.BoundField]:
        """The fields that have their usual value when nobody looks."""
        return [self[name] for name in self.MORE]

    @property
    def folded_has_errors(self) -> bool:
        return any(field.errors for field in self.folded)


class NewQuizForm(QuizForm):
    """Its record's id is made with the form, so that a form sent twice makes one quiz."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)


def new_quiz_values(meeting: Meeting) -> dict[str, Any]:
    """What a quiz for `meeting` usually is: open from this hour until the meeting begins, 15 minutes."""
    opens = timezone.localtime(clock.now()).replace(minute=0, second=0, microsecond=0)
    closes = max(meeting.starts_at, opens + dt.timedelta(hours=24))
    title = _("Quiz: %(topic)s") % {"topic": meeting.topic.title}
    return quiz_values(Quiz(title=title[:250], opens_at=opens, closes_at=closes))


def quiz_values(quiz: Quiz) -> dict[str, Any]:
    return {name: getattr(quiz, name) for name in QuizForm.base_fields}


class StartForm(forms.Form):
    """Which attempt the page offered."""

    number = forms.IntegerField(min_value=1, required=False)


class PartForm(forms.Form):
    """One part of a blueprint: how many questions, and which. Without a number the part is left out."""

    count = forms.IntegerField(
        label=pgettext_lazy("blueprint", "How many"), min_value=1, max_value=500, required=False
    )
    difficulty = forms.ChoiceField(
        label=pgettext_lazy("blueprint", "Difficulty"),
        required=False,
        choices=[("", _("any")), *Difficulty.choices],
    )
    document = forms.ChoiceField(label=pgettext_lazy("blueprint", "Document"), required=False)
    tag = forms.ChoiceField(label=pgettext_lazy("blueprint", "Tag"), required=False)

    def __init__(
        self, *args: Any, documents: Iterable[tuple[str, str]], tags: Iterable[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"] = _choice(self.fields["document"], documents)
        self.fields["tag"] = _choice(self.fields["tag"], ((tag, tag) for tag in tags))

    def part(self) -> Part | None:
        """What it says; None where it gives no number."""
        said = self.cleaned_data
        return (
            Part(said["count"], said["difficulty"], said["document"], said["tag"]) if said["count"] else None
        )


def _choice(field: forms.Field, options: Iterable[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=field.label, required=False, choices=[("", _("any")), *options])


class AccommodationForm(forms.Form):
    """What one member needs; the page has one for each."""

    member = forms.UUIDField(widget=forms.HiddenInput)
    more_time = forms.TypedChoiceField(
        label=_("More time"),
        coerce=int,
        choices=[
            (0, _("as everybody")),
            *((share, f"+{share} %") for share in (25, 50, 75, 100, 150, 200, 300)),
        ],
    )
    reads_aloud = forms.BooleanField(label=_("Questions are read aloud"), required=False)


class SheetForm(forms.Form):
    """Whose printed sheet is entered; the ticks themselves are read by `responses_in`."""

    member = forms.ModelChoiceField(
        label=_("Whose sheet"), queryset=Member.objects.none(), empty_label=_("Choose the member")
    )

    def __init__(self, *args: Any, members: QuerySet[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "member", members)


class ReuseForm(forms.Form):
    """Which question of the bank goes into the quiz."""

    version = forms.ModelChoiceField(queryset=QuestionVersion.objects.none())

    def __init__(self, data: QueryDict, *, bank: QuerySet[QuestionVersion]) -> None:
        super().__init__(data)
        offer(self, "version", bank)


class EditionForm(NewRecordForm):
    """How a quiz is printed: `members` are those who may get a sheet with their name."""

    variants = forms.IntegerField(
        label=_("How many codes"),
        min_value=1,
        max_value=services.MOST_VARIANTS,
        initial=2,
        help_text=_("With several codes questions and choices stand in another order on each."),
    )
    members = forms.ModelMultipleChoiceField(
        label=_("Whose sheet is printed with the name"),
        queryset=Member.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Chosen already: those who have never signed in."),
    )
    blanks = forms.IntegerField(
        label=_("Blank sheets besides"),
        min_value=0,
        max_value=services.MOST_BLANKS,
        initial=5,
        help_text=_("The name is written by hand; the owner is chosen when the sheet is read."),
    )

    def __init__(self, *args: Any, takers: Sequence[SheetTaker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["members"]
        assert isinstance(field, forms.ModelMultipleChoiceField)  # as declared above
        field.queryset = Member.objects.filter(pk__in=[taker.member.pk for taker in takers])
        field.choices = [(taker.member.pk, _taker_words(taker)) for taker in takers]
        field.initial = [taker.member.pk for taker in takers if taker.is_without_phone]


def _taker_words(taker: SheetTaker) -> str:
    name = taker.member.full_name
    if taker.has_attempt:
        return gettext("%(name)s (has taken the quiz)") % {"name": name}
    return gettext("%(name)s (never signed in)") % {"name": name} if taker.is_without_phone else name


class _SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """Several files at once: cleans to a list."""

    widget = _SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = (data if isinstance(data, list | tuple) else [data]) or [None]
        return [super(_FilesField, self).clean(file, initial) for file in files]


class PhotosForm(forms.Form):
    """Photographs or scans of sheets, several at once."""

    photos = _FilesField(
        label=_("Choose photographs or scans of sheets"),
        widget=_SeveralFiles(attrs={"accept": "image/jpeg,image/png,application/pdf,image/tiff"}),
    )


class CameraForm(forms.Form):
    """One photograph, taken now by the phone's camera."""

    photos = _FilesField(
        label=_("Photograph a sheet"),
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )


class OwnerForm(forms.Form):
    """Whose sheet a photograph shows."""

    member = forms.ModelChoiceField(
        label=_("Whose sheet"), queryset=Member.objects.none(), empty_label=_("Choose the member")
    )

    def __init__(self, *args: Any, members: QuerySet[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "member", members)
