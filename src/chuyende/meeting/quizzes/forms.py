import datetime as dt
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
from chuyende.meeting.questions.models import QuestionVersion

from .models import Quiz


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
    counts_parts = forms.BooleanField(
        label=_("Parts of an answer count"),
        required=False,
        help_text=_("Else a question is right as a whole or not at all."),
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
    return {
        field: getattr(quiz, field) for field in ("title", "opens_at", "closes_at", "minutes", "counts_parts")
    }


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
