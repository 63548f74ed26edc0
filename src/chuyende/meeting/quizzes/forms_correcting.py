"""The form by which another key is given to a question that was asked: one for every kind of question."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from chuyende.meeting.questions.engine.keys import with_key
from chuyende.meeting.questions.engine.marking import right_answer
from chuyende.meeting.questions.engine.words import Kind, Words

from .queries.asking import LETTERS


class KeyForm(forms.Form):
    """The right answer of `words`, to be chosen anew, and what was wrong. `corrected` is what comes of it."""

    note = forms.CharField(
        label=_("What was wrong"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        help_text=_("The members read it with their new result."),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, words: Words) -> None:
        super().__init__(data)
        self.words = words
        self.parts = _fields_of(words)
        self.fields = {**self.parts, **self.fields}

    @property
    def corrected(self) -> Words:
        """The words with the key that was given; asked after `is_valid`."""
        return with_key(self.words, self._key(self.cleaned_data))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        places = [cleaned.get(name) for name in self.parts]
        if self.words.kind is Kind.ORDERING and None not in places and len(set(places)) < len(places):
            raise ValidationError(_("Give each its own place: no number twice."))
        return cleaned

    def _key(self, cleaned: Mapping[str, Any]) -> Any:
        given = [cleaned[name] for name in self.parts]
        match self.words.kind:
            case Kind.SINGLE:
                return int(given[0])
            case Kind.MULTIPLE:
                return [int(one) for one in given[0]]
            case Kind.TRUE_FALSE:
                return given[0] == "0"
            case Kind.MATCHING:
                return [int(one) for one in given]
            case Kind.ORDERING:
                return sorted(range(len(given)), key=lambda item: int(given[item]))
            case Kind.SHORT:
                return _lines(given[0])
            case Kind.CLOZE:
                return [one if isinstance(one, list) else _lines(one) for one in given]


def _fields_of(words: Words) -> dict[str, forms.Field]:
    right = right_answer(words)
    match words.kind:
        case Kind.SINGLE:
            return {"key": _one_of(_("Right answer"), _choices(words), right)}
        case Kind.MULTIPLE:
            return {"key": _some_of(_("Right answers"), _choices(words), [str(one) for one in right])}
        case Kind.TRUE_FALSE:
            sides = [
                ("0", pgettext("statement", "true").capitalize()),
                ("1", pgettext("statement", "false").capitalize()),
            ]
            return {"key": _one_of(_("Right answer"), sides, 0 if right else 1)}
        case Kind.MATCHING:
            rights = [(str(place), text) for place, text in enumerate(words.rights)]
            return {
                f"part-{at}": forms.ChoiceField(label=pair.left, choices=rights, initial=str(right[at]))
                for at, pair in enumerate(words.pairs)
            }
        case Kind.ORDERING:
            places = [(str(at), str(at)) for at in range(1, len(words.items) + 1)]
            return {
                f"part-{at}": forms.ChoiceField(label=item, choices=places, initial=str(at + 1))
                for at, item in enumerate(words.items)
            }
        case Kind.SHORT:
            return {"key": _written(_("Right answers"), words.answers)}
        case Kind.CLOZE:
            return {f"part-{at}": _gap(at, gap) for at, gap in enumerate(words.gaps)}


def _gap(at: int, gap: Any) -> forms.Field:
    label = _("Gap %(number)s") % {"number": at + 1}
    if not gap.choices:
        return _written(label, gap.answers)
    return _some_of(label, [(one, one) for one in gap.choices], list(gap.answers))


def _choices(words: Words) -> list[tuple[str, str]]:
    return [(str(at), f"{LETTERS[at]}. {choice.text}") for at, choice in enumerate(words.choices)]


def _one_of(label: Any, choices: list[tuple[str, str]], right: int) -> forms.Field:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, initial=str(right))


def _some_of(label: Any, choices: list[tuple[str, str]], right: list[str]) -> forms.Field:
    return forms.MultipleChoiceField(
        label=label, choices=choices, widget=forms.CheckboxSelectMultiple, initial=right
    )


def _written(label: Any, answers: tuple[str, ...]) -> forms.Field:
    return forms.CharField(
        label=label,
        widget=forms.Textarea(attrs={"rows": 3}),
        initial="\n".join(answers),
        help_text=_("One a line; each of them counts as right."),
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
