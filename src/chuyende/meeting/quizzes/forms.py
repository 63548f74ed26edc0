import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuyende.foundation.core import clock
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.organisation.models import Member
from chuyende.foundation.ui.forms import VietnameseDateTimeField, offer
from chuyende.meeting.meetings.models import Meeting
from chuyende.planning.governance.models import Provision

from .models import QuestionVersion, Quiz, QuizQuestion
from .queries import ShownQuestion
from .services.questions import FEWEST_CHOICES, MOST_CHOICES

_LETTERS = "ABCDEF"


class QuizForm(forms.Form):
    title = forms.CharField(label=pgettext_lazy("quiz", "Title"), max_length=250)
    opens_at = VietnameseDateTimeField(label=_("Opens at"))
    closes_at = VietnameseDateTimeField(
        label=_("Closes at"), help_text=_("Key and explanations are shown after this moment.")
    )
    minutes = forms.IntegerField(
        label=_("Minutes for an attempt"),
        min_value=1,
        max_value=180,
        help_text=_("10 to 20 questions take 10 to 15 minutes."),
    )


class NewQuizForm(QuizForm):
    """Its record's id is made with the form, so that a form sent twice makes one quiz."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)


def new_quiz_values(meeting: Meeting) -> dict[str, Any]:
    """What a quiz for `meeting` usually is: open from this hour until the meeting begins, 15 minutes."""
    opens = timezone.localtime(clock.now()).replace(minute=0, second=0, microsecond=0)
    closes = max(meeting.starts_at, opens + dt.timedelta(hours=24))
    title = _("Quiz: %(topic)s") % {"topic": meeting.topic.title}
    return {"title": title[:250], "opens_at": opens, "closes_at": closes, "minutes": 15}


def quiz_values(quiz: Quiz) -> dict[str, Any]:
    return {field: getattr(quiz, field) for field in ("title", "opens_at", "closes_at", "minutes")}


class QuestionForm(forms.Form):
    """A question with two to six choices, one of them marked as right."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=new_id)
    stem = forms.CharField(
        label=_("Question"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3, "autofocus": True})
    )
    key = forms.TypedChoiceField(
        label=_("Right answer"),
        choices=[(index, letter) for index, letter in enumerate(_LETTERS)],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Mark which choice is right.")},
    )
    explanation = forms.CharField(
        label=_("Explanation"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Shown to the members after the quiz has closed."),
    )
    provision = forms.ModelChoiceField(
        label=_("Source: the provision that the answer rests on"),
        queryset=Provision.objects.none(),
        required=False,
        empty_label=_("No source cited"),
    )

    def __init__(self, *args: Any, provisions: QuerySet[Provision], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for index, letter in enumerate(_LETTERS):
            self.fields[f"choice_{index}"] = forms.CharField(
                label=_("Choice %(letter)s") % {"letter": letter},
                max_length=500,
                required=index < FEWEST_CHOICES,
                widget=forms.TextInput,
            )
        offer(self, "provision", provisions)

    def choice_fields(self) -> list[forms.BoundField]:
        return [self[f"choice_{index}"] for index in range(MOST_CHOICES)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        written = [cleaned.get(f"choice_{index}", "").strip() for index in range(MOST_CHOICES)]
        texts = [text for text in written if text]
        key = cleaned.get("key")
        if key is not None and not written[key]:
            self.add_error(
                "key", _("Choice %(letter)s is marked as right but empty.") % {"letter": _LETTERS[key]}
            )
        elif len({text.casefold() for text in texts}) < len(texts):
            self.add_error(None, _("Two choices are the same. Make each different from the others."))
        elif key is not None:
            cleaned["key"] = sum(bool(text) for text in written[:key])
        cleaned["choices"] = texts
        return cleaned

    def question(self) -> dict[str, Any]:
        """What the service is given."""
        return {
            name: self.cleaned_data[name] for name in ("stem", "choices", "key", "explanation", "provision")
        }


def question_values(version: QuestionVersion) -> dict[str, Any]:
    """The form's values of a question that exists."""
    choices = {f"choice_{index}": text for index, text in enumerate(version.choices)}
    return choices | {
        "stem": version.stem,
        "key": version.key,
        "explanation": version.explanation,
        "provision": version.provision_id,
    }


def chosen_in(data: QueryDict, paper: Iterable[ShownQuestion]) -> dict[QuizQuestion, int]:
    """Return the choices (as indexes in the versions) that a sent form names for questions of this attempt.

    A place that does not exist becomes -1, which the service refuses.
    """
    chosen = {}
    for question in paper:
        if question.name in data:
            sent = str(data[question.name])
            index = question.index_of(int(sent)) if sent.isascii() and sent.isdigit() else None
            chosen[question.quiz_question] = -1 if index is None else index
    return chosen


class SheetForm(forms.Form):
    """Whose printed sheet is entered; the ticks themselves are read by `chosen_in`."""

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
